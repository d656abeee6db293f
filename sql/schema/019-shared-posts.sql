-- Posts that are shared: which part of a post an agreement shares, what payroll paid for it, what of its cost
-- is shared month by month, and how that was worked out. What is paid is seen by the employing school alone
-- (R16): those tables are read by the rights on that school. Parties see the shared cost and nothing of pay.
create table purse.shared_post (
	record bigint primary key references purse.record,
	agreement int not null references purse.agreement,
	post int not null references purse.post,
	valid_from date not null,
	valid_to date not null default 'infinity',
	part_numerator numeric not null check (part_numerator > 0),
	part_denominator numeric not null check (part_denominator >= part_numerator),
	pro_rata text not null check (pro_rata in ('calendar days', 'term weeks')),
	weeks numeric check (weeks > 0),
	role text not null,
	check ((weeks is null) = (pro_rata = 'calendar days'))
);
create index on purse.shared_post (agreement, post);

-- The days of terms, which every party may know.
create table purse.term_weeks (
	record bigint primary key references purse.record,
	school int not null references purse.school,
	valid_from date not null,
	valid_to date not null check (valid_to >= valid_from)
);
create index on purse.term_weeks (school, valid_from);

create table purse.payroll (
	record bigint primary key references purse.record,
	post int not null references purse.post,
	month date not null check (extract(day from month) = 1),
	gross bigint not null,
	national_insurance bigint not null,
	pension bigint not null,
	levy bigint not null,
	other bigint not null
);
create index on purse.payroll (post, month);

create table purse.staff_cost (
	record bigint primary key references purse.record,
	school int not null references purse.school,
	agreement int not null references purse.agreement,
	service_from date not null,
	service_to date not null check (service_to >= service_from),
	role text not null,
	amount bigint not null check (amount <> 0),
	kind text not null check (kind in ('estimate', 'actual', 'true-up')),
	trues_up bigint references purse.staff_cost,
	reason text,
	check ((trues_up is not null) = (kind = 'true-up'))
);
create index on purse.staff_cost (agreement, role, service_from);

-- What a shared cost was worked out from, a row for each post and each stretch of days at one rate: cost of a
-- year or a month x time, as a part of it x the part that is shared. It keeps the rows that it was read from.
create table purse.staff_working (
	record bigint primary key references purse.record,
	staff_cost bigint not null references purse.staff_cost,
	post int not null references purse.post,
	valid_from date not null,
	valid_to date not null,
	made_from text not null check (made_from in ('payroll', 'rates', 'nothing')),
	payroll bigint references purse.payroll,
	shared_post bigint references purse.shared_post,
	post_detail bigint references purse.post_detail,
	cost_numerator numeric not null,
	cost_denominator numeric not null check (cost_denominator > 0),
	time_numerator numeric not null,
	time_denominator numeric not null check (time_denominator > 0),
	part_numerator numeric not null,
	part_denominator numeric not null check (part_denominator > 0),
	details text,
	check ((payroll is not null) = (made_from = 'payroll'))
);
create index on purse.staff_working (staff_cost);

do $$
declare
	mine constant text := 'any ((select purse.my_schools())::int[])';
	agreed constant text := 'any ((select purse.my_agreements())::int[])';
	t text;
begin
	foreach t in array array['shared_post', 'term_weeks', 'payroll', 'staff_cost', 'staff_working'] loop
		execute format('create trigger never_changed before update or delete or truncate on purse.%I
			for each statement execute function purse.refuse_change()', t);
		execute format('grant select on purse.%I to purse_viewer', t);
		continue when t = 'term_weeks';
		execute format('alter table purse.%I enable row level security', t);
		continue when t = 'staff_cost';
		execute format('create policy reads on purse.%1$I for select to purse_viewer using (
			exists (select from purse.post p where p.id = %1$I.post and p.school = ', t) || mine || '))';
	end loop;
	execute 'create policy reads on purse.staff_cost for select to purse_viewer using (agreement = '
		|| agreed || ')';
end $$;

-- The school whose post it is books nothing for its own share of a staff cost: its payroll is in its accounts
-- package. So a charge may stand without an entry.
alter table purse.charge drop constraint charge_check2;
alter table purse.charge add constraint charge_entry_check
	check (entry is not null or pence = 0 or (kind = 'share' and provider = customer));
