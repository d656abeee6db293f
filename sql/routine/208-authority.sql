-- What boards have authorised. An approval holds on its own days, as far as its limit goes. It ends early
-- when a board declines: a school's own board ends what it authorised before; and where a joint committee
-- recommends, everybody's approvals end, because the shares change, until the committee has recommended anew
-- and the boards have decided on that.
set check_function_bodies = off;

-- Approvals that hold, each with the last day on which it does.
create or replace view purse.authority as
	select a.record, a.agreement, a.school, a.board, a.minute, a.decided, a.valid_from,
		least(a.expires, (select min(d.valid_from) - 1 from purse.current_approval d
			where d.agreement = a.agreement and d.decision = 'declined' and d.decided > a.decided
				and (d.school = a.school or exists (select from purse.current_recommendation r
					where r.agreement = a.agreement and r.decision = 'recommended'
						and r.date <= d.decided)))) as last_day,
		a.limit_pence
	from purse.current_approval a
	where a.decision = 'authorised' and not exists (
		select from purse.current_approval d
		where d.agreement = a.agreement and d.decision = 'declined' and d.school <> a.school
			and d.decided <= a.decided
			and exists (select from purse.current_recommendation r where r.agreement = a.agreement
				and r.decision = 'recommended' and r.date <= d.decided)
			and not exists (select from purse.current_recommendation r where r.agreement = a.agreement
				and r.decision = 'recommended' and r.date > d.decided and r.date <= a.decided));

-- Charges that are within the limit of an approval: those on documents count first, then the others in the
-- order of their days. Only approvals with a limit are looked at.
create or replace view purse.within_limit as
	select u.charge, u.approval from (
		select c.id as charge, a.record as approval, a.limit_pence, sum(c.pence) over (partition by a.record
			order by l.live is not distinct from 1 desc, c.service_from, c.id) as total
		from purse.authority a
		join purse.charge c on c.agreement = a.agreement and c.customer = a.school
			and c.provider <> c.customer and c.reverses is null
			and c.service_from between a.valid_from and a.last_day
		left join lateral (select sum(x.direction) as live from purse.line_charge x
			where x.charge = c.id) l on true
		where a.limit_pence is not null
			and (l.live = 1 or not exists (select from purse.charge v where v.reverses = c.id))) u
	where u.total <= u.limit_pence;
grant select on purse.authority, purse.within_limit to purse_viewer;

-- Whether a charge that is about to stand on a document is authorised: asked with what the batch puts on
-- documents and takes off them, so that all of it together is within the limit.
create or replace function purse.check_authority() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	create temp table map_authority on commit drop as
	select a.agreement, a.school, a.valid_from, a.last_day, a.limit_pence is null or a.limit_pence >= (
			select coalesce(sum(t.direction * c.pence), 0) from (
				select x.charge, x.direction from purse.line_charge x
				union all select y.charge, y.direction from pg_temp.stage_line_charge y) t
			join purse.charge c on c.id = t.charge and c.agreement = a.agreement and c.customer = a.school
				and c.service_from between a.valid_from and a.last_day) as suffices
	from purse.authority a
	where (a.agreement, a.school) in (select c.agreement, c.customer from pg_temp.stage_line_charge x
		join purse.charge c on c.id = x.charge where x.direction = 1);
	if (select count(*) from (select from pg_temp.stage_line_charge x join purse.charge c on c.id = x.charge
		where x.direction = 1 and not exists (select from pg_temp.map_authority a
			where a.agreement = c.agreement and a.school = c.customer and a.suffices
				and c.service_from between a.valid_from and a.last_day)) fault) > 0 then
		perform purse.refuse('LG306', 'a charge is held: the school''s board has not authorised it', null,
			'import the approval; until then the charge is not invoiced');
	end if;
end $$;
