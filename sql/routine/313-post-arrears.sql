-- Arrears: what an award adds to a charge that stands, or takes from it.
set check_function_bodies = off;

-- Each adjusts a charge of the same activity at another price of the same item, by the award that counts for
-- its day: the line at the new price less the line at the old one, each to the penny. So the charge and what
-- adjusts it come to what the new price would have given.
create or replace function purse.check_arrears() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	if not exists (select from pg_temp.stage_charge c where c.kind = 'arrears' and c.reverses is null) then
		return;
	end if;
	select min(s.ref) filter (where s.follows is not true) as astray,
		min(s.ref) filter (where s.is_agreed is not true) as other,
		min(s.ref) filter (where s.is_difference is not true) as wrong into bad
	from (
		select c.ref, o.agreement = c.agreement and o.provider = c.provider and o.customer = c.customer
				and o.source = c.source and o.quantity = c.quantity and o.service_from = c.service_from
				and o.service_to = c.service_to and o.reverses is null and o.kind in ('line', 'arrears')
				and a.record is not null and x.record is null as follows,
			w.award is not null and w.agreement = c.agreement and w.price = b.price and w.item = b.item
				and w.unit = b.unit and p.changes = w.changes
				and c.service_from between w.valid_from and w.last_day
				and not exists (select from purse.agreed_price l where l.changes = w.changes
					and l.award is not null and l.record > w.record
					and c.service_from between l.valid_from and l.last_day) as is_agreed,
			c.exact_numerator = c.quantity * (l.price - l.before) * 100 * c.exact_denominator
				and c.pence = purse.nearest_penny(c.quantity * l.price * 100, 1)
					- purse.nearest_penny(c.quantity * l.before * 100, 1)
				-- the leg that it adjusts, with the brokerage of it
				and (b.leg, b.brokerage, b.brokerage_is)
					is not distinct from (f.leg, f.brokerage, f.brokerage_is) as is_difference
		from pg_temp.stage_charge c join pg_temp.stage_basis b on b.ref = c.basis
		left join purse.charge o on o.id = c.adjusts
		left join purse.basis f on f.id = o.basis
		cross join lateral (select purse.leg_price(b.price, b.leg, b.brokerage, b.brokerage_is) as price,
			purse.leg_price(f.price, f.leg, f.brokerage, f.brokerage_is) as before) l
		left join purse.agreed_price w on w.record = b.price_record
		left join purse.agreed_price p on p.record = f.price_record
		left join purse.current_activity a on a.record = c.source
		left join purse.current_activity x on x.corrects = a.record
		where c.kind = 'arrears' and c.reverses is null) s;
	if bad.astray is not null then
		perform purse.refuse('LG307',
			format('charge %s does not follow from the charge it adjusts', bad.astray), null,
			'it may have been corrected meanwhile; run again');
	elsif bad.other is not null then
		perform purse.refuse('LG307', format('charge %s does not use the award that counts for its day',
			bad.other));
	elsif bad.wrong is not null then
		perform purse.refuse('LG307', format('charge %s is not the difference of two prices', bad.wrong));
	end if;
	if (select count(*) from (select from pg_temp.stage_charge c
			join purse.charge x on x.adjusts = c.adjusts or x.reverses = c.adjusts
			where c.adjusts is not null) fault) > 0
		or (select count(*) from (select from pg_temp.stage_charge c where c.adjusts is not null
			group by c.adjusts having count(*) > 1) fault) > 0
		or (select count(*) from (select from pg_temp.stage_charge c
			join pg_temp.stage_charge r on r.reverses = c.adjusts where c.adjusts is not null) fault) > 0 then
		perform purse.refuse('LG309', 'a charge is adjusted or reversed already', null,
			'nothing was charged twice; run again');
	end if;
end $$;

-- Nothing is left behind that adjusts what is reversed.
create or replace function purse.check_adjusted_reversals() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select min(purse.code_of(x.customer)) as school, min(d.name) as document into bad
	from pg_temp.stage_charge c join purse.charge x on x.adjusts = c.reverses
	left join purse.line_charge l on l.charge = x.id and l.direction = 1
	left join purse.document d on d.id = l.document
	where not exists (select from purse.charge v where v.reverses = x.id)
		and not exists (select from pg_temp.stage_charge v where v.reverses = x.id);
	if bad.school is not null then
		perform purse.refuse('LG309', 'an award was charged for it since, and would be left behind', null,
			coalesce(format('credit the award first: it stands on %s', bad.document),
				'correct the activity instead: that takes back both'));
	end if;
end $$;
