-- Closing a month of a school's books (R12, R15): nothing is booked in it any more. Months close in order.
set check_function_bodies = off;

create or replace function purse.month_words(month int) returns text language sql immutable as $$
	select to_char(date '1970-01-01' + month * interval '1 month', 'FMMonth YYYY')
$$;

create or replace function purse.last_day_of(month int) returns date language sql immutable as $$
	select (date '1970-01-01' + (month + 1) * interval '1 month')::date - 1
$$;

create or replace function purse.check_may_close(schools int[]) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select purse.code_of(u.school) as school into bad from unnest(schools) u (school)
	where u.school <> all ((select purse.my_schools(true))::int[]) limit 1;
	if found then
		perform purse.refuse('LG401',
			format('could not close the books of "%s": you have no right to', bad.school), null,
			'ask a person who may write for the school');
	end if;
end $$;

-- The schools to close: those named, or all with books here that the caller may write for.
create or replace function purse_api.schools_to_close(codes text[]) returns table (school int, code text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	if codes is null then
		return query select s.id, s.code from purse.school s
		where s.keeps_books and s.id = any ((select purse.my_schools(true))::int[]) order by s.code;
		return;
	end if;
	select u.code into bad from unnest(codes) u (code)
	where not exists (select from purse.school s where s.code = u.code and s.keeps_books) limit 1;
	if found then
		perform purse.refuse('LG201', format('could not find a school "%s" that keeps books here', bad.code),
			null, 'correct the code');
	end if;
	perform purse.check_may_close((select array_agg(s.id) from purse.school s where s.code = any (codes)));
	return query select s.id, s.code from purse.school s where s.code = any (codes) order by s.code;
end $$;

-- The months that closing one closes: also those before it in which nothing was booked, back to the first
-- month of the school's books.
create or replace function purse.months_to_close(schools int[], month int)
returns table (school int, month int) language sql stable set search_path = pg_catalog, pg_temp as $$
	select u.school, m.month
	from (select distinct x.school from unnest(schools) x (school)) u
	cross join lateral (select least(months_to_close.month, coalesce(
		(select max(c.month) + 1 from purse.period_close c where c.school = u.school),
		(select min(p.month) from purse.posting p where p.school = u.school))) as month) f
	cross join lateral generate_series(f.month, months_to_close.month) m (month)
	where not exists (select from purse.period_close c where c.school = u.school and c.month = m.month)
$$;

-- A month that lies ahead of the server's date, and in which or after which nothing is booked, is closed by
-- mistake or to do harm: what is charged from then on would all go to the month after it, in the books of
-- partners too, and a closed month stays closed. Whether the month of today has ended is the client's to
-- say, whose clock may be set to play a year: see sql/README.md.
create or replace function purse.check_month_has_come(schools int[], month int) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
	if month > purse.month_of((now() at time zone 'UTC')::date) and not exists (select from purse.posting p
		where p.school = any (schools) and p.month >= check_month_has_come.month)
	then
		perform purse.refuse('LG319',
			format('could not close %s: it has not begun', purse.month_words(month)), null,
			'close it when it has ended');
	end if;
end $$;

-- Takes the months exclusively: waits for posters, who hold them shared. Call it before looking at what is
-- still to be done.
create or replace function purse_api.lock_for_closing(schools int[], month int) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.check_may_close(schools);
	perform purse.check_month_has_come(schools, month);
	perform pg_advisory_xact_lock(s.school, s.month)
	from (select * from purse.months_to_close(schools, lock_for_closing.month) order by 1, 2) s;
end $$;

-- What has not been charged or invoiced, of what happened up to the end of the month, for schools the caller
-- may write for: it will be booked in a later month.
create or replace function purse_api.left_before_closing(schools int[], month int)
returns table (activities bigint, purchases bigint, charges bigint, staff_costs bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
	month_end date := purse.last_day_of(month);
begin
	perform purse.check_may_close(schools);
	select count(*) into activities from purse.current_activity a
	left join purse.brokered b on b.agreement = a.agreement and a.date between b.valid_from and b.last_day
	where a.date <= month_end
		and (a.provider = any (schools) or a.beneficiary = any (schools) or b.lead = any (schools))
		and not exists (select from purse.current_activity x where x.corrects = a.record)
		-- a brokered activity is charged by two schools
		and case when a.quantity > 0 then (select count(distinct c.provider) from purse.charge c
				where c.source = a.record) < case when b.agreement is null then 1 else 2 end
			else exists (select from purse.charge c where c.source = a.corrects and c.reverses is null
				and not exists (select from purse.charge r where r.reverses = c.id)) end;
	select count(*) into purchases from purse.current_purchase p
	where p.date <= month_end and p.buyer = any (schools)
		and not exists (select from purse.entry e where e.key = 'purchase ' || p.record);
	select count(*) into staff_costs from purse.current_staff_cost k
	where k.service_from <= month_end and k.school = any (schools)
		and not exists (select from purse.charge c where c.source = k.record);
	select staff_costs + count(*) into staff_costs from purse.use_share u
	where u.valid_to <= month_end and u.school = any (schools)
		and not exists (select from purse.charge c where c.source = u.record);
	select count(*) into charges from purse.charge c
	where c.service_to <= month_end and c.provider <> c.customer and c.pence <> 0 and c.reverses is null
		and (c.provider = any (schools) or c.customer = any (schools))
		and not exists (select from purse.charge r where r.reverses = c.id)
		and coalesce((select sum(l.direction) from purse.line_charge l where l.charge = c.id), 0) = 0;
	return next;
end $$;

-- Closes the month for the schools, and gives for how many it was open.
create or replace function purse_api.close_period(schools int[], month int) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
	this_batch bigint;
	closed int;
	bad record;
begin
	perform purse_api.lock_for_closing(schools, month);
	-- an earlier month with entries must be closed first, so that what is late moves forward and never back
	select purse.code_of(m.school) as school, m.month into bad
	from purse.months_to_close(schools, close_period.month) m
	where m.month < close_period.month
		and exists (select from purse.posting p where p.school = m.school and p.month = m.month)
	order by m.month, 1 limit 1;
	if found then
		perform purse.refuse('LG317', format('could not close %s: %s is still open for "%s"',
			purse.month_words(close_period.month), purse.month_words(bad.month), bad.school), null,
			'close the months in order');
	end if;
	if not exists (select from purse.months_to_close(schools, close_period.month)) then
		return 0;
	end if;
	select purse.code_of(d.school) as school into bad
	from purse_api.cut_offs_due(purse.last_day_of(close_period.month), null, schools) d
	where purse.to_come(d.pence, d.service_from, d.service_to, least(d.last_month, close_period.month))
		<> d.waiting order by 1 limit 1;
	if found then
		perform purse.refuse('LG307',
			format('could not close %s: what is charged for later months is not released yet for "%s"',
				purse.month_words(close_period.month), bad.school), null,
			'run it again: somebody charged meanwhile');
	end if;
	insert into purse.batch (kind) values ('close') returning id into this_batch;
	insert into purse.period_close (school, month, batch)
	select m.school, m.month, this_batch from purse.months_to_close(schools, close_period.month) m
	join purse.school s on s.id = m.school and s.keeps_books order by 1, 2;
	select count(*) into closed from purse.period_close c
	where c.batch = this_batch and c.month = close_period.month;
	insert into purse_cache.month_balance (school, month, account, fund, counterparty, amount, postings)
	select p.school, p.month, p.account, p.fund, p.counterparty, sum(p.amount), count(*)
	from purse.posting p join purse.period_close c on c.school = p.school and c.month = p.month
		and c.batch = this_batch
	group by 1, 2, 3, 4, 5;
	delete from purse_cache.batch_total t using purse.period_close c
	where c.batch = this_batch and t.school = c.school and t.month = c.month;
	return closed;
end $$;

grant execute on function purse_api.schools_to_close(text[]), purse_api.lock_for_closing(int[], int),
	purse_api.left_before_closing(int[], int), purse_api.close_period(int[], int) to purse_user;
