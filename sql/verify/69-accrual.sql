-- Section 3 of the design, "accrual at a year-end": an accrual is booked on the last day of a month and taken
-- back on the next day, posting by posting; what is withdrawn is taken back on both days. It comes to no more
-- than the part of its source that is over by then, and counts no more once the real charge stands that is
-- booked by then. Said without the functions of the door, on purpose.
with line as (
	select p.entry, p.school, p.account, p.fund, p.counterparty, p.agreement, sum(p.amount) as amount
	from purse.posting p where p.entry in (select a.entry from purse.accrual a
		union all select a.reversal from purse.accrual a)
	group by 1, 2, 3, 4, 5, 6
), pair as (
	select a.entry as one, a.reversal as other, 'the day after does not take it back' as what
	from purse.accrual a
	union all
	select a.entry, a.withdraws, 'it does not take back what it withdraws'
	from purse.accrual a where a.withdraws is not null
), part as (
	select a.*, x.first, x.last, x.pence as whole, x.charged_on, x.gone, x.record,
		extract(day from x.first) = 1 and extract(day from x.last + 1) = 1 as whole_months
	from purse.accrual a left join purse.accruable x on x.record = a.source and x.provider = a.provider
	where a.withdraws is null
), over as (
	select p.*, greatest(0, least(p.last, p.accrued_on) - p.first + 1) as days,
		p.last - p.first + 1 as all_days,
		greatest(0, purse.month_of(least(p.last, p.accrued_on)) - purse.month_of(p.first) + 1) as months,
		purse.month_of(p.last) - purse.month_of(p.first) + 1 as all_months
	from part p
)
select u.place, u.what from (
	select purse.entry_words(a.entry) as place, case
		when e.id is null or r.id is null then 'its entry, or the one of the next day, is not there'
		when e.kind <> 'accrual' or r.kind <> 'accrual' then 'its entries are of another kind'
		when e.date <> a.accrued_on or r.date <> a.accrued_on + 1 or extract(day from r.date) <> 1
			then format('it is dated %s and %s', e.date, r.date)
		when a.withdraws is not null and w.entry is null then 'what it withdraws is not there'
		end as what
	from purse.accrual a left join purse.entry e on e.id = a.entry
	left join purse.entry r on r.id = a.reversal
	left join purse.accrual w on w.entry = a.withdraws and w.withdraws is null
		and (w.source, w.provider, w.accrued_on, -w.pence) = (a.source, a.provider, a.accrued_on, a.pence)
	union all
	select purse.entry_words(t.one), format('%s: school %s, account %s', t.what, purse.code_of(l.school),
		l.account)
	from pair t join line l on l.entry in (t.one, t.other)
	group by t.one, t.other, t.what, l.school, l.account, l.fund, l.counterparty, l.agreement
	having sum(l.amount) <> 0
	union all
	select purse.entry_words(o.entry), format('it comes to %s, and %s of %s %s of %s are over',
		purse.pounds(o.pence), case when o.whole_months then o.months else o.days end,
		case when o.whole_months then o.all_months else o.all_days end,
		case when o.whole_months then 'months' else 'days' end, purse.pounds(o.whole))
	from over o where o.record is not null and o.pence <> purse.nearest_penny(
		o.whole::numeric * case when o.whole_months then o.months else o.days end,
		case when o.whole_months then o.all_months else o.all_days end)
	union all
	select purse.entry_words(o.entry), format('more is owed by it, %s, than it comes to, %s',
		purse.pounds(d.due::bigint), purse.pounds(o.pence))
	from over o join (select l.entry, sum(l.amount) as due from line l where l.account = '1310'
		group by l.entry) d on d.entry = o.entry
	where abs(d.due) > abs(o.pence) or d.due * o.pence < 0
	union all
	select purse.entry_words(o.entry), format('the real charge is booked on %s, and it stands beside it',
		o.charged_on)
	from over o where o.charged_on <= o.accrued_on
		and not exists (select from purse.accrual w where w.withdraws = o.entry)
) u where u.what is not null
