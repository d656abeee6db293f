-- What balances and statements are made of: sums of postings up to a day, of the schools that the caller may
-- read. They are functions and no views, because the sums they start from (purse_cache) are closed to
-- readers: row-level security does not bind a sum, so the reader's schools are asked for here.
set check_function_bodies = off;

-- The schools that the caller may read.
create or replace function purse_api.my_schools_to_read() returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$ select purse.my_schools() $$;

-- The last month that lies wholly on or before a day; null is the end of time.
create or replace function purse.last_whole_month(day date) returns int language sql immutable as $$
	select case when day is null or day = 'infinity' then 2147483646 else purse.month_of(day + 1) - 1 end
$$;

-- The gross picture: for each school, account, fund and counterparty (0: none) the sum of all postings dated
-- up to the day, debit positive; null for the day: all there are. Snapshots stand for closed months, what
-- each batch booked for open ones; only the days of a month cut short are added up from their postings.
-- Months close in order, so that the open ones lie before the first or after the last closed one.
create or replace function purse_api.balances(at date default null)
returns table (school int, account text, fund int, counterparty int, amount bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	with mine as (
		select s.id as school, min(c.month) as first, max(c.month) as last
		from purse.school s left join purse.period_close c on c.school = s.id
		where s.id = any ((select purse.my_schools())::int[]) group by s.id),
	open as (
		select m.school, o.low, least(o.high, purse.last_whole_month(at)) as high
		from mine m cross join lateral (values
			(-2147483647, coalesce(m.first - 1, 2147483646)), (m.last + 1, 2147483646)) o (low, high)
		where o.low is not null)
	select u.school, u.account, u.fund, u.counterparty, sum(u.amount)::bigint from (
		select b.school, b.account, b.fund, b.counterparty, b.amount
		from mine m join purse_cache.month_balance b on b.school = m.school
		where b.month <= purse.last_whole_month(at)
		union all
		select t.school, t.account, t.fund, t.counterparty, t.amount
		from open o join purse_cache.batch_total t on t.school = o.school
			and t.month between o.low and o.high
		union all
		select p.school, p.account, p.fund, p.counterparty, p.amount
		from mine m join purse.posting p on p.school = m.school
			and p.month = purse.last_whole_month(at) + 1
		join purse.entry e on e.id = p.entry and e.date <= balances.at
		-- nothing is looked up when the day is the last of its month, or when there is none
		where isfinite(balances.at) and extract(day from balances.at + 1) <> 1) u
	group by 1, 2, 3, 4 having sum(u.amount) <> 0
$$;

-- The net picture is the gross one with these added. What one school with books here earns from another, the
-- other bears as a cost in the same entry. To governors that is no income: it is set against the cost, in the
-- account in which the other school bears it. So the earning school's income falls, and so does its cost in
-- that account, by the same pence. Over all schools the costs that are left are those paid to the world
-- outside. Two rows for each such cost: income made smaller (debit), cost made smaller (credit); both in the
-- fund that earned.
create or replace function purse_api.recharges(at date default null)
returns table (school int, account text, fund int, counterparty int, amount bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	with earned as (
		select p.entry, p.school, p.counterparty, min(p.account) as account, min(p.fund) as fund
		from purse.posting p join purse.account a on a.code = p.account and a.class = 'income'
		join purse.school k on k.id = p.counterparty and k.keeps_books
		join purse.entry e on e.id = p.entry and e.date <= coalesce(recharges.at, 'infinity')
		where p.school = any ((select purse.my_schools())::int[])
		group by 1, 2, 3),
	borne as (
		select n.school, n.counterparty, n.fund, n.account as income, p.account as cost,
			sum(p.amount) as amount
		from earned n join purse.posting p on p.entry = n.entry and p.school = n.counterparty
			and p.counterparty = n.school
		join purse.account a on a.code = p.account and a.class in ('expense', 'capital')
		group by 1, 2, 3, 4, 5)
	select b.school, l.account, b.fund, b.counterparty, l.amount::bigint
	from borne b cross join lateral (values (b.income, b.amount), (b.cost, -b.amount)) l (account, amount)
	where l.amount <> 0
$$;

grant execute on function purse_api.my_schools_to_read() to purse_user, purse_viewer;
grant execute on function purse_api.balances(date), purse_api.recharges(date) to purse_user;

-- Codes of funds without what stands behind them, for lines of documents: the school that issues one sees the
-- code that its customer wants on it, as the customer does, and nothing else of the fund (R16). Readers reach
-- it through purse_view.document_coding alone.
create or replace view purse.fund_code as select f.id, f.code from purse.fund f;
grant select on purse.fund_code to purse_viewer;
