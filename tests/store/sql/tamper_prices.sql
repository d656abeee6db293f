-- Violations of the rules about awards and prices that were worked out: see plant.sql.
select pg_temp.plant('arrears with a penny more', '36 49', $$
	update purse.charge set pence = 523 where id = 70;
$$);
select pg_temp.plant('arrears of another exact value', '49', $$
	update purse.charge set exact_numerator = 521 where id = 70;
$$);
select pg_temp.plant('arrears of another charge', '49', $$
	update purse.charge set adjusts = 3 where id = 70;
$$);
select pg_temp.plant('arrears of nothing', '49', $$
	update purse.charge set adjusts = 999 where id = 70;
$$);
select pg_temp.plant('an award that is a price', '49 76', $$
	update purse.price set award = null where record = 125;
$$);
select pg_temp.plant('a price that does not follow from its post', '76 83', $$
	update purse.price_working set year_numerator = 4101435 + 98 where record = 126;
$$);
select pg_temp.plant('a price rounded by another rule', '76 83', $$
	update purse.price_working set rounding = 'pound' where record = 126;
$$);
