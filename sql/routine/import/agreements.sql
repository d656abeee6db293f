-- Kinds: agreements, parties, prices.
set check_function_bodies = off;

create or replace function purse.check_agreements() returns void language sql as $$
	select purse.check_codes('{5,7}', '{partnership,school}'), purse.check_dates(2, 3),
		purse.check_account(11, '{income}'), purse.check_account(12, '{expense,capital}');
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 8, 'LG206',
		format('could not take "%s" as the basis of an agreement of kind "%s"', n.content[8], n.content[6]),
		null, 'credits, and nothing else, are shared as "credits at cost" or "credits at price"'
	from pg_temp.stage_new n
	where (n.content[6] = 'credits') <> (n.content[8] in ('credits at cost', 'credits at price'));
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 12, 'LG106',
		format('could not find the cost code: none is usual for %s', n.content[9]),
		null, 'write under Cost code the CFR code that the schools which pay should use'
	from pg_temp.stage_new n where n.content[12] is null
		and purse.usual_code(n.content[9], n.content[2]::date, false) is null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 13, 'LG106',
		'could not find how unused credits are shared',
		null, 'write pupil numbers, equal, fixed shares or lead under Lapse shared by'
	from pg_temp.stage_new n where n.content[6] = 'credits' and n.content[13] is null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 7, 'LG206',
		format('could not take "%s" as lead: it keeps no books here', n.content[7]),
		null, 'name a school that keeps books here: the lead charges the others'
	from pg_temp.stage_new n join purse.school s on s.code = n.content[7] where not s.keeps_books;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 7, 'LG211',
		format('could not take "%s" as lead: it is not in partnership "%s" on %s', n.content[7], n.content[5],
			purse.day_words(n.content[2]::date)),
		null, 'name a member as lead, or add the school to members.csv in the same folder'
	from pg_temp.stage_new n join purse.school s on s.code = n.content[7]
	join purse.partnership p on p.code = n.content[5]
	where not exists (select from purse.effective_member m where m.school = s.id and m.partnership = p.id
		and n.content[2]::date between m.valid_from and m.last_day);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, w.place, w.code, w.problem, null, w.hint
	from pg_temp.stage_new n cross join lateral (values
		(n.content[6] = 'brokered' and n.content[8] <> 'price', 8, 'LG206',
			format('could not take "%s" as the basis of an agreement of kind "brokered"', n.content[8]),
			'write price: what is brokered has a price, which the hub takes its part of'),
		(n.content[6] = 'brokered' and n.content[17] is null, 17, 'LG106', 'could not find the brokerage',
			'write under Brokerage what per cent of the price is the hub''s'),
		(n.content[6] = 'brokered' and n.content[18] is null, 18, 'LG106',
			'could not find what the brokerage is', 'write deducted or added under Brokerage is'),
		(n.content[6] <> 'brokered' and n.content[17] is not null, 17, 'LG206',
			format('could not take a brokerage for an agreement of kind "%s"', n.content[6]),
			'make the agreement one of kind brokered, or leave Brokerage blank'),
		(n.content[6] <> 'brokered' and n.content[18] is not null, 18, 'LG206',
			format('could not take "%s" for an agreement of kind "%s"', n.content[18], n.content[6]),
			'make the agreement one of kind brokered, or leave Brokerage is blank'),
		(n.content[17]::numeric <= 0, 17, 'LG206', format('could not take %s %% as brokerage', n.content[17]),
			'write a percentage above 0; without a broker the agreement is of kind staff'),
		(n.content[17]::numeric >= 100 and n.content[18] = 'deducted', 17, 'LG206',
			format('could not deduct %s %% of the price: nothing would be left for the home school',
				n.content[17]), 'write a percentage below 100')
		) w (is_wrong, place, code, problem, hint) where w.is_wrong;
$$;

