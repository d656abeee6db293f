-- Rates of VAT with their dates. No parameters.
select r.treatment, r.rate, r.valid_from, r.valid_to from purse_view.vat_rate r order by r.treatment,
	r.valid_from
