-- Brokerage: what an agreement with a broker says, and what one unit costs on each leg.
set check_function_bodies = off;

-- Brokered agreements with the days on which they hold. A view of the owner's: which agreements there are is
-- asked by views that row-level security binds on activities.
create or replace view purse.brokered as
	select v.agreement, v.lead, v.valid_from, v.last_day, v.brokerage, v.brokerage_is
	from purse.effective_agreement_version v where v.kind = 'brokered';
grant select on purse.brokered to purse_viewer;

-- What one unit costs on a leg; without a leg the price. rules/brokerage says the same. A hundredth is a
-- factor, so that nothing is divided (R2).
create or replace function purse.leg_price(price numeric, leg text, brokerage numeric, brokerage_is text)
returns numeric language sql immutable as $$
	select case leg || ' ' || brokerage_is when 'home deducted' then price * (100 - brokerage) * 0.01
		when 'client added' then price * (100 + brokerage) * 0.01 else price end
$$;
grant execute on function purse.leg_price(numeric, text, numeric, text) to purse_viewer, purse_user;
