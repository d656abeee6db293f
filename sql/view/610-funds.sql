-- Funds with rules, as those who may read the books of their school see them.

-- The rules of grants: those that come with purse and those that people added.
create or replace view purse_view.known_grant_rule as select g.* from purse.known_grant_rule g;
create or replace view purse_view.ruled_fund as
	select r.* from purse.ruled_fund r where exists (select from purse.fund f where f.id = r.fund);

-- What funds bear of charges that stand, and what they do not. A charge that was reversed is left out, with
-- its reversal.
create or replace view purse_view.fund_use_standing as
	select u.*, c.agreement, c.provider, c.service_from, c.service_to, c.pence, c.entry, r.ref,
		coalesce(b.item, p.description, purse.staff_cost_words(k.role, k.service_from, k.service_to, k.kind))
			as what
	from purse.fund_use u join purse.charge c on c.id = u.charge join purse.basis b on b.id = c.basis
	left join purse.record r on r.id = c.source left join purse.purchase p on p.record = c.source
	left join purse.staff_cost k on k.record = c.source
	where exists (select from purse.fund f where f.id = u.fund)
		and c.reverses is null and not exists (select from purse.charge v where v.reverses = c.id);
-- The same of any charge that the reader sees them of, with the code of the fund; by whose word is for the
-- school's own readers.
create or replace view purse_view.fund_use_told as
	select u.*, f.code, d.decided_by, d.reason
	from purse.fund_use u left join purse.fund_code f on f.id = u.fund
	left join purse.fund_decision d on d.record = u.decision;
grant select on purse_view.fund_use_told to purse_user, purse_owner;
grant select on purse_view.known_grant_rule, purse_view.ruled_fund, purse_view.fund_use_standing
	to purse_user, purse_owner;
