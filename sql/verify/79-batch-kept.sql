-- Every record, entry and charge names the batch that brought it. The tables that grow have no foreign keys,
-- so this is their proof; rules 05, 20, 72, 76 and 78 prove their other references.
select format('%s of batch %s, the first %s', u.what, u.batch, u.first) as place,
	'the batch is not there' as what
from (
	select 'records' as what, r.batch, purse.record_words(min(r.id)) as first from purse.record r group by 2
	union all
	select 'entries', e.batch, purse.entry_words(min(e.id)) from purse.entry e group by 2
	union all
	select 'charges', c.batch, purse.charge_words(min(c.id)) from purse.charge c group by 2) u
where not exists (select from purse.batch b where b.id = u.batch)
