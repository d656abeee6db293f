-- What post_batch checks before it stores anything. Each function refuses with the first thing it finds.
set check_function_bodies = off;

create or replace function purse.code_of(counterparty int) returns text language sql stable as $$
	select coalesce((select c.code from purse.counterparty c where c.id = code_of.counterparty), '?')
$$;

-- Entries: complete, balanced per school and fund, mirrored between schools, in known accounts and open periods (R9, R10, R12).
create or replace function purse.check_entries(mine int[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select e.key into bad from pg_temp.stage_entry e left join (
		select p.entry, count(*) as lines, max(p.line) as last, min(p.line) as first, count(distinct p.line) as different
		from pg_temp.stage_posting p group by p.entry) l on l.entry = e.ref
	where l.lines is null or l.lines < 2 or l.last <> l.lines or l.first <> 1 or l.different <> l.lines limit 1;
	if found then perform purse.refuse('LG303', format('the entry "%s" lacks lines', bad.key)); end if;
	if exists (select from pg_temp.stage_posting p where not exists (
		select from pg_temp.stage_entry e where e.ref = p.entry)) then
		perform purse.refuse('LG303', 'a posting belongs to no entry');
	end if;
	select e.key into bad from pg_temp.stage_entry e join purse.entry x on x.key = e.key limit 1;
	if found then
		perform purse.refuse('LG309', format('"%s" is booked already', bad.key), null, 'Nothing was booked twice; run again.');
	end if;

	select e.key, purse.code_of(u.school) as school, u.total into bad from (
		select p.entry, p.school, p.fund, sum(p.amount) as total from pg_temp.stage_posting p
		group by p.entry, p.school, p.fund having sum(p.amount) <> 0) u
	join pg_temp.stage_entry e on e.ref = u.entry limit 1;
	if found then
		perform purse.refuse('LG301', format('the entry "%s" does not balance for school %s', bad.key, bad.school),
			format('It is out by %s pence.', bad.total));
	end if;

	select e.key, purse.code_of(m.one) as one, purse.code_of(m.other) as other, m.total into bad from (
		select p.entry, least(p.school, p.counterparty) as one, greatest(p.school, p.counterparty) as other,
			right(p.account, 2) as stage, sum(p.amount) as total
		from pg_temp.stage_posting p join purse.school s on s.id = p.counterparty and s.keeps_books
		where p.account in ('1310', '1320', '1390', '2310', '2320', '2390')
		group by 1, 2, 3, 4 having sum(p.amount) <> 0) m
	join pg_temp.stage_entry e on e.ref = m.entry limit 1;
	if found then
		perform purse.refuse('LG302', format('the entry "%s" is not mirrored between %s and %s', bad.key, bad.one, bad.other),
			format('What one books as due differs from what the other books by %s pence.', bad.total));
	end if;

	select p.account into bad from pg_temp.stage_posting p
	where not exists (select from purse.account a where a.code = p.account) limit 1;
	if found then perform purse.refuse('LG304', format('account "%s" is not in the chart of accounts', bad.account)); end if;
	select p.fund into bad from (select distinct school, fund from pg_temp.stage_posting where fund <> 0) p
	where not exists (select from purse.fund f where f.id = p.fund and f.school = p.school) limit 1;
	if found then perform purse.refuse('LG304', 'a fund belongs to another school'); end if;
	select purse.code_of(p.school) as school into bad from (select distinct school from pg_temp.stage_posting) p
	where not exists (select from purse.school s where s.id = p.school and s.keeps_books) limit 1;
	if found then perform purse.refuse('LG303', format('school %s keeps no books here', bad.school)); end if;
	if exists (select from (select distinct p.counterparty from pg_temp.stage_posting p where p.counterparty <> 0) c
		where not exists (select from purse.counterparty x where x.id = c.counterparty))
		or exists (select from pg_temp.stage_posting p where p.counterparty = p.school
			or (p.account in ('1310', '1320', '1390', '2310', '2320', '2390') and p.counterparty = 0)) then
		perform purse.refuse('LG303', 'an account between schools needs the other school as counterparty');
	end if;

	select e.key into bad from pg_temp.stage_entry e where e.date < e.service_date limit 1;
	if found then perform purse.refuse('LG206', format('the entry "%s" is dated before the service', bad.key)); end if;
	select purse.code_of(p.school) as school, c.month into bad from (
		select distinct p.school, purse.month_of(e.date) as month
		from pg_temp.stage_posting p join pg_temp.stage_entry e on e.ref = p.entry) p
	join purse.period_close c on c.school = p.school and c.month = p.month limit 1;
	if found then
		perform purse.refuse('LG305', format('%s is closed for school %s',
			to_char(date '1970-01-01' + bad.month * interval '1 month', 'FMMonth YYYY'), bad.school), null,
			'Somebody closed it meanwhile; run again and the next open month is used.');
	end if;
	perform purse.check_consent(mine);
end $$;

-- Bookings in a school's books that the caller may not write for (R11): only under an agreement that holds on the service date
-- and names the school, in the accounts and the fund that it allows; never in another school's bank.
create or replace function purse.check_consent(mine int[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select e.key, purse.code_of(p.school) as school, p.account into bad
	from pg_temp.stage_posting p join pg_temp.stage_entry e on e.ref = p.entry
	where p.school <> all (mine) and not exists (
		select from purse.current_agreement_version v
		join purse.current_party y on y.agreement = v.agreement and y.school = p.school
			and e.service_date between y.valid_from and y.valid_to
		where v.agreement = p.agreement and e.service_date between v.valid_from and v.valid_to
			and v.lead = any (mine) and p.fund in (0, coalesce(y.fund, 0))
			and p.account in ('2310', '2320', '2390', '1500', '1400', coalesce(y.cost_code, v.cost_code)))
	limit 1;
	if found then
		perform purse.refuse('LG306', format('no live agreement allows a booking on account %s of school %s', bad.account,
			bad.school), format('Entry "%s".', bad.key), 'Check that the school is a party to the agreement on that date.');
	end if;
end $$;

-- Charges follow exactly from quantity and price, or cost and shares, and from the carries of their stream (R3-R7).
create or replace function purse.check_charges(mine int[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	if not exists (select from pg_temp.stage_charge) then return; end if;
	select purse.code_of(c.provider) as school into bad from pg_temp.stage_charge c where c.provider <> all (mine) limit 1;
	if found then
		perform purse.refuse('LG401', format('you have no right to charge for school %s', bad.school), null,
			'The school that provides or pays raises its own charges.');
	end if;
	if exists (select from pg_temp.stage_charge c where (c.stream_key is null) <> (c.seq is null)
		or (c.stream_key is null) <> (c.carry_out_numerator is null) or (c.stream_key is null) <> (c.carry_in_numerator is null)
		or c.exact_denominator <= 0 or coalesce(c.carry_in_denominator, 1) <= 0 or coalesce(c.carry_out_denominator, 1) <= 0
		or (c.kind = 'line') <> (c.stream_key is null)
		or (c.pence <> 0 and not exists (select from pg_temp.stage_entry e where e.ref = c.entry))
		or not exists (select from pg_temp.stage_basis b where b.ref = c.basis)) then
		perform purse.refuse('LG303', 'a charge lacks a part');
	end if;
	-- a line: quantity x price, to the penny
	select c.ref into bad from pg_temp.stage_charge c join pg_temp.stage_basis b on b.ref = c.basis
	where c.kind = 'line' and c.reverses is null and (b.method <> 'line' or c.quantity is null or b.price is null
		or c.exact_numerator <> c.quantity * b.price * 100 * c.exact_denominator
		or c.pence <> purse.nearest_penny(c.exact_numerator, c.exact_denominator)) limit 1;
	if found then perform purse.refuse('LG307', format('charge %s is not its quantity times its price', bad.ref)); end if;
	-- a price holds on the date of the service
	select c.ref into bad from pg_temp.stage_charge c join pg_temp.stage_basis b on b.ref = c.basis
	where b.price_record is not null and c.reverses is null and not exists (select from purse.current_price p
		where p.record = b.price_record and p.agreement = c.agreement and p.price = b.price and p.item = b.item
			and p.unit = b.unit and c.service_from between p.valid_from and p.valid_to) limit 1;
	if found then perform purse.refuse('LG307', format('charge %s does not use the agreed price', bad.ref)); end if;
	-- what was posted and what was carried add up to what was exact
	select c.ref into bad from pg_temp.stage_charge c where c.stream_key is not null and not purse.sum_equals(
		c.carry_in_numerator + c.pence * -c.carry_in_denominator, c.carry_in_denominator,
		c.exact_numerator, c.exact_denominator, c.carry_out_numerator, c.carry_out_denominator) limit 1;
	if found then perform purse.refuse('LG307', format('charge %s does not carry what it did not post', bad.ref)); end if;
	select c.ref into bad from pg_temp.stage_charge c
	where c.stream_key is not null and c.reverses is null and c.kind <> 'residue'
		and abs(c.carry_out_numerator) >= c.carry_out_denominator limit 1;
	if found then perform purse.refuse('LG307', format('charge %s is a penny or more off its exact share', bad.ref)); end if;
	-- a reversal mirrors what it reverses
	select c.ref into bad from pg_temp.stage_charge c left join purse.charge o on o.id = c.reverses
	where c.reverses is not null and (o.id is null or o.reverses is not null or o.pence <> -c.pence or o.agreement <> c.agreement
		or o.provider <> c.provider or o.customer <> c.customer or o.kind <> c.kind
		or o.exact_numerator * c.exact_denominator <> -c.exact_numerator * o.exact_denominator
		or exists (select from purse.charge r where r.reverses = c.reverses)) limit 1;
	if found then perform purse.refuse('LG309', format('charge %s is no reversal of what it names', bad.ref)); end if;
	select c.ref into bad from pg_temp.stage_charge c join purse.charge x on x.source = c.source and x.customer = c.customer
		and coalesce(x.lot, 0) = coalesce(c.lot, 0) and x.reverses is null
	where c.reverses is null and c.source is not null limit 1;
	if found then
		perform purse.refuse('LG309', 'an activity or purchase is charged already', null, 'Nothing was charged twice; run again.');
	end if;
	perform purse.check_sources();
	perform purse.check_shares();
end $$;

-- A charge names a source that exists, of its agreement and schools, and that no correction has taken the place of.
create or replace function purse.check_sources() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select c.ref into bad from pg_temp.stage_charge c
	left join purse.current_activity a on a.record = c.source
	left join purse.current_purchase p on p.record = c.source
	where c.reverses is null and c.source is not null
		and not coalesce(a.agreement = c.agreement and a.provider = c.provider and a.beneficiary = c.customer
			and (c.kind in ('line', 'draw')) and a.date = c.service_from and (c.kind = 'draw' or a.quantity = c.quantity)
			and not exists (select from purse.activity x where x.corrects = a.record), false)
		and not coalesce(p.agreement = c.agreement and p.buyer = c.provider and c.kind = 'share'
			and c.cost = p.net + p.vat - p.vat_reclaimed, false) limit 1;
	if found then perform purse.refuse('LG307', format('charge %s does not follow from its source', bad.ref)); end if;
	select c.ref into bad from pg_temp.stage_charge c
	where c.reverses is null and c.source is null and c.kind in ('line', 'share', 'draw') limit 1;
	if found then perform purse.refuse('LG303', format('charge %s has no source', bad.ref)); end if;
	-- draws: quantities add to the activity's; at cost the exact value is the lot's cost of the quantity
	select d.source into bad from (select c.source, sum(c.quantity) as drawn from pg_temp.stage_charge c
		where c.kind = 'draw' and c.reverses is null group by c.source) d
	join purse.activity a on a.record = d.source where a.quantity <> d.drawn limit 1;
	if found then perform purse.refuse('LG307', 'credits drawn are not the quantity of the activity'); end if;
	select c.ref into bad from pg_temp.stage_charge c left join purse.lot l on l.id = c.lot
	where c.kind = 'draw' and c.reverses is null and (l.id is null or l.agreement <> c.agreement
		or c.service_from not between l.valid_from and l.valid_to
		or c.exact_numerator * l.quantity <> l.cost * c.quantity * c.exact_denominator) limit 1;
	if found then perform purse.refuse('LG307', format('charge %s is not the lot''s cost of its credits', bad.ref)); end if;
end $$;

-- Shares: the parts of a step add to its cost; each exact part is cost x weight / sum of weights; carries are those of the
-- stream as it stands, and in a share stream they sum to zero (R4, R5).
create or replace function purse.check_shares() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select c.stream_key into bad from (
		select c.stream_key, c.seq, c.basis, sum(c.pence) as posted, min(c.cost) as least, max(c.cost) as most, count(*) as parts
		from pg_temp.stage_charge c where c.kind = 'share' and c.reverses is null group by 1, 2, 3) c
	where c.posted <> c.least or c.least <> c.most
		or c.parts <> (select count(*) from pg_temp.stage_weight w where w.basis = c.basis and w.numerator <> 0) limit 1;
	if found then perform purse.refuse('LG307', 'the parts of a shared cost do not add up to it', bad.stream_key); end if;
	select c.ref into bad from pg_temp.stage_charge c
	left join pg_temp.stage_weight w on w.basis = c.basis and w.school = c.customer
	where c.kind = 'share' and c.reverses is null and w.basis is null limit 1;
	if found then perform purse.refuse('LG307', format('charge %s has no share', bad.ref)); end if;
	select c.ref into bad from pg_temp.stage_charge c
	join pg_temp.stage_weight w on w.basis = c.basis and w.school = c.customer
	join (select t.basis, purse.sum_of_fractions(array_agg(t.numerator), array_agg(t.denominator)) as total
		from pg_temp.stage_weight t group by t.basis) s on s.basis = c.basis
	where c.kind = 'share' and c.reverses is null
		and c.exact_numerator * w.denominator * s.total[1] <> c.cost * w.numerator * s.total[2] * c.exact_denominator limit 1;
	if found then perform purse.refuse('LG307', format('charge %s is not its share of the cost', bad.ref)); end if;
	-- the carry each step starts from
	select c.ref into bad from (
		select s.ref, s.stream_key, s.customer, s.seq, s.carry_in_numerator as n, s.carry_in_denominator as d,
			lag(s.carry_out_numerator) over w as before_n, lag(s.carry_out_denominator) over w as before_d
		from pg_temp.stage_charge s where s.stream_key is not null
		window w as (partition by s.stream_key, s.customer order by s.seq)) c
	left join purse.stream t on t.key = c.stream_key
	left join lateral (select x.carry_out_numerator as n, x.carry_out_denominator as d from purse.charge x
		where x.stream = t.id and x.customer = c.customer order by x.seq desc limit 1) last on c.before_n is null
	where c.n * coalesce(c.before_d, last.d, 1) <> coalesce(c.before_n, last.n, 0) * c.d limit 1;
	if found then
		perform purse.refuse('LG308', 'somebody else charged in the same stream meanwhile', format('Charge %s.', bad.ref),
			'Nothing was booked; run again.');
	end if;
	select c.stream_key into bad from (select s.stream_key, min(s.seq) as first from pg_temp.stage_charge s
		where s.stream_key is not null group by 1) c join purse.stream t on t.key = c.stream_key
	where c.first <= (select coalesce(max(x.seq), 0) from purse.charge x where x.stream = t.id) limit 1;
	if found then perform purse.refuse('LG308', 'somebody else charged in the same stream meanwhile', null, 'Run again.'); end if;
	select c.stream_key into bad from pg_temp.stage_charge c where c.kind = 'share'
	group by c.stream_key, c.seq
	having (purse.sum_of_fractions(array_agg(c.carry_out_numerator), array_agg(c.carry_out_denominator)))[1] <> 0 limit 1;
	if found then perform purse.refuse('LG307', 'the carries of a stream do not sum to zero', bad.stream_key); end if;
end $$;

-- The sum of fractions as a pair {numerator, denominator}, over the product of the different denominators.
create or replace function purse.sum_of_fractions(numerators numeric[], denominators numeric[]) returns numeric[]
language plpgsql immutable set search_path = pg_catalog as $$
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

-- Lots: no more is drawn than there is, and a lot with nothing left has nothing left in money (R5).
create or replace function purse.check_movements() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select m.lot into bad from pg_temp.stage_movement m left join purse.lot l on l.id = m.lot
	where l.id is null or (m.kind = 'bought' and (m.quantity <> l.quantity or m.pence <> l.cost)) limit 1;
	if found then perform purse.refuse('LG303', 'a movement does not belong to its lot'); end if;
	select x.lot, x.units, x.pence into bad from (
		select y.lot, sum(y.quantity) as units, sum(y.pence) as pence from (
			select m.lot, m.quantity, m.pence from pg_temp.stage_movement m
			union all select o.lot, o.quantity, o.pence from purse.lot_movement o
			where o.lot in (select m.lot from pg_temp.stage_movement m)) y group by y.lot) x
	where x.units < 0 or (x.units = 0 and x.pence <> 0) limit 1;
	if found and bad.units < 0 then
		perform purse.refuse('LG313', 'more credits are drawn than the lot holds', null, 'Somebody drew meanwhile; run again.');
	elsif found then
		perform purse.refuse('LG307', format('a lot that is used up keeps %s pence', bad.pence));
	end if;
end $$;
