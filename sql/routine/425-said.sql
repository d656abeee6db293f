-- What was imported, beside what stands: a row for each value of each record, with its column in the file.
-- Tables follow from records as the import takes them (sql/routine/import); nothing else may have changed
-- them since. Nothing here can fail on a content that was tampered with.
set check_function_bodies = off;

-- The number that a content says, as the tables have it; what is no number as it is.
create or replace function purse.said_number(said text) returns text language sql immutable as $$
	select case when said ~ '^-?[0-9]{1,30}(\.[0-9]{1,30})?$' then trim_scale(said::numeric)::text
		else said end
$$;
-- Pence as the pounds of a content, and such a content as it would be written.
create or replace function purse.pounds_of(pence bigint) returns text language sql immutable as $$
	select case when pence < 0 then '-' else '' end || div(abs(pence::numeric), 100) || '.'
		|| lpad(mod(abs(pence::numeric), 100)::text, 2, '0')
$$;
create or replace function purse.said_pounds(said text) returns text language sql immutable as $$
	select case when said ~ '^-?[0-9]{1,15}(\.[0-9]{1,2})?$' then said::numeric(20, 2)::text else said end
$$;
create or replace function purse.day_of(day date) returns text language sql stable as $$
	select case when isfinite(day) then to_char(day, 'YYYY-MM-DD') end
$$;

-- A fraction as contents have it: `3`, `1/8`.
create or replace function purse.fraction_words(top numeric, bottom numeric) returns text
language sql immutable as $$
	select trim_scale(top) || case when bottom <> 1 then '/' || trim_scale(bottom) else '' end
$$;

create or replace view purse.record_said as
-- places
select d.record, x.* from purse.body_detail d join purse.record r on r.id = d.record
join purse.body b on b.id = d.body
cross join lateral (values (1, 'Body', b.code, r.content[1]),
	(2, 'From', purse.day_of(d.valid_from), r.content[2]), (3, 'Name', d.name, r.content[3]),
	(4, 'Kind', d.kind, r.content[4]), (5, 'VAT scheme', d.vat_scheme, r.content[5]),
	(6, 'VAT number', d.vat_number, r.content[6]),
	(7, 'Eligible body', case when d.eligible then 'yes' else 'no' end, r.content[7]),
	(8, 'Address', d.address, r.content[8]), (9, 'Postcode', d.postcode, r.content[9])
	) x (position, heading, stands, said)
union all
select d.record, x.* from purse.school_detail d join purse.record r on r.id = d.record
join purse.school s on s.id = d.school
cross join lateral (values (1, 'School', s.code, r.content[1]),
	(2, 'From', purse.day_of(d.valid_from), r.content[2]), (3, 'Name', d.name, r.content[3]),
	(4, 'URN', d.urn, r.content[4]), (5, 'Kind', d.kind, r.content[5]), (6, 'Phase', d.phase, r.content[6]),
	(7, 'Keeps books here', case when s.keeps_books then 'yes' else 'no' end, r.content[7]),
	(8, 'Currency', s.currency, coalesce(r.content[8], 'GBP')), (9, 'Address', d.address, r.content[9]),
	(10, 'Postcode', d.postcode, r.content[10]), (11, 'Cost centre', d.cost_centre, r.content[11]),
	(12, 'Email', d.email, r.content[12])) x (position, heading, stands, said)
union all
select d.record, x.* from purse.school_body d join purse.record r on r.id = d.record
join purse.school s on s.id = d.school join purse.body l on l.id = d.legal_body
join purse.body v on v.id = d.vat_body join purse.body e on e.id = d.employer
cross join lateral (values (1, 'School', s.code, r.content[1]),
	(2, 'From', purse.day_of(d.valid_from), r.content[2]), (3, 'To', purse.day_of(d.valid_to), r.content[3]),
	(4, 'Legal body', l.code, r.content[4]), (5, 'VAT person', v.code, r.content[5]),
	(6, 'Employer', e.code, r.content[6])) x (position, heading, stands, said)
union all
select d.record, x.* from purse.bank_detail d join purse.record r on r.id = d.record
join purse.school s on s.id = d.school
cross join lateral (values (1, 'School', s.code, r.content[1]),
	(2, 'From', purse.day_of(d.valid_from), r.content[2]), (3, 'Account name', d.account_name, r.content[3]),
	(4, 'Sort code', d.sort_code, r.content[4]), (5, 'Account number', d.account_number, r.content[5])
	) x (position, heading, stands, said)
