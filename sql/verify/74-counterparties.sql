-- A code stands for one party: each counterparty is a school or a body, never both, under its own code.
select format('counterparty %s, %s', coalesce(c.id, s.id, b.id), coalesce(c.code, s.code, b.code)) as place,
	case when c.id is null then 'it is a school or a body, and no counterparty'
		when s.id is not null and b.id is not null then 'it is a school and a body'
		when s.id is null and b.id is null then 'it is neither a school nor a body'
		when c.is_school <> (s.id is not null) then 'it says the wrong one of school and body'
		else 'its code is another there' end as what
from purse.counterparty c
full join purse.school s on s.id = c.id
full join purse.body b on b.id = coalesce(c.id, s.id)
where c.id is null or (s.id is null) = (b.id is null) or c.is_school <> (s.id is not null)
	or c.code <> coalesce(s.code, b.code)
