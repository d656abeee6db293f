-- Violations, each planted in the books of sound.sql: what it is, which checks see it (it breaks the rules of
-- all that are named), and how it is made.
-- entries and postings
select pg_temp.plant('an entry out by a penny', '01 16', $$
	select pg_temp.extra('ASH 1000 - - 100; ASH 1010 - - -99');
$$);
select pg_temp.plant('an entry that balances over two funds', '01 16', $$
	select pg_temp.extra('BRA 1000 - PESP 100; BRA 1010 - - -100');
$$);
select pg_temp.plant('an entry that says more lines', '02 16', $$
	select pg_temp.extra('ASH 1000 - - 100; ASH 1010 - - -100');
	update purse.entry set lines = 3 where id = 90;
$$);
select pg_temp.plant('an entry whose lines have a gap', '02 16', $$
	select pg_temp.extra('ASH 1000 - - 100; ASH 1010 - - -100');
	update purse.posting set line = 3 where entry = 90 and line = 2;
$$);
select pg_temp.plant('an entry without postings', '02 16 18', $$
	select pg_temp.extra('ASH 1000 - - 100; ASH 1010 - - -100');
	delete from purse.posting where entry = 90;
$$);
select pg_temp.plant('postings without an entry', '02 18', $$
	select pg_temp.extra('ASH 1000 - - 100; ASH 1010 - - -100');
	delete from purse.entry where id = 90;
$$);
select pg_temp.plant('a debtor without its creditor', '03 16', $$
	select pg_temp.extra('ASH 1320 COL - 100; ASH 1000 - - -100');
$$);
select pg_temp.plant('both directions in one school', '03 16', $$
	select pg_temp.extra('ASH 1320 BRA - 100; ASH 2320 BRA - -100');
$$);
select pg_temp.plant('a mirror at another stage', '03 16', $$
	select pg_temp.extra('ASH 1320 COL - 100; ASH 1000 - - -100; COL 1000 - - 100; COL 2390 ASH - -100');
$$);
select pg_temp.plant('due from nobody', '04 16', $$
	select pg_temp.extra('ASH 1320 - - 100; ASH 1000 - - -100');
$$);
select pg_temp.plant('due from itself', '03 04 16', $$
	select pg_temp.extra('ASH 1320 ASH - 100; ASH 1000 - - -100');
$$);
select pg_temp.plant('an unknown account', '05 16', $$
	select pg_temp.extra('ASH 9999 - - 100; ASH 1000 - - -100');
$$);
select pg_temp.plant('an unknown school', '05 16 18', $$
	select pg_temp.extra('ASH 1000 - - 100; ASH 1010 - - -100');
	update purse.posting set school = 77 where entry = 90;
$$);
select pg_temp.plant('an unknown counterparty', '05 16 18', $$
	select pg_temp.extra('ASH 1000 - - 100; ASH 1010 - - -100');
	update purse.posting set counterparty = 77 where entry = 90;
$$);
select pg_temp.plant('an unknown agreement', '05 16', $$
	select pg_temp.book(90, 8, 'x', '2025-11-20', '2025-11-20', 77, 'ASH 1000 - - 100; ASH 1010 - - -100');
$$);
select pg_temp.plant('an unknown document', '05 16 17', $$
	select pg_temp.book(90, 8, 'x', '2025-11-20', '2025-11-20', 0, 'ASH 1000 - - 100; ASH 1010 - - -100',
		null, 77);
$$);
select pg_temp.plant('a fund of another school', '05 16', $$
	select pg_temp.extra('ASH 1000 - PESP 100; ASH 1010 - PESP -100');
$$);
select pg_temp.plant('books of a school that keeps none', '06 16', $$
	select pg_temp.extra('LYC 1000 - - 100; LYC 3000 - - -100');
$$);
select pg_temp.plant('a posting in another month', '07 16 18', $$
	select pg_temp.extra('ASH 1000 - - 100; ASH 1010 - - -100');
	update purse.posting set month = 671 where entry = 90;
$$);
select pg_temp.plant('an entry before its service', '08 16', $$
	select pg_temp.book(90, 8, 'x', '2025-11-20', '2025-11-21', 0, 'ASH 1000 - - 100; ASH 1010 - - -100');
$$);
select pg_temp.plant('a posting in a closed month, snapshot mended', '09 16', $$
	select pg_temp.book(90, 8, 'x', '2025-09-20', '2025-09-20', 0, 'ASH 1000 - - 100; ASH 1010 - - -100');
	delete from purse_cache.month_balance;
	insert into purse_cache.month_balance select p.school, p.month, p.account, p.fund, p.counterparty,
		sum(p.amount), count(*) from purse.posting p where p.month in (668, 669) group by 1, 2, 3, 4, 5;
$$);
select pg_temp.plant('a posting in a closed month from an old batch', '11 16', $$
	select pg_temp.book(90, 1, 'x', '2025-09-20', '2025-09-20', 0, 'ASH 1000 - - 100; ASH 1010 - - -100');
$$);
select pg_temp.plant('a posting before the closed months', '10 16', $$
	select pg_temp.book(90, 8, 'x', '2025-08-20', '2025-08-20', 0, 'ASH 1000 - - 100; ASH 1010 - - -100');
$$);
select pg_temp.plant('a month that was opened again', '10 11 18', $$
	delete from purse.period_close where school = 1 and month = 668;
$$);
select pg_temp.plant('a snapshot out by a penny', '11', $$
	update purse_cache.month_balance set amount = amount + 1 where school = 1 and account = '1000';
$$);
select pg_temp.plant('a snapshot that lacks a row', '11', $$
	delete from purse_cache.month_balance where school = 1 and account = '1000';
$$);
select pg_temp.plant('a snapshot of an open month', '11', $$
	insert into purse_cache.month_balance values (1, 670, '1000', 0, 0, 0, 1);
$$);
select pg_temp.plant('a total of a batch out by a penny', '18', $$
	update purse_cache.batch_total set amount = amount + 1 where batch = 8 and account = '2310';
$$);
select pg_temp.plant('a batch that lacks a total', '18', $$
	delete from purse_cache.batch_total where batch = 8 and account = '2310';
$$);
select pg_temp.plant('a total of what was not booked', '18', $$
	insert into purse_cache.batch_total values (8, 1, 1, 670, 0, 0, 'E01');
$$);
select pg_temp.plant('a total of another batch', '18', $$
	update purse_cache.batch_total set batch = 99 where batch = 8 and account = '2310';
$$);
select pg_temp.plant('totals of a month that is closed', '18', $$
	insert into purse_cache.batch_total select 3, p.amount, p.school, p.month, p.fund, p.counterparty,
		p.account from purse.posting p where p.entry = 51;
$$);
select pg_temp.plant('a reversal out by a penny', '12 16', $$
	select pg_temp.book(90, 8, 'x', '2025-11-20', '2025-11-20', 0, 'ASH 1000 - - -99; ASH 3000 - - 99', 2);
$$);
select pg_temp.plant('a reversal on another account', '12 16', $$
	select pg_temp.book(90, 8, 'x', '2025-11-20', '2025-11-20', 0, 'ASH 1010 - - -100; ASH 3000 - - 100', 2);
$$);
select pg_temp.plant('a reversal of nothing', '12 16', $$
	select pg_temp.book(90, 8, 'x', '2025-11-20', '2025-11-20', 0, 'ASH 1010 - - -100; ASH 3000 - - 100',
		999);
$$);
select pg_temp.plant('a reversal of a reversal', '12 16', $$
	select pg_temp.book(90, 8, 'x', '2025-11-20', '2025-11-20', 0, 'ASH 1000 - - -100; ASH 3000 - - 100', 2);
	select pg_temp.book(91, 8, 'y', '2025-11-20', '2025-11-20', 0, 'ASH 1000 - - 100; ASH 3000 - - -100', 90);
$$);
select pg_temp.plant('a reversal before what it reverses', '12 16', $$
	select pg_temp.extra('ASH 1000 - - 100; ASH 3000 - - -100');
	select pg_temp.book(91, 8, 'y', '2025-11-19', '2025-11-19', 0, 'ASH 1000 - - -100; ASH 3000 - - 100', 90);
$$);
select pg_temp.plant('a currency without its amount', '13', $$
	update purse.posting set original_currency = 'EUR' where entry = 26 and line = 1;
$$);
select pg_temp.plant('an original currency that is the books''', '13', $$
	update purse.posting set original_currency = 'GBP', original_amount = 1 where entry = 26 and line = 1;
$$);
select pg_temp.plant('an opening balance booked otherwise', '14 76', $$
	update purse.opening_balance set amount = 101 where record = 161;
$$);
select pg_temp.plant('an entry by hand that balances', '16', $$
	select pg_temp.extra('ASH 1000 - - 100; ASH 1010 - - -100');
$$);
select pg_temp.plant('an entry by hand that says it is an opening balance', '16', $$
	select pg_temp.book(90, 1, 'opening 999', '2025-11-20', '2025-11-20', 0,
		'ASH 1000 - - 100; ASH 3000 - - -100');
$$);
select pg_temp.plant('a line that belongs to another document', '17', $$
	update purse.posting set document = 3 where entry = 57 and line = 1;
$$);
select pg_temp.plant('a usual code that is in no chart', '19', $$
	insert into purse.default_code values ('goods', '2020-01-01', 'infinity', 'I08b', 'E99', 'x', 'derived',
		'2026-01-01');
$$);
select pg_temp.plant('a usual income code that is a cost', '19', $$
	insert into purse.default_code values ('goods', '2020-01-01', 'infinity', 'E01', 'E01', 'x', 'derived',
		'2026-01-01');
$$);
select pg_temp.plant('an academy code for an unknown code', '19', $$
	insert into purse.academy_code values ('E99', '2020-01-01', 'infinity', 'BAE999', 'x', '2026-01-01');
$$);
select pg_temp.plant('a cost booked on a code that was not agreed', '11 84', $$
	update purse.posting set account = 'E26' where account = 'E27' and entry =
		(select min(c.entry) from purse.charge c where c.kind = 'line' and c.provider = 1); $$);