union all
select d.record, x.* from purse.stated_rate d join purse.record r on r.id = d.record
left join purse.body b on b.id = d.employer
cross join lateral (values (1, 'Rate', d.name, r.content[1]),
	(2, 'Employer', case d.employer when 0 then null else coalesce(b.code, d.employer::text) end,
		r.content[2]),
	(3, 'From', purse.day_of(d.valid_from), r.content[3]), (4, 'To', purse.day_of(d.valid_to), r.content[4]),
	(5, 'Threshold', purse.pounds_of(d.threshold), purse.said_pounds(r.content[5])),
	(6, 'Percent', trim_scale(d.percent)::text, purse.said_number(r.content[6])),
	(7, 'Source', d.source, r.content[7]), (8, 'Reason', d.reason, r.content[8])
	) x (position, heading, stands, said)
union all
select d.record, x.* from purse.local_code d join purse.record r on r.id = d.record
join purse.body b on b.id = d.body
cross join lateral (values (1, 'Body', b.code, r.content[1]), (2, 'Supply', d.supply, r.content[2]),
	(3, 'From', purse.day_of(d.valid_from), r.content[3]), (4, 'To', purse.day_of(d.valid_to), r.content[4]),
	(5, 'Income code', d.income_code, r.content[5]), (6, 'Cost code', d.cost_code, r.content[6]),
	(7, 'Charge income', d.charge_income, r.content[7]),
	(8, 'Charge payment', d.charge_payment, r.content[8]), (9, 'Source', d.source, r.content[9]),
	(10, 'Reason', d.reason, r.content[10])) x (position, heading, stands, said)
-- partnerships
union all
select d.record, x.* from purse.partnership_detail d join purse.record r on r.id = d.record
join purse.partnership p on p.id = d.partnership
cross join lateral (values (1, 'Partnership', p.code, r.content[1]), (2, 'Name', d.name, r.content[2]),
	(3, 'Kind', d.kind, r.content[3]), (4, 'From', purse.day_of(d.valid_from), r.content[4]),
	(5, 'To', purse.day_of(d.valid_to), r.content[5])) x (position, heading, stands, said)
union all
select d.record, x.* from purse.member d join purse.record r on r.id = d.record
join purse.partnership p on p.id = d.partnership join purse.school s on s.id = d.school
cross join lateral (values (1, 'Partnership', p.code, r.content[1]), (2, 'School', s.code, r.content[2]),
	(3, 'From', purse.day_of(d.valid_from), r.content[3]), (4, 'To', purse.day_of(d.valid_to), r.content[4])
	) x (position, heading, stands, said)
union all
select d.record, x.* from purse.pupil_number d join purse.record r on r.id = d.record
join purse.school s on s.id = d.school
cross join lateral (values (1, 'School', s.code, r.content[1]),
	(2, 'Date', purse.day_of(d.date), r.content[2]),
	(3, 'Pupils', d.pupils::text, purse.said_number(r.content[3])), (4, 'Source', d.source, r.content[4])
	) x (position, heading, stands, said)
union all
select d.record, x.* from purse.fund_detail d join purse.record r on r.id = d.record
join purse.fund f on f.id = d.fund join purse.school s on s.id = f.school
cross join lateral (values (1, 'School', s.code, r.content[1]), (2, 'Fund', f.code, r.content[2]),
	(3, 'Name', d.name, r.content[3]), (4, 'From', purse.day_of(d.valid_from), r.content[4]),
	(5, 'To', purse.day_of(d.valid_to), r.content[5]),
	(6, 'Amount', purse.pounds_of(d.amount), purse.said_pounds(r.content[6])),
	(7, 'Income code', d.income_code, r.content[7]), (8, 'Conditions', d.conditions, r.content[8])
	) x (position, heading, stands, said)
-- agreements
union all
select d.record, x.* from purse.agreement_version d join purse.record r on r.id = d.record
join purse.agreement a on a.id = d.agreement join purse.partnership p on p.id = d.partnership
join purse.school s on s.id = d.lead
-- a blank code is the usual one; until there were usual ones, income was I08b
cross join lateral (select purse.usual_code(d.supply, d.valid_from, true) as income,
	purse.usual_code(d.supply, d.valid_from, false) as cost) u
