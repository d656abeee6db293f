-- Prices worked out from a post: how the agreement rounds them, and what they were worked out from. That is
-- seen by the employing school alone (R16); others see the price.
alter table purse.agreement_version add column price_rounding text not null default 'pound'
	check (price_rounding in ('penny', 'pound', 'five pounds', 'band'));

create table purse.price_working (
	record bigint primary key references purse.record,
	school int not null references purse.school,
	post int not null references purse.post,
	agreement int not null references purse.agreement,
	item text not null,
	unit text not null,
	valid_from date not null,
	award text,
	worked_on date not null,
	year_numerator numeric not null check (year_numerator > 0),
	year_denominator numeric not null check (year_denominator > 0),
	divisor_numerator numeric not null check (divisor_numerator > 0),
	divisor_denominator numeric not null check (divisor_denominator > 0),
	admin_percent numeric not null default 0 check (admin_percent >= 0),
	rounding text not null check (rounding in ('penny', 'pound', 'five pounds', 'band'))
);
create index on purse.price_working (agreement, item, unit);
create trigger never_changed before update or delete or truncate on purse.price_working
	for each statement execute function purse.refuse_change();
alter table purse.price_working enable row level security;
create policy reads on purse.price_working for select to purse_viewer
	using (school = any ((select purse.my_schools())::int[]));
grant select on purse.price_working to purse_viewer;
