-- The rows that were taken down, in temporary tables my_<name> to change, from the CSV files in the current
-- folder.
create temp table ids (kind text, code text, id bigint);
create temp table my_basis (ref int, method text, item text, unit text, price numeric, price_record bigint,
	share_key text, key_date date, leg text, brokerage numeric, brokerage_is text);
create temp table my_weight (basis int, school int, position int, numerator numeric, denominator numeric,
	source bigint);
create temp table my_charge (ref int, kind text, source bigint, basis int, entry int, lot bigint, stream_key
	text,
	seq int, reverses bigint, adjusts bigint, pence bigint, cost bigint, agreement int, provider int,
	customer int, service_from date, service_to date, quantity numeric, exact_numerator numeric,
	exact_denominator numeric,
	carry_in_numerator numeric, carry_in_denominator numeric, carry_out_numerator numeric,
	carry_out_denominator numeric);
create temp table my_movement (ref int, lot bigint, kind text, school int, quantity numeric, charge int,
	date date,
	pence bigint, exact_numerator numeric, exact_denominator numeric);
create temp table my_entry (ref int, kind text, key text, date date, service_date date, description text,
	reverses bigint, defers bigint, defers_school int, defers_month int);
create temp table my_accrual (entry int, reversal int, source bigint, agreement int, provider int,
	accrued_on date, pence bigint, working text, withdraws bigint);
create temp table my_posting (entry int, line smallint, school int, account text, fund int, counterparty int,
	agreement int, document int, amount bigint);
create temp table my_document (ref int, entry int, kind text, series text, issuer int, customer int, issued
	date,
	due date, tax_point date, service_from date, service_to date, credits bigint, credit_kind text, reason
		text,
	purchase_order text, net bigint, vat bigint);
create temp table my_line (document int, line int, net bigint, agreement int, service_from date, service_to
	date,
	description text, working text, evidence text, quantity numeric, unit text, price numeric, treatment text,
	vat_rate numeric, vat_rule text, vat_reason text, provider_account text, customer_account text,
	customer_fund int);
create temp table my_vat (document int, treatment text, vat_rate numeric, net bigint, vat bigint);
create temp table my_fund_use (charge int, fund int, seq int, before bigint, borne bigint, rule text,
	use text, decision bigint);
create temp table my_line_charge (document int, line int, charge bigint, direction smallint);
\copy ids from 'ids.csv' csv
\copy my_basis from 'basis.csv' csv
\copy my_weight from 'weight.csv' csv
\copy my_charge from 'charge.csv' csv
\copy my_movement from 'movement.csv' csv
\copy my_entry from 'entry.csv' csv
\copy my_posting from 'posting.csv' csv
\copy my_document from 'document.csv' csv
\copy my_line from 'line.csv' csv
\copy my_vat from 'vat.csv' csv
\copy my_line_charge from 'line_charge.csv' csv
\copy my_accrual from 'accrual.csv' csv
\copy my_fund_use from 'fund_use.csv' csv
-- a number of the books: id('school', 'BRA'), id('record', 'A1'), id('fund', 'BRA SPORT')
create function pg_temp.id(of text, named text) returns bigint language sql stable as
	$$ select i.id from pg_temp.ids i where i.kind = $1 and i.code = $2 $$;
-- the charge of a source, and its entry; of a share, the one to a school
create function pg_temp.charge(ref text, school text default null) returns int language sql stable as
	$$ select min(c.ref) from pg_temp.my_charge c where c.source = pg_temp.id('record', $1)
		and c.customer = coalesce(pg_temp.id('school', $2), c.customer) $$;
create function pg_temp.entry(ref text) returns int language sql stable as
	$$ select c.entry from pg_temp.my_charge c where c.ref = pg_temp.charge($1) $$;
-- the entry of an accrual, by its source; that of a cut-off, by its school and what it is about
create function pg_temp.accrual_of(ref text) returns int language sql stable as
	$$ select a.entry from pg_temp.my_accrual a where a.source = pg_temp.id('record', $1) $$;
create function pg_temp.cut_off(school text, ref text) returns int language sql stable as
	$$ select e.ref from pg_temp.my_entry e where e.defers_school = pg_temp.id('school', $1)
		and e.description like $2 || ':%' $$;
