-- What is still to be done, and charges with all that documents and explanations say of them.

-- Activities that count and are not charged. Of a brokered activity each leg by itself, with the schools of
-- the leg: home school and hub, hub and client.
create or replace view purse_view.uncharged_activity as
	select a.*, r.ref, null as leg from purse_view.activity a join purse.record r on r.id = a.record
	where a.quantity > 0
		and not exists (select from purse.charge c where c.source = a.record and c.reverses is null)
		and not exists (select from purse_view.activity x where x.corrects = a.record)
		and not exists (select from purse.brokered b where b.agreement = a.agreement
			and a.date between b.valid_from and b.last_day)
	union all
	select a.record, a.corrects, l.provider, l.customer, a.agreement, a.person, a.date, a.quantity, a.item,
		a.unit, a.evidence, a.note, a.reason, a.service_to, r.ref, l.leg
	from purse_view.activity a join purse.record r on r.id = a.record
	join purse.brokered b on b.agreement = a.agreement and a.date between b.valid_from and b.last_day
	cross join lateral (values ('home', a.provider, b.lead), ('client', b.lead, a.beneficiary))
		l (leg, provider, customer)
	where a.quantity > 0
		and not exists (select from purse.charge c where c.source = a.record and c.reverses is null
			and c.provider = l.provider)
		and not exists (select from purse_view.activity x where x.corrects = a.record);

-- Purchases whose invoice is not booked yet.
create or replace view purse_view.uncharged_purchase as
	select p.*, r.ref, l.id as lot from purse_view.purchase p join purse.record r on r.id = p.record
	left join purse.lot l on l.purchase = p.record
	where not exists (select from purse.booked_purchase b where b.record = p.record);

-- Costs of staff in words, and those that are not shared yet.
create or replace view purse_view.staff_cost_told as
	select c.*, r.ref, purse.staff_cost_words(c.role, c.service_from, c.service_to, c.kind) as description
	from purse.staff_cost c left join purse.record r on r.id = c.record
	where not exists (select from purse.superseded s where s.record = c.record);
create or replace view purse_view.uncharged_staff_cost as
	select c.* from purse_view.staff_cost_told c
	where not exists (select from purse.charge x where x.source = c.record);

-- Costs shared anew by use, in words; those not shared yet; and the weights of each.
create or replace view purse_view.use_share_told as
	select u.*, r.ref, purse.use_share_words(u.step, u.valid_from, u.valid_to) as description
	from purse.use_share u left join purse.record r on r.id = u.record;
create or replace view purse_view.uncharged_use_share as
	select u.* from purse_view.use_share_told u
	where not exists (select from purse.charge x where x.source = u.record);
create or replace view purse_view.use_weight as
	select w.* from purse.use_weight w join purse.use_share u on u.record = w.record;

-- How they were worked out, with what was read then, whatever replaced it since.
create or replace view purse_view.staff_working_told as
	select w.*, r.batch, r.ref, p.code as post_code, s.code as school, c.ref as staff_cost_ref,
		y.ref as payroll_ref,
		h.weeks as shared_weeks, d.kind, d.salary, d.allowances, d.part_numerator as full_numerator,
		d.part_denominator as full_denominator, d.week_hours, d.full_hours, d.weeks, d.leave_days,
		d.paid_weeks, d.days, d.hours, d.pension, d.levy, b.code as employer, s.id as school_id
	from purse.staff_working w left join purse.record r on r.id = w.record
	join purse.post p on p.id = w.post join purse.school s on s.id = p.school
	left join purse.record c on c.id = w.staff_cost left join purse.record y on y.id = w.payroll
	left join purse.shared_post h on h.record = w.shared_post
	left join purse.post_detail d on d.record = w.post_detail
	left join lateral (select x.employer from purse.school_body x where x.school = p.school
		and x.valid_from <= w.valid_from and not exists (select from purse.superseded o
			where o.record = x.record) order by x.valid_from desc limit 1) e on true
	left join purse.body b on b.id = e.employer;
create or replace view purse_view.stated_rate_ever as
	select x.*, n.id as replaced_by from purse.stated_rate x
	left join purse.record n on n.supersedes = x.record;
create or replace view purse_view.term_weeks_ever as
	select x.*, n.id as replaced_by from purse.term_weeks x
	left join purse.record n on n.supersedes = x.record;

-- Charges that stand, though the activity they came from has been corrected.
create or replace view purse_view.corrected_charge as
	select c.*, r.ref, x.reason, x.date as corrected_on
	from purse.charge c join purse_view.activity x on x.corrects = c.source join purse.record r
		on r.id = c.source
	where c.reverses is null and not exists (select from purse.charge v where v.reverses = c.id);

-- Charges that stand at a price which an award has changed since.
create or replace view purse_view.arrears_due as
	select c.*, r.ref, d.price_record as award_record
	from purse.arrears_due d join purse.charge c on c.id = d.charge join purse.record r on r.id = c.source;

-- Lots as they stand, without lots of purchases that were replaced.
create or replace view purse_view.lot_state as
	select l.*, s.key as stream_key, coalesce(m.units, 0) as units_left, coalesce(m.pence, 0) as posted_left,
		coalesce(m.lapses, 0) as lapses, m.lot is not null as is_booked
	from purse.lot l join purse.stream s on s.id = l.stream
	left join (select v.lot, sum(v.quantity) as units, sum(v.pence) as pence,
		count(*) filter (where v.kind = 'lapsed') as lapses
		from purse.lot_movement v group by v.lot) m on m.lot = l.id
	where not exists (select from purse.superseded x where x.record = l.purchase);

