-- A row is corrected by one row at most, of those that hold, and by a later one of the same school.
select purse.record_words(u.corrects) as place,
	format('%s rows correct it: %s', count(*), string_agg(u.ref, ', ' order by u.record)) as what
from (
	select a.corrects, a.record, r.ref from purse.current_activity a join purse.record r on r.id = a.record
	where a.corrects is not null) u
group by u.corrects having count(*) > 1
union all
select purse.record_words(a.record), format('it corrects %s, which is no earlier row of its school',
	purse.record_words(a.corrects))
from purse.activity a join purse.record r on r.id = a.record
left join purse.record o on o.id = a.corrects and o.kind = 'activities' and o.owner = r.owner
	and o.id < a.record
where a.corrects is not null and o.id is null
