-- What sharing saved, line by line: what each school bore together beside what it would have paid alone.
--
-- The partnership's saving is external cost alone less external cost together. Recharges between schools
-- cancel: a user's row carries what it was charged, the provider's row the cost of provision less that same
-- income. The cost of provision is taken as the agreed price, so that a provider gains nothing by being paid;
-- it saves only what it would otherwise have spent itself (a quote of its own). Unused credits and added
-- costs count in full, and so does VAT that a customer does not get back. A row without a quote is listed and
-- counts in no total.

-- The quote that holds for a school: the latest one.
create or replace view purse.quote_in_force as
	select distinct on (q.agreement, q.school, q.item, q.unit, q.purchase) q.*
	from purse.current_quote q order by q.agreement, q.school, q.item, q.unit, q.purchase, q.date desc,
		q.record desc;

-- What was used: by item and unit at a price, by credit, by share of a purchase. Reversed charges have
-- cancelled out.
create or replace function purse.used(first date, last date) returns table (agreement int, provider int,
	customer int, item text,
	unit text, purchase bigint, quantity numeric, pence bigint, added boolean, leg text)
language sql stable as $$
	select c.agreement, c.provider, c.customer, b.item, b.unit, null::bigint,
		-- arrears are of a quantity that was counted before
		sum(case when c.kind = 'arrears' then 0 when c.reverses is null then c.quantity else -c.quantity end),
		sum(c.pence)::bigint, false, b.leg
	from purse.charge c join purse.basis b on b.id = c.basis
	where c.kind in ('line', 'arrears', 'draw', 'settle', 'residue') and c.service_from between first and last
	group by c.agreement, c.provider, c.customer, b.item, b.unit, b.leg
	union all
	select c.agreement, c.provider, c.customer, 'unused credits', 'share', null, 1, sum(c.pence)::bigint,
		true, null
	from purse.charge c where c.kind = 'lapse' and c.service_from between first and last
	group by c.agreement, c.provider, c.customer
	union all
	select c.agreement, c.provider, c.customer, p.description, 'purchase', c.source, 1,
		sum(c.pence)::bigint, p.added_cost, null
	from purse.charge c join purse.purchase p on p.record = c.source
	where c.kind = 'share' and c.service_from between first and last
	group by c.agreement, c.provider, c.customer, p.description, c.source, p.added_cost
	union all
	-- what staff cost each month; what trues it up is of a month that was counted before
	select c.agreement, c.provider, c.customer, k.role, 'month', null,
		count(*) filter (where k.kind <> 'true-up'), sum(c.pence)::bigint, false, null
	from purse.charge c join purse.staff_cost k on k.record = c.source
	where c.kind = 'share' and c.service_from between first and last
	group by c.agreement, c.provider, c.customer, k.role
	union all
	-- what sharing by use moved from one school to another; over all schools nothing
	select c.agreement, c.provider, c.customer, 'shared by use', 'share', null, 1, sum(c.pence)::bigint,
		true, null
	from purse.charge c join purse.use_share u on u.record = c.source
	where c.kind = 'share' and c.service_from between first and last
	group by c.agreement, c.provider, c.customer
$$;

create or replace function purse_api.savings(first date, last date, partnership_code text default null)
returns table (agreement text, agreement_name text, kind text, item text, unit text, school text,
	school_name text, role text,
	quantity numeric, together_pence bigint, alone_pence bigint, method text, saving_class text,
		evidence text, quote_date date,
	counted boolean, why_not text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	with shared as (
		select u.agreement, u.customer as school, u.item, u.unit, u.purchase, u.quantity, u.pence,
			case when u.added then 'added cost' else 'uses' end as role
		-- what a hub pays to a home school it supplies on: the client uses it
		from purse.used(first, last) u where u.leg is distinct from 'home'
		union all
		select u.agreement, u.provider, u.item, u.unit, null, u.quantity, 0, 'provides'
		from (select x.agreement, x.provider, x.item, x.unit, sum(x.quantity) as quantity
			from purse.used(first, last) x
			where x.purchase is null and not x.added and x.provider <> x.customer
				and x.unit <> 'credit' and x.leg is distinct from 'client' group by 1, 2, 3, 4) u),
	-- credits charged at a price: what left the lot less what was charged for it is the lead's
	priced as (
		select l.agreement, l.lead as school, -sum(m.pence)::bigint - (select coalesce(sum(c.pence),
			0)::bigint from purse.charge c
			where c.kind = 'line' and c.agreement = l.agreement and c.service_from between first
				and last) as pence
		from purse.lot_movement m join purse.lot l on l.id = m.lot join purse.charge c on c.id = m.charge
			and c.kind = 'line'
		where m.date between first and last group by l.agreement, l.lead),
	-- VAT on documents that the customer's VAT person does not get back: it stands on cost accounts. Counted
	-- where the service of the document begins, as charges are.
	taxed as (
		select p.agreement, p.school, sum(p.amount)::bigint as pence
		from purse.document d join purse.posting p on p.entry = d.entry and p.school = d.customer
		where d.service_from between first and last and d.vat <> 0
			and p.account not in ('1400', '2310', '2320', '2390')
		group by p.agreement, p.school),
	rows as (
		select s.*, false as given from shared s
		union all
		select t.agreement, t.school, 'VAT that does not come back', 'share', null, 1, t.pence, 'added cost',
			true
		from taxed t where t.pence <> 0
		union all
		select p.agreement, p.school, 'credits: cost less what was charged', 'share', null, 1, p.pence,
			'added cost', true
		from priced p where p.pence <> 0)
	select a.code, v.name, v.kind, r.item, r.unit, s.code, d.name, r.role, r.quantity, r.pence,
		case when r.role = 'added cost' then 0
			when q.record is not null then purse.nearest_penny(q.price * 100 * r.quantity, 1)::bigint
			when r.role = 'provides' then 0 end,
		q.method, coalesce(q.saving_class, case when r.role = 'provides' then 'cost-avoiding' end),
			q.evidence, q.date,
		r.role <> 'uses' or q.record is not null,
		case when r.role = 'uses' and q.record is null then 'no quote says what it would have cost alone' end
	from rows r join purse.agreement a on a.id = r.agreement join purse.school s on s.id = r.school
	left join lateral (select x.* from purse.current_agreement_version x where x.agreement = a.id
		and x.valid_from <= last
		order by x.valid_from desc limit 1) v on true
	left join purse.partnership p on p.id = v.partnership
	left join lateral (select x.name from purse.current_school_detail x where x.school = s.id
		and x.valid_from <= last
		order by x.valid_from desc limit 1) d on true
	left join purse.quote_in_force q on r.role <> 'added cost' and q.agreement = r.agreement
		and q.school = r.school
		and q.item is not distinct from case when r.purchase is null then r.item end
		and q.unit is not distinct from case when r.purchase is null then r.unit end
		and q.purchase is not distinct from r.purchase
	where (partnership_code is null or p.code = partnership_code)
		and a.id = any ((select purse.my_agreements())::int[]) and (r.quantity <> 0 or r.pence <> 0)
	order by a.code, r.item, r.role desc, s.code
$$;
grant execute on function purse_api.savings(date, date, text) to purse_user, purse_viewer;