cross join lateral (values (1, 'Agreement', a.code, r.content[1]),
	(2, 'From', purse.day_of(d.valid_from), r.content[2]), (3, 'To', purse.day_of(d.valid_to), r.content[3]),
	(4, 'Name', d.name, r.content[4]), (5, 'Partnership', p.code, r.content[5]),
	(6, 'Kind', d.kind, r.content[6]), (7, 'Lead', s.code, r.content[7]), (8, 'Basis', d.basis, r.content[8]),
	(9, 'Supply', d.supply, r.content[9]), (10, 'Presentation', d.presentation, r.content[10]),
	(11, 'Income code', d.income_code,
		coalesce(r.content[11], case d.income_code when 'I08b' then 'I08b' end, u.income, 'I08b')),
	(12, 'Cost code', d.cost_code, coalesce(r.content[12], u.cost)),
	(13, 'Lapse shared by', d.lapse_basis, r.content[13]),
	(14, 'Payment days', d.payment_days::text, purse.said_number(coalesce(r.content[14], '30'))),
	(15, 'Evidence', d.evidence, r.content[15]),
	(16, 'Price rounding', d.price_rounding, coalesce(r.content[16], 'pound')),
	(17, 'Brokerage', trim_scale(d.brokerage)::text, purse.said_number(r.content[17])),
	(18, 'Brokerage is', d.brokerage_is, r.content[18]),
	(19, 'Cut-off', d.cut_off, coalesce(r.content[19], 'none'))
	) x (position, heading, stands, said)
union all
select d.record, x.* from purse.party d join purse.record r on r.id = d.record
join purse.agreement a on a.id = d.agreement join purse.school s on s.id = d.school
left join purse.fund f on f.id = d.fund
cross join lateral (values (1, 'Agreement', a.code, r.content[1]), (2, 'School', s.code, r.content[2]),
	(3, 'From', purse.day_of(d.valid_from), r.content[3]), (4, 'To', purse.day_of(d.valid_to), r.content[4]),
	(5, 'Position', d.position::text, purse.said_number(r.content[5])),
	(6, 'Share', trim_scale(d.share_numerator)
		|| case when d.share_denominator <> 1 then '/' || trim_scale(d.share_denominator) else '' end,
		purse.said_number(r.content[6])),
	(7, 'Cost code', d.cost_code, r.content[7]),
	(8, 'Fund', case d.fund when 0 then 'GENERAL' else coalesce(f.code, d.fund::text) end, r.content[8]),
	(9, 'Cost centre', d.cost_centre, r.content[9]), (10, 'Purchase order', d.purchase_order, r.content[10])
	) x (position, heading, stands, said)
union all
select d.record, x.* from purse.approval d join purse.record r on r.id = d.record
join purse.agreement a on a.id = d.agreement join purse.school s on s.id = d.school
cross join lateral (values (1, 'Agreement', a.code, r.content[1]), (2, 'School', s.code, r.content[2]),
	(3, 'Board', d.board, r.content[3]), (4, 'Minute', d.minute, r.content[4]),
	(5, 'Date', purse.day_of(d.decided), r.content[5]), (6, 'From', purse.day_of(d.valid_from), r.content[6]),
	(7, 'Expires', purse.day_of(d.expires), r.content[7]),
	(8, 'Limit', purse.pounds_of(d.limit_pence), purse.said_pounds(r.content[8])),
	(9, 'Signed by', d.authorised_by, r.content[9]),
	(10, 'Decision', d.decision, coalesce(r.content[10], 'authorised')),
	(11, 'Conditions', d.conditions, r.content[11])) x (position, heading, stands, said)
union all
select d.record, x.* from purse.proposal d join purse.record r on r.id = d.record
join purse.agreement a on a.id = d.agreement
cross join lateral (values (1, 'Agreement', a.code, r.content[1]),
	(2, 'Date', purse.day_of(d.date), r.content[2]), (3, 'Raised by', d.raised_by, r.content[3]),
	(4, 'What', d.what, r.content[4]),
	(5, 'Amount', purse.pounds_of(d.amount_pence), purse.said_pounds(r.content[5])))
	x (position, heading, stands, said)
union all
select d.record, x.* from purse.recommendation d join purse.record r on r.id = d.record
join purse.agreement a on a.id = d.agreement
cross join lateral (values (1, 'Agreement', a.code, r.content[1]),
	(2, 'Committee', d.committee, r.content[2]), (3, 'Minute', d.minute, r.content[3]),
	(4, 'Date', purse.day_of(d.date), r.content[4]), (5, 'Decision', d.decision, r.content[5]),
	(6, 'Basis', d.basis, r.content[6]),
	(7, 'Amount', purse.pounds_of(d.amount_pence), purse.said_pounds(r.content[7])))
	x (position, heading, stands, said)
