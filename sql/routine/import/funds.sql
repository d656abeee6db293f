-- Kinds: grant_rules, fund_decisions, grant_payments; and what funds and parties say of grants.
set check_function_bodies = off;

create or replace function purse.check_grant_rules() returns void language sql as $$
	select purse.check_dates(2, 3);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 1, 'LG206',
		format('could not add a rule of %s for %s: purse has the rules of that grant', n.content[1],
			purse.span_words(n.content[2]::date, n.content[3]::date)),
		null, 'choose another code for the grant, or other years'
	from pg_temp.stage_new n where exists (select from purse.grant_rule g where g.grant_code = n.content[1]
		and g.valid_from <= n.content[3]::date and g.valid_to >= n.content[2]::date);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 1, 'LG207',
		format('could not add a rule of %s: charges stand on its other rules', n.content[1]),
		null, 'choose another code for the grant, and let new funds name it'
	from pg_temp.stage_new n where exists (select from purse.fund_use u
		join purse.ruled_fund f on f.fund = u.fund where f.grant_code = n.content[1]
			and f.valid_from between n.content[2]::date and n.content[3]::date);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 5, 'LG106',
		case n.content[4] when 'per pupil up to' then 'could not find up to how many pupils it counts'
			else 'could not find a short code for the use' end,
		null, case n.content[4] when 'per pupil up to' then 'write the number of pupils under Subject'
			else 'write one under Subject, such as TRAINING; parties.csv names it' end
	from pg_temp.stage_new n
	where n.content[4] in ('per pupil up to', 'use', 'forbidden') and n.content[5] is null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 5, 'LG206',
		format('could not take a subject for the rule "%s"', n.content[4]), null, 'leave Subject blank'
	from pg_temp.stage_new n
	where n.content[4] not in ('per pupil up to', 'use', 'forbidden') and n.content[5] is not null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 5, 'LG102',
		format('could not read "%s" as a number of pupils', n.content[5]), null,
		'write a whole number such as 16'
	from pg_temp.stage_new n where n.content[4] = 'per pupil up to' and n.content[5] !~ '^[1-9][0-9]{0,5}$';
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 6, 'LG102',
		format('could not read "%s" as pounds and pence', n.content[6]), null,
		'write an amount such as 1000.00, without the pound sign'
	from pg_temp.stage_new n
	where n.content[4] in ('per pupil', 'per pupil up to', 'base beyond', 'per pupil beyond')
		and n.content[6] !~ '^[0-9]{1,9}(\.[0-9]{1,2})?$';
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 6, 'LG206',
		format('could not accept "%s": the rule "%s" is yes or no', n.content[6], n.content[4]), null,
		'write yes or no'
	from pg_temp.stage_new n where n.content[4] in ('carry over', 'later services', 'capital')
		and n.content[6] not in ('yes', 'no');
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 7, 'LG206',
		format('could not leave room in the rule "%s"', n.content[4]), null,
		'only later services, capital and forbidden can leave room; write no'
	from pg_temp.stage_new n where n.content[7] = 'yes'
		and n.content[4] not in ('later services', 'capital', 'forbidden');
$$;

