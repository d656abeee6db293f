-- Charges between schools, of the reader's schools, that are on no document though they stand, or on one
-- though they were reversed (is_credit). Summed by all that decides whether they can be raised: held for want
-- of an approval, and day and agreement for VAT. No parameters. mine: the caller may raise them.
select s.agreement, a.code as agreement_code, s.provider, s.customer, p.code as provider_code,
	k.code as customer_code, s.service_from, coalesce(b.key_date, s.service_from) as agreed_on, s.held,
	s.live = 1 as is_credit,
	s.provider = any ((select purse_api.my_schools_to_write())::int[]) as mine,
	count(*) as charges, sum(s.pence) as pence
from purse_view.charge_standing s join purse_view.basis b on b.id = s.basis
join purse_view.agreement a on a.id = s.agreement
join purse_view.counterparty p on p.id = s.provider join purse_view.counterparty k on k.id = s.customer
where s.pence <> 0 and (s.reversed_by is null and s.live = 0 or s.reversed_by is not null and s.live = 1)
	and (s.provider = any ((select purse_api.my_schools_to_read())::int[])
		or s.customer = any ((select purse_api.my_schools_to_read())::int[]))
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
order by s.service_from, p.code, k.code, a.code
