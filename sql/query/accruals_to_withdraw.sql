-- Accruals that would count twice, line by line of what they booked. $1 agreements or null.
select w.* from purse_api.accruals_to_withdraw($1::int[]) w
