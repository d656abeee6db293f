-- The usual codes of supplies, and the codes that academies have another for, are in the chart of accounts:
-- income of who provides, cost of who pays.
select format('%s %s from %s', x.said, x.name, purse.day_words(x.valid_from)) as place,
	format('code %s is not among the %s codes', x.code, x.classes) as what
from (
	select 'usual code of' as said, d.supply as name, d.valid_from, d.income_code as code, 'income' as classes
	from purse.default_code d
	union all select 'usual code of', d.supply, d.valid_from, d.cost_code, 'expense and capital'
	from purse.default_code d
	union all select 'academy code of', c.code, c.valid_from, c.code, 'income, expense and capital'
	from purse.academy_code c) x
where not exists (select from purse.account a where a.code = x.code and x.classes like '%' || a.class || '%')
