-- Who agreed to share what, on which basis, at which price, and which board authorised it.

create table purse.partnership (
	id int generated always as identity primary key,
	code text not null unique
);

create table purse.partnership_detail (
	record bigint primary key references purse.record,
	partnership int not null references purse.partnership,
	name text not null,
	kind text not null,
	valid_from date not null,
	valid_to date not null default 'infinity'
);

create table purse.member (
	record bigint primary key references purse.record,
	partnership int not null references purse.partnership,
	school int not null references purse.school,
	valid_from date not null,
	valid_to date not null default 'infinity'
);
create index on purse.member (school);

create table purse.pupil_number (
	record bigint primary key references purse.record,
	school int not null references purse.school,
	date date not null,
	pupils bigint not null check (pupils >= 0),
	source text not null
);
create index on purse.pupil_number (school, date);

-- Fund 0 is the general fund of every school.
create table purse.fund (
	id int generated always as identity primary key,
	school int not null references purse.school,
	code text not null,
	unique (school, code)
);

create table purse.fund_detail (
	record bigint primary key references purse.record,
	fund int not null references purse.fund,
	name text not null,
	valid_from date not null,
	valid_to date not null,
	amount bigint,
	income_code text,
	conditions text
);

create table purse.agreement (
	id int generated always as identity primary key,
	code text not null unique
);

create table purse.agreement_version (
	record bigint primary key references purse.record,
	agreement int not null references purse.agreement,
	valid_from date not null,
	valid_to date not null default 'infinity',
	name text not null,
	partnership int not null references purse.partnership,
	kind text not null,
	lead int not null references purse.school,
	basis text not null,
	supply text not null,
	presentation text not null check (presentation in ('agent', 'principal')),
	income_code text not null,
	cost_code text not null,
	lapse_basis text,
	payment_days int not null default 30,
	evidence text
);
create index on purse.agreement_version (agreement, valid_from);

create table purse.party (
	record bigint primary key references purse.record,
	agreement int not null references purse.agreement,
	school int not null references purse.school,
	valid_from date not null,
	valid_to date not null default 'infinity',
	position int not null,
	share_numerator numeric,
	share_denominator numeric,
	cost_code text,
	fund int,
	cost_centre text,
	purchase_order text
);
create index on purse.party (agreement, school);
create index on purse.party (school);

create table purse.approval (
	record bigint primary key references purse.record,
	agreement int not null references purse.agreement,
	school int not null references purse.school,
	board text not null,
	minute text not null,
	decided date not null,
	valid_from date not null,
	expires date not null default 'infinity',
	limit_pence bigint,
	authorised_by text
);
create index on purse.approval (agreement, school);

create table purse.price (
	record bigint primary key references purse.record,
	agreement int not null references purse.agreement,
	item text not null,
	unit text not null,
	price numeric not null check (price >= 0),
	valid_from date not null,
	valid_to date not null default 'infinity',
	how_agreed text not null
);
create index on purse.price (agreement, item, unit);
