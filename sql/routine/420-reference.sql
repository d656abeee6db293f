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
	insert into purse.vat_rule (rule, version, position, supply, same_person, both_eligible,
		supplier_registered, treatment,
		document_kind, reason, source, confidence, checked)
	select r.rule, r.version::int, r.position::int, r.supply, r.same_person, r.both_eligible,
		r.supplier_registered, r.treatment,
		r.document_kind, r.reason, r.source, r.confidence, r.checked::date from pg_temp.reference_vat_rule r
	on conflict (rule, version) do nothing
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
