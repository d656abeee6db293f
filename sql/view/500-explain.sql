-- What explanations look up by the number of a record, also where another version has taken its place: what a
-- charge was made from stays as it was (R7).
create or replace view purse_view.price_record as select p.* from purse.price p;
create or replace view purse_view.pupil_record as select n.* from purse.pupil_number n;

-- The file that a record came from: the one of its kind in the import. Where one import read several of that
-- kind, all of them.
create or replace view purse_view.record_file with (security_barrier) as
	select r.id as record, f.file, f.name, encode(f.sha256, 'hex') as sha256
	from purse.record r join purse.batch_file f on f.batch = r.batch
		and lower(f.name) ~ ('(^|[/\\])' || replace(r.kind, '_', '-') || '\.csv$');

do $$
declare t text;
begin
	foreach t in array array['price_record', 'pupil_record', 'record_file'] loop
		execute format('grant select on purse_view.%I to purse_user, purse_owner', t);
	end loop;
end $$;