create or replace function purse.take_grant_rules(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	if exists (select from pg_temp.stage_problem) then return 0; end if;
	insert into purse.stated_grant_rule (record, grant_code, valid_from, valid_to, rule, subject, value, room,
		source)
	select n.record, n.content[1], n.content[2]::date, n.content[3]::date, n.content[4],
		coalesce(n.content[5], ''), n.content[6], coalesce(n.content[7], 'no') = 'yes', n.content[8]
	from pg_temp.stage_new n;
	get diagnostics taken = row_count;
	perform purse.check_overlap('stated_grant_rule', '{grant_code,rule,subject}', 2);
	-- a year of a grant has one way to its amount, whole, and a name
	insert into pg_temp.stage_problem
	select distinct on (n.file, n.row_number) n.file, n.row_number, 4, 'LG206',
		format('could not tell how much %s is: its rules for %s contradict each other or lack a part',
			s.grant_code, purse.day_words(s.valid_from)), null,
		'write per pupil alone, or per pupil up to, base beyond and per pupil beyond together, or none'
	from pg_temp.stage_new n join purse.stated_grant_rule s on s.record = n.record
	cross join lateral (select count(*) filter (where k.rule = 'per pupil') as flat,
			count(*) filter (where k.rule = 'per pupil up to') as up_to,
			count(*) filter (where k.rule = 'base beyond') as base,
			count(*) filter (where k.rule = 'per pupil beyond') as beyond
		from purse.current_stated_grant_rule k where k.grant_code = s.grant_code
			and s.valid_from between k.valid_from and k.valid_to) c
	where (c.flat, c.up_to, c.base, c.beyond) not in ((0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 1, 1));
	insert into pg_temp.stage_problem
	select distinct on (s.grant_code, s.valid_from) n.file, n.row_number, 4, 'LG106',
		format('could not find the name of the grant %s for %s', s.grant_code,
			purse.day_words(s.valid_from)), null, 'add a row with the rule name'
	from pg_temp.stage_new n join purse.stated_grant_rule s on s.record = n.record
	where not exists (select from purse.current_stated_grant_rule k where k.rule = 'name'
		and k.grant_code = s.grant_code and s.valid_from between k.valid_from and k.valid_to);
	return taken;
end $$;

-- What funds.csv says of grants.
create or replace function purse.check_fund_grants() returns void language sql as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 9, 'LG201',
		format('could not find rules of the grant "%s" for %s', n.content[9],
			purse.day_words(n.content[4]::date)), null,
		coalesce('known are ' || (select string_agg(distinct k.grant_code, ', ' order by k.grant_code)
			from purse.known_grant_rule k
			where n.content[4]::date between k.valid_from and k.valid_to) || '; ', '')
			|| 'add its rules to grant-rules.csv, or leave Grant blank'
	from pg_temp.stage_new n where n.content[9] is not null and not exists (
		select from purse.known_grant_rule k where k.grant_code = n.content[9]
			and n.content[4]::date between k.valid_from and k.valid_to);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 10, 'LG206',
		'could not take pupils without a grant: nothing follows from them', null,
		'write the code of the grant under Grant, or leave Eligible pupils blank'
	from pg_temp.stage_new n where n.content[10] is not null and n.content[9] is null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 6, 'LG106', 'could not find how much the fund is', null,
		'write its Amount, or the Eligible pupils that it follows from'
	from pg_temp.stage_new n
	where n.content[9] is not null and n.content[6] is null and n.content[10] is null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 10, 'LG206', 'could not take both an amount and the pupils it follows from',
		null, 'leave one of the two blank'
	from pg_temp.stage_new n
	where n.content[9] is not null and n.content[6] is not null and n.content[10] is not null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 10, 'LG206',
		format('could not work out the amount of %s from pupils: no formula of it is known', n.content[9]),
		null, 'write the Amount of the allocation instead'
	from pg_temp.stage_new n where n.content[10] is not null and exists (
			select from purse.known_grant_rule k where k.grant_code = n.content[9]
				and n.content[4]::date between k.valid_from and k.valid_to)
		and purse.grant_amount(n.content[9], n.content[4]::date, n.content[10]::bigint) is null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 7, 'LG106', 'could not find the code under which the grant comes in', null,
		'write its CFR income code, such as I05, I06 or I18d'
	from pg_temp.stage_new n where n.content[9] is not null and n.content[7] is null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 5, 'LG205',
		format('could not let the fund last to %s: %s can''t be carried over beyond %s',
			purse.day_words(coalesce(n.content[5]::date, 'infinity')), n.content[9],
			purse.day_words(k.valid_to)), null,
		'write a To within the year of the grant, and a fund of its own for the next year'
	from pg_temp.stage_new n join purse.known_grant_rule k on k.grant_code = n.content[9]
		and n.content[4]::date between k.valid_from and k.valid_to and k.rule = 'carry over'
	where k.value = 'no' and coalesce(n.content[5]::date, 'infinity') > k.valid_to;
$$;

-- What parties.csv says of uses.
create or replace function purse.check_party_uses() returns void language sql as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 11, 'LG206',
		format('could not take the use "%s": its fund names no grant with uses', n.content[11]), null,
		'leave Use blank, or write the grant of the fund into funds.csv'
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2]
	left join purse.ruled_fund f on f.fund = purse.fund_id(s.id, n.content[8])
	where n.content[11] is not null and not exists (select from purse.known_grant_rule k
		where k.grant_code = f.grant_code and f.valid_from between k.valid_from and k.valid_to
			and k.rule in ('use', 'forbidden'));
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 11, 'LG201',
		format('could not find the use "%s" among those of %s', n.content[11], f.grant_code), null,
		format('known are %s; forbidden are %s', coalesce(u.allowed, 'none'), coalesce(u.forbidden, 'none'))
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2]
	join purse.ruled_fund f on f.fund = purse.fund_id(s.id, n.content[8])
	cross join lateral (select string_agg(k.subject, ', ' order by k.subject)
				filter (where k.rule = 'use') as allowed,
			string_agg(k.subject, ', ' order by k.subject) filter (where k.rule = 'forbidden') as forbidden,
			bool_or(k.subject = n.content[11]) as found
		from purse.known_grant_rule k where k.grant_code = f.grant_code
			and f.valid_from between k.valid_from and k.valid_to and k.rule in ('use', 'forbidden')) u
	where n.content[11] is not null and u.found is false;
