/* What is in the database: migrations, routines, views, reference tables; bringing them to the state of this
 * program.
 *
 * Installing and upgrading are the same work, in one transaction under an advisory lock:
 *   1. where missing: the roles purse_owner (nologin; owns the schemas purse, purse_api, purse_cache),
 *      purse_viewer (nologin; owns the schema purse_view) and purse_user (nologin; the group of the people);
 *      the four schemas; the tables purse.migration and purse.installation; the function
 *      purse_api.installed(). The connecting role becomes a member of purse_owner and purse_viewer unless it
 *      is a superuser. The files need not create any of these. The only rights granted are USAGE on purse_api
 *      and purse_view and EXECUTE on installed() to purse_user, and USAGE on purse to purse_viewer; functions
 *      made later by purse_owner give EXECUTE to nobody by default.
 *   2. as purse_owner: each sql/schema/NNN-name.sql not applied yet; numbers run 1, 2, 3 … without gaps
 *   3. as purse_owner: each file under sql/routine/ in the order of paths, at every upgrade
 *   4. as purse_viewer: each file under sql/view/ likewise, so that the views belong to purse_viewer
 *      (purse_owner grants it the tables in the files of schema or routine)
 *   5. as purse_owner: each sql/reference/NAME.csv is copied into a temporary table pg_temp.reference_NAME,
 *      its columns named as in the heading, all text, empty cells null; then purse.take_reference(NAME) is
 *      called
 *   6. as purse_owner: each file of sql/verify, one select of violations, becomes the view
 *      purse.verify_NN_name
 *   7. the fingerprint of all files goes into purse.installation, unless it is the last one there
 * The files contain no begin, commit or set role. */
#ifndef PURSE_STORE_SCHEMA_H
#define PURSE_STORE_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

struct purse_db;
struct purse_embedded;
struct purse_run;

/* The files to install from, sorted by path; a NULL in its place stands for those built in. */
struct purse_schema_files {
	const struct purse_embedded *list;
	size_t count;
};

/* Whether the database is at the state of this program; one cheap query. NOT_OURS, OLDER_SCHEMA (also when
 * functions and views come from another build with the same migrations) or NEWER_SCHEMA, each with a hint.
 * Needs no more rights than membership of purse_user. */
bool purse_schema_check(struct purse_run *run, struct purse_db *db, const struct purse_schema_files *files);

struct purse_schema_done {
	int migrations_applied;
	int number;       /* of the newest migration, now */
	bool was_current; /* everything was as it should be before */
};
/* Installs into a database that holds no purse yet, or brings one up to date. done may be NULL. NOT_OURS when
 * there is a schema purse that is not ours; NEWER_SCHEMA; CHANGED_MIGRATION when a file that was applied has
 * other content now. Needs a role that may create roles and schemas. */
bool purse_schema_install(struct purse_run *run, struct purse_db *db, const struct purse_schema_files *files,
                          struct purse_schema_done *done);
/* The same, but a database without purse is NOT_OURS. */
bool purse_schema_upgrade(struct purse_run *run, struct purse_db *db, const struct purse_schema_files *files,
                          struct purse_schema_done *done);

/* Whether a text can be the name of a person: 1 to 63 of a-z, 0-9 and _, a letter first, and neither `purse_`
 * nor `pg_` in front. */
bool purse_schema_is_person(const char *name);
/* Makes a login role that is a member of purse_user and owns nothing, unless there is one; needs a role that
 * may. */
bool purse_schema_add_person(struct purse_run *run, struct purse_db *db, const char *name);

#endif
