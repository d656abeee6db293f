-- What is charged for later months and is to be posted up to a day, line by line of what it waits from.
-- $1 the day; $2 agreements or null; $3 schools or null.
select d.* from purse_api.cut_offs_due($1::date, $2::int[], $3::int[]) d
