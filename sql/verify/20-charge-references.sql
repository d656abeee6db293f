-- R7: what a charge was made from is there: its source, basis, entry, lot, stream, schools, agreement, and
-- the rows that its basis names; and it follows the method of its basis. A charge of nothing needs no entry.
select u.place, u.what from (
	select purse.charge_words(c.id) as place,
		case when b.id is null then 'its basis is not there'
			when b.method <> c.kind then format('it is a %s, and its basis is for a %s', c.kind, b.method)
			when e.id is null and c.pence <> 0
				and (r.kind = 'staff_costs' and c.provider = c.customer) is not true
				then 'its entry is not there'
			when a.id is null then 'its agreement is not there'
			when p.id is null or k.id is null then 'its provider or its customer is not a school'
			when t.id is null and c.stream is not null then 'its stream is not there'
			when t.agreement <> c.agreement then 'its stream is of another agreement'
			when l.id is null and c.lot is not null then 'its lot is not there'
			when l.agreement <> c.agreement then 'its lot is of another agreement'
			when r.id is null and c.source is not null then 'its source is not there'
			when r.kind not in ('activities', 'purchases', 'staff_costs', 'use_shares')
				then 'its source is no activity, purchase, staff cost or cost shared by use'
			when c.source is null and c.reverses is null and c.kind in ('line', 'arrears', 'share', 'draw')
				then 'it has no source'
			when (c.kind in ('line', 'arrears')) <> (c.stream is null)
				then 'all but lines and arrears run in a stream, and this one does not fit'
			when c.service_to < c.service_from then 'its service ends before it begins'
		end as what
	from purse.charge c
	left join purse.basis b on b.id = c.basis
	left join purse.entry e on e.id = c.entry
	left join purse.agreement a on a.id = c.agreement
	left join purse.school p on p.id = c.provider
	left join purse.school k on k.id = c.customer
	left join purse.stream t on t.id = c.stream
	left join purse.lot l on l.id = c.lot
	left join purse.record r on r.id = c.source
	union all
	select purse.basis_words(b.id),
		format('it was made from %s at %s, and that says %s', purse.record_words(b.price_record), b.price,
			coalesce(format('%s for %s by the %s', p.price, p.item, p.unit), 'nothing: it is gone'))
	from purse.basis b left join purse.price p on p.record = b.price_record
	where (b.price is null) <> (b.price_record is null)
		or (b.price_record is not null
			and (p.record is null or p.price <> b.price or p.item <> b.item or p.unit <> b.unit))
	union all
	select format('%s, school %s', purse.basis_words(w.basis), purse.code_of(w.school)),
		'the row that its share came from is not there'
	from purse.basis_weight w left join purse.record r on r.id = w.source
	where w.source is not null and r.id is null
) u where u.what is not null
