-- Kinds: activities, purchases, quotes, opening_balances.
set check_function_bodies = off;

-- The new rows, each with the version of its agreement that holds on its day. Agreement and day stand in
-- columns 3 and 4 of activities and purchases alike. Without settings of its own it becomes part of each
-- query.
create or replace function purse.agreed_rows() returns table (file int, row_number int, content text[],
	code text, agreement int, kind text, basis text, lead text, day date)
language sql stable as $$
	select n.file, n.row_number, n.content, a.code, a.id, v.kind, v.basis, l.code, n.content[4]::date
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[3]
	join purse.effective_agreement_version v on v.agreement = a.id
		and n.content[4]::date between v.valid_from and v.last_day
	join purse.school l on l.id = v.lead
$$;

-- What activities say about agreements, each different thing once, for many rows say the same. What is wrong
-- with it is told of every row that says it. Words in a message: 1 agreement, 2 day, 3 provider, 4 lead, 5
-- school, 6 item, 7 unit.
create or replace function purse.find_wrong_activities() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	create temp table stage_wrong on commit drop as
	with said as (
		select distinct n.content[2] as provider, n.content[3] as code, n.content[4]::date as day,
			n.content[5] as item, n.content[7] as school, n.content[8]::numeric > 0 as charged,
			n.content[9] as unit
		from pg_temp.stage_new n),
	agreed as (
		select s.*, a.id as agreement, v.kind, v.basis, l.code as lead, y.record is not null as is_party,
			p.record is not null as has_price, h.record is not null as is_home, o.keeps_books
		from said s join purse.agreement a on a.code = s.code
		join purse.effective_agreement_version v on v.agreement = a.id
			and s.day between v.valid_from and v.last_day
		join purse.school l on l.id = v.lead join purse.school b on b.code = s.school
		left join purse.effective_party y on y.agreement = a.id and y.school = b.id
			and s.day between y.valid_from and y.last_day
		left join purse.effective_price p on p.agreement = a.id and p.item = s.item and p.unit = s.unit
			and p.award is null   -- an award changes a price that is there
			and s.day between p.valid_from and p.last_day
		-- of a brokered agreement the provider is a party, and the lead is the hub
		left join purse.school o on o.code = s.provider
		left join purse.effective_party h on h.agreement = a.id and h.school = o.id
			and s.day between h.valid_from and h.last_day)
	select n.provider, n.code, n.day, n.item, n.school, n.charged, n.unit, w.place, w.problem,
		format(w.message, n.code, purse.day_words(n.day), n.provider, n.lead, n.school, n.item, n.unit)
			as message,
		coalesce(w.hint, purse.agreed_prices(n.agreement, n.item, n.unit)) as hint
	from agreed n cross join lateral (values
		(not n.is_party and not (n.kind = 'brokered' and n.school in (n.lead, n.provider)), 7, 'LG211',
			'could not charge "%5$s": it is not a party to agreement "%1$s" on %2$s',
			'correct the school or the date, or add the school to parties.csv'),
		(n.kind = 'brokered' and n.lead = n.provider, 2, 'LG206',
			'could not take "%3$s" as provider under agreement "%1$s": it is the hub, which brokers',
			'write the home school of the person; what the hub provides itself has an agreement of its own'),
		(n.kind = 'brokered' and n.lead <> n.provider and not n.is_home, 2, 'LG211',
			'could not take "%3$s" as provider: it is not a party to agreement "%1$s" on %2$s',
			'correct the Provider or the date, or add the home school to parties.csv'),
		(n.kind = 'brokered' and n.lead <> n.provider and not n.keeps_books, 2, 'LG206',
			'could not take "%3$s" as provider: it keeps no books here, and nobody could charge the hub',
			'record its invoice as a purchase of the hub'),
		(n.kind = 'brokered' and n.school in (n.lead, n.provider), 7, 'LG206',
			'could not charge "%5$s" through the hub "%4$s" for the work of "%3$s"',
			'write the client under For school; what these two use has an agreement of its own'),
		(n.kind <> 'brokered' and n.lead <> n.provider, 2, 'LG206',
			'could not take "%3$s" as provider under agreement "%1$s": that is "%4$s"',
			'correct the Provider or the Agreement'),
		(n.basis not in ('price', 'credits at cost', 'credits at price'), 3, 'LG206',
			'could not charge an activity under agreement "%1$s": it shares purchases',
			'name an agreement with the basis price, or one about credits'),
		(n.school = n.provider and n.lead = n.provider and n.kind not in ('credits', 'brokered'), 7, 'LG206',
			'could not charge "%5$s" for what it provides itself',
			'write the school that benefited under For school; only credits are drawn by the lead for itself'
		),
		(n.basis in ('price', 'credits at price') and n.charged and not n.has_price, 5, 'LG208',
			'could not find a price for "%6$s" by the %7$s on %2$s under agreement "%1$s"', null),
		(n.kind = 'credits' and n.unit <> 'credit', 9, 'LG206', 'could not draw credits by the %7$s',
			'write credit as the Unit')
	) w (is_wrong, place, problem, message, hint) where w.is_wrong;
