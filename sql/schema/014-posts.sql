-- Posts: what a member of staff is paid, by dates. Pay is seen by the employing school alone (R16): these
-- tables are read by the rights on that school and no agreement opens them.
create table purse.post (
	id int generated always as identity primary key,
	school int not null references purse.school,
	code text not null,
	unique (school, code)
);

create table purse.post_detail (
	record bigint primary key references purse.record,
	post int not null references purse.post,
	valid_from date not null,
	valid_to date not null default 'infinity',
	role text not null,
	kind text not null check (kind in ('teacher', 'leadership', 'support')),
	salary bigint not null check (salary > 0),
	allowances bigint not null default 0 check (allowances >= 0),
	part_numerator numeric not null default 1 check (part_numerator > 0),
	part_denominator numeric not null default 1 check (part_denominator >= part_numerator),
	week_hours numeric check (week_hours > 0),
	full_hours numeric check (full_hours >= week_hours),
	weeks numeric check (weeks > 0),
	leave_days numeric check (leave_days >= 0),
	paid_weeks numeric check (paid_weeks > 0),
	days numeric check (days > 0),
	hours numeric check (hours > 0),
	pension text not null check (pension in ('TPS', 'LGPS', 'none')),
	levy boolean not null,
	source text not null
);
create index on purse.post_detail (post, valid_from);

do $$
declare
	mine constant text := 'any ((select purse.my_schools())::int[])';
	t text;
begin
	foreach t in array array['post', 'post_detail'] loop
		execute format('create trigger never_changed before update or delete or truncate on purse.%I
			for each statement execute function purse.refuse_change()', t);
		execute format('alter table purse.%I enable row level security', t);
	end loop;
	execute 'create policy reads on purse.post for select to purse_viewer using (school = ' || mine || ')';
	execute 'create policy reads on purse.post_detail for select to purse_viewer using (
		exists (select from purse.post p where p.id = post_detail.post and p.school = ' || mine || '))';
	grant select on purse.post, purse.post_detail to purse_viewer;
end $$;
