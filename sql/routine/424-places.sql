-- Where something is, in words that say which: for the rules of sql/verify. What is not there is named by its
-- number alone.
set check_function_bodies = off;

create or replace function purse.pounds(pence numeric) returns text language sql immutable as $$
	select case when pence < 0 then '-' else '' end || '£'
		|| to_char(div(abs(pence), 100), 'FM999,999,999,999,999,990') || '.'
		|| lpad(mod(abs(pence), 100)::text, 2, '0')
$$;

-- `FED-HT`; a number where there is no such row.
create or replace function purse.agreement_code(agreement int) returns text language sql stable as $$
	select coalesce((select a.code from purse.agreement a where a.id = agreement_code.agreement),
		'agreement ' || agreement)
$$;
create or replace function purse.fund_words(fund int) returns text language sql stable as $$
	select case fund when 0 then 'GENERAL' else coalesce((select f.code from purse.fund f
		where f.id = fund_words.fund), 'no. ' || fund) end
$$;

-- `activities.csv, HAZ-0002`
create or replace function purse.record_words(record bigint) returns text language sql stable as $$
	select coalesce((select format('%s.csv, %s', replace(r.kind, '_', '-'), r.ref) from purse.record r
		where r.id = record_words.record), 'record ' || record)
$$;
-- `entry 20 of 2025-09-08 (FEN-0001: business manager, 1 day for MIL)`
create or replace function purse.entry_words(entry bigint) returns text language sql stable as $$
	select coalesce((select format('entry %s of %s (%s)', e.id, e.date, e.description) from purse.entry e
		where e.id = entry_words.entry), 'entry ' || entry, 'no entry')
$$;
-- `charge 35 of STO-0001 (STO to PEL, CHURCH-CR, 2025-09-16)`
create or replace function purse.charge_words(charge bigint) returns text language sql stable as $$
	select coalesce((select format('charge %s%s (%s to %s, %s, %s)', c.id, ' of ' || r.ref,
			purse.code_of(c.provider), purse.code_of(c.customer), purse.agreement_code(c.agreement),
			c.service_from)
		from purse.charge c left join purse.record r on r.id = c.source
		where c.id = charge_words.charge), 'charge ' || charge)
$$;
-- `lot 1 (STO-P02, CHURCH-CR)`
create or replace function purse.lot_words(lot bigint) returns text language sql stable as $$
	select coalesce((select format('lot %s (%s, %s)', l.id, r.ref, purse.agreement_code(l.agreement))
		from purse.lot l left join purse.record r on r.id = l.purchase where l.id = lot_words.lot),
		'lot ' || lot, 'no lot')
$$;
-- `step 2 of stream 1 (CHURCH-CR)`
create or replace function purse.step_words(stream bigint, step int) returns text language sql stable as $$
	select format('step %s of stream %s%s', step, stream, (select format(' (%s)',
		purse.agreement_code(t.agreement)) from purse.stream t where t.id = step_words.stream))
$$;
-- `basis 23, first of charge 9 of HAZ-0002 (…)`
create or replace function purse.basis_words(basis bigint) returns text language sql stable as $$
	select format('basis %s%s', basis, ', first of ' || purse.charge_words((select min(c.id)
		from purse.charge c where c.basis = basis_words.basis)))
$$;
