-- Every imported record stands in the table of its kind, once, and every row there has its record.
select purse.record_words(coalesce(r.id, d.record)) as place,
	case when r.id is null then format('it stands in %s, and is not there as a record', d.places)
		when d.record is null then 'it stands in no table'
		else format('it stands in %s', d.places) end as what
from purse.record r
full join (
	select x.record, string_agg(x.place, ', ') as places, count(*) as times
	from (
		select y.record, 'body_detail' as place from purse.body_detail y
		union all select y.record, 'school_detail' from purse.school_detail y
		union all select y.record, 'school_body' from purse.school_body y
		union all select y.record, 'bank_detail' from purse.bank_detail y
		union all select y.record, 'stated_rate' from purse.stated_rate y
		union all select y.record, 'partnership_detail' from purse.partnership_detail y
		union all select y.record, 'member' from purse.member y
		union all select y.record, 'pupil_number' from purse.pupil_number y
		union all select y.record, 'fund_detail' from purse.fund_detail y
		union all select y.record, 'post_detail' from purse.post_detail y
		union all select y.record, 'local_code' from purse.local_code y
		union all select y.record, 'agreement_version' from purse.agreement_version y
		union all select y.record, 'party' from purse.party y
		union all select y.record, 'approval' from purse.approval y
		union all select y.record, 'proposal' from purse.proposal y
		union all select y.record, 'recommendation' from purse.recommendation y
		union all select y.record, 'interest' from purse.interest y
		union all select y.record, 'price' from purse.price y
		union all select y.record, 'price_working' from purse.price_working y
		union all select y.record, 'price_tier' from purse.price_tier y
		union all select y.record, 'objective' from purse.objective y
		union all select y.record, 'agreement_objective' from purse.agreement_objective y
		union all select y.record, 'impact_note' from purse.impact_note y
		union all select y.record, 'supply_fact' from purse.supply_fact y
		union all select y.record, 'vat_decision' from purse.vat_decision y
		union all select y.record, 'activity' from purse.activity y
		union all select y.record, 'purchase' from purse.purchase y
		union all select y.record, 'quote' from purse.quote y
		union all select y.record, 'shared_post' from purse.shared_post y
		union all select y.record, 'term_weeks' from purse.term_weeks y
		union all select y.record, 'payroll' from purse.payroll y
		union all select y.record, 'staff_cost' from purse.staff_cost y
		union all select y.record, 'staff_working' from purse.staff_working y
		union all select y.record, 'meter_reading' from purse.meter_reading y
		union all select y.record, 'use_share' from purse.use_share y
		union all select y.record, 'expected_purchase' from purse.expected_purchase y
		union all select y.record, 'opening_balance' from purse.opening_balance y) x
	group by x.record) d on d.record = r.id
where r.id is null or d.record is null or d.times <> 1
