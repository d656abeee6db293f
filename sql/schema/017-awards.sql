-- Prices that are changed for days that have been charged already, as pay awards are, which come late most
-- years. The row of an award goes before the price it changes; what was charged at that price is then
-- charged the difference.
alter table purse.price add column award text;
alter table purse.price add column follows_pay boolean not null default false;
create index on purse.price (agreement, item, unit) where award is not null;

-- They take their columns from the table that grows; they come back with the views.
set local role purse_viewer;
drop view if exists purse_view.corrected_charge, purse_view.charge_standing, purse_view.charge_detail cascade;
set local role purse_owner;

-- A difference adjusts one charge, each charge once; a further award adjusts the difference before it.
alter table purse.charge add column adjusts bigint;
alter table purse.charge drop constraint charge_kind_check;
alter table purse.charge add constraint charge_kind_check
	check (kind in ('line', 'arrears', 'share', 'draw', 'lapse', 'residue', 'settle'));
alter table purse.charge add constraint charge_adjusts_check
	check ((adjusts is not null) = (kind = 'arrears' and reverses is null));
alter table purse.basis drop constraint basis_method_check;
alter table purse.basis add constraint basis_method_check
	check (method in ('line', 'arrears', 'share', 'draw', 'lapse', 'residue', 'settle'));
drop index purse.charge_once;
create unique index charge_once on purse.charge (source, customer, (coalesce(lot, 0)))
	where source is not null and reverses is null and adjusts is null;
create unique index charge_adjusts on purse.charge (adjusts) where adjusts is not null;