-- The latest details of each school.
create or replace view purse_view.school_now as
	select s.id, s.code, s.keeps_books, s.currency, d.name, d.urn, d.kind, d.phase
	from purse.school s left join lateral (select x.* from purse_view.school_detail x where x.school = s.id
		order by x.valid_from desc limit 1) d on true;

-- Approvals that hold, with the last day on which they do. approved: those without a limit; whether one is in
-- force for a school and agreement on a day is asked of it. within_limit: charges within the limit of one.
create or replace view purse_view.authority as
	select a.* from purse.authority a join purse_view.approval r on r.record = a.record;
create or replace view purse_view.approved as
	select a.agreement, a.school, a.valid_from, a.last_day as expires, a.board, a.minute
	from purse_view.authority a where a.limit_pence is null;
create or replace view purse_view.within_limit as
	select w.charge, w.approval from purse.within_limit w join purse_view.charge c on c.id = w.charge;

-- Who stands behind each school for VAT: the one place that reads VAT schemes.
create or replace view purse_view.vat_person as
	select v.school, v.valid_from, v.last_day, v.body, v.eligible, v.registered, v.recovers,
		v.authority
	from purse.vat_person v;

-- What the local authority of each school has chosen in place of usual codes, and its own codes for internal
-- charges.
create or replace view purse_view.school_code as select c.* from purse.school_code c;

-- Charges between schools, where they stand: reversed, on a document, held for want of a board's approval.
create or replace view purse_view.charge_standing as
	select c.*, v.id as reversed_by, coalesce(o.live, 0) as live, o.document,
		not exists (select from purse_view.approved a where a.agreement = c.agreement
			and a.school = c.customer
			and c.service_from between a.valid_from and a.expires)
		and not exists (select from purse_view.within_limit w where w.charge = c.id) as held
	from purse.charge c left join purse.charge v on v.reverses = c.id
	left join lateral (select sum(l.direction) as live,
		max(l.document) filter (where l.direction = 1) as document
		from purse.line_charge l where l.charge = c.id) o on true
	where c.reverses is null and c.provider <> c.customer;

do $$
declare t text;
begin
	foreach t in array array['uncharged_activity', 'uncharged_purchase', 'staff_cost_told',
		'uncharged_staff_cost', 'staff_working_told', 'use_share_told', 'uncharged_use_share', 'use_weight',
	 'stated_rate_ever', 'term_weeks_ever',
		'corrected_charge', 'arrears_due',
		'lot_state', 'school_now', 'authority', 'approved',
		'within_limit', 'vat_person', 'school_code',
		'charge_standing'] loop
		execute format('grant select on purse_view.%I to purse_user, purse_owner', t);
	end loop;
end $$;

-- A charge with all that its line on a document, its explanation and its replay need.
create or replace view purse_view.charge_detail as
	select c.*, r.ref, r.kind as source_kind, coalesce(b.key_date, c.service_from) as agreed_on, a.evidence,
		a.note, w.ref as person,
		coalesce(p.description, purse.staff_cost_words(k.role, k.service_from, k.service_to, k.kind),
			purse.use_share_words(z.step, z.valid_from, z.valid_to))
			as purchase_description, p.supplier_invoice, b.method, b.item, b.unit,
			case when b.leg is null then b.price else trim_scale(purse.leg_price(b.price, b.leg, b.brokerage,
				b.brokerage_is)) end as price, b.price_record, b.share_key,
		b.key_date, y.weight_numerator, y.weight_denominator, t.total[1] as total_numerator,
			t.total[2] as total_denominator,
		l.quantity as lot_quantity, l.cost as lot_cost, l.valid_to as lot_valid_to,
			q.description as lot_description,
		q.ref as lot_ref, s.key as stream_key, n.award,
		case when f.leg is null then f.price else trim_scale(purse.leg_price(f.price, f.leg, f.brokerage,
			f.brokerage_is)) end as before_price, i.name as adjusts_document,
		b.leg, b.brokerage, b.brokerage_is, b.price as agreed_price, h.code as broker,
		case when z.record is not null then (select min(m.unit) from purse.meter_reading m
			where m.agreement = z.agreement and m.valid_from >= z.valid_from and m.valid_to <= z.valid_to)
			end as use_unit
	from purse.charge c join purse.basis b on b.id = c.basis
	left join purse.record r on r.id = c.source
	left join purse.activity a on a.record = c.source left join purse.person w on w.id = a.person
	left join purse.purchase p on p.record = c.source
	left join purse.staff_cost k on k.record = c.source
	left join purse.use_share z on z.record = c.source
	left join purse.basis_weight y on y.basis = c.basis and y.school = c.customer
	left join lateral (select purse.sum_of_fractions(array_agg(x.weight_numerator),
		array_agg(x.weight_denominator)) as total
		from purse.basis_weight x where x.basis = c.basis having count(*) > 0) t on true
	left join purse.lot l on l.id = c.lot
	left join lateral (select u.description, o.ref from purse.purchase u join purse.record o
		on o.id = u.record
		where u.record = l.purchase) q on true
	left join purse.stream s on s.id = c.stream
	left join purse.price n on n.record = b.price_record
	left join purse.school h
		on h.id = case b.leg when 'home' then c.customer when 'client' then c.provider end
	-- arrears: what they adjust, and the document that it stands on
	left join purse.charge o on o.id = c.adjusts left join purse.basis f on f.id = o.basis
	left join lateral (select e.name from purse.line_charge g join purse.document e on e.id = g.document
		where g.charge = c.adjusts and g.direction = 1 order by g.document desc limit 1) i on true;
grant select on purse_view.charge_detail to purse_user, purse_owner;

-- Entries with at least one posting that the reader may see.
create or replace view purse_view.entry as
	select e.* from purse.entry e;
grant select on purse_view.entry to purse_user, purse_owner;
