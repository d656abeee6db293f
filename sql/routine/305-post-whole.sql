-- Whether what is staged is whole, by itself: nothing is looked up in the books yet. What passes here has all
-- its parts, days that are days, fractions that are fractions, and references that lead somewhere (R9).
--
-- Here and in the checks that follow, faults are counted, or the smallest is taken: a search for the first
-- one (exists, limit 1) is planned as if it were found at once, and compares all with all when there is none.
set check_function_bodies = off;

-- The largest amount that is posted: sums of a few such still fit 64 bits (R1; purse_terms_fits is the same).
create or replace function purse.most_pence() returns bigint language sql immutable as $$
	select 9223372036854775807 / 8
$$;

-- What is booked on, and in which month: a few rows however many postings there are.
create or replace function purse.find_booked() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	create temp table map_booked on commit drop as
	select p.school, e.month, p.account, p.fund, p.counterparty, p.agreement, sum(p.amount) as total,
		min(p.amount) as least, max(p.amount) as most, bool_or(p.amount = 0) as of_nothing
	from pg_temp.stage_posting p
	-- the month worked out once for each entry, not for each line
	left join (select x.ref, purse.month_of(x.date) as month from pg_temp.stage_entry x offset 0) e
		on e.ref = p.entry
	group by 1, 2, 3, 4, 5, 6;
	analyze pg_temp.map_booked;
end $$;

-- Entries, and what is booked with them.
create or replace function purse.check_whole_entries() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select min(e.key) as key into bad from pg_temp.stage_entry e
	where not isfinite(e.date) or not isfinite(e.service_date)
		or e.kind not in ('purchase', 'charge', 'reversal', 'document', 'cut-off', 'accrual')
		or (e.kind = 'cut-off') <> (e.defers is not null) or (e.defers is null) <> (e.defers_school is null)
		or (e.defers is null) <> (e.defers_month is null)
		or (e.kind = 'reversal') < (e.reverses is not null);
	if bad.key is not null then
		perform purse.refuse('LG303', format('the entry "%s" is of no kind that can be posted', bad.key));
	end if;
	select min(e.key) as key into bad from pg_temp.stage_entry e group by e.key having count(*) > 1;
	if bad.key is not null then
		perform purse.refuse('LG303', format('the entry "%s" comes twice', bad.key));
	end if;
	perform purse.find_booked();
	if exists (select from pg_temp.map_booked p where p.of_nothing) then
		perform purse.refuse('LG303', 'a posting of nothing');
	end if;
	if exists (select from pg_temp.map_booked p
		where p.least < -purse.most_pence() or p.most > purse.most_pence()) then
		perform purse.refuse('LG151', 'an amount is too large for the books');
	end if;
	-- the sums are kept, and balances are made of them
	if exists (select from pg_temp.map_booked p group by p.school, p.month, p.account, p.fund, p.counterparty
		having sum(p.total) not between -purse.most_pence() and purse.most_pence()) then
		perform purse.refuse('LG151', 'the amounts on one account are together too large for the books');
	end if;
end $$;

-- Each entry has its lines, numbered from 1, and no line is without an entry; lines of a document's entry
-- name it, and no others do.
create or replace function purse.check_whole_lines() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select min(e.key) filter (where l.lines is null or l.lines < 2 or l.last <> l.lines or l.first <> 1
			or case when l.lines <= 60 then l.bits <> (2::bigint << l.lines::int) - 2
				else (select count(distinct p.line) from pg_temp.stage_posting p where p.entry = l.entry)
					<> l.lines end) as key,
		count(*) filter (where e.ref is null) as astray into bad
	from pg_temp.stage_entry e full join pg_temp.map_lines l on l.entry = e.ref;
	if bad.key is not null then
		perform purse.refuse('LG303', format('the entry "%s" lacks lines', bad.key));
	end if;
	if bad.astray > 0 then
		perform purse.refuse('LG303', 'a posting belongs to no entry');
	end if;
	if (select count(*) from (select from pg_temp.map_lines l
		left join pg_temp.stage_document d on d.entry = l.entry
		where case when d.ref is null then l.of_document <> 0
			else (l.of_document, l.document, l.other_document) is distinct from (l.lines, d.ref, d.ref) end
		) fault) > 0 then
		perform purse.refuse('LG303', 'a posting names another document than its entry');
	end if;
end $$;