select pg_temp.plant('a document with a code of no authority', '84',
	$$ update purse.document set issuer_party = issuer_party || '{"charge_income": "9900"}' where id = 3 $$);
select pg_temp.plant('an entry moved to another day', '15', $$
	update purse.entry set date = '2025-11-08' where id = 12;
$$);
select pg_temp.plant('an entry moved to the first of a month that was open', '15 18', $$
	update purse.entry set date = '2025-12-01' where id = 12;
	update purse.posting set month = 671 where entry = 12;
$$);
select pg_temp.plant('a late entry a month too late', '15 18', $$
	update purse.entry set date = '2025-12-01' where id = 26;
	update purse.posting set month = 671 where entry = 26;
$$);

-- charges
select pg_temp.plant('a charge without its basis', '20', $$update purse.charge set basis = 99 where id = 3$$);
select pg_temp.plant('a charge of another method', '20', $$
	update purse.basis set method = 'lapse' where id = 4;
$$);
select pg_temp.plant('a charge without its entry', '16 20 36', $$
	update purse.charge set entry = 999 where id = 3;
$$);
select pg_temp.plant('a charge of a record that is no source', '20', $$
	update purse.record set kind = 'quotes' where id = 132;
$$);
select pg_temp.plant('a basis with another item than its price', '20 76', $$
	update purse.price set item = 'x' where record = 120;
$$);
select pg_temp.plant('a share from a record that is not there', '20', $$
	update purse.basis_weight set source = 9999 where basis = 3 and school = 1;
$$);
select pg_temp.plant('a lot of another agreement', '20 41', $$
	update purse.stream set agreement = 2 where id = 2;
$$);
select pg_temp.plant('a line with another exact value', '21', $$
	update purse.charge set exact_numerator = 16517 where id = 1;
$$);
select pg_temp.plant('a half penny rounded to zero', '21 32 36 54', $$
	update purse.charge set pence = 10516 where id = 5;
$$);
select pg_temp.plant('a line in pence of the other sign', '21 36 54', $$
	update purse.charge set pence = -33032 where id = 3;
$$);
select pg_temp.plant('a price that held no more', '22 76', $$
	update purse.price set valid_to = '2025-09-30' where record = 120;
$$);
select pg_temp.plant('a price of another agreement', '22 76', $$
	update purse.price set agreement = 1 where record = 121;
$$);
select pg_temp.plant('a leg under an agreement without a broker', '48', $$
	update purse.basis set leg = 'client', brokerage = 15, brokerage_is = 'deducted'
	where id = (select c.basis from purse.charge c where c.id = 3);
$$);
select pg_temp.plant('no leg where there was a broker', '48 76', $$
	update purse.agreement_version set kind = 'brokered', brokerage = 15, brokerage_is = 'deducted'
	where agreement = (select c.agreement from purse.charge c where c.id = 3);
$$);
select pg_temp.plant('a share key changed afterwards', '23', $$
	update purse.basis_weight set weight_numerator = 113 where basis = 3 and school = 1;
$$);
select pg_temp.plant('a school without a share', '23 24', $$
	delete from purse.basis_weight where basis = 3 and school = 2;
$$);
select pg_temp.plant('parts that lose a penny', '24 31 37', $$
	update purse.charge set pence = 1517, carry_out_numerator = 113, carry_out_denominator = 123
		where id = 19;
$$);
select pg_temp.plant('parts of two bases', '24', $$
	insert into purse.basis (id, sha256, method, share_key) overriding system value values (6, '\x06',
		'share', 'pupil numbers');
	insert into purse.basis_weight select 6, school, position, weight_numerator, weight_denominator, source
		from purse.basis_weight where basis = 3;
	update purse.charge set basis = 6 where id = 20;
$$);
select pg_temp.plant('a step left out', '25', $$
	update purse.charge set seq = 5 where stream = 1 and seq = 4;
$$);
select pg_temp.plant('credits drawn after the lot lapsed', '26 76', $$
	update purse.lot set valid_to = '2025-11-04' where id = 2;
$$);
select pg_temp.plant('credits drawn at another cost', '26 43', $$
	update purse.charge set exact_numerator = 5009, carry_out_numerator = 5 where id = 39;
$$);
select pg_temp.plant('a lapse by another share key', '27', $$
	update purse.basis_weight set weight_numerator = 111 where basis = 5 and school = 1;
$$);
select pg_temp.plant('a settlement with an exact value', '27 31', $$
	insert into purse.basis (id, sha256, method) overriding system value values (6, '\x06', 'settle');
	select pg_temp.charge(98, 8, 'settle', null, 6, 33, 2, 'ASH', 'BRA', '2025-11-20', null, 0, '1/41', null,
		1, 5, '-6/41', '-5/41');
$$);
select pg_temp.plant('a carry that is wrong', '28', $$
	update purse.charge set carry_out_denominator = 7 where id = 39;
$$);
select pg_temp.plant('a carry taken from nowhere', '29', $$
	update purse.charge set carry_in_numerator = 1, carry_in_denominator = 4, carry_out_numerator = 0,
		carry_out_denominator = 1 where id = 38;
$$);
select pg_temp.plant('a school two pence off, booked so', '18 30', $$
	update purse.charge set pence = 832, carry_out_numerator = 11 where id = 39;
	update purse.posting set amount = sign(amount) * 832 where entry = 47;
	update purse.lot_movement set pence = -832 where id = 10;
$$);
select pg_temp.plant('carries that do not sum to zero', '23 31', $$
	update purse.charge set exact_numerator = 30001, carry_out_numerator = -5 where id = 20;
$$);
select pg_temp.plant('a reversal of another exact value', '32', $$
	update purse.charge set exact_numerator = -21035 where id = 9;
$$);
select pg_temp.plant('a reversal whose entry reverses nothing', '32', $$
	update purse.entry set reverses = null where id = 28;
$$);
select pg_temp.plant('one part of a share reversed', '16 25 31 32 36 37', $$
	select pg_temp.book(90, 8, 'x', '2025-11-20', '2025-11-07', 2, 'ASH E19 - - -1518; ASH 1310 BRA - -732;
		ASH 1310 COL - -2750; ASH 1500 - - 5000; BRA E19 - - -732; BRA 2310 ASH - 732; COL E19 - - -2750;
		COL 2310 ASH - 2750', 33);
	select pg_temp.charge(98, 8, 'share', 152, 3, 90, 2, 'ASH', 'BRA', '2025-11-07', null, -732, '-30000/41',
		-5000, 1, 5, '-6/41', '6/41', null, 20);
$$);
select pg_temp.plant('an activity charged twice', '16 33 82', $$
	drop index purse.charge_once;
	select pg_temp.book(90, 8, 'x', '2025-11-20', '2025-10-01', 1, 'ASH 1310 LYC - 33032;
		ASH I08b - - -33032');
	select pg_temp.charge(98, 8, 'line', 132, 1, 90, 1, 'ASH', 'LYC', '2025-10-01', 1, 33032, '33032/1');
$$);
select pg_temp.plant('a quantity changed afterwards', '34 76', $$
	update purse.activity set quantity = 2 where record = 132;
$$);
select pg_temp.plant('credits changed afterwards', '34 76', $$
	update purse.activity set quantity = 2 where record = 142;
$$);
select pg_temp.plant('an activity for another school', '34 76', $$
	update purse.activity set beneficiary = 2 where record = 132;
$$);
select pg_temp.plant('a purchase whose cost changed', '34 40 76', $$
	update purse.purchase set vat_reclaimed = 300 where record = 152;
$$);
select pg_temp.plant('a source that was replaced', '34', $$
	select pg_temp.record(155, 'purchases', 1, 'P152', 8, 152);
	insert into purse.purchase select 155, buyer, agreement, supplier, date, service_from, service_to, net,
		vat, vat_reclaimed, cost_code, fund, supplier_invoice, description, added_cost from purse.purchase
		where record = 152;
	select pg_temp.import_what_stands(155);
$$);
select pg_temp.plant('a corrected activity still charged', '18 35', $$
	delete from purse.charge where id = 8;
	delete from purse.posting where entry = 27;
	delete from purse.entry where id = 27;
$$);
select pg_temp.plant('a cancelled activity still charged', '35', $$
	select pg_temp.record(143, 'activities', 1, 'A143', 5);
	insert into purse.activity (record, corrects, provider, beneficiary, agreement, date, quantity, item,
		unit, reason) values (143, 142, 1, 3, 3, '2025-11-05', 0, 'RE', 'credit', 'ill');
	select pg_temp.import_what_stands(143);
$$);
select pg_temp.plant('a cancellation that is not yet charged is no violation', '', $$
	select pg_temp.record(143, 'activities', 1, 'A143', 8);
	insert into purse.activity (record, corrects, provider, beneficiary, agreement, date, quantity, item,
		unit, reason) values (143, 142, 1, 3, 3, '2025-11-05', 0, 'RE', 'credit', 'ill');
	select pg_temp.import_what_stands(143);
$$);
select pg_temp.plant('an entry that books more than its charge', '18 36', $$
	update purse.posting set amount = sign(amount) * 16517 where entry = 26;
$$);
select pg_temp.plant('an entry that books another school', '18 36', $$
	update purse.posting set school = 3 where entry = 26 and school = 2;
	update purse.posting set counterparty = 3 where entry = 26 and counterparty = 2;
$$);
select pg_temp.plant('a lead''s own share off its cost account', '18 37', $$
	update purse.posting set account = '1000' where entry = 33 and school = 1 and account = 'E19';
$$);
select pg_temp.plant('a draw that leaves the prepaid account alone', '37 44', $$
	update purse.posting set account = '1000' where entry = 40 and account = '1500';
	delete from purse_cache.month_balance;
	insert into purse_cache.month_balance select p.school, p.month, p.account, p.fund, p.counterparty,
		sum(p.amount), count(*) from purse.posting p where p.month in (668, 669) group by 1, 2, 3, 4, 5;
$$);
select pg_temp.plant('a school that is no party', '38 76', $$
	update purse.party set valid_to = '2025-09-11' where record = 43;
$$);
select pg_temp.plant('an agreement that had ended', '38 76', $$
	update purse.agreement_version set valid_to = '2025-09-15' where agreement = 4;
$$);
select pg_temp.plant('a fraction that is not reduced', '39', $$
	update purse.charge set exact_numerator = 66064, exact_denominator = 2 where id = 3;
$$);

-- purchases and lots
select pg_temp.plant('VAT reclaimed that is not booked', '18 40', $$
	update purse.posting set account = '1500' where entry = 12 and account = '1400';
$$);
select pg_temp.plant('a purchase that is not booked', '16 40', $$
	update purse.entry set key = 'purchase 999' where id = 12;
$$);
select pg_temp.plant('credits bought for another school', '41', $$
	update purse.lot_movement set school = 2 where id = 2;
$$);
select pg_temp.plant('a lot of another cost than its purchase', '26 41 43', $$
	update purse.lot set cost = 10007 where id = 2;
$$);
select pg_temp.plant('more credits drawn than bought', '42 43', $$
	update purse.lot_movement set quantity = -21 where id = 5;
$$);
select pg_temp.plant('a lot that ends with a penny', '42 43 44', $$
	update purse.lot_movement set pence = -27666 where id = 6;
$$);
select pg_temp.plant('movements that belong to other charges', '43', $$
	update purse.lot_movement set charge = 77 - charge where id in (9, 10);
$$);
select pg_temp.plant('prepaid that is not the lot''s', '44', $$
	update purse.posting set agreement = 0 where entry = 47 and account = '1500';
$$);

select pg_temp.plant('credits sold at a price, more left the lot', '18 43 76', $$
	update purse.activity set quantity = 1 where record = 144;
	update purse.charge set quantity = 1, pence = 400, exact_numerator = 400 where id = 60;
	update purse.posting set amount = sign(amount) * 400 where entry = 60 and account in ('1310', '2310');
	update purse.posting set amount = 400 where entry = 60 and school = 2 and account = 'E27';
	update purse.posting set amount = 100 where entry = 60 and school = 1 and account = 'E27';
$$);
select pg_temp.plant('a residue of other pence than it moved', '42 43 44', $$
	update purse.lot_movement set pence = -2 where id = 18;
$$);
select pg_temp.plant('a movement at another cost', '43', $$
	update purse.lot_movement set exact_numerator = 101 where id = 13;
$$);

-- documents
select pg_temp.plant('a counter ahead of its documents', '50', $$
	update purse.counter set last = 4 where issuer = 1 and series = 'INV';
$$);
select pg_temp.plant('a number left out', '50 62', $$
	update purse.document set number = 4 where id = 8;
	update purse.counter set last = 4 where issuer = 1 and series = 'INV';
$$);
select pg_temp.plant('a series without a counter', '50', $$
	delete from purse.counter where issuer = 1 and series = 'INV';
$$);
select pg_temp.plant('a line that does not multiply', '51', $$
	update purse.document_line set price = 330.33 where document = 8;
$$);
select pg_temp.plant('a half penny printed as zero', '51 52 54 61', $$
	update purse.document_line set net = 10516 where document = 3 and line = 1;
$$);
select pg_temp.plant('a line left out', '51', $$
	update purse.document_line set line = 2 where document = 8;
	update purse.line_charge set line = 2 where document = 8;
$$);
select pg_temp.plant('VAT out by a penny', '52 56', $$
	update purse.document_vat set vat = 6311 where document = 3;
	update purse.document set vat = 6311, gross = 37861 where id = 3;
$$);
select pg_temp.plant('credited VAT rounded by itself', '52 56', $$
	update purse.document_vat set vat = -2104 where document = 9;
	update purse.document set vat = -2104, gross = -12621 where id = 9;
$$);
select pg_temp.plant('no VAT line', '52', $$delete from purse.document_vat where document = 8$$);
select pg_temp.plant('a VAT line of another net sum', '52', $$
	update purse.document_vat set net = 1 where document = 4;
$$);
select pg_temp.plant('a rate that was not in force', '52', $$
	update purse.vat_rate set valid_from = '2025-11-01' where treatment = 'standard';
$$);
select pg_temp.plant('a credit note that gives no reason', '53', $$
	update purse.document set reason = null where id = 5;
$$);
select pg_temp.plant('more credited than invoiced', '16 17 53 61', $$
	select pg_temp.extra('ASH 1320 COL - -33032; ASH 1310 COL - 33032; COL 2310 ASH - -33032;
		COL 2320 ASH - 33032');
	select pg_temp.issue(90, 8, 90, 'credit note', 'CN', 3, 'ASH', 'COL', '2025-11-20', 0,
		'-33032|1|-1|day|330.32|exempt|0|2', 2, 'rebill');
	update purse.counter set last = 3 where issuer = 1 and series = 'CN';
$$);
select pg_temp.plant('a charge credited that stood elsewhere', '16 17 53 61', $$
	select pg_temp.extra('ASH 1390 BRA - -16516; ASH 1310 BRA - 16516; BRA 2310 ASH - -16516;
		BRA 2390 ASH - 16516');
	select pg_temp.issue(90, 8, 90, 'credit note', 'CN', 3, 'ASH', 'BRA', '2025-11-20', 0,
		'-16516|1|-0.5|day|330.32|no supply|0|1', 6, 'rebill');
	update purse.counter set last = 3 where issuer = 1 and series = 'CN';
$$);
select pg_temp.plant('a line of another agreement', '54 61', $$
	update purse.document_line set agreement = 2 where document = 8;
$$);
select pg_temp.plant('a line without charges', '54', $$delete from purse.line_charge where document = 6$$);
select pg_temp.plant('a line of another school''s charge', '54', $$
	update purse.line_charge set charge = 20 where document = 6;
$$);
select pg_temp.plant('a charge on two documents', '16 17 55 61', $$
	select pg_temp.extra('COL 1320 ASH - 25240; COL 1310 ASH - -21033; COL 2400 - - -4207;
		ASH 2310 COL - 21033; ASH 1400 - - 4207; ASH 2320 COL - -25240');
	select pg_temp.issue(90, 8, 90, 'vat invoice', 'INV', 2, 'COL', 'ASH', '2025-11-20', 4207,
		'21033|4|1|day|210.33|standard|0.2|6');
	update purse.counter set last = 2 where issuer = 3 and series = 'INV';
$$);
select pg_temp.plant('an internal charge on the invoice accounts', '18 56 61', $$
	update purse.posting set account = left(account, 2) || '20' where entry = 55 and account in ('1390',
		'2390');
$$);
select pg_temp.plant('a document booked by half', '18 56 61', $$
	update purse.posting set amount = amount / 2 where entry = 55;
$$);
select pg_temp.plant('a VAT invoice without a VAT number', '57', $$
	update purse.document set issuer_party = '{}' where id = 3;
$$);
select pg_temp.plant('a line by a rule that only suggests', '63', $$
	update purse.vat_rule set confidence = 'memory' where rule = 'R6';
$$);
select pg_temp.plant('a line by a decision that nobody made', '63', $$
	update purse.document_line set vat_rule = 'decision 1' where document = 3 and line = 1;
$$);
select pg_temp.plant('lines outside VAT beside others', '52 57 63', $$
	update purse.document_line set treatment = 'outside scope', vat_rule = 'X version 1'
	where document = 3 and line = 2;
$$);
select pg_temp.plant('an internal charge of an exempt supply', '57 63', $$
	update purse.document_line set treatment = 'exempt' where document = 6;
	update purse.document_vat set treatment = 'exempt' where document = 6;
$$);
select pg_temp.plant('an internal charge between two VAT persons', '58 76', $$
	update purse.school_body set vat_body = 12 where school = 2;
$$);
select pg_temp.plant('invoiced though no board had decided', '59', $$
	delete from purse.approval where record = 104;
	delete from purse.record where id = 104;
$$);
select pg_temp.plant('invoiced beyond what the board allowed', '59 76', $$
	update purse.approval set limit_pence = 1 where record = 104;
$$);
select pg_temp.plant('invoiced though the board had declined', '59 76', $$
	update purse.approval set decision = 'declined' where record = 104;
$$);
select pg_temp.plant('an acceptance that hides who raised it', '60', $$
	update purse.acceptance set same_person = false where document = 2;
$$);

-- records
select pg_temp.plant('a record changed afterwards', '70 76', $$
	update purse.record set content[1] = 'x' where id = 120;
$$);
select pg_temp.plant('a version of another key', '71 76', $$update purse.record set ref = 'Q9'
	where id = 123$$);
select pg_temp.plant('a record of a school that is not there', '71', $$
	update purse.record set owner = 77 where id = 120;
$$);
select pg_temp.plant('a record without its row', '72', $$delete from purse.quote where record = 123$$);
select pg_temp.plant('a row without its record', '72', $$delete from purse.record where id = 123$$);
select pg_temp.plant('bank details confirmed by one person', '73', $$
	update purse.bank_confirmation set confirmed_by = 'ada';
$$);
select pg_temp.plant('a school that counts as a body', '74', $$
	update purse.counterparty set is_school = false where id = 4;
$$);
select pg_temp.plant('a school of another code', '74 76', $$update purse.school set code = 'LYX'
	where id = 4$$);
select pg_temp.plant('a party with another school''s fund', '75 76', $$
	update purse.party set fund = 2 where record = 42;
$$);

select pg_temp.plant('VAT that is recovered on a cost account', '18 61', $$
	update purse.posting set account = 'E28a' where entry = 58 and account = '1400';
$$);
select pg_temp.plant('a document booked under another agreement', '61', $$
	update purse.posting set agreement = 2 where entry = 55;
$$);
select pg_temp.plant('a document booked in another fund', '18 61', $$
	update purse.posting set fund = 1 where entry = 55 and school = 2;
$$);
select pg_temp.plant('a document of another name', '62', $$
	update purse.document set name = 'ASH-INV-00009' where id = 2;
$$);
select pg_temp.plant('a document of another day', '62', $$
	update purse.document set issued = '2025-10-30' where id = 2;
$$);
select pg_temp.plant('a document to be paid into another account', '62', $$
	update purse.document set issuer_party = issuer_party
		|| '{"sort_code": "010203", "account_number": "99999999"}' where id = 2;
$$);
select pg_temp.plant('a document of another school''s name', '62', $$
	update purse.document set customer_party = '{"name": "Nobody"}' where id = 2;
$$);
select pg_temp.plant('a document with another VAT number', '62', $$
	update purse.document set issuer_party = issuer_party || '{"vat_number": "GB 999"}' where id = 3;
$$);
select pg_temp.plant('a number of pupils changed', '76', $$
	update purse.pupil_number set pupils = pupils + 1 where record = 20;
$$);
select pg_temp.plant('an approval that runs longer', '76', $$
	update purse.approval set expires = '2030-08-31' where record = 101;
$$);
select pg_temp.plant('another bank account', '76', $$
	update purse.bank_detail set account_number = '3' where record = 13;
$$);
select pg_temp.plant('a list price of credits', '76', $$update purse.lot set list_price = 100 where id = 1$$);
select pg_temp.plant('a record of another school', '76', $$update purse.record set owner = 2
	where id = 150$$);
select pg_temp.plant('a content that is no number any more', '70 76', $$
	update purse.record set content[4] = 'much' where id = 120;
$$);
select pg_temp.plant('a row corrected twice', '78', $$
	select pg_temp.record(n, 'activities', 1, 'A' || n, 8) from generate_series(180, 181) n;
	insert into purse.activity (record, corrects, provider, beneficiary, agreement, date, quantity, item,
		unit, reason) select n, 142, 1, 3, 3, '2025-11-05', 0, 'RE', 'credit', 'ill'
		from generate_series(180, 181) n;
	select pg_temp.import_what_stands(n) from generate_series(180, 181) n;
$$);
select pg_temp.plant('an activity of a school that is not there', '34 76', $$
	update purse.activity set beneficiary = 99 where record = 148;
$$);
select pg_temp.plant('an activity of a person that is not there', '76', $$
	update purse.activity set person = 99 where record = 148;
$$);
select pg_temp.plant('a record of a batch that is not there', '79', $$
	update purse.record set batch = 99 where id = 148;
$$);
select pg_temp.plant('an entry of a batch that is not there', '79', $$
	update purse.entry set batch = 99 where kind = 'opening';
$$);
select pg_temp.plant('a row that corrects a later one', '78', $$
	select pg_temp.record(129, 'activities', 1, 'A129', 8);
	insert into purse.activity (record, corrects, provider, beneficiary, agreement, date, quantity, item,
		unit, reason) values (129, 148, 1, 3, 3, '2025-11-05', 0, 'RE', 'credit', 'ill');
	select pg_temp.import_what_stands(129);
$$);
select pg_temp.plant('rights that their holders could give are no violation', '', $$
	insert into purse.right_event (login, school, role, granted, changed_by) values
		('ada', 0, 'manager', true, 'admin'), ('ben', 1, 'manager', true, 'ada'),
		('ben', 1, 'auditor', true, 'ben'), ('ada', 1, 'governor', true, 'ben');
$$);
select pg_temp.plant('a right that somebody gave himself', '77', $$
	insert into purse.right_event (login, school, role, granted, changed_by) values
		('ada', 0, 'manager', true, 'admin'), ('ben', 0, 'manager', true, 'ben');
$$);
select pg_temp.plant('a right given after the right to give it was taken', '77', $$
	insert into purse.right_event (login, school, role, granted, changed_by) values
		('ada', 0, 'manager', true, 'admin'), ('ben', 1, 'manager', true, 'ada'),
		('ben', 1, 'manager', false, 'ada'), ('ada', 1, 'auditor', true, 'ben');
$$);
