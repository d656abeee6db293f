-- Violations of the rules about cut-off and accruals: see plant.sql. Each begins with a charge over two
-- months that waits in the books of both schools, a release, an accrual and the withdrawal of another.
create function pg_temp.with_cut_off() returns void language sql as $$
	update purse.agreement_version set cut_off = 'month' where agreement = 4;
	insert into purse.activity (record, provider, beneficiary, agreement, date, quantity, item, unit,
		service_to)
	select v.record, 3, 1, 4, v.day, 1, 'manager', 'day', v.last
	from (values (180::bigint, date '2025-11-01', date '2025-12-31'), (181, '2025-11-05', '2025-11-05'),
		(182, '2025-11-06', '2025-11-06')) v (record, day, last);
	select pg_temp.record(n, 'activities', 3, 'A' || n, 6) from generate_series(180, 182) n;
	select pg_temp.import_what_stands(n) from generate_series(180, 182) n;
	select pg_temp.import_what_stands(33);
	insert into purse.basis (id, sha256, method, item, unit, price, price_record) overriding system value
	values (20, '\x20', 'line', 'manager', 'day', 215.55, 125);
	select pg_temp.book(100, 6, 'activity 180', '2025-11-01', '2025-11-01', 4,
		'COL 1310 ASH - 21555; COL I08b ASH - -21555; ASH E28a COL - 21555; ASH 2310 COL - -21555');
	select pg_temp.charge(190, 6, 'line', 180, 20, 100, 4, 'COL', 'ASH', '2025-11-01', 1, 21555, '21555/1');
	update purse.charge set service_to = '2025-12-31' where id = 190;
	-- half of 215.55 is 107.775: 107.78 counts in November, 107.77 waits
	select pg_temp.book(101, 6, 'cut-off of entry 100, school 3, 2025-11', '2025-11-01', '2025-11-01', 4,
		'COL 2500 ASH - -10777; COL I08b ASH - 10777');
	select pg_temp.book(102, 6, 'cut-off of entry 100, school 1, 2025-11', '2025-11-01', '2025-11-01', 4,
		'ASH 1500 COL - 10777; ASH E28a COL - -10777');
	select pg_temp.book(103, 6, 'cut-off of entry 100, school 1, 2025-12', '2025-12-01', '2025-12-01', 4,
		'ASH 1500 COL - -10777; ASH E28a COL - 10777');
	insert into purse.cut_off (entry, source, school, month) values (101, 100, 3, 670), (102, 100, 1, 670),
		(103, 100, 1, 671);
	-- accrued: 181 stands, 182 is charged and was withdrawn
	select pg_temp.book(110 + n, 6, 'accrual ' || n, v.day, v.day, 4, format(
		'COL 1310 ASH - %1$s; COL I08b ASH - %2$s; ASH E28a COL - %1$s; ASH 2310 COL - %2$s',
		v.sign * 21555, v.sign * -21555), v.reverses)
	from (values (0, date '2025-11-30', 1, null::bigint), (1, '2025-12-01', -1, 110), (2, '2025-11-30', 1,
		null), (3, '2025-12-01', -1, 112), (4, '2025-11-30', -1, null), (5, '2025-12-01', 1, 114))
		v (n, day, sign, reverses);
	update purse.entry set kind = split_part(key, ' ', 1) where id between 101 and 115;
	insert into purse.accrual (entry, reversal, source, agreement, provider, accrued_on, pence, working,
		withdraws) values (110, 111, 181, 4, 3, '2025-11-30', 21555, '1 day', null),
		(112, 113, 182, 4, 3, '2025-11-30', 21555, '1 day', null),
		(114, 115, 182, 4, 3, '2025-11-30', -21555, 'charged since', 112);
	select pg_temp.book(116, 6, 'activity 182', '2025-11-06', '2025-11-06', 4,
		'COL 1310 ASH - 21555; COL I08b ASH - -21555; ASH E28a COL - 21555; ASH 2310 COL - -21555');
	select pg_temp.charge(191, 6, 'line', 182, 20, 116, 4, 'COL', 'ASH', '2025-11-06', 1, 21555, '21555/1');
$$;
-- November closed for the customer, with what stands in it.
create function pg_temp.close_november() returns void language sql as $$
	insert into purse.period_close (school, month, batch) values (1, 670, 9);
	delete from purse_cache.batch_total where school = 1 and month = 670;
	insert into purse_cache.month_balance (school, month, account, fund, counterparty, amount, postings)
	select p.school, p.month, p.account, p.fund, p.counterparty, sum(p.amount), count(*)
	from purse.posting p where p.school = 1 and p.month = 670 group by 1, 2, 3, 4, 5;
$$;
select pg_temp.plant('cut-off and accruals', '', $$ select pg_temp.with_cut_off() $$);
select pg_temp.plant('cut-off in a closed month', '', $$
	select pg_temp.with_cut_off(); select pg_temp.close_november();
$$);
select pg_temp.plant('a penny more waits', '18 67', $$
	select pg_temp.with_cut_off();
	update purse.posting set amount = amount + sign(amount) where entry = 102;
$$);
select pg_temp.plant('a month that is not its own', '67', $$
	select pg_temp.with_cut_off(); update purse.cut_off set month = 672 where entry = 103;
$$);
select pg_temp.plant('released on another account', '18 67', $$
	select pg_temp.with_cut_off();
	update purse.posting set account = '2500' where entry = 103 and account = '1500';
$$);
select pg_temp.plant('a cut-off of nothing', '67', $$
	select pg_temp.with_cut_off(); update purse.cut_off set source = 116 where entry = 101;
$$);
select pg_temp.plant('a cut-off that says it is a charge', '16 67', $$
	select pg_temp.with_cut_off(); update purse.entry set kind = 'charge' where id = 101;
$$);
select pg_temp.plant('nothing set aside in a closed month', '68', $$
	select pg_temp.with_cut_off();
	delete from purse.cut_off where entry in (102, 103);
	delete from purse.posting where entry in (102, 103); delete from purse.entry where id in (102, 103);
	select pg_temp.total(6); select pg_temp.close_november();
$$);
select pg_temp.plant('an accrual that is not taken back', '12 18 69', $$
	select pg_temp.with_cut_off();
	update purse.posting set amount = amount + sign(amount) where entry = 111;
$$);
select pg_temp.plant('an accrual of more than there was', '69', $$
	select pg_temp.with_cut_off(); update purse.accrual set pence = 21556 where entry = 110;
$$);
select pg_temp.plant('an accrual taken back a day late', '07 69', $$
	select pg_temp.with_cut_off(); update purse.entry set date = '2026-01-01' where id = 111;
$$);
select pg_temp.plant('an accrual beside the real charge', '16 69', $$
	select pg_temp.with_cut_off(); delete from purse.accrual where entry = 114;
	update purse.entry set kind = 'charge' where id in (114, 115);
$$);
