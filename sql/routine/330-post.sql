-- post_batch: all checks, then all rows, in one transaction.
set check_function_bodies = off;

create or replace function purse.store_charges(this_batch bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	create temp table map_basis (ref int primary key, sha256 bytea, id bigint) on commit drop;
	insert into pg_temp.map_basis
	select b.ref, sha256(convert_to(jsonb_build_array(b.method, b.item, b.unit, b.price, b.price_record,
		b.share_key, b.key_date, w.weights)::text
		|| concat_ws(' ', '', b.leg, trim_scale(b.brokerage), b.brokerage_is), 'UTF8')), null
	from pg_temp.stage_basis b
	left join (select x.basis, jsonb_agg(jsonb_build_array(x.school, x.position, x.numerator, x.denominator,
			x.source) order by x.school) as weights
		from pg_temp.stage_weight x group by x.basis) w on w.basis = b.ref;
	analyze pg_temp.map_basis;
	insert into purse.basis (sha256, method, item, unit, price, price_record, share_key, key_date, leg,
		brokerage, brokerage_is)
	select distinct on (m.sha256) m.sha256, b.method, b.item, b.unit, b.price, b.price_record, b.share_key,
		b.key_date, b.leg, b.brokerage, b.brokerage_is
	from pg_temp.map_basis m join pg_temp.stage_basis b on b.ref = m.ref order by m.sha256, b.ref
	on conflict (sha256) do nothing;
	update pg_temp.map_basis m set id = b.id from purse.basis b where b.sha256 = m.sha256;
	insert into purse.basis_weight (basis, school, position, weight_numerator, weight_denominator, source)
	select distinct on (m.id, w.school) m.id, w.school, w.position, w.numerator, w.denominator, w.source
	from pg_temp.map_basis m join pg_temp.stage_weight w on w.basis = m.ref order by m.id, w.school
	on conflict do nothing;
	insert into purse.stream (agreement, kind, key)
	select distinct on (c.stream_key) c.agreement, 'share', c.stream_key from pg_temp.stage_charge c
	where c.kind = 'share' order by c.stream_key
	on conflict (key) do nothing;
	insert into purse.charge (id, batch, source, basis, entry, lot, stream, reverses, adjusts, pence, cost,
		agreement, provider, customer, seq, service_from, service_to, kind, quantity, exact_numerator,
		exact_denominator, carry_in_numerator, carry_in_denominator, carry_out_numerator,
		carry_out_denominator)
	overriding system value
	select c.id, this_batch, c.source, b.id, e.id, c.lot, t.id, c.reverses, c.adjusts, c.pence, c.cost,
		c.agreement, c.provider, c.customer, c.seq, c.service_from, c.service_to, c.kind, c.quantity,
		c.exact_numerator, c.exact_denominator, c.carry_in_numerator, c.carry_in_denominator,
		c.carry_out_numerator, c.carry_out_denominator
	from pg_temp.stage_charge c join pg_temp.map_basis b on b.ref = c.basis
	left join pg_temp.stage_entry e on e.ref = c.entry left join purse.stream t on t.key = c.stream_key;
	insert into purse.lot_movement (lot, kind, school, quantity, charge, date, pence, exact_numerator,
		exact_denominator)
	select v.lot, v.kind, v.school, v.quantity, c.id, v.date, v.pence, v.exact_numerator, v.exact_denominator
	from pg_temp.stage_movement v left join pg_temp.stage_charge c on c.ref = v.charge order by v.ref;
end $$;

create or replace function purse.store_entries(this_batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	stored bigint;
begin
	insert into purse.entry (id, batch, reverses, date, service_date, lines, kind, key, description)
	overriding system value
	select e.id, this_batch, coalesce(e.reverses, k.id), e.date, e.service_date, p.lines, e.kind, e.key,
		coalesce(replace(e.description, '{document}', d.name), e.description)
	from pg_temp.stage_entry e join pg_temp.map_lines p on p.entry = e.ref
	left join pg_temp.map_document d on d.entry = e.ref
	-- the day after an accrual reverses it, in the same batch
	left join pg_temp.stage_accrual a on a.reversal = e.ref
	left join pg_temp.stage_entry k on k.ref = a.entry;
	insert into purse.accrual (entry, reversal, source, agreement, provider, accrued_on, pence, working,
		withdraws)
	select e.id, r.id, a.source, a.agreement, a.provider, a.accrued_on, a.pence, a.working, a.withdraws
	from pg_temp.stage_accrual a join pg_temp.stage_entry e on e.ref = a.entry
	join pg_temp.stage_entry r on r.ref = a.reversal;
	insert into purse.cut_off (entry, source, school, month)
	select e.id, e.defers, e.defers_school, e.defers_month from pg_temp.stage_entry e
	where e.defers is not null;
	insert into purse.posting (entry, amount, document, school, counterparty, agreement, fund, month, line,
		account)
	select e.id, p.amount, d.id, p.school, p.counterparty, p.agreement, p.fund, e.month, p.line, p.account
	from pg_temp.stage_posting p
	-- the month worked out once for each entry, not for each line
	join (select x.ref, x.id, purse.month_of(x.date) as month from pg_temp.stage_entry x offset 0) e
		on e.ref = p.entry
	left join pg_temp.map_document d on d.ref = p.document;
	get diagnostics stored = row_count;
	insert into purse_cache.batch_total (batch, amount, school, month, fund, counterparty, account)
	select this_batch, sum(b.total), b.school, b.month, b.fund, b.counterparty, b.account
	from pg_temp.map_booked b group by b.school, b.month, b.fund, b.counterparty, b.account
	having sum(b.total) <> 0;
	return stored;
end $$;

-- The locks in the global order (R15). Who called lock_for_posting before has them; the others wait here, and
-- the checks then see what those before them have committed.
create or replace function purse.lock_staged() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform pg_advisory_xact_lock_shared(p.school, p.month)
	from (select distinct m.school, m.month from pg_temp.map_booked m where m.month is not null
		order by 1, 2) p;
	perform pg_advisory_xact_lock((1::bigint << 40) + a.agreement) from (
		select c.agreement from pg_temp.stage_charge c union select l.agreement from pg_temp.stage_line l
		union select p.agreement from pg_temp.map_booked p
		-- what was credited of a document under other agreements decides on the VAT as well
		union select l.agreement from pg_temp.stage_document d
			join purse.document_line l on l.document = d.credits
		order by 1) a;
	perform purse.lock_funds(array(select c.agreement from pg_temp.stage_charge c));
end $$;

-- Whether so many new rows make a table look small that is not any more: plans made for small tables would
-- take for ever, and the server's own look comes a minute late.
create or replace function purse.has_grown(of regclass, new_rows bigint) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
	select new_rows > 50 + 0.1 * c.reltuples from pg_class c where c.oid = of
$$;

-- Posts what was staged, whole or not at all. An empty batch leaves nothing behind.
create or replace function purse_api.post_batch(batch_kind text)
returns table (entries bigint, postings bigint, charges bigint, documents bigint, pence bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp set work_mem = '64MB'
set default_statistics_target = 25 as $$
declare
	mine int[] := purse.my_schools(true);
	this_batch bigint;
begin
	perform purse.must_own_stage('stage_basis', 'stage_weight', 'stage_charge', 'stage_movement',
		'stage_entry', 'stage_posting', 'stage_document', 'stage_line', 'stage_vat', 'stage_line_charge',
		'stage_accrual', 'stage_fund_use');
	if batch_kind is null
		or batch_kind not in ('charge', 'raise', 'credit', 'close', 'cut-off', 'accrue') then
		perform purse.refuse('LG402', format('"%s" is not a kind of batch', batch_kind));
	end if;
	analyze pg_temp.stage_basis; analyze pg_temp.stage_weight; analyze pg_temp.stage_charge;
	analyze pg_temp.stage_movement; analyze pg_temp.stage_entry; analyze pg_temp.stage_posting;
	analyze pg_temp.stage_document; analyze pg_temp.stage_line; analyze pg_temp.stage_line_charge;
	analyze pg_temp.stage_fund_use;
	perform purse.check_whole(batch_kind);
	perform purse.lock_staged();
	perform purse.find_terms();
	perform purse.find_told();
	perform purse.check_fund_uses();
	perform purse.find_lines();
	perform purse.check_whole_lines();
	perform purse.find_rest();
	perform purse.check_entries(mine);
	perform purse.check_charges(mine);
	perform purse.check_movements(mine);
	perform purse.check_documents(mine);
	perform purse.check_cut_offs();
	perform purse.check_accruals(mine);
	perform purse.check_reasons(mine);
	perform purse.check_expected();

	select count(*), coalesce(sum(c.pence), 0) into charges, pence from pg_temp.stage_charge c;
	select count(*) into entries from pg_temp.stage_entry;
	select count(*) into documents from pg_temp.stage_document;
	if entries + charges + (select count(*) from pg_temp.stage_movement) > 0 then
		insert into purse.batch (kind) values (batch_kind) returning id into this_batch;
	end if;
	perform purse.store_documents(this_batch);
	perform purse.store_charges(this_batch);
	perform purse.store_fund_uses();
	postings := purse.store_entries(this_batch);
	if purse.has_grown('purse.charge', charges) or purse.has_grown('purse.document', documents) then
		analyze purse.entry, purse.posting, purse.basis, purse.basis_weight, purse.stream, purse.charge,
			purse.lot_movement, purse.document, purse.document_line, purse.line_charge,
			purse_cache.batch_total;
	end if;
	return next;
end $$;

-- The names of the documents just issued in this transaction, for messages.
create or replace function purse_api.posted_documents() returns table (ref int, name text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.must_own_stage('map_document');
	return query select m.ref, m.name from pg_temp.map_document m order by m.ref;
end $$;

grant execute on function purse_api.open_batch(), purse_api.lock_for_posting(int[], int[], int[]),
	purse_api.post_batch(text), purse_api.posted_documents() to purse_user;
