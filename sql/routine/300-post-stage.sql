-- The door for what is posted: open_batch makes the staging tables, the client copies rows into them,
-- post_batch checks them all, set-based, and posts them together or not at all. Bulk and single go the same
-- way (R13). The staging tables belong to the owner: the caller may add rows to them and nothing else.
-- Charges and entries get the numbers they will be known by as they come in; the caller can't choose them.
set check_function_bodies = off;

-- A transaction may post one batch after another: what the one before left behind goes.
create or replace function purse.drop_stage() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	stage record;
begin
	for stage in select c.relname as name from pg_class c where c.relnamespace = pg_my_temp_schema()
		and c.relkind = 'r' and c.relowner = 'purse_owner'::regrole and (c.relname like 'map\_%'
			or c.relname in ('stage_basis', 'stage_weight', 'stage_charge', 'stage_movement', 'stage_entry',
				'stage_posting', 'stage_document', 'stage_line', 'stage_vat', 'stage_line_charge',
				'stage_accrual', 'stage_fund_use'))
	loop
		execute format('drop table pg_temp.%I', stage.name);
	end loop;
end $$;

create or replace function purse_api.open_batch() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
	stage record;
begin
	perform purse.drop_stage();
	create temp table stage_basis (ref int primary key, method text not null, item text, unit text,
		price numeric, price_record bigint, share_key text, key_date date, leg text, brokerage numeric,
		brokerage_is text) on commit drop;
	create temp table stage_weight (basis int not null, school int not null, position int not null,
		numerator numeric not null, denominator numeric not null, source bigint) on commit drop;
	create temp table stage_charge (ref int primary key, kind text not null, source bigint,
		basis int not null, entry int, lot bigint, stream_key text, seq int, reverses bigint, adjusts bigint,
		pence bigint not null, cost bigint, agreement int not null, provider int not null,
		customer int not null, service_from date not null, service_to date not null, quantity numeric,
		exact_numerator numeric not null, exact_denominator numeric not null, carry_in_numerator numeric,
		carry_in_denominator numeric, carry_out_numerator numeric, carry_out_denominator numeric,
		id bigint not null default nextval('purse.charge_id_seq')) on commit drop;
	create temp table stage_movement (ref int primary key, lot bigint not null, kind text not null,
		school int not null, quantity numeric not null, charge int, date date not null, pence bigint not null,
		exact_numerator numeric not null, exact_denominator numeric not null) on commit drop;
	create temp table stage_entry (ref int primary key, kind text not null, key text not null,
		date date not null, service_date date not null, description text not null, reverses bigint,
		defers bigint, defers_school int, defers_month int,
		id bigint not null default nextval('purse.entry_id_seq')) on commit drop;
	create temp table stage_posting (entry int not null, line smallint not null, school int not null,
		account text not null, fund int not null, counterparty int not null, agreement int not null,
		document int, amount bigint not null) on commit drop;
	create temp table stage_document (ref int primary key, entry int not null, kind text not null,
		series text not null, issuer int not null, customer int not null, issued date not null,
		due date not null, tax_point date not null, service_from date not null, service_to date not null,
		credits bigint, credit_kind text, reason text, purchase_order text, net bigint not null,
		vat bigint not null) on commit drop;
	create temp table stage_line (document int not null, line int not null, net bigint not null,
		agreement int not null, service_from date not null, service_to date not null,
		description text not null, working text, evidence text, quantity numeric not null, unit text not null,
		price numeric not null, treatment text not null, vat_rate numeric not null, vat_rule text not null,
		vat_reason text not null, provider_account text not null, customer_account text not null,
		customer_fund int not null) on commit drop;
	create temp table stage_vat (document int not null, treatment text not null, vat_rate numeric not null,
		net bigint not null, vat bigint not null) on commit drop;
	create temp table stage_line_charge (document int not null, line int not null, charge bigint not null,
		direction smallint not null) on commit drop;
	create temp table stage_accrual (entry int primary key, reversal int not null unique,
		source bigint not null, agreement int not null, provider int not null, accrued_on date not null,
		pence bigint not null, working text not null, withdraws bigint) on commit drop;
	create temp table stage_fund_use (charge int primary key, fund int not null, seq int not null,
		before bigint not null, borne bigint not null, rule text, use text, decision bigint) on commit drop;
	for stage in select c.relname as name, string_agg(quote_ident(a.attname), ', ') as columns
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and a.attname <> 'id'
		where c.relnamespace = pg_my_temp_schema() and c.relkind = 'r' and c.relname like 'stage\_%'
		group by c.relname
	loop
		execute format('grant insert (%s) on pg_temp.%I to %I', stage.columns, stage.name, session_user);
	end loop;
