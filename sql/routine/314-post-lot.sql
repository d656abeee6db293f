-- Lots of credits: what comes in is what was bought, what goes out is what is charged, never more than there
-- is, first in first out, and a lot with no credits left has no money left (R5).
set check_function_bodies = off;

create or replace function purse.check_movements(mine int[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.check_bought(mine);
	perform purse.check_moved();
	perform purse.check_returned();
	if not exists (select from pg_temp.stage_movement) then return; end if;
	create temp table map_lot on commit drop as
	select m.ref, m.lot, m.kind, m.charge, m.quantity, l.quantity as credits, l.cost,
		coalesce(s.units, 0) + sum(m.quantity) over w as units,
		coalesce(s.pence, 0) + sum(m.pence) over w as pence,
		row_number() over (partition by m.lot order by m.ref desc) as from_last
	from pg_temp.stage_movement m join purse.lot l on l.id = m.lot
	left join (select o.lot, sum(o.quantity) as units, sum(o.pence) as pence from purse.lot_movement o
		where o.lot in (select x.lot from pg_temp.stage_movement x) group by o.lot) s on s.lot = m.lot
	window w as (partition by m.lot order by m.ref);
	analyze pg_temp.map_lot;
	perform purse.check_lots();
	perform purse.check_first_in();
end $$;

-- A purchase that is booked is shared, or opens its lot, in the same batch, and nothing is shared or opened
-- without being booked; but what cost nothing has nothing to book and nothing to share.
create or replace function purse.check_bought(mine int[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select min(coalesce(p.record, b.purchase)) as record into bad from (
		select p.record, l.id as lot, p.net + p.vat <> p.vat_reclaimed as has_cost,
			p.net + p.vat <> 0 or p.vat_reclaimed <> 0 as has_entry, e.ref as entry,
			coalesce(v.lead = p.buyer, false) as agreed
		from (select purse.purchase_of(x.key) as record from pg_temp.stage_entry x where x.kind = 'purchase'
			union select c.source from pg_temp.stage_charge c where c.kind = 'share'
			union select n.purchase from pg_temp.stage_movement m join purse.lot n on n.id = m.lot
			where m.kind = 'bought') k
		join purse.current_purchase p on p.record = k.record and p.buyer = any (mine)
		left join purse.lot l on l.purchase = p.record
		left join pg_temp.stage_entry e on e.kind = 'purchase' and purse.purchase_of(e.key) = p.record
		left join purse.effective_agreement_version v on v.agreement = p.agreement
			and p.date between v.valid_from and v.last_day) p
	full join (
		select coalesce(l.purchase, 0) as purchase, count(*) as times, bool_and(m.quantity = l.quantity
			and m.pence = l.cost and m.exact_numerator = l.cost and m.exact_denominator = 1
			and m.school = l.lead and m.date = p.date
			and not exists (select from purse.lot_movement o where o.lot = m.lot)) as fits
		from pg_temp.stage_movement m left join purse.lot l on l.id = m.lot
		left join purse.current_purchase p on p.record = l.purchase
		where m.kind = 'bought' group by l.purchase) b on b.purchase = p.record
	left join (select distinct c.source from pg_temp.stage_charge c
		where c.kind = 'share' and c.reverses is null) h on h.source = p.record
	where (p.agreed and (p.entry is not null) = p.has_entry and case when p.lot is null
			then (h.source is not null) = p.has_cost and b.purchase is null
			else h.source is null and b.times = 1 and b.fits end) is not true;
	if bad.record is not null then
		perform purse.refuse('LG307', format('purchase %s is not booked as it was recorded', bad.record),
			null,
			'it may be booked already, or may have been replaced meanwhile; run again');
	end if;
end $$;

-- Each movement but a purchase belongs to a charge of its lot and says the same; each charge that moves
-- credits has its movement, and a line under an agreement about credits as many credits as it charges.
create or replace function purse.check_moved() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select min(m.ref) as ref into bad from pg_temp.stage_movement m left join purse.lot l on l.id = m.lot
	left join pg_temp.stage_charge c on c.ref = m.charge
	left join (select h.lot, min(h.service_from) as day, min(h.provider) as lead, sum(h.pence) as pence,
			count(distinct h.seq) as steps
		from pg_temp.stage_charge h where h.kind = 'lapse' group by h.lot) h on h.lot = m.lot
	where m.kind <> 'bought' and (case
		when m.kind = 'lapsed' then h.steps = 1 and m.school = l.lead and m.date = l.valid_to
			and m.date = h.day and m.pence = -h.pence and m.quantity < 0
			and m.exact_numerator * l.quantity = l.cost * -m.quantity * m.exact_denominator
		when m.kind = 'returned' then c.reverses is not null
		when c.reverses is not null or m.date <> c.service_from or m.school <> c.customer then false
		when m.kind = 'residue' then c.kind = 'residue' and c.lot = m.lot and m.quantity = 0
			and m.pence = -c.pence and m.exact_numerator = 0
		when c.kind = 'draw' then c.lot = m.lot and m.quantity = -c.quantity and m.pence = -c.pence
			and m.exact_numerator = c.exact_numerator and m.exact_denominator = c.exact_denominator
		when c.kind = 'settle' then c.lot = m.lot and m.quantity = 0 and m.pence = -c.pence
			and m.exact_numerator = 0
		when c.kind = 'line' then l.agreement = c.agreement and l.lead = c.provider and m.quantity < 0
			and m.date between l.valid_from and l.valid_to
			and m.exact_numerator * l.quantity = l.cost * -m.quantity * m.exact_denominator
		else false end) is not true;
	if bad.ref is not null then
		perform purse.refuse('LG307', format('movement %s of a lot is not what is charged', bad.ref));
	end if;
	if (select count(*) from (select from pg_temp.stage_movement m where m.kind = 'lapsed'
			group by m.lot having count(*) > 1) fault) > 0
		or (select count(*) from (select from pg_temp.stage_charge c where c.kind = 'lapse' and not exists (
			select from pg_temp.stage_movement m where m.kind = 'lapsed' and m.lot = c.lot)) fault) > 0
		or (select count(*) from (select from pg_temp.stage_charge c join pg_temp.map_terms t on t.ref = c.ref
			left join (select m.charge, count(*) as movements, -sum(m.quantity) as credits
				from pg_temp.stage_movement m where m.charge is not null group by m.charge) m
				on m.charge = c.ref
			where case when c.kind = 'line' and t.agreement_kind = 'credits'
					then m.credits is distinct from c.quantity
				when c.kind in ('draw', 'residue', 'settle') then m.movements is distinct from 1
				else m.movements is not null end) fault) > 0 then
		perform purse.refuse('LG307', 'credits are charged that do not move, or move and are not charged');
	end if;
end $$;

-- A reversal gives back to the lots what the charge took from them, and nothing else.
create or replace function purse.check_returned() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	if (select count(*) from (
		select from (
			select c.ref, o.lot, -o.quantity as quantity, -o.pence as pence, -o.exact_numerator as n,
				o.exact_denominator as d, c.customer as school, c.service_from as date, 1 as one
			from pg_temp.stage_charge c join purse.lot_movement o on o.charge = c.reverses
			union all
			select m.charge, m.lot, m.quantity, m.pence, m.exact_numerator, m.exact_denominator, m.school,
				m.date, -1
			from pg_temp.stage_movement m where m.kind = 'returned') x
		group by x.ref, x.lot, x.quantity, x.pence, x.n, x.d, x.school, x.date
			having sum(x.one) <> 0) fault) > 0 then
		perform purse.refuse('LG307', 'a reversal does not give back to the lot what was taken from it');
	end if;
end $$;

-- After every movement there are credits left or none, never less; and the pence that are left are those
-- nearest to the cost of the credits that are left, as near as the carry of who draws allows.
create or replace function purse.check_lots() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	if (select count(*) from (select from pg_temp.map_lot m where m.units < 0) fault) > 0 then
		perform purse.refuse('LG313', 'more credits are drawn than the lot holds', null,
			'somebody drew meanwhile; run again');
	end if;
	select min(m.pence) as pence into bad from pg_temp.map_lot m
	where m.from_last = 1 and m.units = 0 and m.pence <> 0;
	if bad.pence is not null then
		perform purse.refuse('LG307', format('a lot that is used up keeps %s pence', bad.pence));
	end if;
	select min(m.ref) as ref into bad from pg_temp.map_lot m
		left join pg_temp.stage_charge c on c.ref = m.charge
	where case
		when m.kind in ('lapsed', 'residue') then m.units <> 0 or (m.kind = 'residue' and m.pence <> 0)
		when m.kind = 'drawn' and c.kind = 'line'
			then m.pence <> purse.nearest_penny(m.cost * m.units, m.credits)
		-- off: twice the pence by which the lot stands above its exact value; of two equally near, the one
		-- that draws more, or returns more, is taken
		when m.kind = 'drawn' and c.kind = 'draw' and c.carry_out_numerator > 0
			then 2 * (m.pence * m.credits - m.cost * m.units) > m.credits
				or (2 * (m.pence * m.credits - m.cost * m.units) = m.credits
					and c.pence * c.carry_out_denominator + c.carry_out_numerator > 0)
		when m.kind = 'drawn' and c.kind = 'draw' and c.carry_out_numerator < 0
			then 2 * (m.pence * m.credits - m.cost * m.units) < -m.credits
				or (2 * (m.pence * m.credits - m.cost * m.units) = -m.credits
					and c.pence * c.carry_out_denominator + c.carry_out_numerator < 0)
		else false end;
	if bad.ref is not null then
		perform purse.refuse('LG307', format('movement %s leaves the wrong pence in its lot', bad.ref));
	end if;
end $$;

-- Credits are drawn from the lot that began first, of those valid on the day with credits left.
create or replace function purse.check_first_in() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	if (select count(*) from (
		with state as (
			select m.ref, m.kind, m.quantity < 0 as draws, m.date, l.id as lot, n.id as moved, l.valid_from,
				l.valid_to, n.valid_from as moved_from, coalesce(s.units, 0)
					+ sum(case when m.lot = l.id then m.quantity else 0 end)
						over (partition by l.id order by m.ref) as units
			from pg_temp.stage_movement m join purse.lot n on n.id = m.lot
			join purse.lot l on l.agreement = n.agreement and l.lead = n.lead
				and not exists (select from purse.superseded x where x.record = l.purchase)
			left join (select o.lot, sum(o.quantity) as units from purse.lot_movement o
				where o.lot in (select y.id from purse.lot y where y.agreement in (select z.agreement
					from pg_temp.stage_movement u join purse.lot z on z.id = u.lot))
				group by o.lot) s on s.lot = l.id)
		select from state f where f.kind = 'drawn' and f.draws and f.units > 0
			and f.date between f.valid_from and f.valid_to and (f.valid_from, f.lot) < (f.moved_from,
				f.moved)) fault) > 0
	then
		perform purse.refuse('LG307', 'credits are drawn from a lot while an earlier one holds some');
	end if;
end $$;
