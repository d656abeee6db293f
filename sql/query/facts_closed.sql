-- Closed months of each school. No parameters.
select c.school, c.month from purse_view.period_close c order by c.school, c.month
