-- Codes that follow from other things: the usual codes of each supply, and what academies write for a CFR
-- code.
create table purse.default_code (
	supply text not null,
	valid_from date not null,
	valid_to date not null,
	income_code text not null,
	cost_code text not null,
	source text not null,
	confidence text not null check (confidence in ('verified', 'secondary', 'derived')),
	checked date not null,
	primary key (supply, valid_from)
);

create table purse.academy_code (
	code text not null,
	valid_from date not null,
	valid_to date not null,
	academy_code text not null,
	source text not null,
	checked date not null,
	primary key (code, valid_from)
);

create trigger never_deleted before delete or truncate on purse.default_code
	for each statement execute function purse.refuse_change();
create trigger never_deleted before delete or truncate on purse.academy_code
	for each statement execute function purse.refuse_change();
grant select on purse.default_code, purse.academy_code to purse_viewer;
