-- Violations of the rules about price lists in tiers, planted as those of tamper.sql.
select pg_temp.plant('a price that rises with the quantity', '76 85',
	$$ update purse.price_tier set price = 330.33 where record = 228; $$);
select pg_temp.plant('a tier that costs no less', '76 85',
	$$ update purse.price_tier set fee = 500 where record = 228; $$);
select pg_temp.plant('a price list that leaves pupils out', '76 85',
	$$ update purse.price_tier set roll_from = 102 where record = 229; $$);
select pg_temp.plant('bands of pupils that overlap', '76 85',
	$$ update purse.price_tier set roll_from = 100 where record = 229; $$);
select pg_temp.plant('a band without a price for little', '76 85',
	$$ update purse.price_tier set minimum = 1 where record = 229; $$);
select pg_temp.plant('a price list with two last days', '76 85',
	$$ update purse.price_tier set valid_to = '2026-08-31' where record = 229; $$);
select pg_temp.plant('a fee for the order in a band', '76 85',
	$$ update purse.price_tier set fee_for = 'the order' where record = 227; $$);
select pg_temp.plant('price lists that overlap', '76 85', $$
	update purse.price_tier set valid_to = '2026-08-31' where record in (227, 228);
	update purse.price_tier set valid_from = '2026-08-31', roll_from = 0 where record = 229;
$$);
-- and about objectives
select pg_temp.plant('an agreement for an objective that is not there', '76 86',
	$$ update purse.agreement_objective set number = 3 where record = 213; $$);
select pg_temp.plant('an agreement that counts twice', '76 86',
	$$ update purse.agreement_objective set main = true where record = 213; $$);
select pg_temp.plant('a note for an objective that is not there', '76 86',
	$$ update purse.impact_note set number = 3 where record = 214; $$);
select pg_temp.plant('an objective of another title', '76',
	$$ update purse.objective set title = 'x' where record = 210; $$);
