-- Kind: local_codes. check_<kind> adds problems for the new rows, take_<kind> stores them and gives how many.
set check_function_bodies = off;

-- A row has CFR codes for a supply, or codes of the authority's own for internal charges of whatever. Rows
-- that can't be stored are taken out.
create or replace function purse.check_local_codes() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.check_codes('{1}', '{body}'), purse.check_dates(3, 4), purse.check_account(5, '{income}'),
		purse.check_account(6, '{expense,capital}');
	insert into pg_temp.stage_problem
	select n.file, n.row_number, p.place, p.code, p.problem, null, p.hint
	from pg_temp.stage_new n cross join lateral (values
		(not exists (select from purse.body b join purse.current_body_detail d on d.body = b.id
			where b.code = n.content[1] and d.kind = 'local authority'), 1, 'LG206',
			format('could not take codes of "%s": it is no local authority', n.content[1]),
			'name a body of the kind local authority; an agreement or a party can have a code of its own'),
		(n.content[2] is not null and coalesce(n.content[5], n.content[6]) is null, 5, 'LG106',
			format('could not find the codes for %s', n.content[2]),
			'write an Income code, a Cost code or both'),
		(n.content[2] is null and n.content[5] is not null, 5, 'LG206',
			'could not take an Income code without the Supply that it is for',
			'write the Supply, in the words of agreements.csv'),
		(n.content[2] is null and n.content[6] is not null, 6, 'LG206',
			'could not take a Cost code without the Supply that it is for',
			'write the Supply, in the words of agreements.csv'),
		(n.content[2] is null and n.content[7] is null, 7, 'LG106',
			'could not find the authority''s code of what a school gets by internal charge',
			'write it under Charge income, such as 9900, or write a Supply and its CFR codes'),
		(n.content[2] is null and n.content[8] is null, 8, 'LG106',
			'could not find the authority''s code of what a school pays by internal charge',
			'write it under Charge payment, such as 7452, or write a Supply and its CFR codes'),
		(n.content[2] is not null and n.content[7] is not null, 7, 'LG206',
			'could not take a code of the authority''s own for one Supply',
			'give the codes for internal charges a row without a Supply'),
		(n.content[2] is not null and n.content[8] is not null, 8, 'LG206',
			'could not take a code of the authority''s own for one Supply',
			'give the codes for internal charges a row without a Supply')
		) p (wrong, place, code, problem, hint)
	where p.wrong;
	delete from pg_temp.stage_new n where exists (select from pg_temp.stage_problem p
		where (p.file, p.row_number) = (n.file, n.row_number) and p.column_number <> 4);
end $$;

create or replace function purse.take_local_codes(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.local_code (record, body, supply, valid_from, valid_to, income_code, cost_code,
		charge_income, charge_payment, source, reason)
	select n.record, b.id, n.content[2], n.content[3]::date, coalesce(n.content[4]::date, 'infinity'),
		n.content[5], n.content[6], n.content[7], n.content[8], n.content[9], n.content[10]
	from pg_temp.stage_new n join purse.body b on b.code = n.content[1];
	get diagnostics taken = row_count;
	perform purse.check_overlap('local_code', '{body,supply}', 3);
	perform purse.check_booked_codes('local_code', 3);
	return taken;
end $$;
