-- Entries by the keys that opening balances and supplier's invoices are booked under. $1 keys.
select e.id from purse_view.entry e where e.key = any ($1::text[]) order by e.id
