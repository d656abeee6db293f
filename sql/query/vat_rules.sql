-- The VAT rules in the order in which they are asked, then the gates, all versions of each. No parameters.
select r.rule, r.version, r.stage = 'gate' as gate, r.valid_from, r.valid_to, r.supply, r.conditions,
	r.treatment, r.document_kind, r.reason, r.source, r.confidence
from purse_view.vat_rule r order by r.stage = 'gate', r.position, r.rule, r.version desc
