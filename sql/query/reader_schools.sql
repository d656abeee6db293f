-- All schools, with what the reader may do. No parameters.
select s.id, s.code, coalesce(s.name, s.code) as name, s.keeps_books,
	s.id = any ((select purse_api.my_schools_to_read())::int[]) as may_read,
	s.id = any ((select purse_api.my_schools_to_write())::int[]) as may_write
from purse_view.school_now s order by s.code
