-- Documents: each line follows from charges of its schools and from what is agreed, VAT from the rules, and
-- no charge stands on two (R8, R11, R14).
set check_function_bodies = off;

-- Who stands behind each school for VAT, and what follows from it, with the days on which both hold: the row
-- that began last decides.
create or replace view purse.vat_person as
	select p.school, p.valid_from, p.body, p.eligible, p.registered, p.recovers, least(p.valid_to,
		lead(p.valid_from, 1, date 'infinity') over (partition by p.school
			order by p.valid_from) - 1) as last_day, p.authority
	from (
		select g.school, greatest(g.valid_from, b.valid_from) as valid_from,
			least(g.valid_to, b.until) as valid_to, g.vat_body as body, b.eligible,
			b.vat_scheme in ('registered', 'section 33B registered')
				or (b.vat_scheme = 'section 33' and b.vat_number is not null) as registered,
			b.vat_scheme in ('registered', 'section 33B registered', 'section 33', 'section 33B')
				as recovers,
			b.kind = 'local authority' as authority
		from purse.current_school_body g
		join (select d.*, lead(d.valid_from, 1, date 'infinity')
				over (partition by d.body order by d.valid_from) - 1 as until
			from purse.current_body_detail d) b
		on b.body = g.vat_body and b.valid_from <= g.valid_to and b.until >= g.valid_from) p;
grant select on purse.vat_person to purse_viewer;