union all
select d.record, x.* from purse.interest d join purse.record r on r.id = d.record
join purse.school s on s.id = d.school join purse.counterparty k on k.id = d.party
cross join lateral (values (1, 'School', s.code, r.content[1]), (2, 'Person', d.person, r.content[2]),
	(3, 'In', k.code, r.content[3]), (4, 'From', purse.day_of(d.valid_from), r.content[4]),
	(5, 'To', purse.day_of(d.valid_to), r.content[5]), (6, 'Interest', d.interest, r.content[6]),
	(7, 'Declared', purse.day_of(d.declared), r.content[7]), (8, 'Minute', d.minute, r.content[8]),
	(9, 'Related party', case when d.related then 'yes' else 'no' end, coalesce(r.content[9], 'no')))
	x (position, heading, stands, said)
union all
select d.record, x.* from purse.price d join purse.record r on r.id = d.record
join purse.agreement a on a.id = d.agreement
cross join lateral (values (1, 'Agreement', a.code, r.content[1]), (2, 'Item', d.item, r.content[2]),
	(3, 'Unit', d.unit, r.content[3]),
	(4, 'Price', trim_scale(d.price)::text, purse.said_number(r.content[4])),
	(5, 'From', purse.day_of(d.valid_from), r.content[5]), (6, 'To', purse.day_of(d.valid_to), r.content[6]),
	(7, 'How agreed', d.how_agreed, r.content[7]), (8, 'Award', d.award, r.content[8]),
	(9, 'Follows pay', case when d.follows_pay then 'yes' else 'no' end, coalesce(r.content[9], 'no'))
	) x (position, heading, stands, said)
union all
select d.record, x.* from purse.price_working d join purse.record r on r.id = d.record
join purse.school s on s.id = d.school join purse.post o on o.id = d.post
join purse.agreement a on a.id = d.agreement
cross join lateral (values (1, 'School', s.code, r.content[1]), (2, 'Agreement', a.code, r.content[2]),
	(3, 'Item', d.item, r.content[3]), (4, 'Unit', d.unit, r.content[4]),
	(5, 'From', purse.day_of(d.valid_from), r.content[5]), (6, 'Award', d.award, r.content[6]),
	(7, 'Post', o.code, r.content[7]), (8, 'On', purse.day_of(d.worked_on), r.content[8]),
	(9, 'Year', trim_scale(d.year_numerator)
		|| case when d.year_denominator <> 1 then '/' || trim_scale(d.year_denominator) else '' end,
		r.content[9]),
	(10, 'Divisor', trim_scale(d.divisor_numerator)
		|| case when d.divisor_denominator <> 1 then '/' || trim_scale(d.divisor_denominator) else '' end,
		r.content[10]),
	(11, 'Administration', trim_scale(d.admin_percent)::text,
		purse.said_number(coalesce(r.content[11], '0'))),
	(12, 'Rounding', d.rounding, r.content[12])) x (position, heading, stands, said)
union all
select d.record, x.* from purse.price_tier d join purse.record r on r.id = d.record
join purse.agreement a on a.id = d.agreement
cross join lateral (values (1, 'Agreement', a.code, r.content[1]), (2, 'Item', d.item, r.content[2]),
	(3, 'Unit', d.unit, r.content[3]), (4, 'From', purse.day_of(d.valid_from), r.content[4]),
	(5, 'To', purse.day_of(d.valid_to), r.content[5]),
	(6, 'Minimum quantity', trim_scale(d.minimum)::text, purse.said_number(r.content[6])),
	(7, 'Roll from', d.roll_from::text, purse.said_number(coalesce(r.content[7], '0'))),
	(8, 'Roll to', d.roll_to::text, purse.said_number(r.content[8])),
	(9, 'Unit price', trim_scale(d.price)::text, purse.said_number(r.content[9])),
	(10, 'Fixed fee', purse.pounds_of(d.fee), purse.said_pounds(coalesce(r.content[10], '0'))),
	(11, 'Fee for', d.fee_for, coalesce(r.content[11], 'each school')),
	(12, 'School minimum', purse.pounds_of(d.school_minimum),
		purse.said_pounds(coalesce(r.content[12], '0'))),
	(13, 'Evidence', d.evidence, r.content[13])) x (position, heading, stands, said)
