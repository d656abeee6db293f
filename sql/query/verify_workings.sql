-- How staff costs were worked out, with what the post was, to work them out again: the columns that
-- purse_post_terms_read takes, for the days of the working. No parameters.
select w.record, min(w.record) over (partition by w.batch) as before, w.made_from, w.school_id,
	format('staff-workings.csv, %s', w.ref) as place, w.valid_from, w.valid_to, w.shared_weeks,
	w.cost_numerator, w.cost_denominator, w.time_numerator, w.time_denominator, w.kind, w.salary,
	w.allowances, w.full_numerator as part_numerator, w.full_denominator as part_denominator, w.week_hours,
	w.full_hours, w.weeks, w.leave_days, w.paid_weeks, w.days, w.hours, w.pension, w.levy, w.employer
from purse_view.staff_working_told w where w.made_from <> 'nothing' order by w.batch, w.record
