-- Statutory rates and working time, dated, with their source; and the rates that people add, which are
-- records.
create table purse.statutory_rate (
	name text not null,
	valid_from date not null,
	valid_to date not null,
	threshold bigint,
	rate numeric not null check (rate >= 0),
	earlier text,
	source text not null,
	confidence text not null check (confidence in ('verified', 'secondary', 'derived')),
	checked date not null,
	primary key (name, valid_from),
	check ((name = 'employer national insurance') = (threshold is not null))
);

create table purse.working_time (
	name text not null,
	valid_from date not null,
	valid_to date not null,
	value numeric not null check (value > 0),
	source text not null,
	confidence text not null check (confidence in ('verified', 'secondary', 'derived')),
	checked date not null,
	primary key (name, valid_from)
);

create table purse.stated_rate (
	record bigint primary key references purse.record,
	name text not null check (name in ('employer national insurance', 'teachers pension',
		'teachers pension administration', 'local government pension', 'apprenticeship levy')),
	employer int not null default 0,
	valid_from date not null,
	valid_to date not null default 'infinity',
	threshold bigint,
	percent numeric not null check (percent >= 0),
	source text not null,
	reason text not null,
	check ((name = 'employer national insurance') = (threshold is not null)),
	check ((name = 'local government pension') = (employer <> 0))
);
create index on purse.stated_rate (name, employer, valid_from);

create trigger never_deleted before delete or truncate on purse.statutory_rate
	for each statement execute function purse.refuse_change();
create trigger never_deleted before delete or truncate on purse.working_time
	for each statement execute function purse.refuse_change();
create trigger never_changed before update or delete or truncate on purse.stated_rate
	for each statement execute function purse.refuse_change();

-- Rates are no secret: everybody who opens the books reads them.
grant select on purse.statutory_rate, purse.working_time, purse.stated_rate to purse_viewer;
