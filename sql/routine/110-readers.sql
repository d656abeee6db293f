-- What queries ask about the reader.

-- The schools that the caller may write for.
create or replace function purse_api.my_schools_to_write() returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select purse.my_schools(true) $$;

grant execute on function purse_api.my_schools_to_write() to purse_user, purse_viewer;

-- Takes the lock that imports take, before what they bring is read: no other import comes between.
create or replace function purse_api.lock_records() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform pg_advisory_xact_lock(2::bigint << 40);
end $$;
grant execute on function purse_api.lock_records() to purse_user;