end $$;

-- Locks in the global order (R15): periods shared, then agreements (their streams and lots), then funds with
-- rules, each sorted. A
-- poster takes them before it reads what it builds on; the closer of a period takes the period exclusively.
-- Of the schools only those count that have a part in the agreements: the table of locks has its limits.
create or replace function purse_api.lock_for_posting(schools int[], months int[], agreements int[])
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
	perform pg_advisory_xact_lock_shared(p.school, p.month)
	from (select distinct s.school, m.month from unnest(schools) s (school)
		cross join unnest(months) m (month)
		where s.school in (select y.school from purse.party y where y.agreement = any (agreements)
			union select v.lead from purse.agreement_version v where v.agreement = any (agreements))
		order by 1, 2) p;
	perform pg_advisory_xact_lock((1::bigint << 40) + a.agreement)
	from (select distinct u.agreement from unnest(agreements) u (agreement) order by 1) a;
	perform purse.lock_funds(agreements);
end $$;

-- ---- exact arithmetic, without dividing
-- --------------------------------------------------------------------

-- Whether the pair is a fraction in lowest terms (R2). Also what is not a number at all is none: infinity
-- less itself is not a number. Whole numbers, by far the most, need no common divisor.
create or replace function purse.is_fraction(n numeric, d numeric) returns boolean
language sql immutable as $$
	select n = trunc(n) and case when d = 1 then n - n = 0 else d = trunc(d) and d > 0 and gcd(n, d) = 1 end
$$;

-- Whether a/b + c/d = e/f.
create or replace function purse.sum_equals(a numeric, b numeric, c numeric, d numeric, e numeric, f numeric)
returns boolean language sql immutable as $$ select (a * d + c * b) * f = e * b * d $$;

-- The penny nearest numerator/denominator, half away from zero (R3).
create or replace function purse.nearest_penny(numerator numeric, denominator numeric) returns numeric
language sql immutable as $$
	select sign(numerator) * div(2 * abs(numerator) + denominator, 2 * denominator)
$$;

-- The sum of fractions as a pair {numerator, denominator} in lowest terms.
create or replace function purse.sum_of_fractions(numerators numeric[], denominators numeric[])
returns numeric[] language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
	n numeric := 0;
	d numeric := 1;
	g numeric;
begin
	for i in 1 .. cardinality(numerators) loop
		if denominators[i] = d then
			n := n + numerators[i];
		else
			n := n * denominators[i] + numerators[i] * d;
			d := d * denominators[i];
			g := gcd(n, d);
			n := div(n, g);
			d := div(d, g);
		end if;
	end loop;
	return array[n, d];
end $$;

-- ---- refusing
-- ----------------------------------------------------------------------------------------------

create or replace function purse.refuse(code text, message text, detail text default null,
	hint text default null)
returns void language plpgsql as $$
begin
	raise exception using errcode = code, message = message, detail = coalesce(detail, ''),
		hint = coalesce(hint, '');
end $$;

create or replace function purse.code_of(counterparty int) returns text language sql stable as $$
	select coalesce((select c.code from purse.counterparty c where c.id = code_of.counterparty), '?')
$$;

grant execute on function purse.sum_of_fractions(numeric[], numeric[]) to purse_viewer, purse_user;
-- the caller's rows take their numbers by default
grant usage on sequence purse.charge_id_seq, purse.entry_id_seq to purse_user;