$$;

-- Adds a problem where a fund is not one with a grant.
create or replace function purse.check_granted(school_column int, fund_column int) returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, fund_column, 'LG206',
		format('could not take "%s": the fund names no grant', n.content[fund_column]), null,
		'write its grant, and its amount or its pupils, into funds.csv'
	from pg_temp.stage_new n join purse.school s on s.code = n.content[school_column]
	left join purse.fund f on f.school = s.id and f.code = n.content[fund_column]
	where (f.id is not null or n.content[fund_column] = 'GENERAL')
		and not exists (select from purse.ruled_fund r where r.fund = f.id)
$$;

create or replace function purse.check_fund_decisions() returns void language sql as $$
	select purse.check_codes('{2,5}', '{school,agreement}'), purse.check_fund(2, 3),
		purse.check_granted(2, 3), purse.check_dates(6, 7);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 4, 'LG206',
		format('could not decide about "%s": the rules of %s leave no room there', n.content[4],
			f.grant_code), null, 'the general fund bears such a cost; delete the row'
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2]
	join purse.fund c on c.school = s.id and c.code = n.content[3]
	join purse.ruled_fund f on f.fund = c.id
	where case n.content[4] when 'forbidden' then not exists (select from purse.known_grant_rule k
			where k.grant_code = f.grant_code and f.valid_from between k.valid_from and k.valid_to
				and k.rule = 'forbidden' and k.room)
		else exists (select from purse.known_grant_rule k
			where k.grant_code = f.grant_code and f.valid_from between k.valid_from and k.valid_to
				and k.rule = n.content[4] and not k.room) end;
$$;

create or replace function purse.take_fund_decisions(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	if exists (select from pg_temp.stage_problem) then return 0; end if;
	insert into purse.fund_decision (record, school, fund, rule, agreement, valid_from, valid_to, decided_by,
		reason)
	select n.record, s.id, purse.fund_id(s.id, n.content[3]), n.content[4], a.id, n.content[6]::date,
		n.content[7]::date, n.content[8], n.content[9]
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2]
	left join purse.agreement a on a.code = n.content[5];
	get diagnostics taken = row_count;
	return taken;