union all
select d.record, x.* from purse.post_detail d join purse.record r on r.id = d.record
join purse.post p on p.id = d.post join purse.school s on s.id = p.school
cross join lateral (values (1, 'Post', p.code, r.content[1]), (2, 'School', s.code, r.content[2]),
	(3, 'From', purse.day_of(d.valid_from), r.content[3]), (4, 'To', purse.day_of(d.valid_to), r.content[4]),
	(5, 'Role', d.role, r.content[5]), (6, 'Kind', d.kind, r.content[6]),
	(7, 'Salary', purse.pounds_of(d.salary), purse.said_pounds(r.content[7])),
	(8, 'Allowances', purse.pounds_of(d.allowances), purse.said_pounds(coalesce(r.content[8], '0'))),
	(9, 'Part', trim_scale(d.part_numerator)
		|| case when d.part_denominator <> 1 then '/' || trim_scale(d.part_denominator) else '' end,
		purse.said_number(coalesce(r.content[9], '1'))),
	(10, 'Hours', trim_scale(d.week_hours)::text, purse.said_number(r.content[10])),
	(11, 'Full-time hours', trim_scale(d.full_hours)::text, purse.said_number(r.content[11])),
	(12, 'Weeks', trim_scale(d.weeks)::text, purse.said_number(r.content[12])),
	(13, 'Leave days', trim_scale(d.leave_days)::text, purse.said_number(r.content[13])),
	(14, 'Paid weeks', trim_scale(d.paid_weeks)::text, purse.said_number(r.content[14])),
	(15, 'Pension', d.pension, r.content[15]),
	(16, 'Levy', case when d.levy then 'yes' else 'no' end, r.content[16]),
	(17, 'Days', trim_scale(d.days)::text, purse.said_number(r.content[17])),
	(18, 'Hours a year', trim_scale(d.hours)::text, purse.said_number(r.content[18])),
	(19, 'Source', d.source, r.content[19])) x (position, heading, stands, said)
union all
select d.record, x.* from purse.supply_fact d join purse.record r on r.id = d.record
join purse.agreement a on a.id = d.agreement left join purse.school s on s.id = r.owner
cross join lateral (values (1, 'Agreement', a.code, r.content[1]), (2, 'Provider', s.code, r.content[2]),
	(3, 'Fact', d.fact, r.content[3]), (4, 'From', purse.day_of(d.valid_from), r.content[4]),
	(5, 'To', purse.day_of(d.valid_to), r.content[5]),
	(6, 'Answer', case when d.answer then 'yes' else 'no' end, r.content[6]),
	(7, 'Evidence', d.evidence, r.content[7])) x (position, heading, stands, said)
union all
select d.record, x.* from purse.vat_decision d join purse.record r on r.id = d.record
join purse.agreement a on a.id = d.agreement left join purse.school s on s.id = r.owner
left join purse.school k on k.id = d.customer
cross join lateral (values (1, 'Agreement', a.code, r.content[1]), (2, 'Provider', s.code, r.content[2]),
	(3, 'Customer', k.code, r.content[3]), (4, 'From', purse.day_of(d.valid_from), r.content[4]),
	(5, 'To', purse.day_of(d.valid_to), r.content[5]), (6, 'Treatment', d.treatment, r.content[6]),
	(7, 'Reason', d.reason, r.content[7]), (8, 'Decided by', d.decided_by, r.content[8])
	) x (position, heading, stands, said)
-- sources
union all
select d.record, x.* from purse.activity d join purse.record r on r.id = d.record
left join purse.school p on p.id = d.provider left join purse.school b on b.id = d.beneficiary
left join purse.agreement a on a.id = d.agreement left join purse.person w on w.id = d.person
left join purse.record c on c.id = d.corrects
cross join lateral (values (1, 'Ref', r.ref, r.content[1]), (2, 'Provider', p.code, r.content[2]),
	(3, 'Agreement', a.code, r.content[3]), (4, 'Date', purse.day_of(d.date), r.content[4]),
	(5, 'Item', d.item, r.content[5]),
	(6, 'Person', case when d.person is not null then coalesce(w.ref, 'nobody') end, r.content[6]),
	(7, 'For school', b.code, r.content[7]),
	(8, 'Quantity', trim_scale(d.quantity)::text, purse.said_number(r.content[8])),
	(9, 'Unit', d.unit, r.content[9]), (10, 'Evidence', d.evidence, r.content[10]),
	(11, 'Note', d.note, r.content[11]), (12, 'Corrects', c.ref, r.content[12]),
	(13, 'Reason', d.reason, r.content[13]),
	(14, 'Service to', purse.day_of(d.service_to), r.content[14])) x (position, heading, stands, said)