end $$;

create or replace function purse.check_activities() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.check_codes('{2,3,7}', '{school,agreement,school}'), purse.check_covered(3, 4);
	perform purse.find_wrong_activities();
	if exists (select from pg_temp.stage_wrong) then
		insert into pg_temp.stage_problem
		select n.file, n.row_number, w.place, w.problem, w.message, null, w.hint
		from pg_temp.stage_wrong w join pg_temp.stage_new n on n.content[2] = w.provider
			and n.content[3] = w.code and n.content[4]::date = w.day and n.content[5] = w.item
			and n.content[7] = w.school and (n.content[8]::numeric > 0) = w.charged
			and n.content[9] = w.unit;
	end if;
	drop table pg_temp.stage_wrong;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 8, 'LG206', format('could not take the quantity %s', n.content[8]), null,
		'write how much; to cancel an earlier row, name it under Corrects and write 0'
	from pg_temp.stage_new n
	where n.content[8]::numeric < 0 or (n.content[8]::numeric = 0 and n.content[12] is null);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 13, 'LG106', 'could not find a reason for the correction', null,
		'write under Reason why the earlier row is corrected'
	from pg_temp.stage_new n where n.content[12] is not null and n.content[13] is null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 14, 'LG206', 'could not draw credits over some time', null,
		'leave Service to blank; write one row for each day on which credits are drawn'
	from purse.agreed_rows() n where n.kind = 'credits' and n.content[14] is not null;
end $$;

-- What to do where no price is found: other dates, other words, or a row in prices.csv.
create or replace function purse.agreed_prices(this_agreement int, this_item text, this_unit text)
returns text language sql stable set search_path = pg_catalog, pg_temp as $$
	select coalesce(
		(select format('the price is agreed for %s; correct the date, or add a price for it to prices.csv',
			string_agg(purse.span_words(p.valid_from, p.last_day), ', ' order by p.valid_from))
		from purse.effective_price p
		where (p.agreement, p.item, p.unit) = (this_agreement, this_item, this_unit)
		having count(*) between 1 and 5),
		(select format('agreed are %s; correct the row, or add the price to prices.csv',
			string_agg(distinct format('"%s" by the %s', p.item, p.unit), ', '))
		from purse.current_price p where p.agreement = this_agreement having count(*) > 0),
		'add the price to prices.csv in the same folder')
$$;

