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

do $$
declare t text;
begin
	foreach t in array array['school', 'body', 'counterparty', 'agreement', 'partnership', 'fund',
		'account', 'batch', 'record',
		'period_close', 'posting', 'charge', 'basis', 'basis_weight', 'stream', 'lot', 'lot_movement',
			'document',
		'vat_rule', 'vat_rate', 'person', 'right_event', 'acceptance'] loop
		execute format('create or replace view purse_view.%1$s as select * from purse.%1$I', t);
		execute format('grant select on purse_view.%I to purse_user, purse_owner', t);
	end loop;
end $$;
