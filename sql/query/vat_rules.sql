-- The VAT rules in the order in which they are asked, the latest version of each. No parameters.
select distinct on (r.position, r.rule) r.rule, r.version, r.supply, r.same_person, r.both_eligible,
	r.supplier_registered,
	r.treatment, r.document_kind, r.reason, r.source
from purse_view.vat_rule r order by r.position, r.rule, r.version desc
