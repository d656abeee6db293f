-- What happened: activities, purchases and the lots of credits they open, quotes, opening balances.

create table purse.activity (
	record bigint primary key,
	corrects bigint unique,
	provider int not null,
	beneficiary int not null,
	agreement int not null,
	person bigint,
	date date not null,
	quantity numeric not null check (quantity >= 0),
	item text not null,
	unit text not null,
	evidence text,
	note text,
	reason text
);
create index on purse.activity (agreement, date);

create table purse.purchase (
	record bigint primary key references purse.record,
	buyer int not null references purse.school,
	agreement int not null references purse.agreement,
	supplier int not null references purse.counterparty,
	date date not null,
	service_from date not null,
	service_to date not null,
	net bigint not null,
	vat bigint not null,
	vat_reclaimed bigint not null,
	cost_code text,
	fund int not null default 0,
	supplier_invoice text not null,
	description text not null,
	added_cost boolean not null,
	check (vat_reclaimed between 0 and vat or vat_reclaimed between vat and 0)
);
create index on purse.purchase (agreement, date);

create table purse.lot (
	id bigint generated always as identity primary key,
	purchase bigint not null unique references purse.purchase,
	agreement int not null references purse.agreement,
	lead int not null references purse.school,
	quantity numeric not null check (quantity > 0),
	cost bigint not null,
	list_price numeric,
	valid_from date not null,
	valid_to date not null,
	stream bigint not null unique
);
create index on purse.lot (agreement);

create table purse.quote (
	record bigint primary key references purse.record,
	school int not null references purse.school,
	agreement int not null references purse.agreement,
	item text,
	unit text,
	purchase bigint references purse.purchase,
	price numeric not null,
	method text not null check (method in ('quote', 'previous contract', 'list price')),
	saving_class text not null check (saving_class in ('cash-releasing', 'cost-avoiding')),
	date date not null,
	evidence text not null,
	index_name text,
	check ((purchase is null) <> (item is null and unit is null))
);
create index on purse.quote (agreement, school);

create table purse.opening_balance (
	record bigint primary key references purse.record,
	school int not null references purse.school,
	date date not null,
	account text not null,
	counterparty int references purse.school,
	fund int not null default 0,
	amount bigint not null check (amount <> 0),
	description text not null,
	entry bigint not null
);
