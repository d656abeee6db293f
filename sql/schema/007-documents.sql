-- Documents: issued once, never edited. Numbers have no gaps: one counter row per issuing school and series
-- (R14).

create table purse.counter (
	issuer int not null references purse.school,
	series text not null,
	last int not null default 0,
	primary key (issuer, series)
);

create table purse.document (
	id bigint generated always as identity primary key,
	batch bigint not null references purse.batch,
	entry bigint not null,
	credits bigint references purse.document,
	net bigint not null,
	vat bigint not null,
	gross bigint not null check (gross = net + vat),
	issuer int not null references purse.school,
	customer int not null references purse.school,
	number int not null,
	issued date not null,
	due date not null,
	tax_point date not null,
	service_from date not null,
	service_to date not null,
	kind text not null check (kind in ('vat invoice', 'invoice', 'internal charge', 'credit note')),
	series text not null,
	name text not null unique,
	credit_kind text check (credit_kind in ('cancel', 'rebill')),
	reason text,
	payment_reference text not null,
	purchase_order text,
	issuer_party jsonb not null,
	customer_party jsonb not null,
	raised_by text not null default session_user,
	raised_at timestamptz not null default clock_timestamp(),
	unique (issuer, series, number),
	check ((kind = 'credit note') = (credits is not null))
);
create index on purse.document (customer);
create index on purse.document (credits);

create table purse.document_line (
	document bigint not null references purse.document,
	line int not null,
	net bigint not null,
	agreement int not null references purse.agreement,
	service_from date not null,
	service_to date not null,
	description text not null,
	working text,
	evidence text,
	quantity numeric not null,
	unit text not null,
	price numeric not null,
	treatment text not null,
	vat_rate numeric not null,
	vat_rule text not null,
	vat_reason text not null,
	provider_account text not null,
	customer_account text not null,
	customer_fund int not null default 0,
	primary key (document, line)
);

create table purse.document_vat (
	document bigint not null references purse.document,
	treatment text not null,
	vat_rate numeric not null,
	net bigint not null,
	vat bigint not null,
	primary key (document, treatment, vat_rate)
);

-- Which charges a line is made of. +1 puts the charge on a document, -1 takes it off again (a credit note),
-- so that a charge can be issued anew after a credit note that re-bills.
create table purse.line_charge (
	document bigint not null,
	line int not null,
	charge bigint not null,
	direction smallint not null check (direction in (1, -1)),
	primary key (document, line, charge)
);
create index on purse.line_charge (charge);

-- Acceptance by the customer before payment or set-off (R11).
create table purse.acceptance (
	document bigint primary key references purse.document,
	accepted_by text not null default session_user,
	accepted_at timestamptz not null default clock_timestamp(),
	same_person boolean not null
);

-- Dated statutory tables, with their source.
create table purse.vat_rule (
	rule text not null,
	version int not null,
	position int not null,
	supply text not null,
	same_person text not null check (same_person in ('yes', 'no', 'any')),
	both_eligible text not null check (both_eligible in ('yes', 'no', 'any')),
	supplier_registered text not null check (supplier_registered in ('yes', 'no', 'any')),
	treatment text not null check (treatment in ('no supply', 'exempt', 'standard', 'review')),
	document_kind text not null,
	reason text not null,
	source text not null,
	confidence text not null,
	checked date not null,
	primary key (rule, version)
);

create table purse.vat_rate (
	treatment text not null,
	rate numeric not null,
	valid_from date not null,
	valid_to date not null,
	source text not null,
	checked date not null,
	primary key (treatment, valid_from)
);
