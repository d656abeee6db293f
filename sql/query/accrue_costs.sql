-- Costs that are not shared, nor accrued at a day yet: suppliers' invoices that are recorded, what suppliers
-- have not billed, costs of staff. $1 the day, $2 agreements.
select c.* from (
	select p.record, p.ref, p.description, p.agreement, p.buyer as school, p.supplier, p.fund, p.cost_code,
		p.date, p.service_from, p.service_to, p.net + p.vat - p.vat_reclaimed as pence, 'invoice' as kind
	from purse_view.uncharged_purchase p where p.lot is null
	union all
	select x.record, r.ref, x.description, x.agreement, x.buyer, x.supplier, 0, null, x.service_from,
		x.service_from, x.service_to, x.cost, 'expected bill'
	from purse_view.expected_purchase x join purse_view.record r on r.id = x.record
	-- the invoice came
	where not exists (select from purse_view.purchase p join purse_view.record o on o.id = p.record
		where p.buyer = x.buyer and o.ref = r.ref and p.date <= $1::date)
	union all
	select k.record, k.ref, k.description, k.agreement, k.school, 0, 0, null, k.service_from, k.service_from,
		k.service_to, k.amount, k.kind
	from purse_view.uncharged_staff_cost k) c
where c.date <= $1::date and c.agreement = any ($2::int[])
	and c.school = any ((select purse_api.my_schools_to_write())::int[])
	and not exists (select from purse_view.accrual a where a.source = c.record and a.provider = c.school
		and a.accrued_on = $1::date)
order by c.date, c.ref, c.record
