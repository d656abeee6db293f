-- Prices that follow pay and were worked out from a post, each day on which the pay of the post begins anew
-- while the price holds, and the price that counts on that day. $1 an agreement's code, or null for all.
with worked as (
	select distinct on (w.agreement, w.item, w.unit, w.valid_from) w.*
	from purse_view.price_working w where w.award is null
	order by w.agreement, w.item, w.unit, w.valid_from, w.record desc),
held as (
	select g.code as agreement, w.item, w.unit, s.code as school, o.code as post, w.rounding, w.admin_percent,
		p.record, p.valid_from, p.last_day, w.post as post_id, w.worked_on
	from worked w join purse_view.agreed_price p on p.agreement = w.agreement and p.item = w.item
		and p.unit = w.unit and p.valid_from = w.valid_from and p.award is null
	join purse_view.price r on r.record = p.record and r.follows_pay
	join purse_view.agreement g on g.id = w.agreement join purse_view.school s on s.id = w.school
	join purse_view.post o on o.id = w.post
	where $1::text is null or g.code = $1),
days as (
	select h.*, h.valid_from as day, h.worked_on as on_day from held h
	union
	select h.*, d.valid_from, d.valid_from from held h join purse_view.post_detail d on d.post = h.post_id
	where d.valid_from > h.valid_from and d.valid_from <= h.last_day)
select d.agreement, d.item, d.unit, d.school, d.post, d.rounding, d.admin_percent, d.day, d.on_day,
	least(d.last_day, lead(d.day) over (partition by d.record order by d.day) - 1) as until, c.price
from days d
cross join lateral (select x.price from purse_view.agreed_price x where x.changes = d.record
	and d.day between x.valid_from and x.last_day order by x.award is not null desc, x.record desc limit 1) c
order by d.agreement, d.item, d.unit, d.day
