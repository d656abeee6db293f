-- What the database is built of, as it was laid down: written by each installation and upgrade, compared by
-- purse verify with what is there.
create table purse.laid_down (
	recording int not null,
	kind text not null,
	name text not null,
	label text not null,
	value text not null,
	primary key (recording, kind, name, label)
);
create trigger never_changed before update or delete or truncate on purse.laid_down
	for each statement execute function purse.refuse_change();
