-- Shapes that routines hand around.

create type purse.problem as (
	file int,
	row_number int,
	column_number int,
	code text,
	message text,
	detail text,
	hint text
);

-- Records that a later record has taken the place of. A view of the owner's, so that row-level security on
-- records does not make a replaced row look current to a reader who may not see the replacement.
create view purse.superseded as select r.supersedes as record from purse.record r
	where r.supersedes is not null;
grant select on purse.superseded to purse_viewer;
