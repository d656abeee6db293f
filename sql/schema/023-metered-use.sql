-- What each school used of something shared, read from a meter, a log or a register; and costs that are
-- shared anew by it at the end of a period. What was shared by an estimate is taken back by the same shares
-- and shared by use: two costs that together come to nothing.
create table purse.meter_reading (
	record bigint primary key references purse.record,
	school int not null references purse.school,
	agreement int not null references purse.agreement,
	user_school int not null references purse.school,
	valid_from date not null,
	valid_to date not null check (valid_to >= valid_from),
	quantity numeric not null check (quantity >= 0),
	unit text not null,
	evidence text not null
);
create index on purse.meter_reading (agreement, valid_from);

create table purse.use_share (
	record bigint primary key references purse.record,
	school int not null references purse.school,
	agreement int not null references purse.agreement,
	valid_from date not null,
	valid_to date not null check (valid_to >= valid_from),
	step text not null check (step in ('estimate taken back', 'shared by use')),
	amount bigint not null check (amount <> 0)
);
create index on purse.use_share (agreement, valid_from);

do $$
declare
	t text;
begin
	foreach t in array array['meter_reading', 'use_share'] loop
		execute format('create trigger never_changed before update or delete or truncate on purse.%I
			for each statement execute function purse.refuse_change()', t);
		execute format('alter table purse.%I enable row level security', t);
		execute format('create policy reads on purse.%I for select to purse_viewer
			using (agreement = any ((select purse.my_agreements())::int[]))', t);
		execute format('grant select on purse.%I to purse_viewer', t);
	end loop;
end $$;
