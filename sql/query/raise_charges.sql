-- Charges that may go on a document. $1 first day of service or null, $2 last day, $3 provider's code or
-- null, $4 customer's code or null, $5 agreements. Held ones come too, and are counted apart. document: the
-- last one that the charge stood on before it was credited to be billed anew.
select d.*, o.document, p.code as provider_code, k.code as customer_code,
	not exists (select from purse_view.approved a where a.agreement = d.agreement and a.school = d.customer
		and d.service_from between a.valid_from and a.expires)
	and not exists (select from purse_view.within_limit w where w.charge = d.id) as held
from purse_view.charge_detail d
join purse_view.counterparty p on p.id = d.provider join purse_view.counterparty k on k.id = d.customer
left join lateral (select sum(l.direction) as live, max(l.document) filter (where l.direction = 1) as document
	from purse_view.line_charge l where l.charge = d.id) o on true
where d.agreement = any ($5::int[])
	and d.reverses is null and d.provider <> d.customer and d.pence <> 0 and coalesce(o.live, 0) = 0
	and not exists (select from purse_view.charge v where v.reverses = d.id)
	and d.service_from <= $2::date and ($1::date is null or d.service_from >= $1::date)
	and d.provider = any ((select purse_api.my_schools_to_write())::int[])
	and ($3::text is null or p.code = $3::text) and ($4::text is null or k.code = $4::text)
order by d.provider, d.customer, d.agreement, d.service_from, d.id
