-- Funds with rules: what a grant allows, dated and with its source; what came in of it; what its rules let it
-- bear of each charge, and what went to the general fund instead, with the rule.

-- A rule of a grant. value is pounds, yes or no, or words, by the rule; room: whether a named person may
-- decide otherwise and give a reason.
create table purse.grant_rule (
	grant_code text not null,
	valid_from date not null,
	valid_to date not null,
	rule text not null,
	subject text not null,
	value text not null,
	room boolean not null,
	source text not null,
	confidence text not null check (confidence in ('verified', 'secondary', 'derived', 'review')),
	checked date not null,
	primary key (grant_code, rule, subject, valid_from)
);
create trigger never_deleted before delete or truncate on purse.grant_rule
	for each statement execute function purse.refuse_change();

-- Rules that people add: a new grant is a file.
create table purse.stated_grant_rule (
	record bigint primary key references purse.record,
	grant_code text not null,
	valid_from date not null,
	valid_to date not null,
	rule text not null check (rule in ('name', 'per pupil', 'per pupil up to', 'base beyond',
		'per pupil beyond', 'carry over', 'later services', 'capital', 'use', 'forbidden')),
	subject text not null,
	value text not null,
	room boolean not null,
	source text not null
);
create index on purse.stated_grant_rule (grant_code, valid_from);

-- A fund names its grant, and its amount or the pupils that it follows from.
alter table purse.fund_detail add column grant_code text;
alter table purse.fund_detail add column pupils bigint check (pupils >= 0);
alter table purse.fund_detail add constraint fund_detail_grant_check
	check ((grant_code is null and pupils is null)
		or (grant_code is not null and (amount is null) <> (pupils is null)));

-- What a party spends its fund on: a use that the grant names.
alter table purse.party add column use text;

create table purse.grant_payment (
	record bigint primary key references purse.record,
	school int not null references purse.school,
	fund int not null references purse.fund,
	date date not null,
	amount bigint not null check (amount <> 0),
	description text not null,
	entry bigint not null references purse.entry
);
create index on purse.grant_payment (fund);

-- A named person lets a fund bear what a rule keeps from it, where the rule leaves room.
create table purse.fund_decision (
	record bigint primary key references purse.record,
	school int not null references purse.school,
	fund int not null references purse.fund,
	rule text not null check (rule in ('later services', 'capital', 'forbidden')),
	agreement int references purse.agreement,
	valid_from date not null,
	valid_to date not null,
	decided_by text not null,
	reason text not null
);
create index on purse.fund_decision (fund);

-- What a fund bears of a charge, step by step of the fund: before is what it bore until then. What it does
-- not bear stands in the general fund, and rule says why.
create table purse.fund_use (
	charge bigint primary key references purse.charge,
	fund int not null references purse.fund,
	seq int not null check (seq > 0),
	school int not null references purse.school,
	before bigint not null,
	borne bigint not null,
	general bigint not null,
	rule text check (rule in ('days', 'later services', 'capital', 'forbidden', 'amount')),
	use text,
	decision bigint references purse.fund_decision,
	unique (fund, seq)
);

do $$
declare
	rule text[];
begin
	foreach rule slice 1 in array array[
		['stated_grant_rule', 'true'],
		['grant_payment', 'school = any ((select purse.my_schools())::int[])'],
		['fund_decision', 'school = any ((select purse.my_schools())::int[])'],
		['fund_use', 'school = any ((select purse.my_schools())::int[])
			or charge in (select c.id from purse.charge c
				where c.provider = any ((select purse.my_schools())::int[]))']]
	loop
		execute format('create trigger never_changed before update or delete or truncate on purse.%I
			for each statement execute function purse.refuse_change()', rule[1]);
		continue when rule[2] = 'true';   -- rules of grants are no secret
		execute format('alter table purse.%I enable row level security', rule[1]);
		execute format('create policy reads on purse.%I for select to purse_viewer using (%s)', rule[1],
			rule[2]);
	end loop;
end $$;
grant select on purse.grant_rule, purse.stated_grant_rule, purse.grant_payment, purse.fund_decision,
	purse.fund_use to purse_viewer;
