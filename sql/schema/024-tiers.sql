-- Price schedules in tiers: what a supplier asks for one unit, the lower the more all schools of an agreement
-- take together; by bands of pupils where it asks larger schools for more. What is charged is agreed in
-- prices; a schedule answers what each school alone, and any group of them, would pay.
create table purse.price_tier (
	record bigint primary key references purse.record,
	agreement int not null references purse.agreement,
	item text not null,
	unit text not null,
	valid_from date not null,
	valid_to date not null default 'infinity',
	minimum numeric not null check (minimum >= 0),
	roll_from int not null default 0 check (roll_from >= 0),
	roll_to int check (roll_to >= roll_from),
	price numeric not null check (price >= 0),
	fee bigint not null default 0 check (fee >= 0),
	fee_for text not null default 'each school' check (fee_for in ('each school', 'the order')),
	school_minimum bigint not null default 0 check (school_minimum >= 0),
	evidence text not null
);
create index on purse.price_tier (agreement, item, unit, valid_from);

create trigger never_changed before update or delete or truncate on purse.price_tier
	for each statement execute function purse.refuse_change();

-- What an agreement costs is known to its parties, as its prices are.
alter table purse.price_tier enable row level security;
create policy reads on purse.price_tier for select to purse_viewer
	using (agreement = any ((select purse.my_agreements())::int[]));
grant select on purse.price_tier to purse_viewer;
create policy tiers_of_agreements on purse.record as restrictive for select to purse_viewer
	using (kind <> 'price_tiers' or id in (select t.record from purse.price_tier t));
