-- What one batch posted, as the rows that were staged for it: one CSV file for each staging table, in the
-- current folder; and the numbers of the books that attacks name. Run as the administrator, with the batch in
-- :batch.
create temp view the_batch as select :batch::bigint as id;
create temp view taken as select c.* from purse.charge c join the_batch b on b.id = c.batch;
create temp view issued as select d.* from purse.document d join the_batch b on b.id = d.batch;
create temp view booked as select e.* from purse.entry e join the_batch b on b.id = e.batch;

create temp view t_ids as
	select 'school' as kind, code, id from purse.school
	union all select 'agreement', code, id from purse.agreement
	union all select 'document', name, id from purse.document
	union all select 'price', item || ' ' || price, record from purse.price
	union all select 'record', ref, id from purse.record where ref !~ '/'
	union all select 'fund', k.code || ' ' || f.code, f.id from purse.fund f
		join purse.school k on k.id = f.school
	union all select 'lot', r.ref, l.id from purse.lot l join purse.record r on r.id = l.purchase
	union all select 'charge', r.ref || ' ' || k.code, min(c.id) from purse.charge c
		join purse.record r on r.id = c.source join purse.school k on k.id = c.customer
		where c.reverses is null group by 2;
create temp view t_basis as
	select b.id, b.method, b.item, b.unit, b.price, b.price_record, b.share_key, b.key_date, b.leg,
		b.brokerage, b.brokerage_is
	from purse.basis b where b.id in (select c.basis from taken c);
create temp view t_weight as
	select w.basis, w.school, w.position, w.weight_numerator, w.weight_denominator, w.source
	from purse.basis_weight w where w.basis in (select c.basis from taken c where c.reverses is null);
create temp view t_charge as
	select c.id, c.kind, c.source, c.basis, c.entry, c.lot, s.key, c.seq, c.reverses, c.adjusts, c.pence,
		c.cost, c.agreement, c.provider, c.customer, c.service_from, c.service_to, c.quantity,
		c.exact_numerator,
		c.exact_denominator, c.carry_in_numerator, c.carry_in_denominator, c.carry_out_numerator,
		c.carry_out_denominator
	from taken c left join purse.stream s on s.id = c.stream;
create temp view t_movement as
	select m.id, m.lot, m.kind, m.school, m.quantity, m.charge, m.date, m.pence, m.exact_numerator,
		m.exact_denominator
	from purse.lot_movement m
	where m.charge in (select c.id from taken c)
		or (m.kind = 'bought' and m.lot in (select l.id from purse.lot l
			join booked e on e.key = 'purchase ' || l.purchase))
		or (m.kind = 'lapsed' and m.lot in (select c.lot from taken c where c.kind = 'lapse'));
create temp view t_entry as
	select e.id, e.kind, e.key, e.date, e.service_date,
		coalesce(replace(e.description, d.name, '{document}'), e.description),
		-- the day after an accrual is tied to it by the door
		case when e.kind <> 'accrual' then e.reverses end, k.source, k.school, k.month
	from booked e left join issued d on d.entry = e.id left join purse.cut_off k on k.entry = e.id;
create temp view t_accrual as
	select a.entry, a.reversal, a.source, a.agreement, a.provider, a.accrued_on, a.pence, a.working,
		a.withdraws
	from purse.accrual a where a.entry in (select e.id from booked e);
create temp view t_posting as
	select p.entry, p.line, p.school, p.account, p.fund, p.counterparty, p.agreement, p.document, p.amount
	from purse.posting p where p.entry in (select e.id from booked e);
create temp view t_document as
	select d.id, d.entry, d.kind, d.series, d.issuer, d.customer, d.issued, d.due, d.tax_point,
		d.service_from, d.service_to, d.credits, d.credit_kind, d.reason, d.purchase_order, d.net, d.vat
	from issued d;
create temp view t_line as
	select l.document, l.line, l.net, l.agreement, l.service_from, l.service_to, l.description, l.working,
		l.evidence, l.quantity, l.unit, l.price, l.treatment, l.vat_rate, l.vat_rule, l.vat_reason,
		l.provider_account,
		l.customer_account, l.customer_fund
	from purse.document_line l where l.document in (select d.id from issued d);
create temp view t_vat as
	select v.document, v.treatment, v.vat_rate, v.net, v.vat
	from purse.document_vat v where v.document in (select d.id from issued d);
create temp view t_line_charge as
	select x.document, x.line, x.charge, x.direction
	from purse.line_charge x where x.document in (select d.id from issued d);
create temp view t_fund_use as
	select u.charge, u.fund, u.seq, u.before, u.borne, u.rule, u.use, u.decision
	from purse.fund_use u where u.charge in (select c.id from taken c);

\copy (select * from t_ids) to 'ids.csv' csv
\copy (select * from t_basis) to 'basis.csv' csv
\copy (select * from t_weight) to 'weight.csv' csv
\copy (select * from t_charge) to 'charge.csv' csv
\copy (select * from t_movement) to 'movement.csv' csv
\copy (select * from t_entry) to 'entry.csv' csv
\copy (select * from t_posting) to 'posting.csv' csv
\copy (select * from t_document) to 'document.csv' csv
\copy (select * from t_line) to 'line.csv' csv
\copy (select * from t_vat) to 'vat.csv' csv
\copy (select * from t_line_charge) to 'line_charge.csv' csv
\copy (select * from t_accrual) to 'accrual.csv' csv
\copy (select * from t_fund_use) to 'fund_use.csv' csv
