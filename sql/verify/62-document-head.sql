-- A document is named by its issuer, series and number, is booked as of the day on which it was issued (later
-- only when that month was closed), and says of both schools what was recorded of them: name, VAT number, and
-- the bank account that is to be paid into.
select format('document %s', u.name) as place, u.what from (
	select d.name, case
		when d.name <> format('%s-%s-%s', i.code, d.series, lpad(d.number::text, 5, '0')) then
			format('by its issuer, series and number its name is %s-%s-%s', i.code, d.series,
				lpad(d.number::text, 5, '0'))
		when d.issued <> e.service_date then
			format('it says that it was issued on %s, and it is booked as of %s', d.issued, e.service_date)
		when d.due < d.issued then format('it is due on %s, before it was issued on %s', d.due, d.issued)
		when d.issuer_party ? 'account_number' and not exists (select from purse.bank_detail b
			where b.school = d.issuer and b.account_number = d.issuer_party ->> 'account_number'
				and b.sort_code = d.issuer_party ->> 'sort_code') then
			format('it asks to pay into account %s, %s, and no such bank details of %s were recorded',
				d.issuer_party ->> 'sort_code', d.issuer_party ->> 'account_number', i.code)
	end as what
	from purse.document d join purse.counterparty i on i.id = d.issuer
	left join purse.entry e on e.id = d.entry
	union all
	select d.name, case
		when p.party ->> 'code' <> c.code then format('it names %s in place of %s', p.party ->> 'code',
			c.code)
		when p.party ? 'name' and not exists (select from purse.school_detail s
			where s.school = p.school and s.name = p.party ->> 'name') then
			format('it says "%s" of %s, which was never recorded', p.party ->> 'name', c.code)
		when p.party ? 'vat_number' and not exists (select from purse.school_body g
			join purse.body_detail b on b.body = g.vat_body
			where g.school = p.school and b.vat_number = p.party ->> 'vat_number') then
			format('it says VAT number "%s" of %s, which was never recorded', p.party ->> 'vat_number',
				c.code)
	end
	from purse.document d
	cross join lateral (values (d.issuer, d.issuer_party), (d.customer, d.customer_party)) p (school, party)
	join purse.counterparty c on c.id = p.school
) u where u.what is not null
