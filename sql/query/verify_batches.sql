-- Batches that charge, in the order in which they were posted. No parameters.
select b.id from purse_view.batch b where b.kind in ('charge', 'credit', 'close') order by b.id
