-- Our own functions read these views too.
grant usage on schema purse_view to purse_owner;

-- For every kind of record: the rows that hold now and that the reader may see, under the name of the table.
do $$
declare t text;
begin
	for t in select c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n
		on n.oid = c.relnamespace
		join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'record' and not a.attisdropped
		where n.nspname = 'purse' and c.relkind = 'r' and c.relname <> 'bank_confirmation'
	loop
		execute format('create or replace view purse_view.%1$s as select x.* from purse.%1$I x
			where not exists (select from purse.superseded s where s.record = x.record)', t);
		execute format('grant select on purse_view.%I to purse_user, purse_owner', t);
	end loop;
end $$;

-- Tables as they are; row-level security on each decides what the reader sees of it.
do $$
declare t text;
begin
	foreach t in array array['school', 'body', 'counterparty', 'agreement', 'partnership', 'fund',
		'batch', 'record', 'period_close', 'posting', 'charge', 'stream', 'lot', 'document', 'person', 'post',
		'basis', 'basis_weight', 'lot_movement', 'acceptance', 'cut_off', 'accrual', 'fund_use']
		|| array(select r.name from purse.reference_tables() r) loop
		execute format('create or replace view purse_view.%1$s as select x.* from purse.%1$I x', t);
		execute format('grant select on purse_view.%I to purse_user, purse_owner', t);
	end loop;
end $$;

-- A school's own funds. Those that an agreement names are known to its parties, with the days on which they
-- may bear its cost, and nothing else of them.
create or replace view purse_view.fund_detail as
	select x.* from purse.fund_detail x
	where not exists (select from purse.superseded s where s.record = x.record)
		and exists (select from purse.fund f where f.id = x.fund);
create or replace view purse_view.party_fund as
	select distinct x.fund, x.valid_from, x.valid_to from purse.fund_detail x
	where not exists (select from purse.superseded s where s.record = x.record)
		and exists (select from purse.party p where p.fund = x.fund);
grant select on purse_view.party_fund to purse_user, purse_owner;
