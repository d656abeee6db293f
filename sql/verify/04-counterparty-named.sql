-- R10: what stands on an account between schools names the other party, which is not the school itself.
select format('entry %s, line %s, school %s', p.entry, p.line, coalesce(s.code, '?')) as place,
	format('account %s has %s as counterparty', p.account,
		case p.counterparty when 0 then 'nobody' else 'the school itself' end) as what
from purse.posting p left join purse.school s on s.id = p.school
where (p.counterparty = 0 and p.account in ('1310', '1320', '1390', '2310', '2320', '2390'))
	or p.counterparty = p.school
