-- Violations about funds with rules, planted as those of tamper.sql.

select pg_temp.plant('a step of a fund that is missing', '64', $$
	update purse.fund_use set seq = 5 where charge = 93;
$$);
select pg_temp.plant('a step that begins at another amount', '64', $$
	update purse.fund_use set before = 29999 where charge = 93;
$$);
select pg_temp.plant('a fund that bears more than it is', '64', $$
	update purse.fund_detail set amount = 49999 where record = 300;
	select pg_temp.import_what_stands(300);
$$);
select pg_temp.plant('less in the fund though more was left', '64', $$
	update purse.fund_detail set amount = 50001 where record = 300;
	select pg_temp.import_what_stands(300);
$$);
select pg_temp.plant('a charge that is not whole between fund and general fund', '64', $$
	update purse.fund_use set general = 9999 where charge = 91;
$$);
select pg_temp.plant('a rule that keeps a cost out and lets it in', '64 66', $$
	update purse.fund_use set borne = 1, general = 29999 where charge = 93;
$$);
select pg_temp.plant('a reversal that gives nothing back', '64 66', $$
	update purse.fund_use set borne = 0, general = -30000 where charge = 92;
	update purse.fund_use set before = 50000 where charge = 93;
$$);
select pg_temp.plant('a reversal without its step', '64 65 66', $$
	delete from purse.fund_use where charge = 92;
$$);
select pg_temp.plant('a charge that never asked its fund', '65', $$
	delete from purse.fund_use where charge = 93;
$$);
select pg_temp.plant('a charge that asked a fund of its own choice', '65', $$
	update purse.party set fund = null where record = 302; select pg_temp.import_what_stands(302);
$$);
select pg_temp.plant('a forbidden use without a decision', '65 76', $$
	update purse.fund_decision set valid_to = '2025-11-12' where record = 304;
$$);
select pg_temp.plant('a decision that came after the charge', '65', $$
	update purse.record set batch = 7 where id = 304;
$$);
select pg_temp.plant('a decision that was not needed', '65', $$
	update purse.stated_grant_rule set subject = 'HATS' where record = 307;
	select pg_temp.import_what_stands(307);
$$);
select pg_temp.plant('a use that the party does not say', '65', $$
	update purse.fund_use set use = null where charge = 90;
$$);
select pg_temp.plant('a fund whose days are over', '65', $$
	update purse.fund_detail set valid_to = '2025-11-12' where record = 300;
	select pg_temp.import_what_stands(300);
$$);
select pg_temp.plant('a payment of another amount', '66 76', $$
	update purse.grant_payment set amount = 25001 where record = 305;
$$);
select pg_temp.plant('a payment on another income code', '66', $$
	update purse.posting set account = 'I06' where entry = 89 and account = 'I18d'; select pg_temp.total(5);
$$);
select pg_temp.plant('a cost that a fund bears beside its charges', '16 66', $$
	select pg_temp.extra('BRA E27 - SPRT 100; BRA 1000 - SPRT -100');
$$);
select pg_temp.plant('a payment that books nothing', '16', $$
	delete from purse.grant_payment where record = 305; delete from purse.record where id = 305;
$$);