-- Corrections: what they name is there, earlier, and not corrected yet.
create or replace function purse.check_corrections() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 12, 'LG201',
		format('could not find an earlier activity "%s" of "%s" to correct', n.content[12], n.content[2]),
		null, 'write the Ref of an earlier row of the same provider'
	from pg_temp.stage_new n where n.content[12] is not null and not exists (select from purse.record r
		where r.kind = 'activities' and r.owner = n.owner and r.ref = n.content[12]
			and coalesce(n.replaces, n.record) > r.id);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 12, 'LG206',
		format('could not correct activity "%s" twice', n.content[12]),
		null, 'write under Corrects the Ref of the row that corrected it'
	from (select s.*, c.id as old, row_number() over (partition by c.id order by s.record) as nth
		from pg_temp.stage_new s join purse.record c on c.kind = 'activities' and c.owner = s.owner
			and c.ref = s.content[12] and not exists (select from purse.superseded x where x.record = c.id)) n
	where n.nth > 1 or exists (select from purse.current_activity x where x.corrects = n.old);
$$;

create or replace function purse.take_activities(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.person (school, ref)
	select n.owner, n.ref from (
		select distinct x.owner, x.content[6] as ref from pg_temp.stage_new x
		where x.content[6] is not null and x.owner > 0) n
	where not exists (select from purse.person p where p.school = n.owner and p.ref = n.ref) order by 1, 2;
	perform purse.check_corrections();
	if exists (select from pg_temp.stage_problem) then return 0; end if;
	insert into purse.activity (record, corrects, provider, beneficiary, agreement, person, date, quantity,
		item, unit, evidence, note, reason, service_to)
	select n.record, c.id, p.id, b.id, a.id, w.id, n.content[4]::date, n.content[8]::numeric, n.content[5],
		n.content[9], n.content[10], n.content[11], n.content[13], n.content[14]::date
	from pg_temp.stage_new n join purse.school p on p.code = n.content[2]
	join purse.agreement a on a.code = n.content[3] join purse.school b on b.code = n.content[7]
	left join purse.person w on w.school = n.owner and w.ref = n.content[6]
	-- a look-up for each row that corrects another; most don't
	left join lateral (select r.id from purse.record r where n.content[12] is not null
		and r.kind = 'activities' and r.owner = n.owner and r.ref = n.content[12]
		and not exists (select from purse.superseded x where x.record = r.id) limit 1) c on true;
	get diagnostics taken = row_count;
	perform purse.note_late(4, 2, 7);
	return taken;
end $$;

create or replace function purse.check_purchases() returns void language sql as $$
	select purse.check_codes('{2,3,5}', '{school,agreement,body}'), purse.check_covered(3, 4),
		purse.check_account(13, '{expense,capital}'), purse.check_fund(2, 14), purse.check_dates(8, 9),
		purse.check_dates(17, 18);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 10, 'LG206', 'could not take a purchase that costs nothing', null,
		'give the amount of the invoice; leave the row out when nothing was paid'
	from pg_temp.stage_new n
	where coalesce(n.content[10]::numeric, 0) + coalesce(n.content[11]::numeric, 0)
		= coalesce(n.content[12]::numeric, 0);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 2, 'LG206',
		format('could not take "%s" as buyer under agreement "%s": that is "%s"', n.content[2], n.code,
			n.lead),
		null, 'correct Bought by or the Agreement'
	from purse.agreed_rows() n where n.lead <> n.content[2];
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 3, 'LG206',
		format('could not share a purchase under agreement "%s": it charges by a price', n.code),
		null,
		'name an agreement that is shared equally, by fixed shares or by pupil numbers, or about credits'
	from purse.agreed_rows() n where n.basis = 'price';
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 9, 'LG205',
		format('could not take %s as the last day of service: the first is %s',
			purse.day_words(n.content[9]::date), purse.day_words(n.content[4]::date)),
		null, 'write Service from too: without it the service begins on the Date'
	from pg_temp.stage_new n where n.content[8] is null and n.content[9]::date < n.content[4]::date;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 12, 'LG206',
		'could not take more VAT as reclaimed than there is',
		null, 'write under VAT reclaimed what the school gets back of the VAT, or leave it blank'
	from pg_temp.stage_new n
	where coalesce(n.content[12]::numeric, 0) not between 0 and coalesce(n.content[11]::numeric, 0)
		and coalesce(n.content[12]::numeric, 0) not between coalesce(n.content[11]::numeric, 0) and 0;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 15, 'LG106',
		'could not find how many credits were bought',
		null, 'write the number under Credits; only an added cost under such an agreement buys none'
	from purse.agreed_rows() n where n.kind = 'credits' and coalesce(n.content[15]::numeric, 0) <= 0
		and coalesce(n.content[19], 'no') <> 'yes';
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 15, 'LG206',
		format('could not take credits under agreement "%s": it is not about credits', n.code),
		null, 'leave Credits blank, or name an agreement of kind credits'
	from purse.agreed_rows() n where n.kind <> 'credits' and n.content[15]::numeric > 0;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, case when n.content[17] is null then 17 else 18 end, 'LG106',
		'could not find the days from and to which the credits can be used',
		null, 'write Valid from and Valid to'
	from pg_temp.stage_new n
	where n.content[15]::numeric > 0 and (n.content[17] is null or n.content[18] is null);
$$;

create or replace function purse.take_purchases(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.purchase (record, buyer, agreement, supplier, date, service_from, service_to, net, vat,
		vat_reclaimed, cost_code, fund, supplier_invoice, description, added_cost)
	select n.record, s.id, a.id, b.id, n.content[4]::date, coalesce(n.content[8], n.content[4])::date,
		coalesce(n.content[9], n.content[8], n.content[4])::date, purse.pence_of(n.content[10]),
		coalesce(purse.pence_of(n.content[11]), 0), coalesce(purse.pence_of(n.content[12]), 0), n.content[13],
		purse.fund_id(s.id, n.content[14]), n.content[6], n.content[7], coalesce(n.content[19], 'no') = 'yes'
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2]
	join purse.agreement a on a.code = n.content[3] join purse.body b on b.code = n.content[5]
	where not exists (select from pg_temp.stage_problem);
	get diagnostics taken = row_count;
	insert into purse.stream (agreement, kind, key)
	select p.agreement, 'lot', 'lot of purchase ' || p.record
	from pg_temp.stage_new n join purse.purchase p on p.record = n.record
	where n.content[15]::numeric > 0 order by p.record;
	insert into purse.lot (purchase, agreement, lead, quantity, cost, list_price, valid_from, valid_to,
		stream)
	select p.record, p.agreement, p.buyer, n.content[15]::numeric, p.net + p.vat - p.vat_reclaimed,
		n.content[16]::numeric, n.content[17]::date, n.content[18]::date, t.id
	from pg_temp.stage_new n join purse.purchase p on p.record = n.record
	join purse.stream t on t.key = 'lot of purchase ' || p.record order by p.record;
	perform purse.move_quotes(batch);
	perform purse.note_late(4, 2, 2);
	return taken;
end $$;

-- Quotes for a purchase that was replaced follow it: each gets a new version that differs in nothing else.
create or replace function purse.move_quotes(batch bigint) returns void
language sql set search_path = pg_catalog, pg_temp as $$
	with moved as (
		select nextval('purse.record_id_seq') as id, q.record as old, n.record as purchase
		from pg_temp.stage_new n join purse.current_quote q on q.purchase = n.replaces),
	recorded as (
		insert into purse.record (id, kind, owner, ref, content, content_sha256, batch, supersedes)
		overriding system value
		select m.id, r.kind, r.owner, r.ref, r.content, r.content_sha256, move_quotes.batch, r.id
		from moved m join purse.record r on r.id = m.old)
	insert into purse.quote (record, school, agreement, item, unit, purchase, price, method, saving_class,
		date, evidence, index_name)
	select m.id, q.school, q.agreement, q.item, q.unit, m.purchase, q.price, q.method, q.saving_class, q.date,
		q.evidence, q.index_name
	from moved m join purse.quote q on q.record = m.old;
$$;

create or replace function purse.check_quotes() returns void language sql as $$
	select purse.check_codes('{2,3}', '{school,agreement}'), purse.check_takes_part(3, 2);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 6, 'LG206',
		'could not tell whether the quote is for an Item or for a Purchase',
		null, 'write Item and Unit, or Purchase, and leave the other blank'
	from pg_temp.stage_new n
	where (n.content[6] is null) = (n.content[4] is null) or (n.content[4] is null) <> (n.content[5] is null);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 6, 'LG201',
		format('could not find a purchase "%s" under agreement "%s"', n.content[6], n.content[3]),
		null, 'write the Ref of a purchase that the lead recorded, or add it to purchases.csv'
	from pg_temp.stage_new n where n.content[6] is not null and not exists (
		select from purse.current_purchase p join purse.record r on r.id = p.record
		join purse.agreement a on a.id = p.agreement where r.ref = n.content[6] and a.code = n.content[3])
		and not exists (select from pg_temp.stage_record s where s.kind = 'purchases'
			and s.ref = n.content[6]);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 4, 'LG201',
		format('could not find "%s" by the %s under agreement "%s"', n.content[4], n.content[5],
			n.content[3]),
		null, coalesce((select format('agreed are %s; correct the row, or add the price to prices.csv',
			string_agg(distinct format('"%s" by the %s', p.item, p.unit), ', ')) from purse.current_price p
			where p.agreement = a.id),
			'write credit as Item and Unit for credits; for a purchase write its Ref under Purchase')
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[3]
	where n.content[4] is not null and n.content[5] is not null and not exists (
			select from purse.current_price p where p.agreement = a.id and p.item = n.content[4]
				and p.unit = n.content[5])
		and not ((n.content[4], n.content[5]) = ('credit', 'credit') and exists (
			select from purse.current_agreement_version v where v.agreement = a.id and v.kind = 'credits'))
		and not (n.content[5] = 'month' and (
			exists (select from purse.current_staff_cost k where k.agreement = a.id and k.role = n.content[4])
			or exists (select from purse.current_shared_post k where k.agreement = a.id
				and k.role = n.content[4])))
		and not exists (select from pg_temp.stage_record s where s.kind = 'prices' and s.content[1:3] =
			array[n.content[3], n.content[4], n.content[5]]);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 11, 'LG206',
		'could not take a list price as cash-releasing',
		null, 'write cost-avoiding, or give a quote or the previous contract'
	from pg_temp.stage_new n where n.content[8] = 'list price' and n.content[11] = 'cash-releasing';
$$;

create or replace function purse.take_quotes(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	if exists (select from pg_temp.stage_problem) then return 0; end if;
	insert into purse.quote (record, school, agreement, item, unit, purchase, price, method, saving_class,
		date, evidence)
	select n.record, s.id, a.id, n.content[4], n.content[5], p.record, n.content[7]::numeric, n.content[8],
		n.content[11], n.content[9]::date, n.content[10]
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2]
	join purse.agreement a on a.code = n.content[3]
	left join lateral (select q.record from purse.current_purchase q join purse.record r on r.id = q.record
		where r.ref = n.content[6] and q.agreement = a.id order by q.record limit 1) p on true;
	get diagnostics taken = row_count;
	return taken;
end $$;

create or replace function purse.check_opening_balances() returns void language sql as $$
	select purse.check_codes('{2,5}', '{school,school}'), purse.check_fund(2, 6);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 2, 'LG206',
		format('could not open books for "%s": it keeps none here', n.content[2]),
		null, 'leave the row out, or record what it owes with a school that keeps books here'
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2] where not s.keeps_books;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 4, 'LG206',
		format('could not take an opening balance on account %s', n.content[4]),
		null, 'use 1000, 1500 or 2100, or 1320 with the school that owes as Counterparty'
	from pg_temp.stage_new n
	where n.content[4] not in ('1000', '1320', '1400', '1500', '2100', '2400', '2500');
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 5, 'LG106',
		'could not find which school owes the amount',
		null, 'write the school under Counterparty'
	from pg_temp.stage_new n where n.content[4] = '1320' and n.content[5] is null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 5, 'LG206',
		format('could not take a counterparty on account %s', n.content[4]),
		null, 'leave Counterparty blank, or use account 1320'
	from pg_temp.stage_new n where n.content[4] <> '1320' and n.content[5] is not null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 5, 'LG206',
		format('could not take "%s" as owing to itself', n.content[5]),
		null, 'write the school that owes under Counterparty'
	from pg_temp.stage_new n where n.content[5] = n.content[2];
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 7, 'LG206',
		'could not take an opening balance of nothing',
		null, 'write the amount, or delete the row'
	from pg_temp.stage_new n where n.content[7]::numeric = 0;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 5, 'LG401',
		format('could not book for school "%s": you have no right to', n.content[5]),
		null, 'ask a person who may write for both schools to import what one owes the other'
	from pg_temp.stage_new n join purse.school c on c.code = n.content[5]
	where c.keeps_books and c.id <> all ((select purse.my_schools(true))::int[]);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 3, 'LG305',
		format('could not book on %s: the books of "%s" are closed up to %s',
			purse.day_words(n.content[3]::date), min(s.code),
			purse.day_words(purse.last_day_of(max(c.month)))),
		null, 'date the opening balance in an open month'
	from pg_temp.stage_new n join purse.school s on s.code in (n.content[2], n.content[5])
	join purse.period_close c on c.school = s.id and c.month >= purse.month_of(n.content[3]::date)
	group by n.file, n.row_number, n.content[3];
