-- Price schedules: all rows of an agreement, item and unit with one first day. A schedule holds until the
-- next one begins.
set check_function_bodies = off;

-- `51 to 110 pupils`
create or replace function purse.roll_words(first int, last int) returns text language sql immutable as $$
	select case when last is null then format('%s pupils and more', first)
		when last = first then format('%s pupils', first) else format('%s to %s pupils', first, last) end
$$;

-- What is wrong with a row of a schedule beside the others: asked by the import and by verify. other: the row
-- that it does not go with; place: the column of price-tiers.csv.
create or replace view purse.tier_fault as
with tier as (
	select t.*, rank() over (partition by t.agreement, t.item, t.unit, t.valid_from order by t.roll_from,
			t.roll_to) as band,
		lag(t.record) over w as before, lag(t.price) over w as price_before, lag(t.fee) over w as fee_before,
		lag(t.minimum) over w as minimum_before, first_value(t.minimum) over w as lowest
	from purse.current_price_tier t
	window w as (partition by t.agreement, t.item, t.unit, t.valid_from, t.roll_from, t.roll_to
		order by t.minimum, t.record)),
-- the bands of each schedule, and how many pupils the row before leaves off at
banded as (
	select b.*, count(*) over s as bands, lag(b.roll_to) over (s order by b.roll_from, b.roll_to) as ended
	from (select t.agreement, t.item, t.unit, t.valid_from, t.band, t.roll_from, t.roll_to
		from tier t group by 1, 2, 3, 4, 5, 6, 7) b
	window s as (partition by b.agreement, b.item, b.unit, b.valid_from))
select a.record, b.record as other, 5 as place, 'LG204' as code,
	format('could not take the price list of %s: it overlaps that of %s',
		purse.span_words(a.valid_from, a.valid_to), purse.span_words(b.valid_from, b.valid_to)) as problem,
	'let one list end on the day before the other begins' as hint
from tier a join tier b on b.agreement = a.agreement and b.item = a.item and b.unit = a.unit
	and b.valid_from <> a.valid_from
	and ((isfinite(b.valid_to) and a.valid_from between b.valid_from and b.valid_to)
		or (isfinite(a.valid_to) and b.valid_from between a.valid_from and a.valid_to))
union all
select a.record, b.record, 5, 'LG206', format('could not take %s as the last day: another row of the list '
		'has %s', purse.day_words(a.valid_to), purse.day_words(b.valid_to)),
	'give all rows of a price list the same last day'
from tier a join tier b on b.agreement = a.agreement and b.item = a.item and b.unit = a.unit
	and b.valid_from = a.valid_from and b.valid_to <> a.valid_to
union all
select a.record, b.record, 7, 'LG204', case when a.band = b.band
		then format('could not take a second row from %s on: another has it already', trim_scale(a.minimum))
		else format('could not take the row for %s: it overlaps that for %s',
			purse.roll_words(a.roll_from, a.roll_to), purse.roll_words(b.roll_from, b.roll_to)) end,
	case when a.band = b.band then 'give each row another Minimum quantity'
		else 'let one band end on the pupil before the next begins' end
from tier a join tier b on b.agreement = a.agreement and b.item = a.item and b.unit = a.unit
	and b.valid_from = a.valid_from and b.record <> a.record
	and a.roll_from <= coalesce(b.roll_to, a.roll_from) and b.roll_from <= coalesce(a.roll_to, b.roll_from)
	and (a.band <> b.band or a.minimum = b.minimum)
union all
select t.record, null, 7, 'LG206', case when b.ended is null
		then format('could not find a price for fewer than %s pupils', t.roll_from)
		else format('could not find a price for %s', purse.roll_words(b.ended + 1, t.roll_from - 1)) end,
	'let each band begin on the pupil after the one before, and the first at 0'
from tier t join banded b on b.agreement = t.agreement and b.item = t.item and b.unit = t.unit
	and b.valid_from = t.valid_from and b.band = t.band
where t.roll_from > coalesce(b.ended + 1, case when b.band = 1 then 1 else t.roll_from end)
union all
select t.record, t.before, 9, 'LG206', case when t.price > t.price_before
		then format('could not take £%s from %s on: the price rises, from £%s', trim_scale(t.price),
			trim_scale(t.minimum), trim_scale(t.price_before))
		else format('could not take £%s from %s on: it costs no less than from %s on', trim_scale(t.price),
			trim_scale(t.minimum), trim_scale(t.minimum_before)) end,
	'let the price fall where the quantity is higher, or leave the row out'
from tier t where t.minimum > t.minimum_before
	and (t.price > t.price_before or (t.price = t.price_before and t.fee >= t.fee_before))
union all
select t.record, null, 11, 'LG206', 'could not take a fee for the whole order in a band of pupils',
	'write each school under Fee for, or leave Roll from and Roll to blank'
from tier t join banded b on b.agreement = t.agreement and b.item = t.item and b.unit = t.unit
	and b.valid_from = t.valid_from and b.band = t.band
where t.fee_for = 'the order' and (b.bands > 1 or t.roll_to is not null or t.roll_from > 0)
union all
select t.record, null, 6, 'LG206', format('could not find a price for less than %s in a band of pupils',
		trim_scale(t.minimum)),
	'let the first row of each band have 0 as Minimum quantity'
from tier t join banded b on b.agreement = t.agreement and b.item = t.item and b.unit = t.unit
	and b.valid_from = t.valid_from and b.band = t.band
where t.minimum = t.lowest and t.minimum > 0 and (b.bands > 1 or t.roll_to is not null or t.roll_from > 0);
