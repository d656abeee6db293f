-- What one school owes another, and what it was made from: replays to the same penny for ever (R7).

create table purse.stream (
	id bigint generated always as identity primary key,
	agreement int not null references purse.agreement,
	kind text not null check (kind in ('share', 'lot')),
	key text not null unique
);
alter table purse.lot add foreign key (stream) references purse.stream;

-- Frozen inputs shared by many charges; the same content is the same row.
create table purse.basis (
	id bigint generated always as identity primary key,
	sha256 bytea not null unique,
	method text not null check (method in ('line', 'share', 'draw', 'lapse', 'residue', 'settle')),
	item text,
	unit text,
	price numeric,
	price_record bigint,
	share_key text,
	key_date date
);

create table purse.basis_weight (
	basis bigint not null references purse.basis,
	school int not null references purse.school,
	position int not null,
	weight_numerator numeric not null,
	weight_denominator numeric not null check (weight_denominator > 0),
	source bigint,
	primary key (basis, school)
);

create table purse.charge (
	id bigint generated always as identity primary key,
	batch bigint not null,
	source bigint,
	basis bigint not null,
	entry bigint,
	lot bigint,
	stream bigint,
	reverses bigint,
	pence bigint not null,
	cost bigint,
	agreement int not null,
	provider int not null,
	customer int not null,
	seq int,
	service_from date not null,
	service_to date not null,
	kind text not null check (kind in ('line', 'share', 'draw', 'lapse', 'residue', 'settle')),
	quantity numeric,
	exact_numerator numeric not null,
	exact_denominator numeric not null check (exact_denominator > 0),
	carry_in_numerator numeric,
	carry_in_denominator numeric check (carry_in_denominator > 0),
	carry_out_numerator numeric,
	carry_out_denominator numeric check (carry_out_denominator > 0),
	check ((stream is null) = (carry_out_numerator is null)),
	check ((stream is null) = (seq is null)),
	check (entry is not null or pence = 0)
);
create unique index charge_reverses on purse.charge (reverses) where reverses is not null;
create unique index charge_step on purse.charge (stream, seq, customer) where stream is not null;
create unique index charge_once on purse.charge (source, customer, (coalesce(lot, 0)))
	where source is not null and reverses is null;
create index charge_pair on purse.charge (provider, customer, service_from);
create index charge_entry on purse.charge (entry);
create index charge_batch on purse.charge using brin (batch);
create index charge_basis on purse.charge (basis);

create table purse.lot_movement (
	id bigint generated always as identity primary key,
	lot bigint not null references purse.lot,
	kind text not null check (kind in ('bought', 'drawn', 'lapsed', 'returned', 'residue')),
	school int not null references purse.school,
	quantity numeric not null,
	charge bigint,
	date date not null,
	pence bigint not null,
	exact_numerator numeric not null,
	exact_denominator numeric not null
);
create index on purse.lot_movement (lot);
