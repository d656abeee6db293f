-- Costs shared anew by use: which purchases a period takes in, and by which weights each step is shared.
set check_function_bodies = off;

-- What suppliers invoiced and is shared, with the shares by which it was.
create or replace view purse.pooled_purchase as
	select p.record, p.agreement, p.service_from, p.service_to, p.net + p.vat - p.vat_reclaimed as cost,
		c.basis
	from purse.current_purchase p
	left join lateral (select min(x.basis) as basis from purse.charge x
		where x.source = p.record and x.kind = 'share' and x.reverses is null) c on true
	where not exists (select from purse.lot l where l.purchase = p.record);

-- The weights of each step: by use what was read in the period, of the parties of its last day; what is taken
-- back is taken back as the purchases of the period were shared.
create or replace view purse.use_weight as
	select u.record, m.school, y.position, div(m.n, m.divisor) as numerator,
		div(1000000, m.divisor) as denominator,
		'metered use' as share_key, null::bigint as source
	from purse.use_share u
	cross join lateral (
		select r.user_school as school, sum(r.quantity) * 1000000 as n,
			gcd(trunc(sum(r.quantity) * 1000000), 1000000::numeric) as divisor
		from purse.current_meter_reading r
		where r.agreement = u.agreement and r.valid_from >= u.valid_from and r.valid_to <= u.valid_to
		group by r.user_school having sum(r.quantity) > 0) m
	join purse.effective_party y on y.agreement = u.agreement and y.school = m.school
		and u.valid_to between y.valid_from and y.last_day
	where u.step = 'shared by use'
	union all
	select u.record, w.school, w.position, w.weight_numerator, w.weight_denominator, b.share_key, w.source
	from purse.use_share u
	cross join lateral (select min(p.basis) as id from purse.pooled_purchase p
		where p.agreement = u.agreement and p.service_from >= u.valid_from
			and p.service_to <= u.valid_to) k
	join purse.basis b on b.id = k.id join purse.basis_weight w on w.basis = b.id
	where u.step = 'estimate taken back';
grant select on purse.use_weight to purse_viewer;

create or replace function purse.use_share_words(step text, first date, last date) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
	select case step when 'shared by use' then 'shared by use' else 'estimated shares taken back' end || ', '
		|| to_char(first::timestamp, 'FMDD FMMonth YYYY') || ' to '
		|| to_char(last::timestamp, 'FMDD FMMonth YYYY')
$$;
grant execute on function purse.use_share_words(text, date, date) to purse_viewer, purse_user;
