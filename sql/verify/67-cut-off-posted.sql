-- Section 3 of the design, "of which for a later period": up to each month that is posted, what was taken out
-- of an account of income or cost and not released is what belongs to the days after the month: the amount
-- less the penny nearest to the part that is over, half away from zero. It waits on 1500 (cost) or 2500
-- (income) of the same school, fund, counterparty and agreement. Said without the functions of the door, on
-- purpose: verify does not trust it.
with source as (
	select distinct c.entry, c.service_from as first, c.service_to as last,
		extract(day from c.service_from) = 1 and extract(day from c.service_to + 1) = 1 as whole
	from purse.charge c where c.entry in (select k.source from purse.cut_off k)
), booked as (
	select s.entry, s.first, s.last, s.whole, p.school, p.account, p.fund, p.counterparty, p.agreement,
		sum(p.amount) as pence
	from source s join purse.posting p on p.entry = s.entry
	join purse.account a on a.code = p.account and a.class in ('income', 'expense')
	group by 1, 2, 3, 4, 5, 6, 7, 8, 9
), counted as (
	select k.entry, k.school, b.account, b.pence, b.pence + coalesce((
			select sum(p.amount) from purse.cut_off o join purse.posting p on p.entry = o.entry
			where o.source = k.source and o.school = k.school and o.month <= k.month
				and p.account = b.account and p.fund = b.fund and p.counterparty = b.counterparty
				and p.agreement = b.agreement), 0) as counts,
		case when b.whole then purse.month_of(b.last) - purse.month_of(b.first) + 1
			else b.last - b.first + 1 end as units,
		case when b.whole then k.month - purse.month_of(b.first) + 1
			else (date '1970-01-01' + (k.month + 1) * interval '1 month')::date - b.first end as units_over
	from purse.cut_off k join booked b on b.entry = k.source and b.school = k.school
), part as (
	select c.*, greatest(0, least(c.units, c.units_over)) as over from counted c
)
select u.place, u.what from (
	select format('%s, school %s, account %s', purse.entry_words(p.entry), purse.code_of(p.school),
			p.account) as place,
		format('of %s %s counts up to then, and %s of %s of the service is over', purse.pounds(p.pence),
			purse.pounds(p.counts), p.over, p.units) as what
	from part p
	where p.counts * p.pence < 0
		or 2 * abs(p.pence) * p.over < (2 * abs(p.counts) - 1) * p.units
		or 2 * abs(p.pence) * p.over >= (2 * abs(p.counts) + 1) * p.units
	union all
	select format('%s, school %s', purse.entry_words(k.entry), purse.code_of(k.school)),
		case when e.id is null then 'its entry is not there'
			when e.kind <> 'cut-off' then format('its entry is one of a %s', e.kind)
			when o.entry is null then 'what it is about is booked by no charge'
			when not exists (select from booked b where b.entry = k.source and b.school = k.school)
				then 'what it is about books no income or cost of the school'
			when purse.month_of(e.date) <> k.month
				then format('it is of %s, and dated %s', purse.month_words(k.month), e.date) end
	from purse.cut_off k left join purse.entry e on e.id = k.entry
	left join source o on o.entry = k.source
	union all
	select format('%s, school %s, account %s', purse.entry_words(x.entry), purse.code_of(x.school), x.waits),
		format('%s is out of step with the accounts of income and cost', purse.pounds(sum(x.amount)::bigint))
	from (
		select k.entry, p.school, p.fund, p.counterparty, p.agreement, p.amount,
			case when p.account = '1500' or a.class = 'expense' then '1500'
				when p.account = '2500' or a.class = 'income' then '2500' else p.account end as waits
		from purse.cut_off k join purse.posting p on p.entry = k.entry
		join purse.account a on a.code = p.account) x
	group by x.entry, x.school, x.fund, x.counterparty, x.agreement, x.waits
	having sum(x.amount) <> 0 or x.waits not in ('1500', '2500')
) u where u.what is not null