create or replace function purse.take_agreements(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.agreement (code) select distinct n.content[1] from pg_temp.stage_new n
	where not exists (select from purse.agreement a where a.code = n.content[1]) order by 1;
	insert into purse.agreement_version (record, agreement, valid_from, valid_to, name, partnership, kind,
		lead, basis, supply, presentation, income_code, cost_code, lapse_basis, payment_days, evidence,
		price_rounding, brokerage, brokerage_is, cut_off)
	select n.record, a.id, n.content[2]::date, coalesce(n.content[3]::date, 'infinity'), n.content[4], p.id,
		n.content[6], s.id, n.content[8], n.content[9], n.content[10],
		coalesce(n.content[11], u.income, 'I08b'), coalesce(n.content[12], u.cost), n.content[13],
		coalesce(n.content[14]::int, 30), n.content[15],
		coalesce(n.content[16], 'pound'), n.content[17]::numeric, n.content[18],
		coalesce(n.content[19], 'none')
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1]
	join purse.partnership p on p.code = n.content[5] join purse.school s on s.code = n.content[7]
	cross join lateral (select purse.usual_code(n.content[9], n.content[2]::date, true) as income,
		purse.usual_code(n.content[9], n.content[2]::date, false) as cost) u
	where coalesce(n.content[12], u.cost) is not null
		-- what the constraint of the table would refuse was told of
		and (n.content[6] = 'brokered') = (n.content[17] is not null)
		and (n.content[17] is null) = (n.content[18] is null)
		and (n.content[17] is null or (n.content[17]::numeric > 0
			and (n.content[18] = 'added' or n.content[17]::numeric < 100)));
	get diagnostics taken = row_count;
	perform purse.check_overlap('agreement_version', '{agreement}', 2);
	return taken;
end $$;

-- Adds a problem where no version of the agreement covers the date.
create or replace function purse.check_covered(agreement_column int, date_column int) returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, date_column, 'LG205',
		format('could not use agreement "%s" on %s: it does not cover that day', a.code,
			purse.day_words(n.content[date_column]::date)),
		null, 'correct the date or the agreement, or add a row that covers the day to agreements.csv'
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[agreement_column]
	where n.content[date_column] is not null and not exists (select from purse.effective_agreement_version v
		where v.agreement = a.id and n.content[date_column]::date between v.valid_from and v.last_day);
$$;

-- Adds a problem where a school has no part in the agreement at any time, neither as party nor as lead.
create or replace function purse.check_takes_part(agreement_column int, school_column int) returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, school_column, 'LG211',
		format('could not take "%s": it has no part in agreement "%s"', s.code, a.code),
		null, 'correct the school or the agreement, or add the school to parties.csv'
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[agreement_column]
	join purse.school s on s.code = n.content[school_column]
	where not exists (select from purse.current_party p where p.agreement = a.id and p.school = s.id)
		and not exists (select from purse.current_agreement_version v
			where v.agreement = a.id and v.lead = s.id);
$$;

create or replace function purse.check_parties() returns void language sql as $$
	select purse.check_codes('{1,2}', '{agreement,school}'), purse.check_dates(3, 4),
		purse.check_covered(1, 3), purse.check_account(7, '{expense,capital}'), purse.check_fund(2, 8);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 2, 'LG211',
		format('could not take "%s" as a party: it is not in partnership "%s" on %s', n.content[2], p.code,
			purse.day_words(n.content[3]::date)),
		null, 'correct the dates, or add the school to members.csv in the same folder'
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1]
	join purse.school s on s.code = n.content[2]
	join purse.effective_agreement_version v on v.agreement = a.id
		and n.content[3]::date between v.valid_from and v.last_day
	join purse.partnership p on p.id = v.partnership
	where not exists (select from purse.effective_member m
		where m.school = s.id and m.partnership = v.partnership
			and n.content[3]::date between m.valid_from and m.last_day);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 6, 'LG106',
		format('could not find the share of "%s": "%s" is shared by fixed shares', n.content[2],
			n.content[1]),
		null, 'write its Share as 3, 0.5, 1/3 or 12.5%, or 0 for none'
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1]
	join purse.effective_agreement_version v on v.agreement = a.id
		and 'fixed shares' in (v.basis, v.lapse_basis)
		and n.content[3]::date between v.valid_from and v.last_day
	where n.content[6] is null;
$$;

