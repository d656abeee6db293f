-- Agreements in which a school has a part, as lead or as a party, as an array; null: none. $1 the school.
select array_agg(distinct x.agreement) as agreements from (
	select v.agreement from purse_view.agreement_version v where v.lead = $1::int
	union all select p.agreement from purse_view.party p where p.school = $1::int) x
