-- Dated reference tables, taken from the files of sql/reference at install and upgrade: rows are added, and a
-- row that is used never changes its meaning; a correction of wording is taken over.
set check_function_bodies = off;

create or replace function purse.take_reference_account() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into purse.account (code, name, class, source, checked)
	select r.code, r.name, r.class, r.source, r.checked::date from pg_temp.reference_account r
	on conflict (code) do update set name = excluded.name, source = excluded.source,
		checked = excluded.checked
$$;

create or replace function purse.take_reference_vat_rule() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into purse.vat_rule (rule, version, stage, position, valid_from, valid_to, supply, conditions,
		treatment, document_kind, reason, source, confidence, checked)
	select r.rule, r.version::int, r.stage, r.position::int, r.valid_from::date, r.valid_to::date, r.supply,
		coalesce(r.conditions, ''), r.treatment, r.document_kind, r.reason, r.source, r.confidence,
		r.checked::date from pg_temp.reference_vat_rule r
	on conflict (rule, version) do nothing
$$;

-- What rules may ask; the wording of a question may be mended, what follows from silence is part of the
-- rules.
create or replace function purse.take_reference_vat_fact() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into purse.vat_fact (fact, question, stated, when_silent, source, checked)
	select r.fact, r.question, r.stated = 'yes', r.when_silent, r.source, r.checked::date
	from pg_temp.reference_vat_fact r
	on conflict (fact) do update set question = excluded.question, source = excluded.source,
		checked = excluded.checked
$$;

create or replace function purse.take_reference_vat_threshold() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into purse.vat_threshold (valid_from, valid_to, amount, warn_from, source, checked)
	select r.valid_from::date, r.valid_to::date, r.amount::bigint * 100, r.warn_from::numeric, r.source,
		r.checked::date
	from pg_temp.reference_vat_threshold r on conflict (valid_from) do nothing
$$;

create or replace function purse.take_reference_vat_rate() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into purse.vat_rate (treatment, rate, valid_from, valid_to, source, checked)
	select r.treatment, r.rate::numeric, r.valid_from::date, r.valid_to::date, r.source, r.checked::date
	from pg_temp.reference_vat_rate r on conflict (treatment, valid_from) do nothing
$$;

-- A row that was wrong is put right: what was charged keeps the figures that it was made from.
create or replace function purse.take_reference_statutory_rate() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into purse.statutory_rate (name, valid_from, valid_to, threshold, rate, earlier, source,
		confidence, checked)
	select r.name, r.valid_from::date, r.valid_to::date, purse.pence_of(r.threshold), r.rate::numeric,
		r.earlier, r.source, r.confidence, r.checked::date
	from pg_temp.reference_statutory_rate r
	on conflict (name, valid_from) do update set valid_to = excluded.valid_to,
		threshold = excluded.threshold, rate = excluded.rate, earlier = excluded.earlier,
		source = excluded.source, confidence = excluded.confidence, checked = excluded.checked
$$;

create or replace function purse.take_reference_working_time() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into purse.working_time (name, valid_from, valid_to, value, source, confidence, checked)
	select r.name, r.valid_from::date, r.valid_to::date, r.value::numeric, r.source, r.confidence,
		r.checked::date
	from pg_temp.reference_working_time r
	on conflict (name, valid_from) do update set valid_to = excluded.valid_to, value = excluded.value,
		source = excluded.source, confidence = excluded.confidence, checked = excluded.checked
$$;

-- A default that has served stays: the agreements that took it would else say something else.
create or replace function purse.take_reference_default_code() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into purse.default_code (supply, valid_from, valid_to, income_code, cost_code, source, confidence,
		checked)
	select r.supply, r.valid_from::date, r.valid_to::date, r.income_code, r.cost_code, r.source, r.confidence,
		r.checked::date
	from pg_temp.reference_default_code r
	on conflict (supply, valid_from) do update set valid_to = excluded.valid_to, source = excluded.source,
		confidence = excluded.confidence, checked = excluded.checked
$$;

create or replace function purse.take_reference_academy_code() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into purse.academy_code (code, valid_from, valid_to, academy_code, source, checked)
	select r.code, r.valid_from::date, r.valid_to::date, r.academy_code, r.source, r.checked::date
	from pg_temp.reference_academy_code r
	on conflict (code, valid_from) do update set valid_to = excluded.valid_to,
		academy_code = excluded.academy_code, source = excluded.source, checked = excluded.checked
$$;

-- The usual codes of a supply on a day: income of who provides, cost of who pays. Null where none is usual.
create or replace function purse.usual_code(supply text, day date, of_income boolean) returns text
language sql stable as $$
	select case when of_income then d.income_code else d.cost_code end from purse.default_code d
	where d.supply = usual_code.supply and day between d.valid_from and d.valid_to
$$;
