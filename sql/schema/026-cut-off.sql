-- Cut-off. What a charge says of later months waits in the books of each school, prepaid by who pays and
-- received in advance by who provides, and is released month by month; what has not been charged at a
-- year-end is accrued, and taken back the next day.

alter table purse.batch drop constraint batch_kind_check;
alter table purse.batch add constraint batch_kind_check
	check (kind in ('import', 'charge', 'raise', 'credit', 'close', 'confirm', 'cut-off', 'accrue'));

-- The last day of what an activity provides, where it runs over some time; its date is the first.
alter table purse.activity add column service_to date;
alter table purse.activity add constraint activity_service_check check (service_to >= date);
alter table purse.agreement_version add column cut_off text not null default 'none'
	check (cut_off in ('month', 'none'));

-- They take their columns from the tables that grow; they come back with routines and views.
drop view if exists purse.coded_version cascade;
set local role purse_viewer;
drop view if exists purse_view.uncharged_activity cascade;
set local role purse_owner;

create table purse.cut_off (
	entry bigint primary key,
	source bigint not null,
	school int not null,
	month int not null,
	unique (source, school, month)
);

create table purse.expected_purchase (
	record bigint primary key references purse.record,
	buyer int not null references purse.school,
	agreement int not null references purse.agreement,
	supplier int not null references purse.counterparty,
	service_from date not null,
	service_to date not null check (service_to >= service_from),
	cost bigint not null check (cost <> 0),
	description text not null,
	evidence text not null
);
create index on purse.expected_purchase (agreement);

create table purse.accrual (
	entry bigint primary key,
	reversal bigint not null unique,
	source bigint not null,
	agreement int not null,
	provider int not null,
	accrued_on date not null,
	pence bigint not null,
	working text not null,
	withdraws bigint unique
);
create index on purse.accrual (source);

do $$
declare
	mine constant text := 'any ((select purse.my_schools())::int[])';
	agreed constant text := 'any ((select purse.my_agreements())::int[])';
	rule text[];
begin
	foreach rule slice 1 in array array[['cut_off', 'school = ' || mine],
		['expected_purchase', 'agreement = ' || agreed], ['accrual', 'agreement = ' || agreed]] loop
		execute format('create trigger never_changed before update or delete or truncate on purse.%I
			for each statement execute function purse.refuse_change()', rule[1]);
		execute format('grant select on purse.%I to purse_viewer', rule[1]);
		execute format('alter table purse.%I enable row level security', rule[1]);
		execute format('create policy reads on purse.%I for select to purse_viewer using (%s)', rule[1],
			rule[2]);
	end loop;
end $$;