create or replace function purse.check_documents(mine int[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	if not exists (select from pg_temp.stage_document) then return; end if;
	select min(purse.code_of(d.issuer)) as school into bad
	from pg_temp.stage_document d where d.issuer <> all (mine);
	if bad.school is not null then
		perform purse.refuse('LG401', format('you have no right to issue documents of school %s',
			bad.school));
	end if;
	if (select count(*) from (select from pg_temp.stage_document d
		left join purse.document o on o.id = d.credits
		where d.credits is not null and (o.credits is null and o.issuer = d.issuer
			and o.customer = d.customer and o.issued <= d.issued) is not true) fault) > 0 then
		perform purse.refuse('LG315', 'a credit note does not fit the document it credits');
	end if;
	perform purse.check_line_charges();
	perform purse.check_line_vat();
	perform purse.check_credit_lines();
	perform purse.check_document_vat();
end $$;

-- Each charge fits the document and the line it stands on, and stands on one live document at most. What the
-- customer's board has not authorised, or what is reversed, is not invoiced; a credit note that cancels takes
-- off what is reversed.
create or replace function purse.check_line_charges() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	if (select count(*) from (select from pg_temp.stage_line_charge x
		join pg_temp.stage_document d on d.ref = x.document
		join pg_temp.stage_line l on l.document = x.document and l.line = x.line
		left join purse.charge c on c.id = x.charge
		where (c.provider = d.issuer and c.customer = d.customer and c.agreement = l.agreement
			and c.reverses is null and c.service_from >= l.service_from and c.service_to <= l.service_to)
			is not true) fault) > 0 then
		perform purse.refuse('LG303',
			'a charge does not belong to the schools of the document or to its line');
	end if;
	if (select count(*) from (
		select from (
			select u.charge, sum(u.direction) as live from (
				select x.charge, x.direction from pg_temp.stage_line_charge x
				union all select o.charge, o.direction from purse.line_charge o
				where o.charge in (select x.charge from pg_temp.stage_line_charge x)) u group by u.charge) t
		where t.live not in (0, 1)) fault) > 0 then
		perform purse.refuse('LG310', 'a charge stands on a document already', null,
			'somebody raised the same charges meanwhile; run again');
	end if;
	if (select count(*) from (select from pg_temp.stage_line_charge x
		join pg_temp.stage_document d on d.ref = x.document
		where d.credits is not null and not exists (select from purse.line_charge o
			where o.document = d.credits and o.charge = x.charge and o.direction = 1)) fault) > 0 then
		perform purse.refuse('LG315', 'a credit note takes off what did not stand on the document');
	end if;
	if (select count(*) from (select from pg_temp.stage_line_charge x
		join pg_temp.stage_document d on d.ref = x.document
		left join purse.charge r on r.reverses = x.charge
		left join pg_temp.stage_charge c on c.reverses = x.charge
		where case when x.direction = 1 then r.id is not null or c.ref is not null
			when d.credit_kind = 'cancel' then r.id is null
				and c.ref is null else c.ref is not null end) fault) > 0
	then
		perform purse.refuse('LG315', 'a charge that is reversed is not invoiced, and cancelling reverses',
			null,
			'somebody may have corrected it meanwhile; run again');
	end if;
	perform purse.check_authority();
	if (select count(*) from (select from pg_temp.stage_line l join (
			select x.document, x.line, sum(x.direction * c.pence) as net
			from pg_temp.stage_line_charge x join purse.charge c on c.id = x.charge group by 1, 2) t
			on t.document = l.document and t.line = l.line
		where t.net <> l.net or l.net <> purse.nearest_penny(l.quantity * l.price * 100, 1)) fault) > 0 then
		perform purse.refuse('LG307',
			'a line is not the sum of its charges, or not its quantity times its price');
	end if;
end $$;

-- The treatment and the rate of each line follow from the VAT rules or from what a person decided, its kind
-- of document too; accounts and fund from the agreement. What is decided holds from one turn to the next, so
-- it is asked once for all lines between.
create or replace function purse.check_line_vat() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	with code as materialized (
		select s.* from purse.school_code s where s.supply is not null
	), asked as materialized (
		select x.document, x.line, c.agreement, d.issuer, d.customer, c.service_from, t.day, v.supply,
			coalesce(v.own_income, i.income_code, v.income_code) as income_code,
			coalesce(v.own_cost, k.cost_code, v.cost_code) as cost_code
		from pg_temp.stage_line_charge x join pg_temp.stage_document d on d.ref = x.document
		join purse.charge c on c.id = x.charge join purse.charge_day t on t.id = c.id
		left join purse.coded_version v on v.agreement = c.agreement
			and t.day between v.valid_from and v.last_day
		left join code i on i.school = d.issuer and i.supply = v.supply
			and t.day between i.valid_from and i.last_day
		left join code k on k.school = d.customer and k.supply = v.supply
			and t.day between k.valid_from and k.last_day
		where d.credits is null
	), turn as materialized (
		select u.*, purse.vat_turns(u.agreement, u.issuer, u.customer) as days
		from (select distinct a.agreement, a.issuer, a.customer from asked a) u
	), since as materialized (
		select a.*, (select max(y) from unnest(u.days) y where y <= a.service_from) as turned
		from asked a join turn u using (agreement, issuer, customer)
	), decided as materialized (
		select u.*, r.* from (select distinct s.agreement, s.issuer, s.customer, s.supply, s.turned
			from since s where s.turned is not null) u
		cross join lateral purse.vat_decided(u.agreement, u.issuer, u.customer, u.supply, u.turned) r)
	select d.ref, coalesce(r.treatment, 'review') as treatment, l.treatment = 'review' as review into bad
	from since a join pg_temp.stage_document d on d.ref = a.document
	join pg_temp.stage_line l on l.document = a.document and l.line = a.line
	left join purse.effective_party y on y.agreement = a.agreement and y.school = a.customer
		and a.day between y.valid_from and y.last_day
	left join purse.current_fund_detail f on f.fund = y.fund
	left join decided r on (r.agreement, r.issuer, r.customer, r.supply, r.turned)
		= (a.agreement, a.issuer, a.customer, a.supply, a.turned)
	left join purse.vat_rate q on q.treatment = r.treatment
		and a.service_from between q.valid_from and q.valid_to
	where (l.treatment = r.treatment and l.vat_rate = q.rate and r.treatment <> 'review'
		and l.vat_rule = r.decided_by and l.vat_reason = r.reason and d.kind = r.document_kind
		and l.provider_account = a.income_code and l.customer_account = coalesce(y.cost_code, a.cost_code)
		and l.customer_fund = case when a.service_from between f.valid_from and f.valid_to
			then y.fund else 0 end) is not true order by 2 limit 1;
	if found and (bad.review or bad.treatment = 'review') then
		perform purse.refuse('LG312', 'a line has no VAT treatment that can be issued');
	elsif found then
		perform purse.refuse('LG307', 'a line has another VAT treatment, account or fund than follows');
	end if;
	if (select count(*) from (select from pg_temp.stage_line l group by l.document
		having count(distinct l.treatment in ('no supply', 'outside scope', 'non-business')) > 1) mixed) > 0
	then
		perform purse.refuse('LG307', 'a document has lines outside VAT and other lines',
			null, 'what is outside VAT stands on a document of its own');
	end if;
end $$;

-- Lines of a credit note say what the lines said that they credit.
create or replace function purse.check_credit_lines() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	if (select count(*) from (select from pg_temp.stage_line_charge x
		join pg_temp.stage_document d on d.ref = x.document
		join pg_temp.stage_line l on l.document = x.document and l.line = x.line
		left join purse.line_charge o on o.document = d.credits and o.charge = x.charge and o.direction = 1
		left join purse.document_line w on w.document = o.document and w.line = o.line
		where d.credits is not null and (l.treatment = w.treatment and l.vat_rate = w.vat_rate
			and l.vat_rule = w.vat_rule and l.provider_account = w.provider_account
			and l.customer_account = w.customer_account
				and l.customer_fund = w.customer_fund) is not true) fault) > 0 then
		perform purse.refuse('LG315', 'a line of a credit note is not as the line that it credits');
	end if;
end $$;

-- VAT is stated once for each treatment and rate: the rate on the net sum of its lines; on a credit note on
-- all that is credited of the document so far, less what was credited before.
create or replace function purse.check_document_vat() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	if (select count(*) from (select from pg_temp.stage_vat v group by v.document, v.treatment, v.vat_rate
			having count(*) > 1) fault) > 0
		or (select count(*) from (
			select from (select x.document, x.treatment, x.vat_rate, sum(x.net) as net
				from pg_temp.stage_line x group by 1, 2, 3) l
			full join pg_temp.stage_vat v on l.document = v.document and l.treatment = v.treatment
				and l.vat_rate = v.vat_rate
			left join pg_temp.stage_document d on d.ref = v.document
			left join (select c.credits, b.treatment, b.vat_rate, sum(b.net) as net, sum(b.vat) as vat
				from purse.document c join purse.document_vat b on b.document = c.id
				where c.credits in (select k.credits from pg_temp.stage_document k)
				group by 1, 2, 3) before
				on before.credits = d.credits and before.treatment = v.treatment
					and before.vat_rate = v.vat_rate
			where (l.net = v.net and v.vat = purse.nearest_penny((v.net + coalesce(before.net,
				0)) * v.vat_rate, 1)
				- coalesce(before.vat, 0)) is not true) fault) > 0 then
		perform purse.refuse('LG307', 'the VAT of a document is not its rate on the net sum');
	end if;
end $$;

-- Stores the staged documents with the next numbers of their series; the counter rows are locked in sorted
-- order (R14, R15).
create or replace function purse.store_documents(this_batch bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	series record;
begin
	create temp table map_document (ref int primary key, entry int, id bigint, number int, name text)
		on commit drop;
	if not exists (select from pg_temp.stage_document) then return; end if;
	for series in select d.issuer, d.series, count(*) as wanted from pg_temp.stage_document d
		group by 1, 2 order by 1, 2
	loop
		insert into purse.counter (issuer, series) values (series.issuer, series.series)
			on conflict do nothing;
		update purse.counter c set last = c.last + series.wanted
		where c.issuer = series.issuer and c.series = series.series;
		insert into pg_temp.map_document
		select d.ref, d.entry, nextval('purse.document_id_seq'), d.number, format('%s-%s-%s',
			purse.code_of(series.issuer), series.series, to_char(d.number, 'FM99999900000'))
		from (select x.ref, x.entry, c.last - series.wanted + row_number() over (order by x.issued, x.ref)
				as number
			from pg_temp.stage_document x join purse.counter c on c.issuer = x.issuer and c.series = x.series
			where x.issuer = series.issuer and x.series = series.series order by x.issued, x.ref) d;
	end loop;
	with party as (
		select p.school, p.day, purse.party_snapshot(p.school, p.day) as snapshot from (
			select d.issuer as school, d.issued as day from pg_temp.stage_document d
			union select d.customer, d.issued from pg_temp.stage_document d) p)
	insert into purse.document (id, batch, entry, credits, net, vat, gross, issuer, customer, number, issued,
		due, tax_point, service_from, service_to, kind, series, name, credit_kind, reason, payment_reference,
		purchase_order, issuer_party, customer_party)
	overriding system value
	select m.id, this_batch, e.id, d.credits, d.net, d.vat, d.net + d.vat, d.issuer, d.customer, m.number,
		d.issued, d.due, d.tax_point, d.service_from, d.service_to, d.kind, d.series, m.name, d.credit_kind,
		d.reason, m.name, d.purchase_order, i.snapshot,
		k.snapshot - '{bank_name,sort_code,account_number}'::text[]   -- the issuer need not know them
	from pg_temp.stage_document d join pg_temp.map_document m on m.ref = d.ref
	join pg_temp.stage_entry e on e.ref = d.entry
	join party i on i.school = d.issuer and i.day = d.issued
	join party k on k.school = d.customer and k.day = d.issued order by m.id;
	insert into purse.document_line (document, line, net, agreement, service_from, service_to, description,
		working, evidence, quantity, unit, price, treatment, vat_rate, vat_rule, vat_reason, provider_account,
		customer_account, customer_fund)
	select m.id, l.line, l.net, l.agreement, l.service_from, l.service_to, l.description, l.working,
		l.evidence, l.quantity, l.unit, l.price, l.treatment, l.vat_rate, l.vat_rule, l.vat_reason,
		l.provider_account, l.customer_account, l.customer_fund
	from pg_temp.stage_line l join pg_temp.map_document m on m.ref = l.document order by 1, 2;
	insert into purse.document_vat (document, treatment, vat_rate, net, vat)
	select m.id, v.treatment, v.vat_rate, v.net, v.vat
	from pg_temp.stage_vat v join pg_temp.map_document m on m.ref = v.document order by 1, 2, 3;
	insert into purse.line_charge (document, line, charge, direction)
	select m.id, x.line, x.charge, x.direction
	from pg_temp.stage_line_charge x join pg_temp.map_document m on m.ref = x.document order by 1, 2, 3;
end $$;

-- What a document says about one of its parties, as it stood on the day of issue. Bank details count when
-- they are the first that were ever recorded of a school, or when a second person has confirmed them.
create or replace function purse.party_snapshot(school int, day date) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp as $$
	select jsonb_strip_nulls(jsonb_build_object('code', s.code, 'name', d.name, 'urn', d.urn,
		'address', d.address, 'postcode', d.postcode, 'email', d.email, 'cost_centre', d.cost_centre,
		'body', b.name, 'body_code', y.code, 'vat_person', v.name, 'vat_number', v.vat_number,
		'vat_scheme', v.vat_scheme, 'bank_name', k.account_name, 'sort_code', k.sort_code,
		'account_number', k.account_number, 'charge_income', c.charge_income,
		'charge_payment', c.charge_payment))
	from purse.school s
	left join lateral (select x.* from purse.current_school_detail x where x.school = s.id
		and x.valid_from <= day order by x.valid_from desc limit 1) d on true
	left join lateral (select x.* from purse.current_school_body x where x.school = s.id
		and x.valid_from <= day and x.valid_to >= day order by x.valid_from desc limit 1) g on true
	left join purse.body y on y.id = g.legal_body
	left join lateral (select x.* from purse.current_body_detail x where x.body = g.legal_body
		and x.valid_from <= day order by x.valid_from desc limit 1) b on true
	left join lateral (select x.* from purse.current_body_detail x where x.body = g.vat_body
		and x.valid_from <= day order by x.valid_from desc limit 1) v on true
	left join lateral (select x.* from purse.usable_bank_detail x where x.school = s.id
		and x.valid_from <= day order by x.valid_from desc limit 1) k on true
	left join purse.school_code c on c.school = s.id and c.supply is null
		and day between c.valid_from and c.last_day
	where s.id = party_snapshot.school
$$;

create or replace view purse.usable_bank_detail as
	select k.* from purse.current_bank_detail k join purse.record r on r.id = k.record
	where exists (select from purse.bank_confirmation c where c.record = k.record)
		or not exists (select from purse.bank_detail e join purse.record o on o.id = e.record
			where e.school = k.school and (o.batch, e.valid_from) < (r.batch, k.valid_from));
