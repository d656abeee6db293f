-- What is shared among the parties of an agreement, of whatever kind: what suppliers invoiced, what staff
-- costs, and what is shared anew by use. date: the day whose shares count.
create or replace view purse.current_shared_cost as
	select p.record, p.agreement, p.buyer as school, p.date, p.service_from, p.service_to,
		p.net + p.vat - p.vat_reclaimed as cost
	from purse.current_purchase p
	union all
	select c.record, c.agreement, c.school, c.service_from, c.service_from, c.service_to, c.amount
	from purse.current_staff_cost c
	union all
	select u.record, u.agreement, u.school, u.valid_to, u.valid_from, u.valid_to, u.amount
	from purse.use_share u;
