-- The terms of schools as they were known before a record was made, by dates. $1 the record.
select t.school, t.valid_from, t.valid_to from purse_view.term_weeks_ever t
where t.record < $1::bigint and (t.replaced_by is null or t.replaced_by > $1::bigint)
order by t.school, t.valid_from
