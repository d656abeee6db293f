-- A cost that a fund with rules is asked to bear is kept from it by the first rule that does so: outside the
-- days of the fund, services after its last day, capital, a forbidden use; unless the rule leaves room and a
-- named person had decided so. Each charge of a party that pays from such a fund asks it, and no other does.
with asked as (
	select c.id, c.batch, c.agreement, c.customer, c.service_from, c.service_to, y.use,
		case when c.provider = c.customer and p.fund <> 0 then p.fund else y.fund end as fund,
		case when c.provider = c.customer then coalesce(p.cost_code, y.cost_code, v.own_cost, k.cost_code,
			v.cost_code) else coalesce(y.cost_code, v.own_cost, k.cost_code, v.cost_code) end as account
	from purse.charge c join purse.charge_day t on t.id = c.id
	join purse.school s on s.id = c.customer and s.keeps_books
	left join purse.effective_party y on y.agreement = c.agreement and y.school = c.customer
		and t.day between y.valid_from and y.last_day
	left join purse.coded_version v on v.agreement = c.agreement and t.day between v.valid_from and v.last_day
	left join purse.school_code k on k.school = c.customer and k.supply = v.supply
		and t.day between k.valid_from and k.last_day
	left join purse.purchase p on p.record = c.source and c.kind = 'share'
	where c.reverses is null and c.entry is not null and c.pence <> 0
		and not (c.provider = c.customer
			and exists (select from purse.staff_cost f where f.record = c.source))
), of_fund as (
	select a.*, d.valid_from, d.valid_to, d.grant_code from asked a
	join purse.ruled_fund d on d.fund = a.fund
), rule as (
	select g.grant_code, g.valid_from, g.valid_to, g.rule, g.subject, g.value, g.room
	from purse.grant_rule g where g.confidence <> 'review'
	union all
	select g.grant_code, g.valid_from, g.valid_to, g.rule, g.subject, g.value, g.room
	from purse.stated_grant_rule g
	where not exists (select from purse.record n where n.supersedes = g.record)
), hit as (
	select a.id, h.nth, h.rule, (select min(e.record) from purse.fund_decision e
			join purse.record r on r.id = e.record
			where h.room and e.fund = a.fund and e.rule = h.rule and r.batch < a.batch
				and not exists (select from purse.record n where n.supersedes = e.record)
				and (e.agreement is null or e.agreement = a.agreement)
				and a.service_from between e.valid_from and e.valid_to) as decision
	from of_fund a
	left join rule l on l.grant_code = a.grant_code and l.rule = 'later services'
		and a.valid_from between l.valid_from and l.valid_to
	left join rule k on k.grant_code = a.grant_code and k.rule = 'capital'
		and a.valid_from between k.valid_from and k.valid_to
	left join rule b on b.grant_code = a.grant_code and b.rule = 'forbidden' and b.subject = a.use
		and a.valid_from between b.valid_from and b.valid_to
	left join purse.account n on n.code = a.account
	cross join lateral (values
		(1, 'days', a.service_from < a.valid_from or a.service_from > a.valid_to, false),
		(2, 'later services', a.service_to > a.valid_to and l.value is distinct from 'yes',
			coalesce(l.room, true)),
		(3, 'capital', n.class = 'capital' and k.value is distinct from 'yes', coalesce(k.room, true)),
		(4, 'forbidden', b.rule is not null, b.room)) h (nth, rule, hit, room)
	where h.hit
), expected as (
	select a.id, a.fund, a.use, (select h.rule from hit h where h.id = a.id and h.decision is null
			order by h.nth limit 1) as rule,
		case when not exists (select from hit h where h.id = a.id and h.decision is null)
			then (select h.decision from hit h where h.id = a.id order by h.nth limit 1) end as decision
	from of_fund a
)
select purse.charge_words(coalesce(e.id, u.charge)) as place,
	case when u.charge is null then format('it never asked the fund %s', purse.fund_words(e.fund))
		when e.id is null then format('it asked the fund %s, which its party does not pay from',
			purse.fund_words(u.fund))
		when u.fund <> e.fund then format('it asked the fund %s, and its party pays from %s',
			purse.fund_words(u.fund), purse.fund_words(e.fund))
		when u.use is distinct from e.use then format('it says the use "%s", and its party "%s"',
			u.use, e.use)
		when u.decision is distinct from e.decision then 'it does not stand on the decision that was made'
		else format('the rule is %s, and it says %s', coalesce('"' || e.rule || '"', 'none'),
			coalesce('"' || u.rule || '"', 'none')) end as what
from expected e
full join (select x.* from purse.fund_use x join purse.charge c on c.id = x.charge
	where c.reverses is null) u on u.charge = e.id
where u.charge is null or e.id is null or u.fund <> e.fund or u.use is distinct from e.use
	or u.decision is distinct from e.decision or nullif(u.rule, 'amount') is distinct from e.rule
union all
select purse.charge_words(c.id), 'it reverses a charge that a fund bore, and gives nothing back'
from purse.charge c join purse.fund_use o on o.charge = c.reverses
where not exists (select from purse.fund_use u where u.charge = c.id)
