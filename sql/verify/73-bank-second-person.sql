-- Changed bank details of a school count when a second person confirms them, after they were recorded.
select format('%s, school %s', purse.record_words(c.record), coalesce(s.code, '?')) as place,
	case when r.recorded_by = c.confirmed_by then format('%s recorded and confirmed them', r.recorded_by)
		else 'they were confirmed before they were recorded' end as what
from purse.bank_confirmation c
left join purse.record r on r.id = c.record
left join purse.bank_detail b on b.record = c.record
left join purse.school s on s.id = b.school
where r.id is null or r.recorded_by = c.confirmed_by or c.confirmed_at < r.recorded_at
