-- New bank details that wait for a second person. No parameters.
select b.school, b.recorded_by, b.recorded_by = session_user as by_caller, min(b.valid_from) as valid_from
from purse_api.bank_details() b where not b.in_use and b.confirmed_by is null
group by b.school, b.recorded_by order by b.school, b.recorded_by