union all
select d.record, x.* from purse.expected_purchase d join purse.record r on r.id = d.record
join purse.school b on b.id = d.buyer join purse.agreement a on a.id = d.agreement
join purse.counterparty s on s.id = d.supplier
cross join lateral (values (1, 'Ref', r.ref, r.content[1]), (2, 'Bought by', b.code, r.content[2]),
	(3, 'Agreement', a.code, r.content[3]), (4, 'Supplier', s.code, r.content[4]),
	(5, 'Description', d.description, r.content[5]),
	(6, 'Service from', purse.day_of(d.service_from), r.content[6]),
	(7, 'Service to', purse.day_of(d.service_to), r.content[7]),
	(8, 'Cost', purse.pounds_of(d.cost), purse.said_pounds(r.content[8])),
	(9, 'Evidence', d.evidence, r.content[9])) x (position, heading, stands, said)
union all
select d.record, x.* from purse.purchase d join purse.record r on r.id = d.record
join purse.school b on b.id = d.buyer join purse.agreement a on a.id = d.agreement
join purse.counterparty s on s.id = d.supplier left join purse.fund f on f.id = d.fund
left join purse.lot l on l.purchase = d.record
cross join lateral (select purse.said_number(nullif(r.content[15], '0')) as credits) q
cross join lateral (values (1, 'Ref', r.ref, r.content[1]), (2, 'Bought by', b.code, r.content[2]),
	(3, 'Agreement', a.code, r.content[3]), (4, 'Date', purse.day_of(d.date), r.content[4]),
	(5, 'Supplier', s.code, r.content[5]), (6, 'Supplier invoice', d.supplier_invoice, r.content[6]),
	(7, 'Description', d.description, r.content[7]),
	(8, 'Service from', purse.day_of(d.service_from), coalesce(r.content[8], r.content[4])),
	(9, 'Service to', purse.day_of(d.service_to), coalesce(r.content[9], r.content[8], r.content[4])),
	(10, 'Net', purse.pounds_of(d.net), purse.said_pounds(r.content[10])),
	(11, 'VAT', purse.pounds_of(d.vat), purse.said_pounds(coalesce(r.content[11], '0'))),
	(12, 'VAT reclaimed', purse.pounds_of(d.vat_reclaimed),
		purse.said_pounds(coalesce(r.content[12], '0'))),
	(13, 'Cost code', d.cost_code, r.content[13]),
	(14, 'Fund', case d.fund when 0 then 'GENERAL' else coalesce(f.code, d.fund::text) end,
		coalesce(r.content[14], 'GENERAL')),
	(15, 'Credits', trim_scale(l.quantity)::text, q.credits),
	(16, 'List price', trim_scale(l.list_price)::text,
		case when q.credits is not null then purse.said_number(r.content[16]) end),
	(17, 'Valid from', purse.day_of(l.valid_from), case when q.credits is not null then r.content[17] end),
	(18, 'Valid to', purse.day_of(l.valid_to), case when q.credits is not null then r.content[18] end),
	(19, 'Added cost', case when d.added_cost then 'yes' else 'no' end, coalesce(r.content[19], 'no'))
	) x (position, heading, stands, said)
union all
select d.record, x.* from purse.quote d join purse.record r on r.id = d.record
join purse.school s on s.id = d.school join purse.agreement a on a.id = d.agreement
left join purse.record p on p.id = d.purchase
cross join lateral (values (1, 'Ref', r.ref, r.content[1]), (2, 'School', s.code, r.content[2]),
	(3, 'Agreement', a.code, r.content[3]), (4, 'Item', d.item, r.content[4]),
	(5, 'Unit', d.unit, r.content[5]), (6, 'Purchase', p.ref, r.content[6]),
	(7, 'Price alone', trim_scale(d.price)::text, purse.said_number(r.content[7])),
	(8, 'Method', d.method, r.content[8]), (9, 'Date', purse.day_of(d.date), r.content[9]),
	(10, 'Evidence', d.evidence, r.content[10]), (11, 'Saving class', d.saving_class, r.content[11])
	) x (position, heading, stands, said)
