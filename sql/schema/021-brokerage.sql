-- Agreements with a broker: a hub through which a school's person works at another. One activity is charged
-- in two legs, home school to hub and hub to client; the hub's part is a percentage of the agreed price,
-- deducted from what the home school gets or added to what the client pays.
alter table purse.agreement_version add column brokerage numeric;
alter table purse.agreement_version add column brokerage_is text
	check (brokerage_is in ('deducted', 'added'));
alter table purse.agreement_version add constraint agreement_version_brokered_check
	check ((kind = 'brokered') = (brokerage is not null) and (brokerage is null) = (brokerage_is is null)
		and (brokerage is null or (brokerage > 0 and (brokerage_is = 'added' or brokerage < 100))));

-- Which leg a charge is stands in what it was made from, with what was agreed of brokerage then.
alter table purse.basis add column leg text check (leg in ('home', 'client'));
alter table purse.basis add column brokerage numeric;
alter table purse.basis add column brokerage_is text check (brokerage_is in ('deducted', 'added'));
alter table purse.basis add constraint basis_brokered_check
	check ((leg is null) = (brokerage is null) and (leg is null) = (brokerage_is is null));

-- It gives a column more.
drop function if exists purse.used(date, date);

-- Agreements that schools of the reader broker. The hub reads the activities under them, which are recorded
-- by home schools for clients: it charges them on.
create function purse.my_brokered() returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select coalesce(array_agg(distinct v.agreement), '{}') from purse.agreement_version v
	where v.kind = 'brokered' and v.lead = any ((select purse.my_schools())::int[])
$$;
revoke execute on function purse.my_brokered() from public;
grant execute on function purse.my_brokered() to purse_viewer, purse_user;

alter policy reads on purse.activity
	using (provider = any ((select purse.my_schools())::int[])
		or beneficiary = any ((select purse.my_schools())::int[])
		or agreement = any ((select purse.my_brokered())::int[]));
alter policy reads on purse.record
	using (owner = any ((select purse.my_schools())::int[]) or (owner = 0
			and (kind not in ('agreements', 'parties', 'prices')
				or id in (select v.record from purse.agreement_version v union all
					select p.record from purse.party p union all select p.record from purse.price p)))
		or (kind = 'activities' and id in (select a.record from purse.activity a
			where a.agreement = any ((select purse.my_brokered())::int[]))));
