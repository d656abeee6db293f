-- How a staff cost was worked out; nothing of it is seen but by the employing school. $1 the staff cost.
select w.post_code, w.valid_from, w.valid_to, w.made_from, w.payroll_ref, w.cost_numerator,
	w.cost_denominator, w.time_numerator, w.time_denominator, w.part_numerator, w.part_denominator, w.details
from purse_view.staff_working_told w where w.staff_cost = $1::bigint order by w.record
