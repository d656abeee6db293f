-- What kind of school each is, from which day on. No parameters.
select d.school, d.valid_from, d.kind, d.phase from purse_view.school_detail d order by d.school, d.valid_from