union all
select d.record, x.* from purse.opening_balance d join purse.record r on r.id = d.record
join purse.school s on s.id = d.school left join purse.school c on c.id = d.counterparty
left join purse.fund f on f.id = d.fund
cross join lateral (values (1, 'Ref', r.ref, r.content[1]), (2, 'School', s.code, r.content[2]),
	(3, 'Date', purse.day_of(d.date), r.content[3]), (4, 'Account', d.account, r.content[4]),
	(5, 'Counterparty', c.code, r.content[5]),
	(6, 'Fund', case d.fund when 0 then 'GENERAL' else coalesce(f.code, d.fund::text) end,
		coalesce(r.content[6], 'GENERAL')),
	(7, 'Amount', purse.pounds_of(d.amount), purse.said_pounds(r.content[7])),
	(8, 'Description', d.description, r.content[8])) x (position, heading, stands, said)
-- staff that is shared
union all
select d.record, x.* from purse.shared_post d join purse.record r on r.id = d.record
join purse.agreement a on a.id = d.agreement join purse.post p on p.id = d.post
join purse.school s on s.id = p.school
cross join lateral (values (1, 'Agreement', a.code, r.content[1]), (2, 'School', s.code, r.content[2]),
	(3, 'Post', p.code, r.content[3]), (4, 'From', purse.day_of(d.valid_from), r.content[4]),
	(5, 'To', purse.day_of(d.valid_to), r.content[5]),
	(6, 'Part', purse.fraction_words(d.part_numerator, d.part_denominator), r.content[6]),
	(7, 'Pro rata', d.pro_rata, r.content[7]),
	(8, 'Weeks', trim_scale(d.weeks)::text, purse.said_number(r.content[8])), (9, 'Role', d.role,
		r.content[9])) x (position, heading, stands, said)
union all
select d.record, x.* from purse.term_weeks d join purse.record r on r.id = d.record
join purse.school s on s.id = d.school
cross join lateral (values (1, 'School', s.code, r.content[1]),
	(2, 'From', purse.day_of(d.valid_from), r.content[2]), (3, 'To', purse.day_of(d.valid_to), r.content[3])
	) x (position, heading, stands, said)
union all
select d.record, x.* from purse.payroll d join purse.record r on r.id = d.record
join purse.post p on p.id = d.post join purse.school s on s.id = p.school
cross join lateral (values (1, 'Ref', r.ref, r.content[1]), (2, 'School', s.code, r.content[2]),
	(3, 'Post', p.code, r.content[3]), (4, 'Month', purse.day_of(d.month), r.content[4]),
	(5, 'Gross', purse.pounds_of(d.gross), purse.said_pounds(r.content[5])),
	(6, 'NI', purse.pounds_of(d.national_insurance),
		purse.said_pounds(coalesce(r.content[6], '0'))),
	(7, 'Pension', purse.pounds_of(d.pension), purse.said_pounds(coalesce(r.content[7], '0'))),
	(8, 'Levy', purse.pounds_of(d.levy), purse.said_pounds(coalesce(r.content[8], '0'))),
	(9, 'Other', purse.pounds_of(d.other), purse.said_pounds(coalesce(r.content[9], '0')))
	) x (position, heading, stands, said)
union all
select d.record, x.* from purse.meter_reading d join purse.record r on r.id = d.record
join purse.school l on l.id = d.school join purse.agreement a on a.id = d.agreement
join purse.school s on s.id = d.user_school
cross join lateral (values (1, 'Ref', r.ref, r.content[1]), (2, 'School', l.code, r.content[2]),
	(3, 'Agreement', a.code, r.content[3]),
	(4, 'For school', s.code, r.content[4]), (5, 'From', purse.day_of(d.valid_from), r.content[5]),
	(6, 'To', purse.day_of(d.valid_to), r.content[6]),
	(7, 'Quantity', trim_scale(d.quantity)::text, purse.said_number(r.content[7])),
	(8, 'Unit', d.unit, r.content[8]), (9, 'Evidence', d.evidence, r.content[9]))
	x (position, heading, stands, said)
