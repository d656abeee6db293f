-- Rights on the schemas. The schemas and roles are there already: purse_owner owns tables and functions,
-- purse_viewer owns the views and owns no table, so that row-level security holds for it; purse_user is what
-- every person's login is a member of. Tables (purse) are closed to everybody; functions (purse_api) are the
-- only way to write; views (purse_view) are what reports and tools read; purse_cache holds what can be
-- rebuilt.
grant usage on schema purse_cache to purse_viewer;
grant usage on schema purse_api to purse_viewer;
