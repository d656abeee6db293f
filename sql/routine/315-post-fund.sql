-- Funds with rules: what they bear of each staged charge, and what goes to the general fund.
set check_function_bodies = off;

-- Each charge that is booked on a fund with rules says how much the fund bears, in the next step of the fund,
-- by its rules and what is left of it; the rest goes to the general fund, and the rule is named. A reversal
-- gives back what the charge took.
create or replace function purse.check_fund_uses() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	create temp table map_use on commit drop as
	select c.ref, c.pence, t.fund, t.use, f.amount, null::bigint as reversed, r.rule, r.decision
	from pg_temp.map_told t join pg_temp.stage_charge c on c.ref = t.ref
	join purse.ruled_fund f on f.fund = t.fund
	join purse.school s on s.id = c.customer and s.keeps_books
	cross join lateral purse.fund_rule(t.fund, c.agreement, c.service_from, c.service_to, t.use,
		t.customer_cost) r
	where c.pence <> 0 and not t.unbooked
	union all
	select c.ref, c.pence, u.fund, u.use, null, u.borne, u.rule, u.decision
	from pg_temp.stage_charge c join purse.fund_use u on u.charge = c.reverses;
	if not exists (select from pg_temp.map_use) and not exists (select from pg_temp.stage_fund_use) then
		return;
	end if;
	select min(purse.code_of(c.customer)) as school into bad
	from pg_temp.map_use m full join pg_temp.stage_fund_use u on u.charge = m.ref
	left join pg_temp.stage_charge c on c.ref = coalesce(m.ref, u.charge)
	where (m.ref is not null and u.fund = m.fund and u.use is not distinct from m.use
		and u.decision is not distinct from m.decision
		and case when m.reversed is not null then u.borne = -m.reversed and u.rule is not distinct from m.rule
			when m.rule is not null then u.borne = 0 and u.rule = m.rule
			else u.borne = purse.fund_bears(m.pence, u.before, m.amount)
				and u.rule is not distinct from case when m.pence > u.borne and m.pence > 0
					then 'amount' end end) is not true;
	if found and (bad.school is not null or exists (select from pg_temp.stage_fund_use u
		where u.charge not in (select c.ref from pg_temp.stage_charge c))) then
		perform purse.refuse('LG316', format('a fund of school %s does not bear what its rules let it bear',
			coalesce(bad.school, '?')), null,
			'its rules, or what a person decided, may have changed meanwhile; run again');
	end if;
	if (select count(*) from (
		select from (select u.fund, u.seq, u.before,
				lag(u.seq) over w as before_seq, lag(u.before + u.borne) over w as then_borne
			from pg_temp.stage_fund_use u window w as (partition by u.fund order by u.seq)) u
		left join (select x.fund, max(x.seq) as seq, sum(x.borne) as borne from purse.fund_use x
			where x.fund in (select y.fund from pg_temp.stage_fund_use y) group by x.fund) o
			on o.fund = u.fund
		where u.seq <> coalesce(u.before_seq, o.seq, 0) + 1
			or u.before <> coalesce(u.then_borne, o.borne, 0)) fault) > 0 then
		perform purse.refuse('LG308', 'somebody else spent from the same fund meanwhile', null,
			'nothing was booked; run again');
	end if;
end $$;

create or replace function purse.store_fund_uses() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into purse.fund_use (charge, fund, seq, school, before, borne, general, rule, use, decision)
	select c.id, u.fund, u.seq, c.customer, u.before, u.borne, c.pence - u.borne, u.rule, u.use, u.decision
	from pg_temp.stage_fund_use u join pg_temp.stage_charge c on c.ref = u.charge order by u.fund, u.seq
$$;
