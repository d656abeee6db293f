-- Charges between schools, of the reader's schools, that are on no document though they stand, or on one
-- though they were reversed (is_credit). Summed by all that decides whether they can be raised: held for want
-- of an approval, and day and agreement for VAT. No parameters. mine: the caller may raise them.
-- The charges are added up before anything is looked up for them: there may be a hundred thousand.
with within_limit as materialized (
	select distinct w.charge from purse_view.within_limit w),
issued as (
	select l.charge, sum(l.direction) as live from purse_view.line_charge l group by l.charge),
waiting as (
	select c.agreement, c.provider, c.customer, c.service_from, c.basis, v.id is not null as is_credit,
		coalesce(i.live, 0) as live, w.charge is not null as within, count(*) as charges,
		sum(c.pence) as pence
	from purse_view.charge c left join purse_view.charge v on v.reverses = c.id
	left join issued i on i.charge = c.id left join within_limit w on w.charge = c.id
	where c.reverses is null and c.provider <> c.customer and c.pence <> 0
		and (c.provider = any ((select purse_api.my_schools_to_read())::int[])
			or c.customer = any ((select purse_api.my_schools_to_read())::int[]))
	group by 1, 2, 3, 4, 5, 6, 7, 8),
agreed as (
	select w.agreement, w.provider, w.customer, w.service_from,
		coalesce(b.key_date, w.service_from) as agreed_on, w.is_credit, w.within,
		sum(w.charges) as charges, sum(w.pence) as pence
	from waiting w join purse_view.basis b on b.id = w.basis
	where w.live = case when w.is_credit then 1 else 0 end group by 1, 2, 3, 4, 5, 6, 7),
approved as materialized (
	select a.agreement, a.school, a.valid_from, a.expires from purse_view.approved a)
select s.agreement, a.code as agreement_code, s.provider, s.customer, p.code as provider_code,
	k.code as customer_code, s.service_from, s.agreed_on,
	not exists (select from approved y where y.agreement = s.agreement and y.school = s.customer
		and s.service_from between y.valid_from and y.expires) and not s.within as held,
	s.is_credit, s.provider = any ((select purse_api.my_schools_to_write())::int[]) as mine, s.charges,
	s.pence
from agreed s join purse_view.agreement a on a.id = s.agreement
join purse_view.counterparty p on p.id = s.provider join purse_view.counterparty k on k.id = s.customer
order by s.service_from, p.code, k.code, a.code
