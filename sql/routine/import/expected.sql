-- Kind: expected_purchases.
set check_function_bodies = off;

create or replace function purse.check_expected_purchases() returns void language sql as $$
	select purse.check_codes('{2,3,4}', '{school,agreement,body}'), purse.check_covered(3, 6),
		purse.check_dates(6, 7);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, w.place, 'LG206', w.message, null, w.hint
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[3]
	join purse.effective_agreement_version v on v.agreement = a.id
		and n.content[6]::date between v.valid_from and v.last_day
	join purse.school l on l.id = v.lead
	cross join lateral (values
		(n.content[8]::numeric <= 0, 8, format('could not expect a purchase of %s pounds', n.content[8]),
			'write what it will cost; leave the row out when nothing is expected'),
		(l.code <> n.content[2], 2, format('could not take "%s" as buyer under agreement "%s": that is "%s"',
			n.content[2], a.code, l.code), 'correct Bought by or the Agreement'),
		(v.kind = 'credits' or v.basis not in ('equal', 'fixed shares', 'pupil numbers'), 3,
			format('could not share a purchase under agreement "%s": its basis is "%s"', a.code, v.basis),
			'name an agreement that is shared equally, by fixed shares or by pupil numbers')
	) w (is_wrong, place, message, hint) where w.is_wrong
$$;

create or replace function purse.take_expected_purchases(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.expected_purchase (record, buyer, agreement, supplier, service_from, service_to, cost,
		description, evidence)
	select n.record, s.id, a.id, b.id, n.content[6]::date, n.content[7]::date, purse.pence_of(n.content[8]),
		n.content[5], n.content[9]
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2]
	join purse.agreement a on a.code = n.content[3] join purse.body b on b.code = n.content[4]
	where not exists (select from pg_temp.stage_problem);
	get diagnostics taken = row_count;
	return taken;
end $$;
