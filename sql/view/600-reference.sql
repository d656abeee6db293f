-- All statutory and other reference tables (purse.reference_tables), value by value, as verify compares them
-- with what was laid down.
do $$
begin
	execute 'create or replace view purse_view.reference as ' || (
		select string_agg(format($view$
			select %L::text as kind, concat_ws(' ', %s) as name, x.key as label, x.value
			from purse_view.%I v cross join lateral jsonb_each_text(to_jsonb(v)) x$view$, r.kind,
			(select string_agg(format(case k when 'valid_from' then '''from'', v.%I' when 'version' then
				'''version'', v.%I' else 'v.%I' end, k), ', ' order by n)
				from unnest(r.keys) with ordinality u (k, n)), r.name), ' union all ' order by r.name)
		from purse.reference_tables() r);
end $$;
grant select on purse_view.reference to purse_user, purse_owner;
