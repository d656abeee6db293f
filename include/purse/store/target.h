/* Where to connect. Either socket_folder, role and database (a private server: libpq's ambient variables such
 * as PGHOST, PGSERVICE or PGOPTIONS have no say), or uri (a libpq URI or `key=value` text; the ambient
 * variables fill what it leaves open; role, when not NULL, takes the place of its user). */
#ifndef PURSE_STORE_TARGET_H
#define PURSE_STORE_TARGET_H

struct purse_target {
	const char *socket_folder;
	const char *role;
	const char *database;
	const char *uri;
};

#endif
