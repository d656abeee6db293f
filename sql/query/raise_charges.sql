-- Charges that may go on a document. $1 first day of service or null, $2 last day, $3 provider's code or
-- null, $4 customer's code or null. Held ones come too, and are counted apart.
select d.*, s.held, s.document, p.code as provider_code, k.code as customer_code
from purse_view.charge_standing s join purse_view.charge_detail d on d.id = s.id
join purse_view.counterparty p on p.id = s.provider join purse_view.counterparty k on k.id = s.customer
where s.reversed_by is null and s.live = 0 and s.pence <> 0 and s.service_from <= $2::date
	and ($1::date is null or s.service_from >= $1::date)
		and s.provider = any ((select purse_api.my_schools_to_write())::int[])
	and ($3::text is null or p.code = $3::text) and ($4::text is null or k.code = $4::text)
order by s.provider, s.customer, s.agreement, s.service_from, s.id
