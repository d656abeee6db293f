-- Codes of a local authority: its own choice of CFR codes for a supply, in place of the usual ones; and the
-- codes of its own ledger that stand on internal charges between its schools, whatever is supplied.
create table purse.local_code (
	record bigint primary key references purse.record,
	body int not null references purse.body,
	supply text,
	valid_from date not null,
	valid_to date not null default 'infinity',
	income_code text,
	cost_code text,
	charge_income text,
	charge_payment text,
	source text not null,
	reason text not null,
	check ((supply is not null) = (coalesce(income_code, cost_code) is not null)),
	check ((supply is null) = (charge_income is not null)),
	check ((supply is null) = (charge_payment is not null))
);
create index on purse.local_code (body, supply, valid_from);

create trigger never_changed before update or delete or truncate on purse.local_code
	for each statement execute function purse.refuse_change();

-- Codes are no secret: everybody who opens the books reads them.
grant select on purse.local_code to purse_viewer;
