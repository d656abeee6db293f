-- Who the other side of an academy's income is, as the academies' accounts return asks: one place for it all.
set check_function_bodies = off;

-- The sector of a school or body on a day: academies; government, not a grant; not government. By the kind
-- of the school, and of an independent one by the body that is the school in law; else by the kind of the
-- body. Null: nothing is recorded of that day. What it looks at is no secret.
create or replace function purse_api.counterparty_sector(this_counterparty int, day date) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select case
		when s.kind = 'academy' then 'academies'
		when s.kind in ('community', 'voluntary controlled', 'voluntary aided', 'foundation') then
			'government, not a grant'
		when s.kind = 'abroad' then 'not government'
		when b.kind = 'academy trust' then 'academies'
		when b.kind = 'local authority' or (s.kind is null and b.kind = 'governing body') then
			'government, not a grant'
		when s.kind is not null or b.kind is not null then 'not government' end
	from (select) one
	left join lateral (select d.kind from purse.current_school_detail d
		where d.school = this_counterparty and d.valid_from <= day
		order by d.valid_from desc limit 1) s on true
	left join lateral (select g.legal_body from purse.current_school_body g
		where g.school = this_counterparty and g.valid_from <= day
		order by g.valid_from desc limit 1) l on true
	left join lateral (select d.kind from purse.current_body_detail d
		where d.body = coalesce(l.legal_body, this_counterparty) and d.valid_from <= day
		order by d.valid_from desc limit 1) b on true
$$;

-- Whether a school is an academy on a day, so that it writes the codes of the accounts return.
create or replace function purse_api.is_academy(school int, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select purse_api.counterparty_sector(is_academy.school, is_academy.day) = 'academies'
$$;

-- The code that a school writes in its accounts return for a CFR code; null where it is no academy on the
-- day, and for codes that have none.
create or replace function purse_api.academy_code(school int, code text, day date) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select c.academy_code from purse.academy_code c
	where c.code = academy_code.code and academy_code.day between c.valid_from and c.valid_to
		and purse_api.is_academy(academy_code.school, academy_code.day)
$$;

-- Income of the schools that the caller may read, up to a day, by the sector of who paid it: that of the day
-- of each entry. Sums serve for all who have always been of one sector; the others are few, and their
-- postings are looked at one by one.
create or replace function purse_api.income_by_sector(at date default null)
returns table (school int, account text, fund int, sector text, amount bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	with turn as (
		select d.school as id, d.valid_from as day from purse.current_school_detail d
		union select g.school, greatest(g.valid_from, b.valid_from) from purse.current_school_body g
		join purse.current_body_detail b on b.body = g.legal_body
		union select b.body, b.valid_from from purse.current_body_detail b),
	moved as materialized (
		select t.id from turn t group by t.id
		having count(distinct purse_api.counterparty_sector(t.id, t.day)) > 1)
	select u.school, u.account, u.fund, u.sector, sum(u.amount)::bigint from (
		select b.school, b.account, b.fund, b.amount,
			purse_api.counterparty_sector(b.counterparty, coalesce(at, 'infinity')) as sector
		from purse_api.balances(at) b join purse.account a on a.code = b.account and a.class = 'income'
		where b.counterparty not in (select m.id from moved m)
		union all
		select p.school, p.account, p.fund, p.amount,
			purse_api.counterparty_sector(p.counterparty, e.date)
		from purse.posting p join purse.account a on a.code = p.account and a.class = 'income'
		join purse.entry e on e.id = p.entry and e.date <= coalesce(income_by_sector.at, 'infinity')
		where p.counterparty in (select m.id from moved m)
			and p.school = any ((select purse.my_schools())::int[])) u
	group by 1, 2, 3, 4 having sum(u.amount) <> 0
$$;
grant execute on function purse_api.counterparty_sector(int, date), purse_api.is_academy(int, date),
	purse_api.academy_code(int, text, date) to purse_user, purse_viewer;
grant execute on function purse_api.income_by_sector(date) to purse_user;
