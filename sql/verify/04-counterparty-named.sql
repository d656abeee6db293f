-- R10: what stands on an account between schools names the other party, which is not the school itself.
select format('%s, line %s, school %s', purse.entry_words(p.entry), p.line, purse.code_of(p.school))
		as place,
	format('account %s has %s as counterparty', p.account,
		case p.counterparty when 0 then 'nobody' else 'the school itself' end) as what
from purse.posting p
where (p.counterparty = 0 and p.account in ('1310', '1320', '1390', '2310', '2320', '2390'))
	or p.counterparty = p.school
