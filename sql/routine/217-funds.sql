-- Funds with rules: what their grant allows, how much they are, and what they may bear of a charge.
set check_function_bodies = off;

-- The rules of grants that are applied: those that come with purse, but what still waits for a source, and
-- those that people added.
create or replace view purse.known_grant_rule as
	select g.grant_code, g.valid_from, g.valid_to, g.rule, g.subject, g.value, g.room, g.source
	from purse.grant_rule g where g.confidence <> 'review'
	union all
	select s.grant_code, s.valid_from, s.valid_to, s.rule, s.subject, s.value, s.room, s.source
	from purse.current_stated_grant_rule s;
grant select on purse.known_grant_rule to purse_viewer;

-- How much a grant is for so many pupils, in pence; null where no formula is known for the day.
-- src/rules/fund.c says the same.
create or replace function purse.grant_amount(grant_code text, day date, pupils bigint) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	with known as (
		select g.rule, g.subject, g.value from purse.known_grant_rule g
		where g.grant_code = grant_amount.grant_code and day between g.valid_from and g.valid_to)
	select coalesce(
		(select purse.pence_of(e.value) * pupils from known e where e.rule = 'per pupil'),
		(select case when pupils <= u.subject::bigint then purse.pence_of(u.value) * pupils
				else purse.pence_of(b.value) + purse.pence_of(p.value) * pupils end
			from known u join known b on b.rule = 'base beyond' join known p on p.rule = 'per pupil beyond'
			where u.rule = 'per pupil up to'))
$$;

revoke execute on function purse.grant_amount(text, date, bigint) from public;
-- functions in a view run with the rights of the reader; rules of grants are no secret
grant execute on function purse.grant_amount(text, date, bigint) to purse_viewer, purse_user;

-- Funds that name a grant, with how much they are.
create or replace view purse.ruled_fund as
	select d.fund, f.school, d.valid_from, d.valid_to, d.grant_code,
		coalesce(d.amount, purse.grant_amount(d.grant_code, d.valid_from, d.pupils)) as amount
	from purse.current_fund_detail d join purse.fund f on f.id = d.fund where d.grant_code is not null;
grant select on purse.ruled_fund to purse_viewer;

-- What the rules say of a cost, before its amount is asked for: the first rule that keeps it from the fund,
-- null for none; and the first decision that a rule gave way to. Where a grant says nothing of later services
-- or of capital, a fund does not bear them unless a named person decides so.
create or replace function purse.fund_rule(fund int, agreement int, service_from date, service_to date,
	use text, account text, out rule text, out decision bigint)
language sql stable set search_path = pg_catalog, pg_temp as $$
	with hit as (
		select h.nth, h.rule, h.room, (select min(d.record) from purse.current_fund_decision d
			where h.room and d.fund = fund_rule.fund and d.rule = h.rule
				and coalesce(d.agreement, fund_rule.agreement) = fund_rule.agreement
				and fund_rule.service_from between d.valid_from and d.valid_to) as decision
		from purse.ruled_fund f
		cross join lateral (
			select 1 as nth, 'days' as rule, false as room
			where service_from < f.valid_from or service_from > f.valid_to
			union all
			select 2, 'later services', coalesce(g.room, true)
			from (values ('later services')) r (rule) left join purse.known_grant_rule g
				on g.rule = r.rule and g.grant_code = f.grant_code
				and f.valid_from between g.valid_from and g.valid_to
			where service_to > f.valid_to and g.value is distinct from 'yes'
			union all
			select 3, 'capital', coalesce(g.room, true)
			from purse.account a left join purse.known_grant_rule g
				on g.rule = 'capital' and g.grant_code = f.grant_code
				and f.valid_from between g.valid_from and g.valid_to
			where a.code = account and a.class = 'capital' and g.value is distinct from 'yes'
			union all
			select 4, 'forbidden', g.room from purse.known_grant_rule g
			where g.rule = 'forbidden' and g.subject = use and g.grant_code = f.grant_code
				and f.valid_from between g.valid_from and g.valid_to) h
		where f.fund = fund_rule.fund)
	select (select h.rule from hit h where h.decision is null order by h.nth limit 1),
		case when not exists (select from hit h where h.decision is null)
			then (select h.decision from hit h order by h.nth limit 1) end
$$;

-- What a fund bears of so many pence that no rule keeps from it, when it bore before: not more than is left;
-- of what comes back, not more than it bore.
create or replace function purse.fund_bears(pence bigint, before bigint, amount bigint) returns bigint
language sql immutable as $$
	select case when pence < 0 then greatest(pence, least(-before, 0))
		else least(pence, greatest(amount - before, 0)) end
$$;

-- The funds with rules that parties of some agreements pay from, or buyers say of their own share, with the
-- amount or the pupils that are stated of each, and how far each has got. Who may charge under an agreement
-- has to know it: the door asks for the next step.
create or replace function purse_api.fund_states(agreements int[])
returns table (fund int, code text, school int, valid_from date, valid_to date, grant_code text,
	amount bigint, pupils bigint, borne bigint, seq int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	with seen as (
		select y.fund from purse.current_party y
		where (agreements is null or y.agreement = any (agreements))
			and y.agreement = any ((select purse.my_agreements())::int[])
		union
		select p.fund from purse.current_purchase p
		where (agreements is null or p.agreement = any (agreements))
			and p.agreement = any ((select purse.my_agreements())::int[]))
	select r.fund, f.code, r.school, r.valid_from, r.valid_to, r.grant_code, d.amount, d.pupils,
		coalesce(u.borne, 0)::bigint, coalesce(u.seq, 0)
	from purse.ruled_fund r join purse.fund f on f.id = r.fund
	join purse.current_fund_detail d on d.fund = r.fund
	left join (select x.fund, sum(x.borne) as borne, max(x.seq) as seq
		from purse.fund_use x group by x.fund) u on u.fund = r.fund
	where r.fund in (select s.fund from seen s)
	order by r.fund
$$;
-- Decisions about those funds, with the batch that recorded them: what was charged before is not asked again.
create or replace function purse_api.fund_decisions(funds int[])
returns table (fund int, rule text, agreement int, valid_from date, valid_to date, record bigint,
	batch bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select d.fund, d.rule, d.agreement, d.valid_from, d.valid_to, d.record, r.batch
	from purse.current_fund_decision d join purse.record r on r.id = d.record
	where d.fund = any (funds) and d.fund in (select s.fund from purse_api.fund_states(null) s)
	order by d.fund, d.record
$$;
revoke execute on function purse_api.fund_states(int[]), purse_api.fund_decisions(int[]) from public;
grant execute on function purse_api.fund_states(int[]), purse_api.fund_decisions(int[]) to purse_user;

-- Locks the funds with rules that parties or buyers of some agreements name, sorted; they come after the
-- agreements in the global order (R15).
create or replace function purse.lock_funds(agreements int[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform pg_advisory_xact_lock((3::bigint << 40) + f.fund) from (
		select r.fund from purse.ruled_fund r
		where r.fund in (select y.fund from purse.party y where y.agreement = any (agreements)
			union select p.fund from purse.purchase p where p.agreement = any (agreements)
			union select u.fund from purse.fund_use u join purse.charge c on c.id = u.charge
				where c.agreement = any (agreements))
		order by 1) f;
end $$;
