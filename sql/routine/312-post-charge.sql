-- Charges: each follows from its source, from what is agreed and from the carries of its stream (R3-R7).
set check_function_bodies = off;

create or replace function purse.check_charges(mine int[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	if not exists (select from pg_temp.stage_charge) then return; end if;
	select min(purse.code_of(c.provider)) as school into bad
	from pg_temp.stage_charge c where c.provider <> all (mine);
	if bad.school is not null then
		perform purse.refuse('LG401', format('you have no right to charge for school %s', bad.school), null,
			'the school that provides or pays raises its own charges');
	end if;
	select min(purse.code_of(c.customer)) as school into bad
	from pg_temp.map_terms t join pg_temp.stage_charge c on c.ref = t.ref
	where t.allowed is not true;
	if bad.school is not null then
		perform purse.refuse('LG306', format('no live agreement lets school %s be charged', bad.school), null,
			'check that the school is a party to the agreement on that date');
	end if;
	perform purse.check_not_twice();
	perform purse.check_reversals();
	perform purse.check_sources();
	if exists (select from pg_temp.stage_charge c where c.stream_key is not null)
		or exists (select from pg_temp.stage_weight) then
		perform purse.check_streams();
		perform purse.check_weights();
		perform purse.check_shares();
	end if;
end $$;

-- No source is charged twice to a school, no charge is reversed twice: neither in the books nor in the batch.
create or replace function purse.check_not_twice() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	if (select count(*) from (select from pg_temp.stage_charge c join purse.charge x on x.source = c.source
			and x.customer = c.customer and coalesce(x.lot, 0) = coalesce(c.lot, 0) and x.reverses is null
			and x.adjusts is null
		where c.reverses is null and c.adjusts is null and c.source is not null) fault) > 0
		or (select count(*) from (select from pg_temp.stage_charge c where c.reverses is null
			and c.adjusts is null and c.source is not null
			group by c.source, c.customer, c.lot having count(*) > 1) fault) > 0 then
		perform purse.refuse('LG309', 'an activity or purchase is charged already', null,
			'nothing was charged twice; run again');
	end if;
	if (select count(*) from (select from pg_temp.stage_charge c
		join purse.charge r on r.reverses = c.reverses) fault) > 0
		or (select count(*) from (select from pg_temp.stage_charge c where c.reverses is not null
			group by c.reverses having count(*) > 1) fault) > 0 then
		perform purse.refuse('LG309', 'a charge is reversed already', null,
			'nothing was reversed twice; run again');
	end if;
end $$;

-- A reversal mirrors a line or a draw: its pence, its exact value, and where it stands (R6). A share of a
-- cost is not reversed: the rest of the cost would hang in the air.
create or replace function purse.check_reversals() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select min(c.ref) as ref into bad from pg_temp.stage_charge c
	join pg_temp.stage_basis b on b.ref = c.basis
	left join purse.charge o on o.id = c.reverses
	left join purse.basis p on p.id = o.basis
	left join purse.stream t on t.id = o.stream
	where c.reverses is not null and (o.reverses is null and o.kind in ('line', 'arrears', 'draw')
		and o.kind = c.kind
		and o.pence = -c.pence and o.agreement = c.agreement and o.provider = c.provider
		and o.customer = c.customer and o.source = c.source and o.quantity = c.quantity
		and o.service_from = c.service_from and o.service_to = c.service_to
		and o.lot is not distinct from c.lot and t.key is not distinct from c.stream_key
		and o.exact_numerator = -c.exact_numerator and o.exact_denominator = c.exact_denominator
		and (p.leg, p.brokerage, p.brokerage_is)
			is not distinct from (b.leg, b.brokerage, b.brokerage_is)
		and p.item = b.item and p.unit = b.unit and p.price_record is not distinct from b.price_record
		and p.price is not distinct from b.price) is not true;
	if bad.ref is not null then
		perform purse.refuse('LG309', format('charge %s is no reversal of what it names', bad.ref));
	end if;
	perform purse.check_adjusted_reversals();
end $$;

-- A line is the quantity of its activity x the price agreed for its item on its day, to the penny; of a
-- brokered activity one of its two legs, with the brokerage agreed for the day. All of it in one look: lines
-- are by far the most.
create or replace function purse.check_lines() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select min(s.ref) filter (where s.follows is not true) as astray,
		min(s.ref) filter (where s.is_product is not true) as wrong,
		min(s.ref) filter (where s.is_agreed is not true) as other into bad
	from (
		select c.ref, a.agreement = c.agreement
				and case when t.agreement_kind <> 'brokered' then a.provider = c.provider
						and a.beneficiary = c.customer and b.leg is null
					when c.provider = t.lead then a.beneficiary = c.customer and b.leg = 'client'
					else a.provider = c.provider and c.customer = t.lead and b.leg = 'home' end
				and a.date = c.service_from and coalesce(a.service_to, a.date) = c.service_to
				and a.quantity = c.quantity
				and (t.basis = 'price' or (t.basis = 'credits at price' and c.customer <> t.lead))
				and x.corrects is null as follows,
			c.exact_numerator = c.quantity * purse.leg_price(b.price, b.leg, b.brokerage, b.brokerage_is)
					* 100 * c.exact_denominator
				and c.pence = case c.exact_denominator when 1 then c.exact_numerator
					else purse.nearest_penny(c.exact_numerator, c.exact_denominator) end as is_product,
			p.agreement = c.agreement and p.price = b.price and p.item = b.item and p.unit = b.unit
				and a.item = b.item and a.unit = b.unit
				and (b.leg is null
					or (b.brokerage = t.brokerage and b.brokerage_is = t.brokerage_is))
				and c.service_from between p.valid_from and p.last_day and w.record is null as is_agreed
		from pg_temp.stage_charge c join pg_temp.map_terms t on t.ref = c.ref
		join pg_temp.stage_basis b on b.ref = c.basis
		left join purse.current_activity a on a.record = c.source
		left join purse.current_activity x on x.corrects = a.record
		left join purse.agreed_price p on p.record = b.price_record
		-- an award that counts instead
		left join purse.agreed_price w on w.changes = p.changes and w.award is not null
			and (p.award is null or w.record > p.record) and w.record <> p.record
			and c.service_from between w.valid_from and w.last_day
		where c.kind = 'line') s;
	if bad.astray is not null then
		perform purse.refuse('LG307', format('charge %s does not follow from its activity', bad.astray), null,
			'it may have been corrected meanwhile; run again');
	elsif bad.wrong is not null then
		perform purse.refuse('LG307', format('charge %s is not its quantity times its price', bad.wrong));
	elsif bad.other is not null then
		perform purse.refuse('LG307', format('charge %s does not use the agreed price', bad.other));
	end if;
end $$;

-- A draw takes the credits of its activity at the cost of their lot. A share is one of a purchase. What is
-- corrected or replaced is not charged.
create or replace function purse.check_sources() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	perform purse.check_lines();
	if not exists (select from pg_temp.stage_charge c where c.kind <> 'line') then return; end if;
	perform purse.check_arrears();
	select min(c.ref) as ref into bad from pg_temp.stage_charge c join pg_temp.map_terms t on t.ref = c.ref
	left join purse.current_activity a on a.record = c.source
	where c.kind = 'draw' and (a.agreement = c.agreement and a.provider = c.provider
		and a.beneficiary = c.customer and a.date = c.service_from and a.date = c.service_to
		and (t.basis = 'credits at cost' or (t.basis = 'credits at price' and c.customer = t.lead))
		and not exists (select from purse.current_activity x where x.corrects = a.record)) is not true;
	if bad.ref is not null then
		perform purse.refuse('LG307', format('charge %s does not follow from its activity', bad.ref), null,
			'it may have been corrected meanwhile; run again');
	end if;
	select min(c.ref) as ref into bad from pg_temp.stage_charge c join pg_temp.map_terms t on t.ref = c.ref
	join pg_temp.stage_basis b on b.ref = c.basis
	left join purse.current_shared_cost p on p.record = c.source
	where c.kind = 'share' and (p.agreement = c.agreement and p.school = c.provider
		and c.cost = p.cost and c.service_from = p.service_from
		and c.service_to = p.service_to and b.key_date = p.date and t.basis <> 'price'
		and not exists (select from purse.lot l where l.purchase = p.record)) is not true;
	if bad.ref is not null then
		perform purse.refuse('LG307', format('charge %s does not follow from the cost that it shares',
			bad.ref));
	end if;
	-- draws: quantities add to the activity's; the exact value is the lot's cost of the quantity
	if (select count(*) from (select from (select c.source, sum(c.quantity) as drawn
		from pg_temp.stage_charge c
			where c.kind = 'draw' and c.reverses is null group by c.source) d
		join purse.activity a on a.record = d.source where a.quantity <> d.drawn) fault) > 0 then
		perform purse.refuse('LG307', 'credits drawn are not the quantity of the activity');
	end if;
	select min(c.ref) as ref into bad from pg_temp.stage_charge c left join purse.lot l on l.id = c.lot
	where c.kind = 'draw' and c.reverses is null and (c.quantity > 0
		and c.service_from between l.valid_from and l.valid_to
		and c.exact_numerator * l.quantity = l.cost * c.quantity * c.exact_denominator) is not true;
	if bad.ref is not null then
		perform purse.refuse('LG307', format('charge %s is not the lot''s cost of its credits', bad.ref));
	end if;
end $$;

-- Streams: a charge runs in the one stream it belongs to, in the next step of it, from the carry that stands,
-- and carries what it does not post: less than a penny (R4, R5). A reversal may leave more, which the next
-- charge takes up (R6).
create or replace function purse.check_streams() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select min(c.ref) as ref into bad from pg_temp.stage_charge c
	left join purse.lot l on l.id = c.lot left join purse.stream s on s.id = l.stream
	left join (select w.basis, string_agg(' ' || w.school, '' order by w.school) as schools
		from pg_temp.stage_weight w group by w.basis) w on w.basis = c.basis
	where c.stream_key is not null and (case when c.kind = 'share'
			then c.stream_key = format('shares of agreement %s among%s', c.agreement, w.schools)
			else l.agreement = c.agreement and l.lead = c.provider and c.stream_key = s.key
				and not exists (select from purse.superseded x where x.record = l.purchase) end) is not true;
	if bad.ref is not null then
		perform purse.refuse('LG307', format('charge %s does not run in its stream', bad.ref));
	end if;
	select min(c.ref) as ref into bad from pg_temp.stage_charge c
	where c.stream_key is not null and (purse.sum_equals(
			c.carry_in_numerator - c.pence * c.carry_in_denominator, c.carry_in_denominator,
				c.exact_numerator,
			c.exact_denominator, c.carry_out_numerator, c.carry_out_denominator)) is not true;
	if bad.ref is not null then
		perform purse.refuse('LG307', format('charge %s does not carry what it did not post', bad.ref));
	end if;
	select min(c.ref) as ref into bad from pg_temp.stage_charge c
	where c.stream_key is not null and c.reverses is null and c.kind <> 'residue'
		and abs(c.carry_out_numerator) >= c.carry_out_denominator;
	if bad.ref is not null then
		perform purse.refuse('LG307', format('charge %s is a penny or more off its exact share', bad.ref));
	end if;
	select min(c.ref) as ref into bad from pg_temp.stage_charge c
	where (c.kind in ('residue', 'settle') and c.exact_numerator <> 0)
		or (c.kind = 'residue' and c.customer <> c.provider)
		or (c.kind = 'settle' and (abs(c.carry_in_numerator) < c.carry_in_denominator
			or c.pence <> purse.nearest_penny(c.carry_in_numerator, c.carry_in_denominator)));
	if bad.ref is not null then
		perform purse.refuse('LG307', format('charge %s settles nothing', bad.ref));
	end if;
	perform purse.check_steps();
end $$;

-- Steps of a stream follow each other without gaps, and so do the carries of each school in it.
create or replace function purse.check_steps() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	if (select count(*) from (
		select from (
			select c.stream_key, min(c.seq) as first, max(c.seq) as last, count(distinct c.seq) as steps,
				count(distinct (c.seq, c.customer)) as different, count(*) as charges
			from pg_temp.stage_charge c where c.stream_key is not null group by c.stream_key) c
		left join purse.stream t on t.key = c.stream_key
		left join lateral (select x.seq from purse.charge x where x.stream = t.id
			order by x.seq desc limit 1) last on true
		where c.first <> coalesce(last.seq, 0) + 1 or c.last - c.first + 1 <> c.steps
			or c.different <> c.charges) fault) > 0 then
		perform purse.refuse('LG308', 'somebody else charged in the same stream meanwhile', null,
			'nothing was booked; run again');
	end if;
	if (select count(*) from (
		select from (
			select s.stream_key, s.customer, s.carry_in_numerator as n, s.carry_in_denominator as d,
				lag(s.carry_out_numerator) over w as before_n, lag(s.carry_out_denominator) over w as before_d
			from pg_temp.stage_charge s where s.stream_key is not null
			window w as (partition by s.stream_key, s.customer order by s.seq)) c
		left join (
			select k.stream_key, k.customer, o.carry_out_numerator as n, o.carry_out_denominator as d
			from (select distinct s.stream_key, s.customer from pg_temp.stage_charge s
				where s.stream_key is not null) k
			join purse.stream t on t.key = k.stream_key
			cross join lateral (select x.carry_out_numerator, x.carry_out_denominator from purse.charge x
				where x.stream = t.id and x.customer = k.customer order by x.seq desc limit 1) o) last
		on c.before_n is null and last.stream_key = c.stream_key and last.customer = c.customer
		where c.n * coalesce(c.before_d, last.d, 1) <> coalesce(c.before_n, last.n, 0) * c.d) fault) > 0 then
		perform purse.refuse('LG308', 'somebody else charged in the same stream meanwhile', null,
			'nothing was booked; run again');
	end if;
end $$;

-- Shares and lapses are weighed as the agreement says, by the parties of the day, with the pupil numbers of
-- the day; the weights are frozen with their rows (R7).
create or replace function purse.check_weights() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	if (select count(*) from (select from pg_temp.stage_basis b join pg_temp.stage_charge c on c.basis = b.ref
		join pg_temp.map_terms t on t.ref = c.ref
		where b.method in ('share', 'lapse') and b.share_key is distinct from
			coalesce((select min(u.share_key) from purse.use_weight u where u.record = c.source),
				case when t.agreement_kind = 'credits' then t.lapse_basis else t.basis end)) fault) > 0 then
		perform purse.refuse('LG307', 'a cost is not shared on the agreed basis');
	end if;
	with step as (
		select distinct c.basis, c.agreement, t.day, c.provider, t.lead_position, b.share_key
		from pg_temp.stage_charge c join pg_temp.map_terms t on t.ref = c.ref
		join pg_temp.stage_basis b on b.ref = c.basis and b.method in ('share', 'lapse')
		where not exists (select from purse.use_share u where u.record = c.source)),
	wanted as (
		select distinct c.basis, u.school, u.position, u.source, u.numerator as n, u.denominator as d
		from pg_temp.stage_charge c join purse.use_weight u on u.record = c.source
		where c.kind = 'share'
		union all
		select s.basis, y.school, y.position, n.record as source, case s.share_key
				when 'equal' then 1 when 'pupil numbers' then n.pupils
				when 'fixed shares' then coalesce(y.share_numerator, 0) end as n,
			case s.share_key when 'fixed shares' then coalesce(y.share_denominator, 1) else 1 end as d
		from step s join purse.effective_party y on y.agreement = s.agreement
			and s.day between y.valid_from and y.last_day
		left join lateral (select u.record, u.pupils from purse.current_pupil_number u
			where u.school = y.school and u.date <= s.day and s.share_key = 'pupil numbers'
			order by u.date desc limit 1) n on true
		where s.share_key <> 'lead'
		union all
		select s.basis, s.provider, coalesce(s.lead_position, 1), null, 1, 1
		from step s where s.share_key = 'lead')
	select min(purse.code_of(coalesce(w.school, x.school))) as school into bad
	from (select * from wanted v where v.n is distinct from 0) w
	full join pg_temp.stage_weight x on x.basis = w.basis and x.school = w.school
	where (w.n * x.denominator = x.numerator * w.d and w.position = x.position
		and w.source is not distinct from x.source) is not true;
	if bad.school is not null then
		perform purse.refuse('LG307', format('the share of school %s is not the agreed one', bad.school),
			null,
			'what is agreed may have been changed meanwhile; run again');
	end if;
end $$;

-- The parts of a shared cost: one for each school with a share, together the cost, each by its weight, the
-- odd pennies where the largest remainders are (R4). Lapses: each by its weight.
create or replace function purse.check_shares() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	if (select count(*) from (
		select from (
			select min(c.basis) as basis, sum(c.pence) as posted, min(c.cost) as least, max(c.cost) as most,
				count(*) as parts, min(c.basis) <> max(c.basis) or min(c.source) <> max(c.source)
					or min(c.kind) <> max(c.kind) or count(distinct c.entry) > 1
					or count(c.entry) not in (0, count(*)) as mixed
			from pg_temp.stage_charge c where c.kind in ('share', 'lapse') group by c.stream_key, c.seq) c
		left join (select w.basis, count(*) as schools from pg_temp.stage_weight w group by w.basis) w
			on w.basis = c.basis
		where c.mixed or c.posted <> c.least or c.least <> c.most or c.parts is distinct
			from w.schools) fault) > 0 then
		perform purse.refuse('LG307', 'the parts of a shared cost do not add up to it');
	end if;
	-- what is shared by a step: the cost; of a lapse the cost of the credits that lapse
	with whole as (
		select t.basis, purse.sum_of_fractions(array_agg(t.numerator), array_agg(t.denominator)) as weight
		from pg_temp.stage_weight t group by t.basis)
	select min(c.ref) as ref into bad from pg_temp.stage_charge c
	left join pg_temp.stage_weight w on w.basis = c.basis and w.school = c.customer
	left join whole s on s.basis = c.basis
	left join pg_temp.stage_movement m on c.kind = 'lapse' and m.kind = 'lapsed' and m.lot = c.lot
	left join purse.lot l on l.id = m.lot
	where c.kind in ('share', 'lapse') and (
		c.exact_numerator * w.denominator * s.weight[1] * coalesce(l.quantity, 1)
		= case c.kind when 'share' then c.cost else -m.quantity * l.cost end
			* w.numerator * s.weight[2] * c.exact_denominator) is not true;
	if bad.ref is not null then
		perform purse.refuse('LG307', format('charge %s is not its share of the cost', bad.ref));
	end if;
	if (select count(*) from (select from pg_temp.stage_charge c where c.kind = 'share'
		group by c.stream_key, c.seq
		having (purse.sum_of_fractions(array_agg(c.carry_out_numerator),
			array_agg(c.carry_out_denominator)))[1] <> 0) fault) > 0 then
		perform purse.refuse('LG307', 'the carries of a stream do not sum to zero');
	end if;
	perform purse.check_odd_pennies();
end $$;

-- Of two parts the one with the larger remainder gets the odd penny, of equal ones the party listed first. A
-- negative cost is shared as its mirror image.
create or replace function purse.check_odd_pennies() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	with part as (
		select c.ref, c.stream_key, c.seq, w.position, c.carry_out_denominator as d,
			case when c.cost < 0 then -c.carry_out_numerator else c.carry_out_numerator end as n
		from pg_temp.stage_charge c join pg_temp.stage_weight w
			on w.basis = c.basis and w.school = c.customer where c.kind = 'share')
	select min(up.ref) as ref into bad from part up join part down on down.stream_key = up.stream_key
		and down.seq = up.seq and up.n < 0 and down.n > 0
	where (up.n + up.d) * down.d < down.n * up.d
		or ((up.n + up.d) * down.d = down.n * up.d and up.position > down.position);
	if bad.ref is not null then
		perform purse.refuse('LG307', format('charge %s took an odd penny that is another school''s',
			bad.ref));
	end if;
end $$;
