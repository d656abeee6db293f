-- What the local authorities of schools have chosen for a supply. No parameters.
select c.school, c.supply, c.valid_from, c.last_day, c.income_code, c.cost_code
from purse_view.school_code c where c.supply is not null order by c.school, c.supply, c.valid_from