end $$;

create or replace function purse.check_grant_payments() returns void language sql as $$
	select purse.check_codes('{2}', '{school}'), purse.check_fund(2, 3), purse.check_granted(2, 3);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 2, 'LG206',
		format('could not book for "%s": it keeps no books here', n.content[2]), null, 'leave the row out'
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2] where not s.keeps_books;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 5, 'LG206', 'could not take a payment of nothing', null,
		'write the amount, or delete the row'
	from pg_temp.stage_new n where n.content[5]::numeric = 0;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 4, 'LG205',
		format('could not take a payment of %s: the fund begins on %s', purse.day_words(n.content[4]::date),
			purse.day_words(f.valid_from)), null,
		'correct the date, or name the fund of the year that was paid for'
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2]
	join purse.fund c on c.school = s.id and c.code = n.content[3]
	join purse.ruled_fund f on f.fund = c.id and n.content[4]::date < f.valid_from;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 4, 'LG305',
		format('could not book on %s: the books of "%s" are closed up to %s',
			purse.day_words(n.content[4]::date), s.code, purse.day_words(purse.last_day_of(max(c.month)))),
		null, 'date the payment in an open month'
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2]
	join purse.period_close c on c.school = s.id and c.month >= purse.month_of(n.content[4]::date)
	group by n.file, n.row_number, n.content[4], s.code;
$$;

-- A payment is booked as it is taken: bank against the income code of the fund, both in the fund. More than
-- was allocated may come in: it is to be paid back, and shown so. Less than nothing can't have come in.
create or replace function purse.take_grant_payments(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	if exists (select from pg_temp.stage_problem) then return 0; end if;
	create temp table stage_payment on commit drop as
	select n.record, n.file, n.row_number, nextval('purse.entry_id_seq') as entry, s.id as school,
		n.content[4]::date as date, f.fund, d.income_code as account, purse.pence_of(n.content[5]) as amount,
		n.content[6] as description
	from (select x.* from pg_temp.stage_new x order by x.record) n
	join purse.school s on s.code = n.content[2]
	join purse.ruled_fund f on f.fund = purse.fund_id(s.id, n.content[3])
	join purse.current_fund_detail d on d.fund = f.fund;
	insert into pg_temp.stage_problem
	select p.file, p.row_number, 5, 'LG206', 'could not pay back more than came in', null,
		'correct the amount, or record first what came in'
	from (select x.fund, max(x.file) as file, max(x.row_number) as row_number, sum(x.amount) as amount
		from pg_temp.stage_payment x group by x.fund) p
	where p.amount + coalesce((select sum(g.amount) from purse.grant_payment g where g.fund = p.fund), 0) < 0;
	insert into purse.entry (id, batch, date, service_date, lines, kind, key, description)
	overriding system value
	select p.entry, batch, p.date, p.date, 2, 'grant', 'grant payment ' || p.record, p.description
	from pg_temp.stage_payment p;
	with booked as (
		insert into purse.posting (entry, amount, school, fund, month, line, account)
		select p.entry, l.amount, p.school, p.fund, purse.month_of(p.date), l.line, l.account
		from pg_temp.stage_payment p
		cross join lateral (values (1, '1000', p.amount), (2, p.account, -p.amount)) l (line, account, amount)
		returning school, month, account, fund, counterparty, amount)
	insert into purse_cache.batch_total (batch, amount, school, month, fund, counterparty, account)
	select take_grant_payments.batch, sum(p.amount), p.school, p.month, p.fund, p.counterparty, p.account
	from booked p group by p.school, p.month, p.fund, p.counterparty, p.account having sum(p.amount) <> 0;
	insert into purse.grant_payment (record, school, fund, date, amount, description, entry)
	select p.record, p.school, p.fund, p.date, p.amount, p.description, p.entry from pg_temp.stage_payment p;
	get diagnostics taken = row_count;
	drop table stage_payment;
	return taken;
end $$;
