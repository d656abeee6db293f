-- R3: a price worked out from a post is what the post costs a year, by its divisor, with the administration
-- that was agreed, rounded once by the rule that was named: half away from zero, or up to the band above.
-- Compared by multiplying out, never by dividing.
select format('%s, %s', purse.record_words(w.record), purse.record_words(p.record)) as place,
	format('%s is not %s/%s pence a year by %s/%s, with %s %% added, rounded to the %s', p.price,
		w.year_numerator, w.year_denominator, w.divisor_numerator, w.divisor_denominator, w.admin_percent,
		w.rounding) as what
from purse.price_working w
join purse.price p on p.agreement = w.agreement and p.item = w.item and p.unit = w.unit
	and p.valid_from = w.valid_from and p.award is not distinct from w.award
	and not exists (select from purse.superseded s where s.record = p.record)
cross join lateral (
	select w.year_numerator * w.divisor_denominator * (100 + w.admin_percent) as numerator,
		w.year_denominator * w.divisor_numerator * 100 as denominator, p.price * 100 as pence,
		case w.rounding when 'penny' then 1 when 'pound' then 100 when 'five pounds' then 500 end as step) x
where not exists (select from purse.superseded s where s.record = w.record)
	and case when w.rounding = 'band' then x.pence * x.denominator < x.numerator
		else x.pence % x.step <> 0 or 2 * abs(x.pence * x.denominator - x.numerator) > x.step * x.denominator
			or 2 * (x.numerator - x.pence * x.denominator) = x.step * x.denominator end
