-- More of the books of sound.sql, in the same session: a fund of BRA with rules, £500.00 of a sports grant,
-- of which £250.00 came in. A day is borne whole, by a decision; the next in part, and is taken back; a day
-- of a forbidden use without a decision is not borne.
begin;
set local session_replication_role = replica;
set local search_path = pg_catalog, pg_temp;
insert into purse.fund (id, school, code) overriding system value values (3, 2, 'SPRT');
select pg_temp.record(300, 'funds', 2, 'BRA / SPRT', 1), pg_temp.record(301, 'agreements', 0, 'PE', 1),
	pg_temp.record(302, 'parties', 0, 'PE', 1), pg_temp.record(303, 'prices', 0, 'PE / day', 1),
	pg_temp.record(304, 'fund_decisions', 2, 'D1', 5), pg_temp.record(305, 'grant_payments', 2, 'G1', 5),
	pg_temp.record(306, 'grant_rules', 0, 'SPORT / name', 1), pg_temp.record(307, 'grant_rules', 0,
		'SPORT / forbidden', 1);
insert into purse.stated_grant_rule (record, grant_code, valid_from, valid_to, rule, subject, value, room,
	source) values
	(306, 'SPORT', '2025-09-01', '2026-08-31', 'name', '', 'Sport', false, 'letter'),
	(307, 'SPORT', '2025-09-01', '2026-08-31', 'forbidden', 'KIT', 'kit', true, 'letter');
insert into purse.fund_detail (record, fund, name, valid_from, valid_to, amount, income_code, grant_code)
values (300, 3, 'Sport', '2025-09-01', '2026-08-31', 50000, 'I18d', 'SPORT');
insert into purse.agreement (id, code) overriding system value values (6, 'PE');
insert into purse.agreement_version (record, agreement, valid_from, name, partnership, kind, lead, basis,
	supply, presentation, income_code, cost_code)
values (301, 6, '2025-09-01', 'PE', 1, 'staff', 1, 'price', 'teaching staff', 'agent', 'I08b', 'E27');
insert into purse.party (record, agreement, school, valid_from, position, fund, use)
values (302, 6, 2, '2025-09-01', 1, 3, 'KIT');
insert into purse.price (record, agreement, item, unit, price, valid_from, how_agreed)
values (303, 6, 'PE', 'day', 300, '2025-09-01', 'minute');
insert into purse.fund_decision (record, school, fund, rule, valid_from, valid_to, decided_by, reason)
values (304, 2, 3, 'forbidden', '2025-11-12', '2025-11-13', 'the head', 'for a festival');
select pg_temp.record(n, 'activities', 1, 'A' || n, 5) from generate_series(310, 313) n;
insert into purse.activity (record, corrects, provider, beneficiary, agreement, date, quantity, item, unit,
	reason) values
	(310, null, 1, 2, 6, '2025-11-12', 1, 'PE', 'day', null),
	(311, null, 1, 2, 6, '2025-11-13', 1, 'PE', 'day', null),
	(312, 311, 1, 2, 6, '2025-11-13', 0, 'PE', 'day', 'rained off'),
	(313, null, 1, 2, 6, '2025-11-14', 1, 'PE', 'day', null);
insert into purse.basis (id, sha256, method, item, unit, price, price_record) overriding system value values
	(11, '\x0b', 'line', 'PE', 'day', 300, 303);
select pg_temp.book(85, 6, 'charge 310', '2025-11-12', '2025-11-12', 6,
	'ASH 1310 BRA - 30000; ASH I08b - - -30000; BRA E27 - SPRT 30000; BRA 2310 ASH SPRT -30000');
select pg_temp.book(86, 6, 'charge 311', '2025-11-13', '2025-11-13', 6,
	'ASH 1310 BRA - 30000; ASH I08b - - -30000; BRA E27 - SPRT 20000; BRA 2310 ASH SPRT -20000;
	BRA E27 - - 10000; BRA 2310 ASH - -10000');
select pg_temp.book(87, 6, 'reversal 311', '2025-11-13', '2025-11-13', 6,
	'ASH 1310 BRA - -30000; ASH I08b - - 30000; BRA E27 - SPRT -20000; BRA 2310 ASH SPRT 20000;
	BRA E27 - - -10000; BRA 2310 ASH - 10000', 86);
select pg_temp.book(88, 6, 'charge 313', '2025-11-14', '2025-11-14', 6,
	'ASH 1310 BRA - 30000; ASH I08b - - -30000; BRA E27 - - 30000; BRA 2310 ASH - -30000');
select pg_temp.charge(90, 6, 'line', 310, 11, 85, 6, 'ASH', 'BRA', '2025-11-12', 1, 30000, '30000/1');
select pg_temp.charge(91, 6, 'line', 311, 11, 86, 6, 'ASH', 'BRA', '2025-11-13', 1, 30000, '30000/1');
select pg_temp.charge(92, 6, 'line', 311, 11, 87, 6, 'ASH', 'BRA', '2025-11-13', 1, -30000, '-30000/1',
	reverses => 91);
select pg_temp.charge(93, 6, 'line', 313, 11, 88, 6, 'ASH', 'BRA', '2025-11-14', 1, 30000, '30000/1');
insert into purse.fund_use (charge, fund, seq, school, before, borne, general, rule, use, decision) values
	(90, 3, 1, 2, 0, 30000, 0, null, 'KIT', 304),
	(91, 3, 2, 2, 30000, 20000, 10000, 'amount', 'KIT', 304),
	(92, 3, 3, 2, 50000, -20000, -10000, 'amount', 'KIT', 304),
	(93, 3, 4, 2, 30000, 0, 30000, 'forbidden', 'KIT', null);
select pg_temp.book(89, 5, 'grant payment 305', '2025-11-03', '2025-11-03', 0,
	'BRA 1000 - SPRT 25000; BRA I18d - SPRT -25000');
update purse.entry set kind = 'grant' where id = 89;
insert into purse.grant_payment (record, school, fund, date, amount, description, entry)
values (305, 2, 3, '2025-11-03', 25000, 'half', 89);
select pg_temp.import_what_stands(r.id) from purse.record r where r.id between 300 and 313;
commit;
