-- Objectives: what an agreement serves and what a note is about is an objective of the partnership, whenever
-- it held; and the money of an agreement counts under one objective at a time.
select purse.record_words(a.record) as place,
	format('objective %s was never one of its partnership', a.number) as what
from purse.current_agreement_objective a where not exists (select from purse.objective o
	join purse.agreement_version v on v.partnership = o.partnership
	where v.agreement = a.agreement and o.number = a.number)
union all
select purse.record_words(i.record), format('objective %s was never one of its partnership', i.number)
from purse.current_impact_note i where not exists (select from purse.objective o
	where o.partnership = i.partnership and o.number = i.number)
union all
select purse.record_words(a.record), format('agreement %s counts under objective %s too',
	purse.agreement_code(a.agreement), b.number)
from purse.effective_agreement_objective a join purse.effective_agreement_objective b
	on b.agreement = a.agreement and b.number < a.number and a.main and b.main
	and a.valid_from <= b.last_day and b.valid_from <= a.last_day
