-- Documents with their parts. The document's own row-level security decides who sees them.
create or replace view purse_view.document_line as
	select l.* from purse.document_line l join purse.document d on d.id = l.document;
create or replace view purse_view.document_vat as
	select v.* from purse.document_vat v join purse.document d on d.id = v.document;
create or replace view purse_view.line_charge as
	select x.* from purse.line_charge x join purse.document d on d.id = x.document;
create or replace view purse_view.document_list as
	select d.id, d.name, d.kind, p.code as issuer, k.code as customer, d.issued, d.due, d.service_from,
		d.service_to, d.net, d.vat,
		d.gross, o.name as credits, d.credit_kind, d.reason, d.issuer_party, d.customer_party,
			d.payment_reference,
		d.purchase_order, d.raised_by, d.tax_point, o.issued as credits_issued, a.accepted_by,
		coalesce((select sum(c.gross) from purse.document c where c.credits = d.id), 0) as credited
	from purse.document d join purse.counterparty p on p.id = d.issuer join purse.counterparty k
		on k.id = d.customer
	left join purse.document o on o.id = d.credits left join purse.acceptance a on a.document = d.id;

-- Decisions on VAT, also those that were replaced later: a document keeps what it said.
create or replace view purse_view.vat_decision_made as
	select v.*, r.recorded_by, r.recorded_at from purse.vat_decision v
	left join purse.record r on r.id = v.record;

do $$
declare t text;
begin
	foreach t in array array['document_line', 'document_vat', 'line_charge', 'document_list',
		'vat_decision_made'] loop
		execute format('grant select on purse_view.%I to purse_user, purse_owner', t);
	end loop;
end $$;
