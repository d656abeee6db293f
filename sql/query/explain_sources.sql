-- Activities and purchases with who recorded them. $1 records. What is not the reader's stays null: the
-- record of another school, the person, and all of it where the school has no part in it.
select u.record, r.ref, r.recorded_by, r.recorded_at::date as recorded_on,
	to_char(r.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as recorded_at, f.name as file, f.sha256, f.files,
	case when a.record is not null then 'activity' when p.record is not null then 'purchase'
		when h.record is not null then 'staff cost' when v.record is not null then 'use share' end as kind,
	g.code as agreement, coalesce(a.date, p.date, h.service_from, v.valid_to) as date,
	s.code as owner, k.code as customer,
	a.item, a.unit, a.quantity, a.person is not null as has_person, w.ref as person, a.evidence, a.note,
	coalesce(a.reason, h.reason) as reason,
	a.corrects, c.ref as corrects_ref, y.record as corrected_by, q.ref as corrected_by_ref,
	y.reason as corrected_because,
	coalesce(p.description, h.description, v.description) as description,
	b.code as supplier, t.name as supplier_name, p.supplier_invoice, p.net, p.vat,
	p.vat_reclaimed,
	coalesce(p.net + p.vat - p.vat_reclaimed, h.amount, v.amount) as cost,
	coalesce(p.service_from, h.service_from, v.valid_from) as service_from,
	coalesce(p.service_to, h.service_to, v.valid_to) as service_to, p.added_cost, l.id as lot,
	h.kind as staff_kind, h.trues_up, z.ref as trues_up_ref
from unnest($1::bigint[]) u (record)
left join purse_view.record r on r.id = u.record
left join lateral (select min(x.name) as name, min(x.sha256) as sha256, count(*) as files
	from purse_view.record_file x
	where x.record = u.record) f on true
left join purse_view.activity a on a.record = u.record
left join purse_view.person w on w.id = a.person
left join purse_view.record c on c.id = a.corrects
left join purse_view.activity y on y.corrects = u.record
left join purse_view.record q on q.id = y.record
left join purse_view.purchase p on p.record = u.record
left join purse_view.counterparty b on b.id = p.supplier
left join lateral (select x.name from purse_view.body_detail x where x.body = p.supplier
	and x.valid_from <= p.date
	order by x.valid_from desc limit 1) t on true
left join purse_view.lot l on l.purchase = p.record
left join purse_view.staff_cost_told h on h.record = u.record
left join purse_view.record z on z.id = h.trues_up
left join purse_view.use_share_told v on v.record = u.record
left join purse_view.agreement g on g.id = coalesce(a.agreement, p.agreement, h.agreement, v.agreement)
left join purse_view.school s on s.id = coalesce(a.provider, p.buyer, h.school, v.school)
left join purse_view.school k on k.id = a.beneficiary
order by array_position($1::bigint[], u.record)
