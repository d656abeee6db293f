-- The two schools of a statement, in the order asked for. $1 and $2 their codes.
select w.position, s.id, s.code, n.name, s.keeps_books, s.id = any (purse_api.my_schools_to_read()) as may_read
from (values (1, $1::text), (2, $2::text)) w (position, code) join purse_view.school s on s.code = w.code
left join purse_view.school_now n on n.id = s.id
order by w.position
