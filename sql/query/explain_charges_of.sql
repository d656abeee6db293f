-- Charges of records ($1), of entries ($2), of a line of a document ($3, $4): arrays that may be empty. With
-- what reversed them.
with named as (
	select c.id from purse_view.charge c where c.source = any ($1::bigint[]) and c.reverses is null
	union select c.id from purse_view.charge c where c.entry = any ($2::bigint[])
	union select x.charge from purse_view.line_charge x where x.document = $3::bigint and x.line = $4::int)
select n.id from named n
union select v.id from named n join purse_view.charge v on v.reverses = n.id where $2::bigint[] = '{}'
order by 1
