-- Months of the books are counted: January 1970 is 0.

-- Months count from January 1970 = 0.
create or replace function purse.month_of(day date) returns int language sql immutable as $$
	select (extract(year from day)::int - 1970) * 12 + extract(month from day)::int - 1
$$;

create or replace function purse.first_day_of(month int) returns date language sql immutable as $$
	select (date '1970-01-01' + month * interval '1 month')::date
$$;
