-- What everything stands on: batches of work, imported records, schools and the legal persons behind them,
-- people and rights.

create table purse.person_login (
	login text primary key,
	name text not null,
	added_by text not null default session_user,
	added_at timestamptz not null default clock_timestamp()
);

create table purse.batch (
	id bigint generated always as identity primary key,
	kind text not null check (kind in ('import', 'charge', 'raise', 'credit', 'close', 'confirm')),
	recorded_by text not null default session_user,
	recorded_at timestamptz not null default clock_timestamp()
);

create table purse.batch_file (
	batch bigint not null references purse.batch,
	file int not null,
	name text not null,
	sha256 bytea not null,
	primary key (batch, file)
);

-- Records, activities, charges, entries and postings grow with the years. They have no foreign keys: the one
-- door takes every reference from tables whose rows can't be deleted, and rules of sql/verify prove them.
create table purse.record (
	id bigint generated always as identity primary key,
	kind text not null,
	owner int not null,
	ref text not null,
	content text[] not null,
	content_sha256 bytea not null,
	batch bigint not null,
	supersedes bigint unique,
	recorded_by text not null default session_user,
	recorded_at timestamptz not null default clock_timestamp()
);
create unique index record_key on purse.record (kind, owner, ref, (coalesce(supersedes, 0)));

create table purse.counterparty (
	id int generated always as identity primary key,
	code text not null unique check (code ~ '^[A-Z0-9][A-Z0-9-]{1,11}$'),
	is_school boolean not null,
	unique (id, is_school)
);

create table purse.school (
	id int primary key references purse.counterparty,
	code text not null unique,
	keeps_books boolean not null,
	currency text not null default 'GBP' check (currency ~ '^[A-Z]{3}$')
);

create table purse.school_detail (
	record bigint primary key references purse.record,
	school int not null references purse.school,
	valid_from date not null,
	name text not null,
	urn text,
	kind text not null,
	phase text not null,
	address text,
	postcode text,
	cost_centre text,
	email text
);
create index on purse.school_detail (school, valid_from);

create table purse.body (
	id int primary key references purse.counterparty,
	code text not null unique
);

create table purse.body_detail (
	record bigint primary key references purse.record,
	body int not null references purse.body,
	valid_from date not null,
	name text not null,
	kind text not null,
	vat_scheme text not null,
	vat_number text,
	eligible boolean not null,
	address text,
	postcode text
);
create index on purse.body_detail (body, valid_from);

create table purse.school_body (
	record bigint primary key references purse.record,
	school int not null references purse.school,
	valid_from date not null,
	valid_to date not null default 'infinity',
	legal_body int not null references purse.body,
	vat_body int not null references purse.body,
	employer int not null references purse.body
);
create index on purse.school_body (school, valid_from);

create table purse.bank_detail (
	record bigint primary key references purse.record,
	school int not null references purse.school,
	valid_from date not null,
	account_name text not null,
	sort_code text not null,
	account_number text not null
);
create index on purse.bank_detail (school, valid_from);

create table purse.bank_confirmation (
	record bigint primary key references purse.bank_detail,
	batch bigint not null references purse.batch,
	confirmed_by text not null default session_user,
	confirmed_at timestamptz not null default clock_timestamp()
);

-- The history of who may do what; what holds now is the last row for each login, school and role.
create table purse.right_event (
	id bigint generated always as identity primary key,
	login text not null references purse.person_login,
	school int not null,
	role text not null check (role in ('manager', 'governor', 'auditor')),
	granted boolean not null,
	changed_by text not null default session_user,
	changed_at timestamptz not null default clock_timestamp()
);
create index on purse.right_event (login, school, role, id desc);

-- People: a reference and a salt here; names and pay in tables of their own that only the employing school
-- sees (R16).
create table purse.person (
	id bigint generated always as identity primary key,
	school int not null references purse.school,
	ref text not null,
	salt bytea not null default decode(replace(gen_random_uuid()::text, '-', ''), 'hex'),
	unique (school, ref)
);

create table purse.person_name (
	person bigint primary key references purse.person,
	name text not null,
	batch bigint not null references purse.batch
);

create table purse.basis_pay (
	id bigint generated always as identity primary key,
	person bigint not null references purse.person,
	valid_from date not null,
	content jsonb not null,
	batch bigint not null references purse.batch
);
