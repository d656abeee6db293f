-- All that stands on documents but their lines and VAT. $1 ids of documents. Parties are as they stood on the
-- day of issue. A VAT number only where VAT is charged, bank details only on invoices with money to pay.
select d.id, d.name, d.kind, o.kind as credited_kind, d.issuer, d.customer, d.issued,
	case when d.kind <> 'credit note' then d.due end as due, d.tax_point, d.service_from, d.service_to,
	d.net, d.vat, d.gross, d.credits, d.credits_issued, d.reason, d.credited, d.payment_reference,
	d.purchase_order, d.raised_by, d.accepted_by,
	d.issuer_party ->> 'name' as issuer_name, d.issuer_party ->> 'body' as issuer_body,
	d.issuer_party ->> 'address' as issuer_address, d.issuer_party ->> 'postcode' as issuer_postcode,
	d.issuer_party ->> 'urn' as issuer_urn, d.issuer_party ->> 'email' as issuer_email,
	d.issuer_party ->> 'cost_centre' as issuer_cost_centre,
	case when v.charged then d.issuer_party ->> 'vat_number' end as issuer_vat_number,
	case when v.charged then d.issuer_party ->> 'vat_person' end as issuer_vat_name,
	d.customer_party ->> 'name' as customer_name, d.customer_party ->> 'body' as customer_body,
	d.customer_party ->> 'address' as customer_address, d.customer_party ->> 'postcode' as customer_postcode,
	d.customer_party ->> 'urn' as customer_urn, d.customer_party ->> 'email' as customer_email,
	d.customer_party ->> 'cost_centre' as customer_cost_centre,
	null as customer_vat_number, null as customer_vat_name,
	case when b.payable then d.issuer_party ->> 'bank_name' end as account_name,
	case when b.payable then d.issuer_party ->> 'sort_code' end as sort_code,
	case when b.payable then d.issuer_party ->> 'account_number' end as account_number,
	a.agreements, a.partnerships,
	(select string_agg(p.name, ', ' order by p.name)
		from purse_view.document m join purse_view.document p on p.batch = m.batch and p.id <> m.id
			and (p.issuer, p.customer) = (m.issuer, m.customer) and p.kind <> 'credit note'
		where m.id = d.id and m.kind <> 'credit note'
			and (select bool_or(x.treatment in ('no supply', 'outside scope', 'non-business'))
				from purse_view.document_vat x where x.document = p.id)
			<> (select bool_or(x.treatment in ('no supply', 'outside scope', 'non-business'))
				from purse_view.document_vat x where x.document = m.id)) as goes_with
from purse_view.document_list d
left join purse_view.document o on o.name = d.credits
cross join lateral (select exists (select from purse_view.document_vat x
	where x.document = d.id and x.vat_rate <> 0) as charged) v
cross join lateral (select d.kind in ('invoice', 'vat invoice') and d.gross > 0 as payable) b
left join lateral (
	select string_agg(distinct format('%s (%s)', g.name, c.code), '; ') as agreements,
		string_agg(distinct p.name, ', ') as partnerships
	from (select distinct l.agreement, max(l.service_from) over (partition by l.agreement) as day
		from purse_view.document_line l where l.document = d.id) u
	join purse_view.agreement c on c.id = u.agreement
	join lateral (select x.name, x.partnership from purse_view.agreement_version x
		where x.agreement = u.agreement and x.valid_from <= u.day
		order by x.valid_from desc limit 1) g on true
	left join lateral (select x.name from purse_view.partnership_detail x where x.partnership = g.partnership
		order by x.valid_from desc limit 1) p on true) a on true
where d.id = any ($1::bigint[])
order by array_position($1::bigint[], d.id)
