-- Section 3 of the design: at the end of each month that is closed, what waits of a charge is the part of its
-- service that is still to come, in the books of each school whose income or cost it is, where the agreement
-- says so; nothing waits after its last day. A charge and its reversal count together.
with deferring as (
	select distinct c.entry, coalesce(e.reverses, e.id) as root, c.service_from as first,
		c.service_to as last, purse.month_of(e.date) as month, e.batch
	from purse.charge c join purse.entry e on e.id = c.entry join purse.charge_day d on d.id = c.id
	join purse.effective_agreement_version v on v.agreement = c.agreement
		and d.day between v.valid_from and v.last_day and v.cut_off = 'month'
	where c.service_to > c.service_from and not d.of_lot
		and purse.month_of(c.service_to) > purse.month_of(e.date)
), booked as (
	select d.entry, d.root, d.first, d.last, d.month, p.school, p.account, p.fund, p.counterparty,
		p.agreement, sum(p.amount) as pence
	from deferring d join purse.posting p on p.entry = d.entry
	join purse.account a on a.code = p.account and a.class in ('income', 'expense')
	group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
), at_end as (
	select b.root, b.school, b.account, b.fund, b.counterparty, b.agreement, c.month,
		sum(case when c.month < b.month then 0 else b.pence - purse.nearest_penny(b.pence * greatest(0, least(
			s.units, s.units_over)), s.units) end) as should,
		-sum(coalesce((select sum(p.amount) from purse.cut_off k join purse.posting p on p.entry = k.entry
			where k.source = b.entry and k.school = b.school and k.month <= c.month
				and p.account = b.account and p.fund = b.fund and p.counterparty = b.counterparty
				and p.agreement = b.agreement), 0)) as waits
	from booked b join purse.period_close c on c.school = b.school
		and c.month between b.month and purse.month_of(b.last)
	cross join lateral (select extract(day from b.first) = 1 and extract(day from b.last + 1) = 1 as whole) w
	cross join lateral (select case when w.whole then purse.month_of(b.last) - purse.month_of(b.first) + 1
			else b.last - b.first + 1 end as units,
		case when w.whole then c.month - purse.month_of(b.first) + 1
			else (date '1970-01-01' + (c.month + 1) * interval '1 month')::date - b.first end as units_over) s
	group by 1, 2, 3, 4, 5, 6, 7
)
select format('%s, school %s, account %s, %s', purse.entry_words(a.root), purse.code_of(a.school), a.account,
		purse.month_words(a.month)) as place,
	format('%s waits for later months, and %s should', purse.pounds(a.waits::bigint),
		purse.pounds(a.should::bigint)) as what
from at_end a where a.should <> a.waits
