-- Section 3 of the design: a supplier's invoice is booked once, by the buyer: gross to 2100, the VAT
-- reclaimed to 1400, the rest to 1500 or a cost account. A purchase that is shared, and a lot that was taken
-- into stock, is booked.
select u.place, u.what from (
	select format('%s, %s', purse.record_words(p.record), purse.entry_words(e.id)) as place,
		case when e.id is null then 'it is shared or in stock, and its invoice is not booked'
			when coalesce(q.supplier, 0) <> -(p.net + p.vat) then
				format('the supplier is owed %s, and account 2100 has %s', purse.pounds(p.net + p.vat),
					purse.pounds(-coalesce(q.supplier, 0)))
			when coalesce(q.vat, 0) <> p.vat_reclaimed then
				format('%s of VAT is reclaimed, and account 1400 has %s', purse.pounds(p.vat_reclaimed),
					purse.pounds(coalesce(q.vat, 0)))
			when coalesce(q.cost, 0) <> p.net + p.vat - p.vat_reclaimed then
				format('it cost %s, and account 1500 and the cost accounts have %s',
					purse.pounds(p.net + p.vat - p.vat_reclaimed), purse.pounds(coalesce(q.cost,
						0))) end as what
	from purse.purchase p
	left join purse.entry e on e.key = 'purchase ' || p.record
	left join (
		select x.entry, x.school, sum(x.amount) filter (where x.account = '2100') as supplier,
			sum(x.amount) filter (where x.account = '1400') as vat,
			sum(x.amount) filter (where x.account = '1500' or a.class in ('expense', 'capital')) as cost
		from purse.posting x left join purse.account a on a.code = x.account
		where x.entry in (select y.id from purse.entry y where y.key like 'purchase %')
		group by x.entry, x.school) q
		on q.entry = e.id and q.school = p.buyer
	where e.id is not null or (p.net + p.vat <> 0 and (
		p.record in (select c.source from purse.charge c where c.kind = 'share')
		or p.record in (select l.purchase from purse.lot l join purse.lot_movement m on m.lot = l.id)))
	union all
	select purse.entry_words(e.id), format('there is no such purchase as "%s"', e.key)
	from purse.entry e left join purse.purchase p on 'purchase ' || p.record = e.key
	where e.key like 'purchase %' and p.record is null
) u where u.what is not null
