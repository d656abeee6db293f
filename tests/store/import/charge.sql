-- What is built on the books of base/, as far as import asks about it: a charge of activity A1, a share by
-- the pupils of ASH, the booking of L1, a posting of the fund, a document from ASH to BRA.
insert into purse.basis (sha256, method, item, unit, price, price_record)
select '\x01', 'line', p.item, p.unit, p.price, p.record from purse.price p limit 1;
insert into purse.charge (batch, source, basis, entry, pence, agreement, provider, customer, service_from,
	service_to, kind, quantity, exact_numerator, exact_denominator)
select 1, a.record, b.id, 1, 16516, a.agreement, a.provider, a.beneficiary, a.date, a.date, 'line',
	a.quantity, 16516, 1
from purse.activity a join purse.record r on r.id = a.record and r.ref = 'A1' cross join purse.basis b;
insert into purse.basis (sha256, method) values ('\x02', 'share');
insert into purse.basis_weight (basis, school, position, weight_numerator, weight_denominator, source)
select b.id, n.school, 1, 112, 1, n.record from purse.basis b, purse.pupil_number n where b.sha256 = '\x02';
insert into purse.entry (batch, date, service_date, lines, kind, key, description)
select 1, '2025-09-12', '2025-09-12', 2, 'purchase', 'purchase ' || r.id, 'x' from purse.record r
where r.kind = 'purchases' and r.ref = 'L1';
insert into purse.posting (entry, amount, school, fund, month, line, account)
select 1, 1, f.school, f.id, 669, (8 + f.id)::smallint, 'E27' from purse.fund f;
insert into purse.document (batch, entry, net, vat, gross, issuer, customer, number, issued, due, tax_point,
	service_from, service_to, kind, series, name, payment_reference, issuer_party, customer_party)
select 1, 1, 1, 0, 1, i.id, c.id, 1, '2025-12-01', '2025-12-31', '2025-12-01', '2025-09-01', '2025-09-30',
	'invoice', 'INV', 'ASH-1', 'x', '{}', '{}'
from purse.school i, purse.school c where i.code = 'ASH' and c.code = 'BRA';
insert into purse.accrual (entry, reversal, source, agreement, provider, accrued_on, pence, working)
select 1, 2, x.record, x.agreement, x.buyer, '2025-12-31', 3000, 'x' from purse.expected_purchase x;
