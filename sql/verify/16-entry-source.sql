-- R7: every entry books something that is there: an opening balance, a supplier's invoice, a charge, what
-- reverses one, or a document. Nothing is booked by hand.
select purse.entry_words(e.id) as place,
	case when e.kind in ('opening', 'grant', 'purchase', 'charge', 'reversal', 'document', 'cut-off',
			'accrual')
		then format('it books what is not there: no %s leads to it', case e.kind
			when 'opening' then 'opening balance' when 'grant' then 'grant payment'
			when 'reversal' then 'reversed charge' else e.kind end)
		else format('it was not booked by purse, which has no entries of kind "%s"', e.kind) end as what
from purse.entry e
where case e.kind
	when 'opening' then not exists (select from purse.opening_balance o where o.entry = e.id)
	when 'grant' then not exists (select from purse.grant_payment p where p.entry = e.id)
	when 'document' then not exists (select from purse.document d where d.entry = e.id)
	when 'purchase' then e.key not in (select 'purchase ' || p.record from purse.purchase p)
	when 'cut-off' then not exists (select from purse.cut_off k where k.entry = e.id)
	when 'accrual' then not exists (select from purse.accrual a where e.id in (a.entry, a.reversal))
	when 'charge' then not exists (select from purse.charge c where c.entry = e.id)
	when 'reversal' then not exists (select from purse.charge c where c.entry = e.id)
	else true end
