-- What queries ask about the reader.

-- The schools that the caller may write for.
create or replace function purse_api.my_schools_to_write() returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select purse.my_schools(true) $$;

grant execute on function purse_api.my_schools_to_write() to purse_user, purse_viewer;