$$;

-- An opening balance is booked as it is taken: against 3000, and for what is due from a school with books
-- here also the mirror in that school's books.
create or replace function purse.take_opening_balances(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	if exists (select from pg_temp.stage_problem) then return 0; end if;
	create temp table stage_opening on commit drop as
	select n.record, nextval('purse.entry_id_seq') as entry, s.id as school, n.content[3]::date as date,
		n.content[4] as account, c.id as counterparty, coalesce(c.keeps_books, false) as mirrored,
		purse.fund_id(s.id, n.content[6]) as fund, purse.pence_of(n.content[7]) as amount,
		n.content[8] as description
	from (select x.* from pg_temp.stage_new x order by x.record) n
	join purse.school s on s.code = n.content[2]
	left join purse.school c on c.code = n.content[5];
	insert into purse.entry (id, batch, date, service_date, lines, kind, key, description)
	overriding system value
	select o.entry, batch, o.date, o.date, case when o.mirrored then 4 else 2 end, 'opening',
		'opening ' || o.record, o.description
	from stage_opening o;
	with booked as (
		insert into purse.posting (entry, amount, school, counterparty, fund, month, line, account)
		select o.entry, l.amount, l.school, coalesce(l.counterparty, 0), l.fund, purse.month_of(o.date),
			l.line, l.account
		from stage_opening o
		cross join lateral (values
			(1, o.school, o.account, o.counterparty, o.fund, o.amount),
			(2, o.school, '3000', 0, o.fund, -o.amount),
			(3, o.counterparty, '3000', 0, 0, o.amount),
			(4, o.counterparty, '2320', o.school, 0, -o.amount)
		) l (line, school, account, counterparty, fund, amount)
		where l.line <= 2 or o.mirrored
		returning school, month, account, fund, counterparty, amount)
	insert into purse_cache.batch_total (batch, amount, school, month, fund, counterparty, account)
	select take_opening_balances.batch, sum(p.amount), p.school, p.month, p.fund, p.counterparty, p.account
	from booked p group by p.school, p.month, p.fund, p.counterparty, p.account having sum(p.amount) <> 0;
	insert into purse.opening_balance (record, school, date, account, counterparty, fund, amount, description,
		entry)
	select o.record, o.school, o.date, o.account, o.counterparty, o.fund, o.amount, o.description, o.entry
	from stage_opening o;
	get diagnostics taken = row_count;
	drop table stage_opening;
	return taken;
end $$;
