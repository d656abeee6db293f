-- The books: accounts, periods, entries and postings.

create table purse.account (
	code text primary key,
	name text not null,
	class text not null check (class in ('income', 'expense', 'asset', 'liability', 'equity', 'capital')),
	source text not null,
	checked date not null
);

-- A month of one school's books is open until a row stands here. month counts from January 1970 = 0.
create table purse.period_close (
	school int not null references purse.school,
	month int not null,
	batch bigint not null references purse.batch,
	closed_by text not null default session_user,
	closed_at timestamptz not null default clock_timestamp(),
	seal bytea,
	primary key (school, month)
);

create table purse.entry (
	id bigint generated always as identity primary key,
	batch bigint not null,
	reverses bigint unique,
	date date not null,
	service_date date not null,
	lines smallint not null check (lines >= 2),
	kind text not null,
	key text not null unique,
	description text not null
);

-- No foreign keys on the big table: the one door checks every reference against tables whose rows can't be
-- deleted.
create table purse.posting (
	entry bigint not null,
	amount bigint not null check (amount <> 0),
	document bigint,
	original_amount bigint,
	school int not null,
	counterparty int not null default 0,
	agreement int not null default 0,
	fund int not null default 0,
	month int not null,
	line smallint not null,
	account text not null,
	original_currency text,
	primary key (entry, line)
);
-- Batches stand one after the other on the disk; verifying goes through them one by one.
create index entry_batch on purse.entry using brin (batch);

create index posting_balance on purse.posting (school, account, month) include (amount, fund, counterparty);

-- Snapshots of closed months: sums that balances start from; can be rebuilt from the postings.
create table purse_cache.month_balance (
	school int not null,
	month int not null,
	account text not null,
	fund int not null,
	counterparty int not null,
	amount bigint not null,
	postings bigint not null,
	primary key (school, month, account, fund, counterparty)
);