-- Charges with their bases, shares and movements.
create or replace function purse.check_whole_charges() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select min(c.ref) as ref into bad from pg_temp.stage_charge c
	left join pg_temp.stage_basis b on b.ref = c.basis
	left join pg_temp.stage_entry e on e.ref = c.entry
	where (b.method = c.kind and c.kind in ('line', 'arrears', 'share', 'draw', 'lapse', 'residue',
			'settle')
		and (e.ref is not null or (c.entry is null and (c.pence = 0
			or (c.kind = 'share' and c.provider = c.customer   -- of staff the own share is not booked
				and exists (select from purse.staff_cost s where s.record = c.source)))))
		and isfinite(c.service_from) and isfinite(c.service_to) and c.service_to >= c.service_from
		and (c.kind in ('line', 'arrears', 'share', 'draw')) = (c.source is not null)
		and (c.kind in ('line', 'arrears', 'draw')) = (c.quantity is not null)
		and (c.kind = 'arrears' and c.reverses is null) = (c.adjusts is not null)
		and (c.kind = 'share' and c.reverses is null) = (c.cost is not null)
		and (c.kind in ('line', 'arrears', 'share')) = (c.lot is null)
		and (c.kind in ('line', 'arrears')) = (c.stream_key is null)
		and (c.kind in ('line', 'arrears')) = (c.seq is null)
		and (c.kind in ('line', 'arrears')) = (c.carry_in_numerator is null)
		and (c.kind in ('line', 'arrears')) = (c.carry_in_denominator is null)
		and (c.kind in ('line', 'arrears')) = (c.carry_out_numerator is null)
		and (c.kind in ('line', 'arrears')) = (c.carry_out_denominator is null)
		and purse.is_fraction(c.exact_numerator, c.exact_denominator)
		and coalesce(purse.is_fraction(c.carry_in_numerator, c.carry_in_denominator), true)
		and coalesce(purse.is_fraction(c.carry_out_numerator, c.carry_out_denominator), true)) is not true;
	if bad.ref is not null then
		perform purse.refuse('LG303', format('charge %s lacks a part', bad.ref));
	end if;
	if (select count(*) from (select from pg_temp.stage_charge c
		where c.pence not between -purse.most_pence() and purse.most_pence()
			or c.cost not between -3 * purse.most_pence() and 3 * purse.most_pence()) fault) > 0 then
		perform purse.refuse('LG151', 'a charge is too large for the books');
	end if;
	select min(b.ref) as ref into bad from pg_temp.stage_basis b
		left join pg_temp.stage_charge c on c.basis = b.ref
	where c.ref is null or (b.price is null) <> (b.price_record is null)
		or (c.reverses is null and (b.key_date is not null) <> (b.method in ('share', 'lapse')))
		or (c.reverses is null and (b.price is not null) <> (b.method in ('line', 'arrears')))
		or (b.method in ('draw', 'lapse', 'residue', 'settle')
			and (b.item = 'credit' and b.unit = 'credit') is not true)
		or (b.method = 'share' and (b.item is not null or b.unit is not null))
		or (b.leg is null) <> (b.brokerage is null) or (b.leg is null) <> (b.brokerage_is is null)
		or (b.leg is not null and b.method not in ('line', 'arrears'));
	if bad.ref is not null then
		perform purse.refuse('LG303', format('basis %s lacks a part', bad.ref));
	end if;
	if (select count(*) from (select from pg_temp.stage_weight w
		left join pg_temp.stage_basis b on b.ref = w.basis
		where b.ref is null or purse.is_fraction(w.numerator, w.denominator) is not true
			or w.numerator <= 0) fault) > 0
		or (select count(*) from (select from pg_temp.stage_weight w group by w.basis, w.school
			having count(*) > 1) fault) > 0 then
		perform purse.refuse('LG303', 'a share is no share, or stands for a school twice');
	end if;
	select min(m.ref) as ref into bad from pg_temp.stage_movement m
	left join pg_temp.stage_charge c on c.ref = m.charge
	where (m.kind in ('bought', 'lapsed')) <> (m.charge is null)
		or (m.charge is not null and c.ref is null) or not isfinite(m.date)
		or m.kind not in ('bought', 'drawn', 'lapsed', 'returned', 'residue')
		or m.quantity = 'NaN' or abs(m.quantity) = 'Infinity'
		or purse.is_fraction(m.exact_numerator, m.exact_denominator) is not true;
	if bad.ref is not null then
		perform purse.refuse('LG303', format('movement %s lacks a part', bad.ref));
	end if;
end $$;

