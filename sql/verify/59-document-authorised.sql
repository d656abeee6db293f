-- What the board of the customer had not authorised when a document was raised is held, not invoiced: each
-- charge on a document is of a service in whose days an approval of that school for the agreement was in
-- force, and what was on documents up to that one was within the approval's limit.
select format('document %s, %s', u.name, purse.charge_words(u.charge)) as place,
	'it was invoiced, and no board of the customer had authorised it' as what
from (
	select d.id as document, d.name, d.raised_at, c.id as charge, c.agreement, c.customer, c.service_from,
		c.service_to
	from purse.line_charge y
	join purse.document d on d.id = y.document
	join purse.charge c on c.id = y.charge
		and c.kind in ('line', 'arrears', 'share', 'draw') and c.reverses is null
	where y.direction = 1) u
where not exists (
	select from purse.approval p join purse.record r on r.id = p.record
	where p.agreement = u.agreement and p.school = u.customer and p.valid_from <= u.service_to
		and p.expires >= u.service_from
		and r.recorded_at <= u.raised_at and p.decision = 'authorised'
		and (p.limit_pence is null or p.limit_pence >= (
			select sum(x.direction * c.pence) from purse.line_charge x join purse.charge c on c.id = x.charge
				and c.agreement = p.agreement and c.customer = p.school
				and c.service_from between p.valid_from and p.expires
			where x.document <= u.document)))
