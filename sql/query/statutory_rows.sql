-- Statutory rates and working time: the rows that came with purse, as they are now, and those that people had
-- added before a record was made, or that hold now. Thresholds in pence, rates as a part of one. $1 the
-- record; null: now.
select s.name, null as employer, s.valid_from, s.valid_to, s.threshold, trim_scale(s.rate) as value,
	s.earlier, s.source, s.confidence, s.checked, null as added_by, null::date as added, null as reason
from purse_view.statutory_rate s
union all
select w.name, null, w.valid_from, w.valid_to, null, trim_scale(w.value), null, w.source, w.confidence,
	w.checked, null, null, null
from purse_view.working_time w
union all
select o.name, b.code, o.valid_from, o.valid_to, o.threshold, trim_scale(o.percent * 0.01), null, o.source,
	null, null, r.recorded_by, (r.recorded_at at time zone 'UTC')::date, o.reason
from purse_view.stated_rate_ever o join purse_view.record r on r.id = o.record
left join purse_view.body b on b.id = o.employer
where ($1::bigint is null or o.record < $1::bigint)
	and (o.replaced_by is null or o.replaced_by > $1::bigint)
order by 1, 2, 3
