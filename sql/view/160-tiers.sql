-- Price lists in tiers, as the reader may see them: each row with the last day of its list, which ends where
-- the next begins.
create or replace view purse_view.tier_in_force as
	select t.*, least(t.valid_to, coalesce(min(t.valid_from) over (partition by t.agreement, t.item, t.unit
			order by t.valid_from groups between 1 following and 1 following), date 'infinity') - 1)
		as last_day
	from purse_view.price_tier t;
grant select on purse_view.tier_in_force to purse_user, purse_owner;
