-- The questions that VAT rules may ask. No parameters.
select f.fact, f.question, f.stated, f.when_silent, f.source from purse_view.vat_fact f order by f.fact
