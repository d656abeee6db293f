-- Agreements that a raise or a credit note will touch, and their first day of service. $1 last day of service
-- of what is raised; $2 the number of a document to credit, or null to raise. With a document all agreements
-- on it count, for what was credited of it before decides on its VAT.
with standing as (
	select s.* from purse_view.charge_standing s
	where s.provider = any ((select purse_api.my_schools_to_write())::int[])
), documents as (
	select s.document from standing s where $2::text is null and s.live = 1 and s.reversed_by is not null
	union select o.id from purse_view.document o where o.name = $2::text)
select w.agreement, min(w.day) as first from (
	select l.agreement, l.service_from as day from purse_view.document_line l
	where l.document in (select d.document from documents d)
	union select s.agreement, s.service_from from standing s
	where $2::text is null and s.live = 0 and s.reversed_by is null and s.service_from <= $1::date) w
group by w.agreement order by w.agreement
