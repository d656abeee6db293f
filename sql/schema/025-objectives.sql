-- What a partnership wants to reach: numbered objectives, the agreements that serve them, and notes of what
-- they changed. Read by the members of the partnership.
create table purse.objective (
	record bigint primary key references purse.record,
	partnership int not null references purse.partnership,
	number int not null check (number > 0),
	valid_from date not null,
	valid_to date not null default 'infinity',
	title text not null,
	actions text,
	target text,
	due date,
	evidence text
);
create index on purse.objective (partnership, number, valid_from);

create table purse.agreement_objective (
	record bigint primary key references purse.record,
	agreement int not null references purse.agreement,
	number int not null,
	valid_from date not null,
	valid_to date not null default 'infinity',
	main boolean not null
);
create index on purse.agreement_objective (agreement, number, valid_from);

create table purse.impact_note (
	record bigint primary key references purse.record,
	school int references purse.school,
	partnership int not null references purse.partnership,
	number int not null,
	date date not null,
	kind text not null check (kind in ('cash-releasing', 'cost-avoiding', 'non-financial')),
	what text not null,
	evidence text not null
);
create index on purse.impact_note (partnership, number, date);

do $$
declare t text;
begin
	foreach t in array array['objective', 'agreement_objective', 'impact_note'] loop
		execute format('create trigger never_changed before update or delete or truncate on purse.%I
			for each statement execute function purse.refuse_change()', t);
		execute format('alter table purse.%I enable row level security', t);
		execute format('grant select on purse.%I to purse_viewer', t);
	end loop;
end $$;

-- Partnerships that a school of the reader is or was in.
create function purse.my_partnerships() returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select coalesce(array_agg(distinct m.partnership), '{}') from purse.member m
	where m.school = any ((select purse.my_schools())::int[])
$$;
revoke execute on function purse.my_partnerships() from public;
grant execute on function purse.my_partnerships() to purse_viewer, purse_user;

create policy reads on purse.objective for select to purse_viewer
	using (partnership = any ((select purse.my_partnerships())::int[]));
create policy reads on purse.agreement_objective for select to purse_viewer
	using (agreement = any ((select purse.my_agreements())::int[]));
create policy reads on purse.impact_note for select to purse_viewer
	using (partnership = any ((select purse.my_partnerships())::int[]));
create policy objectives_of_partnerships on purse.record as restrictive for select to purse_viewer
	using (kind not in ('objectives', 'agreement_objectives', 'impact_notes') or id in (
		select o.record from purse.objective o union all
		select a.record from purse.agreement_objective a union all select i.record from purse.impact_note i));
