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
