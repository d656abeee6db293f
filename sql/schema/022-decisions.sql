-- How an agreement is decided: put forward by somebody, recommended by a joint committee, authorised or
-- declined by each governing board, up to a limit and with conditions; and what governors and staff declare
-- as interests.
alter table purse.approval add column decision text not null default 'authorised'
	check (decision in ('authorised', 'declined'));
alter table purse.approval add column conditions text;
alter table purse.approval add constraint approval_declined_check
	check (decision = 'authorised' or limit_pence is null);

create table purse.proposal (
	record bigint primary key references purse.record,
	agreement int not null references purse.agreement,
	date date not null,
	raised_by text not null,
	what text not null,
	amount_pence bigint
);
create index on purse.proposal (agreement);

create table purse.recommendation (
	record bigint primary key references purse.record,
	agreement int not null references purse.agreement,
	committee text not null,
	minute text not null,
	date date not null,
	decision text not null check (decision in ('recommended', 'not recommended', 'reviewed')),
	basis text,
	amount_pence bigint,
	check (decision <> 'recommended' or basis is not null)
);
create index on purse.recommendation (agreement);

create table purse.interest (
	record bigint primary key references purse.record,
	school int not null references purse.school,
	person text not null,
	party int not null references purse.counterparty,
	valid_from date not null,
	valid_to date not null default 'infinity',
	interest text not null,
	declared date not null,
	minute text,
	related boolean not null
);
create index on purse.interest (school);

do $$
declare
	rule text[];
begin
	foreach rule slice 1 in array array[['proposal', 'agreement', 'my_agreements'],
		['recommendation', 'agreement', 'my_agreements'], ['interest', 'school', 'my_schools']]
	loop
		execute format('create trigger never_changed before update or delete or truncate on purse.%I
			for each statement execute function purse.refuse_change()', rule[1]);
		execute format('alter table purse.%I enable row level security', rule[1]);
		execute format('create policy reads on purse.%I for select to purse_viewer
			using (%I = any ((select purse.%I())::int[]))', rule[1], rule[2], rule[3]);
		execute format('grant select on purse.%I to purse_viewer', rule[1]);
	end loop;
end $$;

-- Who has no part in an agreement is not told who put it forward and what a committee said of it.
alter policy reads on purse.record
	using (owner = any ((select purse.my_schools())::int[]) or (owner = 0
			and (kind not in ('agreements', 'parties', 'prices', 'proposals', 'recommendations')
				or id in (select v.record from purse.agreement_version v union all
					select p.record from purse.party p union all select p.record from purse.price p
					union all select o.record from purse.proposal o
					union all select r.record from purse.recommendation r)))
		or (kind = 'activities' and id in (select a.record from purse.activity a
			where a.agreement = any ((select purse.my_brokered())::int[]))));
