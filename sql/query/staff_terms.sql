-- The terms of schools, by dates. No parameters.
select t.school, t.valid_from, t.valid_to from purse_view.term_weeks t order by t.school, t.valid_from