create or replace function purse.take_parties(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.party (record, agreement, school, valid_from, valid_to, position, share_numerator,
		share_denominator, cost_code, fund, cost_centre, purchase_order)
	select n.record, a.id, s.id, n.content[3]::date, coalesce(n.content[4]::date, 'infinity'),
		n.content[5]::int, split_part(n.content[6], '/', 1)::numeric,
		case when n.content[6] like '%/%' then split_part(n.content[6], '/', 2)::numeric
			when n.content[6] is not null then 1 end,
		n.content[7], case when n.content[8] is not null then purse.fund_id(s.id, n.content[8]) end,
		n.content[9], n.content[10]
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1]
	join purse.school s on s.code = n.content[2];
	get diagnostics taken = row_count;
	perform purse.check_overlap('party', '{agreement,school}', 3);
	insert into pg_temp.stage_problem
	select distinct on (n.file, n.row_number) n.file, n.row_number, 5, 'LG206',
		format('could not take position %s: "%s" has it already', a.position, purse.code_of(b.school)),
		null, 'give each party of an agreement a position of its own'
	from pg_temp.stage_new n join purse.effective_party a on a.record = n.record
	join purse.effective_party b on b.agreement = a.agreement and b.school <> a.school
		and b.position = a.position and a.valid_from <= b.last_day and b.valid_from <= a.last_day
	order by n.file, n.row_number, b.valid_from;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 6, 'LG152',
		format('could not share anything under agreement "%s": all shares are 0 on %s', n.content[1],
			purse.day_words(a.valid_from)),
		null, 'give at least one party a Share above 0'
	from pg_temp.stage_new n join purse.effective_party a on a.record = n.record and a.share_numerator = 0
	join purse.effective_agreement_version v on v.agreement = a.agreement
		and 'fixed shares' in (v.basis, v.lapse_basis) and a.valid_from between v.valid_from and v.last_day
	where not exists (select from purse.effective_party b where b.agreement = a.agreement
		and a.valid_from between b.valid_from and b.last_day and b.share_numerator > 0);
	return taken;
end $$;

create or replace function purse.check_prices() returns void language sql as $$
	select purse.check_codes('{1}', '{agreement}'), purse.check_dates(5, 6);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 1, 'LG206',
		format('could not use a price under agreement "%s": its basis is "%s"', a.code, v.basis),
		null, 'name an agreement with the basis price or credits at price'
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1]
	join lateral (select x.basis from purse.current_agreement_version x where x.agreement = a.id
		order by x.valid_from desc limit 1) v on true
	where not exists (select from purse.current_agreement_version x
		where x.agreement = a.id and x.basis in ('price', 'credits at price'));
	insert into pg_temp.stage_problem
	select n.file, n.row_number, p.place, 'LG206', p.problem, null, p.hint
	from pg_temp.stage_new n left join purse.agreement a on a.code = n.content[1]
	cross join lateral (values
		(n.content[5] is null, 5, 'could not take the row of an award without its first day',
			'write the day from which the award counts under From'),
		(exists (select from purse.current_agreement_version x where x.agreement = a.id
			and x.kind = 'credits'), 8, format('could not take an award for the credits of "%s"', a.code),
			'credits are charged at the price of their day; leave Award blank')
		) p (wrong, place, problem, hint)
	where n.content[8] is not null and p.wrong;
$$;

-- An award changes a price: one that holds on its first day and was not agreed as fixed.
create or replace function purse.check_awards() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 8, 'LG208',
		case when b.record is null
			then format('could not find the price that "%s" changes: none holds for "%s" by the %s on %s',
				a.award, a.item, a.unit, purse.day_words(a.valid_from))
			else format('could not change the price for "%s" by the %s: it was agreed as fixed', a.item,
				a.unit) end, null,
		case when b.record is null
			then 'correct the Item, the Unit or From, or leave Award blank for a new price'
			else 'only a price with yes under Follows pay can be changed for days that have been charged'
		end
	from pg_temp.stage_new n join purse.price a on a.record = n.record and a.award is not null
	left join purse.effective_price b on b.agreement = a.agreement and b.item = a.item and b.unit = a.unit
		and b.award is null and a.valid_from between b.valid_from and b.last_day
	where b.follows_pay is not true
$$;

create or replace function purse.take_prices(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.price (record, agreement, item, unit, price, valid_from, valid_to, how_agreed, award,
		follows_pay)
	select n.record, a.id, n.content[2], n.content[3], n.content[4]::numeric,
		coalesce(n.content[5]::date, '-infinity'), coalesce(n.content[6]::date, 'infinity'), n.content[7],
		n.content[8], n.content[9] is not distinct from 'yes'
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1];
	get diagnostics taken = row_count;
	perform purse.check_overlap('price', '{agreement,item,unit,award}', 5);
	perform purse.check_awards();
	return taken;
end $$;
