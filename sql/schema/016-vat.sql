-- VAT decided with reasons: rules with conditions over named facts, dated and versioned; what is stated of an
-- agreement's supply, with evidence; what a person decided where the rules ask for it.

create table purse.vat_fact (
	fact text primary key,
	question text not null,
	stated boolean not null,
	when_silent text not null check (when_silent in ('derived', 'no', 'ask')),
	source text not null,
	checked date not null
);

alter table purse.vat_rule
	add column stage text not null default 'rule' check (stage in ('rule', 'gate')),
	add column valid_from date not null default '1973-04-01',
	add column valid_to date not null default 'infinity',
	add column conditions text not null default '',
	drop constraint vat_rule_treatment_check,
	add check (treatment in ('no supply', 'exempt', 'standard', 'zero', 'outside scope', 'non-business',
		'not registered', 'review'));
update purse.vat_rule set conditions = concat_ws('; ',
	'same VAT person=' || nullif(same_person, 'any'), 'both eligible=' || nullif(both_eligible, 'any'),
	'supplier registered=' || nullif(supplier_registered, 'any'));
set local role purse_viewer;
drop view if exists purse_view.vat_rule;
set local role purse_owner;
alter table purse.vat_rule drop column same_person, drop column both_eligible,
	drop column supplier_registered;

create table purse.vat_threshold (
	valid_from date primary key,
	valid_to date not null,
	amount bigint not null,
	warn_from numeric not null,
	source text not null,
	checked date not null
);

create table purse.supply_fact (
	record bigint primary key references purse.record,
	agreement int not null references purse.agreement,
	fact text not null references purse.vat_fact,
	valid_from date not null,
	valid_to date not null,
	answer boolean not null,
	evidence text not null
);
create index on purse.supply_fact (agreement, fact, valid_from);

create table purse.vat_decision (
	record bigint primary key references purse.record,
	agreement int not null references purse.agreement,
	customer int not null default 0,
	valid_from date not null,
	valid_to date not null,
	treatment text not null,
	reason text not null,
	decided_by text not null
);
create index on purse.vat_decision (agreement, valid_from);

create trigger never_deleted before delete or truncate on purse.vat_fact
	for each statement execute function purse.refuse_change();
create trigger never_deleted before delete or truncate on purse.vat_threshold
	for each statement execute function purse.refuse_change();
create trigger never_changed before update or delete or truncate on purse.supply_fact
	for each statement execute function purse.refuse_change();
create trigger never_changed before update or delete or truncate on purse.vat_decision
	for each statement execute function purse.refuse_change();

alter table purse.supply_fact enable row level security;
create policy reads on purse.supply_fact for select to purse_viewer
	using (agreement = any ((select purse.my_agreements())::int[]));
alter table purse.vat_decision enable row level security;
create policy reads on purse.vat_decision for select to purse_viewer
	using (agreement = any ((select purse.my_agreements())::int[]));
grant select on purse.vat_fact, purse.vat_threshold, purse.supply_fact, purse.vat_decision to purse_viewer;