union all
select d.record, x.* from purse.use_share d join purse.record r on r.id = d.record
join purse.school l on l.id = d.school join purse.agreement a on a.id = d.agreement
cross join lateral (values (1, 'Ref', r.ref, r.content[1]), (2, 'School', l.code, r.content[2]),
	(3, 'Agreement', a.code, r.content[3]),
	(4, 'From', purse.day_of(d.valid_from), r.content[4]), (5, 'To', purse.day_of(d.valid_to), r.content[5]),
	(6, 'Step', d.step, r.content[6]),
	(7, 'Amount', purse.pounds_of(d.amount), purse.said_pounds(r.content[7])))
	x (position, heading, stands, said)
union all
select d.record, x.* from purse.staff_cost d join purse.record r on r.id = d.record
join purse.school s on s.id = d.school join purse.agreement a on a.id = d.agreement
left join purse.record t on t.id = d.trues_up
cross join lateral (values (1, 'Ref', r.ref, r.content[1]), (2, 'School', s.code, r.content[2]),
	(3, 'Agreement', a.code, r.content[3]), (4, 'Service from', purse.day_of(d.service_from), r.content[4]),
	(5, 'Service to', purse.day_of(d.service_to), r.content[5]), (6, 'Role', d.role, r.content[6]),
	(7, 'Amount', purse.pounds_of(d.amount), purse.said_pounds(r.content[7])),
	(8, 'Kind', d.kind, r.content[8]), (9, 'Trues up', t.ref, r.content[9]),
	(10, 'Reason', d.reason, r.content[10])) x (position, heading, stands, said)
union all
select d.record, x.* from purse.staff_working d join purse.record r on r.id = d.record
join purse.post p on p.id = d.post join purse.school s on s.id = p.school
join purse.record c on c.id = d.staff_cost left join purse.record y on y.id = d.payroll
cross join lateral (values (1, 'Staff cost', c.ref, r.content[1]), (2, 'School', s.code, r.content[2]),
	(3, 'Post', p.code, r.content[3]), (4, 'From', purse.day_of(d.valid_from), r.content[4]),
	(5, 'To', purse.day_of(d.valid_to), r.content[5]), (6, 'Made from', d.made_from, r.content[6]),
	(7, 'Payroll', y.ref, r.content[7]),
	(8, 'Cost', purse.fraction_words(d.cost_numerator, d.cost_denominator), r.content[8]),
	(9, 'Time', purse.fraction_words(d.time_numerator, d.time_denominator), r.content[9]),
	(10, 'Part', purse.fraction_words(d.part_numerator, d.part_denominator), r.content[10]),
	(11, 'Details', d.details, r.content[11])) x (position, heading, stands, said)
-- objectives
union all
select d.record, x.* from purse.objective d join purse.record r on r.id = d.record
join purse.partnership p on p.id = d.partnership
cross join lateral (values (1, 'Partnership', p.code, r.content[1]),
	(2, 'Number', d.number::text, purse.said_number(r.content[2])),
	(3, 'From', purse.day_of(d.valid_from), r.content[3]), (4, 'To', purse.day_of(d.valid_to), r.content[4]),
	(5, 'Title', d.title, r.content[5]), (6, 'Actions', d.actions, r.content[6]),
	(7, 'Target', d.target, r.content[7]), (8, 'By', purse.day_of(d.due), r.content[8]),
	(9, 'Evidence', d.evidence, r.content[9])) x (position, heading, stands, said)
union all
select d.record, x.* from purse.agreement_objective d join purse.record r on r.id = d.record
join purse.agreement a on a.id = d.agreement
cross join lateral (values (1, 'Agreement', a.code, r.content[1]),
	(2, 'Number', d.number::text, purse.said_number(r.content[2])),
	(3, 'From', purse.day_of(d.valid_from), r.content[3]), (4, 'To', purse.day_of(d.valid_to), r.content[4]),
	(5, 'Main', case when d.main then 'yes' else 'no' end, coalesce(r.content[5], 'yes'))
	) x (position, heading, stands, said)
union all
select d.record, x.* from purse.impact_note d join purse.record r on r.id = d.record
join purse.partnership p on p.id = d.partnership left join purse.school s on s.id = d.school
cross join lateral (values (1, 'Ref', r.ref, r.content[1]), (2, 'School', s.code, r.content[2]),
	(3, 'Partnership', p.code, r.content[3]), (4, 'Number', d.number::text, purse.said_number(r.content[4])),
	(5, 'Date', purse.day_of(d.date), r.content[5]), (6, 'Kind', d.kind, r.content[6]),
	(7, 'What changed', d.what, r.content[7]), (8, 'Evidence', d.evidence, r.content[8])
	) x (position, heading, stands, said);
