-- Violations about staff that is shared, planted as those of tamper.sql.

select pg_temp.plant('a staff cost of another amount', '34 46 76', $$
	update purse.staff_cost set amount = 30001 where record = 202;
$$);
select pg_temp.plant('a staff cost that is charged by another school', '34', $$
	update purse.charge set service_from = '2025-11-09' where source = 202 and customer = 2;
$$);
select pg_temp.plant('a true-up of a true-up', '45 76', $$
	update purse.staff_cost set trues_up = 203 where record = 203;
$$);
select pg_temp.plant('a true-up of another role', '45 76', $$
	update purse.staff_cost set role = 'cook' where record = 203;
$$);
select pg_temp.plant('a staff cost that stands twice', '45 76', $$
	update purse.staff_cost set kind = 'actual', trues_up = null where record = 203;
$$);
select pg_temp.plant('a working with another payroll', '46 76', $$
	update purse.payroll set gross = gross + 1 where record = 204;
$$);
select pg_temp.plant('a working of another part', '46 76', $$
	update purse.staff_working set part_numerator = 2, part_denominator = 3 where record = 205;
$$);
select pg_temp.plant('a part that comes to the same by another time', '46 76', $$
	update purse.staff_working set cost_numerator = 120000, time_denominator = 2 where record = 205;
$$);
select pg_temp.plant('the own share of staff on a cost account', '47 84', $$
	select pg_temp.book(81, 6, 'x', '2025-11-10', '2025-11-10', 2, 'ASH E01 - - 10000; ASH 1500 - - -10000');
	update purse.posting set line = line + 8, entry = 80 where entry = 81;
	delete from purse.entry where id = 81; update purse.entry set lines = 10 where id = 80;
$$);
select pg_temp.plant('a share of staff that is no income', '47', $$
	update purse.posting set account = 'E01' where entry = 80 and account = 'I08b' and counterparty = 2;
	select pg_temp.total(6);
$$);
select pg_temp.plant('a cost shared by use that was never taken back', '87', $$
	select pg_temp.record(900, 'use_shares', 1, 'USE-1', 1);
	insert into purse.use_share values (900, 1, 1, '2030-01-01', '2030-01-31', 'shared by use', 100);
	select pg_temp.import_what_stands(900);
$$);
select pg_temp.plant('a cost that was not there, shared by use', '87', $$
	select pg_temp.record(900 + n, 'use_shares', 1, 'USE-' || n, 1) from generate_series(0, 1) n;
	insert into purse.use_share values (900, 1, 1, '2030-01-01', '2030-01-31', 'estimate taken back', -100),
		(901, 1, 1, '2030-01-01', '2030-01-31', 'shared by use', 100);
	select pg_temp.import_what_stands(900 + n) from generate_series(0, 1) n;
$$);
