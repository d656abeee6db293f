-- Documents: lines add up, VAT follows from the net sum of each treatment and rate, no charge stands on two (R8, R14).
set check_function_bodies = off;

create or replace function purse.check_documents(mine int[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	if not exists (select from pg_temp.stage_document) then return; end if;
	select purse.code_of(d.issuer) as school into bad from pg_temp.stage_document d where d.issuer <> all (mine) limit 1;
	if found then perform purse.refuse('LG401', format('you have no right to issue documents of school %s', bad.school)); end if;
	select d.ref into bad from pg_temp.stage_document d
	left join (select l.document, sum(l.net) as net, count(*) as lines, max(l.line) as last from pg_temp.stage_line l
		group by l.document) l on l.document = d.ref
	left join (select v.document, sum(v.net) as net, sum(v.vat) as vat from pg_temp.stage_vat v group by v.document) v
		on v.document = d.ref
	where l.lines is null or l.lines <> l.last or l.net <> d.net or v.net is distinct from d.net or v.vat is distinct from d.vat
	limit 1;
	if found then perform purse.refuse('LG303', 'the lines of a document do not add up to its total'); end if;
	select l.document into bad from pg_temp.stage_line l
	where l.net <> purse.nearest_penny(l.quantity * l.price * 100, 1) limit 1;
	if found then perform purse.refuse('LG307', 'a line is not its quantity times its price'); end if;
	select v.document into bad from pg_temp.stage_vat v join pg_temp.stage_document d on d.ref = v.document
	left join (select l.document, l.treatment, l.vat_rate, sum(l.net) as net from pg_temp.stage_line l group by 1, 2, 3) l
		on l.document = v.document and l.treatment = v.treatment and l.vat_rate = v.vat_rate
	left join lateral (select sum(b.net) as net, sum(b.vat) as vat from purse.document c
		join purse.document_vat b on b.document = c.id and b.treatment = v.treatment and b.vat_rate = v.vat_rate
		where c.credits = d.credits) before on d.kind = 'credit note'
	where l.net is distinct from v.net
		or v.vat <> purse.nearest_penny((v.net + coalesce(before.net, 0)) * v.vat_rate, 1) - coalesce(before.vat, 0) limit 1;
	if found then perform purse.refuse('LG307', 'the VAT of a document is not its rate on the net sum'); end if;
	select l.document into bad from pg_temp.stage_line l where l.treatment = 'review'
		or not exists (select from purse.vat_rate r where r.treatment = l.treatment and r.rate = l.vat_rate) limit 1;
	if found then perform purse.refuse('LG312', 'a line has no VAT treatment that can be issued'); end if;
	select d.ref into bad from pg_temp.stage_document d left join purse.document o on o.id = d.credits
	where (d.kind = 'credit note') <> (d.credits is not null)
		or (d.credits is not null and (o.id is null or o.kind = 'credit note' or o.issuer <> d.issuer
			or o.customer <> d.customer or d.net > 0)) or (d.kind = 'internal charge' and d.vat <> 0) limit 1;
	if found then perform purse.refuse('LG315', 'a credit note does not fit the document it credits'); end if;
	perform purse.check_line_charges();
end $$;

-- Each charge of a line fits its document and stands on one live document at most; what a line says is what its charges add to.
create or replace function purse.check_line_charges() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	if exists (select from pg_temp.stage_line l where not exists (select from pg_temp.stage_line_charge c
		where c.document = l.document and c.line = l.line)) then
		perform purse.refuse('LG303', 'a line of a document stands for no charge');
	end if;
	select x.charge into bad from pg_temp.stage_line_charge x join pg_temp.stage_document d on d.ref = x.document
	left join purse.charge c on c.id = x.charge
	where c.id is null or c.provider <> d.issuer or c.customer <> d.customer limit 1;
	if found then perform purse.refuse('LG303', 'a charge does not belong to the schools of the document'); end if;
	select l.document into bad from pg_temp.stage_line l join (
		select x.document, x.line, sum(x.direction * c.pence) as net from pg_temp.stage_line_charge x
		join purse.charge c on c.id = x.charge group by 1, 2) t on t.document = l.document and t.line = l.line
	where t.net <> l.net limit 1;
	if found then perform purse.refuse('LG307', 'a line of a document is not the sum of its charges'); end if;
	select t.charge into bad from (
		select u.charge, sum(u.direction) as live from (
			select x.charge, x.direction from pg_temp.stage_line_charge x
			union all select o.charge, o.direction from purse.line_charge o
			where o.charge in (select x.charge from pg_temp.stage_line_charge x)) u group by u.charge) t
	where t.live not in (0, 1) limit 1;
	if found then
		perform purse.refuse('LG310', 'a charge stands on a document already', null,
			'Somebody raised the same charges meanwhile; run again.');
	end if;
end $$;

-- Stores the staged documents with the next numbers of their series; the counter rows are locked in sorted order (R14, R15).
create or replace function purse.store_documents(this_batch bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	series record;
begin
	create temp table map_document (ref int primary key, id bigint, number int, name text) on commit drop;
	if not exists (select from pg_temp.stage_document) then return; end if;
	for series in select d.issuer, d.series, count(*) as wanted from pg_temp.stage_document d group by 1, 2 order by 1, 2 loop
		insert into purse.counter (issuer, series) values (series.issuer, series.series) on conflict do nothing;
		update purse.counter c set last = c.last + series.wanted where c.issuer = series.issuer and c.series = series.series;
		insert into map_document
		select d.ref, nextval('purse.document_id_seq'),
			c.last - series.wanted + row_number() over (order by d.issued, d.ref), null
		from pg_temp.stage_document d join purse.counter c on c.issuer = d.issuer and c.series = d.series
		where d.issuer = series.issuer and d.series = series.series;
	end loop;
	update map_document m set name = format('%s-%s-%s', purse.code_of(d.issuer), d.series, to_char(m.number, 'FM00000'))
	from pg_temp.stage_document d where d.ref = m.ref;
	insert into purse.document (id, batch, entry, credits, net, vat, gross, issuer, customer, number, issued, due, tax_point,
		service_from, service_to, kind, series, name, credit_kind, reason, payment_reference, purchase_order, issuer_party,
		customer_party)
	overriding system value
	select m.id, this_batch, e.id, d.credits, d.net, d.vat, d.net + d.vat, d.issuer, d.customer, m.number, d.issued, d.due,
		d.tax_point, d.service_from, d.service_to, d.kind, d.series, m.name, d.credit_kind, d.reason, m.name, d.purchase_order,
		purse.party_snapshot(d.issuer, d.issued), purse.party_snapshot(d.customer, d.issued)
	from pg_temp.stage_document d join map_document m on m.ref = d.ref join map_entry e on e.ref = d.entry order by m.id;
	insert into purse.document_line (document, line, net, agreement, service_from, service_to, description, working, evidence,
		quantity, unit, price, treatment, vat_rate, vat_rule, vat_reason, provider_account, customer_account, customer_fund)
	select m.id, l.line, l.net, l.agreement, l.service_from, l.service_to, l.description, l.working, l.evidence, l.quantity,
		l.unit, l.price, l.treatment, l.vat_rate, l.vat_rule, l.vat_reason, l.provider_account, l.customer_account, l.customer_fund
	from pg_temp.stage_line l join map_document m on m.ref = l.document order by 1, 2;
	insert into purse.document_vat (document, treatment, vat_rate, net, vat)
	select m.id, v.treatment, v.vat_rate, v.net, v.vat from pg_temp.stage_vat v join map_document m on m.ref = v.document;
	insert into purse.line_charge (document, line, charge, direction)
	select m.id, x.line, x.charge, x.direction from pg_temp.stage_line_charge x join map_document m on m.ref = x.document;
end $$;

-- What a document says about one of its parties, as it stood on the day of issue. Bank details count when they are a school's
-- first or when a second person has confirmed them.
create or replace function purse.party_snapshot(school int, day date) returns jsonb
language sql stable set search_path = pg_catalog as $$
	select jsonb_strip_nulls(jsonb_build_object('code', s.code, 'name', d.name, 'urn', d.urn, 'address', d.address,
		'postcode', d.postcode, 'email', d.email, 'cost_centre', d.cost_centre, 'body', b.name, 'body_code', y.code,
		'vat_person', v.name, 'vat_number', v.vat_number, 'vat_scheme', v.vat_scheme,
		'bank_name', k.account_name, 'sort_code', k.sort_code, 'account_number', k.account_number))
	from purse.school s
	left join lateral (select x.* from purse.current_school_detail x where x.school = s.id and x.valid_from <= day
		order by x.valid_from desc limit 1) d on true
	left join lateral (select x.* from purse.current_school_body x where x.school = s.id and x.valid_from <= day
		and x.valid_to >= day order by x.valid_from desc limit 1) g on true
	left join purse.body y on y.id = g.legal_body
	left join lateral (select x.* from purse.current_body_detail x where x.body = g.legal_body and x.valid_from <= day
		order by x.valid_from desc limit 1) b on true
	left join lateral (select x.* from purse.current_body_detail x where x.body = g.vat_body and x.valid_from <= day
		order by x.valid_from desc limit 1) v on true
	left join lateral (select x.* from purse.usable_bank_detail x where x.school = s.id and x.valid_from <= day
		order by x.valid_from desc limit 1) k on true
	where s.id = party_snapshot.school
$$;

create or replace view purse.usable_bank_detail as
	select k.* from purse.current_bank_detail k
	where exists (select from purse.bank_confirmation c where c.record = k.record)
		or not exists (select from purse.current_bank_detail e where e.school = k.school and e.valid_from < k.valid_from);