-- Documents with their lines, VAT and charges. Each has an entry of its own, and entries of documents have
-- one.
create or replace function purse.check_whole_documents() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	if (select count(*) from (select from pg_temp.stage_document d
		where d.net not between -purse.most_pence() and purse.most_pence()
			or d.vat not between -purse.most_pence() and purse.most_pence()) fault) > 0 then
		perform purse.refuse('LG151', 'a document is too large for the books');
	end if;
	select min(d.ref) as ref into bad from pg_temp.stage_document d
	left join pg_temp.stage_entry e on e.ref = d.entry and e.kind = 'document'
	left join (select l.document, count(*) as lines, count(distinct l.line) as different,
		min(l.line) as first,
			max(l.line) as last, sum(l.net) as net, min(l.service_from) as service_from,
			max(l.service_to) as service_to
		from pg_temp.stage_line l group by l.document) l on l.document = d.ref
	left join (select v.document, sum(v.net) as net, sum(v.vat) as vat
		from pg_temp.stage_vat v group by v.document) v on v.document = d.ref
	where (e.ref is not null and l.lines = l.last and l.first = 1 and l.different = l.lines and l.net = d.net
		and v.net = d.net and v.vat = d.vat and isfinite(d.issued) and isfinite(d.due)
		and d.due >= d.issued and d.tax_point = d.issued and l.service_from = d.service_from
		and l.service_to = d.service_to and d.issuer <> d.customer
		and d.kind in ('vat invoice', 'invoice', 'internal charge', 'credit note')
		and (d.kind = 'credit note') = (d.credits is not null)
		and (d.kind = 'credit note') = (d.reason is not null)
		and (d.kind = 'credit note') = (coalesce(d.credit_kind, '') in ('cancel', 'rebill'))
		and (d.credit_kind is null) = (d.credits is null)
		and d.series = case d.kind when 'vat invoice' then 'VAT' when 'invoice' then 'INV'
			when 'internal charge' then 'INT' else 'CRN' end) is not true;
	if bad.ref is not null then
		perform purse.refuse('LG303',
			'the lines of a document do not add up to its total, or it lacks a part');
	end if;
	if (select count(*) from (select from pg_temp.stage_entry e
		left join pg_temp.stage_document d on d.entry = e.ref
			where e.kind = 'document' group by e.ref having count(d.ref) <> 1) fault) > 0
		or (select count(*) from (select from pg_temp.stage_line l where not exists (
			select from pg_temp.stage_document d where d.ref = l.document)) fault) > 0
		or (select count(*) from (select from pg_temp.stage_vat v where not exists (
			select from pg_temp.stage_document d where d.ref = v.document)) fault) > 0 then
		perform purse.refuse('LG303', 'a part of a document belongs to none');
	end if;
	if (select count(*) from (select from pg_temp.stage_line l where not exists (
			select from pg_temp.stage_line_charge x where x.document = l.document
				and x.line = l.line)) fault) > 0
		or (select count(*) from (select from pg_temp.stage_line_charge x where not exists (
			select from pg_temp.stage_line l where l.document = x.document and l.line = x.line)) fault) > 0
				then
		perform purse.refuse('LG303', 'a line of a document stands for no charge');
	end if;
	if (select count(*) from (select from pg_temp.stage_line_charge x
		join pg_temp.stage_document d on d.ref = x.document
			where x.direction is distinct from case when d.credits is null then 1 else -1 end) fault) > 0
		or (select count(*) from (select from pg_temp.stage_line_charge x group by x.document, x.charge
			having count(*) > 1) fault) > 0
		or (select count(*) from (select from pg_temp.stage_document d where d.credits is not null
			group by d.credits having count(*) > 1) fault) > 0 then
		perform purse.refuse('LG315',
			'a document puts charges on and takes none off; a credit note takes off',
			null, 'each charge stands on a document once, and a document has one credit note at a time');
	end if;
end $$;

-- What a batch may hold follows from its kind: charges are made again by those who verify from batches that
-- charge, so no other batch may hold any.
create or replace function purse.check_batch_kind(batch_kind text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	new_charges boolean := exists (select from pg_temp.stage_charge c where c.reverses is null);
	reversals boolean := exists (select from pg_temp.stage_charge c where c.reverses is not null);
	settled boolean := not exists (select from pg_temp.stage_charge c
		where c.kind not in ('settle', 'residue'));
	purchases boolean := exists (select from pg_temp.stage_entry e where e.kind = 'purchase')
		or exists (select from pg_temp.stage_movement m where m.kind = 'bought');
	issues boolean := exists (select from pg_temp.stage_document d where d.credits is null);
	credits boolean := exists (select from pg_temp.stage_document d where d.credits is not null);
	cut_offs boolean := exists (select from pg_temp.stage_entry e where e.kind = 'cut-off');
	accruals boolean := exists (select from pg_temp.stage_accrual)
		or exists (select from pg_temp.stage_entry e where e.kind = 'accrual');
begin
	if ((not cut_offs or batch_kind = 'cut-off') and (not accruals or batch_kind = 'accrue')
		and case batch_kind
		when 'cut-off' then not (new_charges or reversals or purchases or issues or credits)
		when 'accrue' then not (new_charges or reversals or purchases or issues or credits)
		when 'charge' then not (issues or credits)
		when 'raise' then not (new_charges or reversals or purchases)
		when 'credit' then not (new_charges or purchases or issues)
		when 'close' then settled and not (reversals or purchases or issues or credits) end) is not true then
		perform purse.refuse('LG402', format('a batch of kind "%s" can''t hold what was staged',
			coalesce(batch_kind, '')));
	end if;
end $$;

create or replace function purse.check_whole(batch_kind text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.check_batch_kind(batch_kind);
	perform purse.check_whole_entries();
	perform purse.check_whole_charges();
	perform purse.check_whole_documents();
end $$;
