/* What the database is built of, tables to rights, compared with what purse laid down. Each installation and
 * upgrade keeps what the server's catalogue says then (purse.laid_down); bodies of functions are also
 * compared with the files built into this program, so that changing what was kept hides nothing there. */
#ifndef PURSE_STORE_CATALOGUE_H
#define PURSE_STORE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

struct purse_db;
struct purse_run;

/* Something that is otherwise than it was laid down. */
struct purse_catalogue_difference {
	const char *place; /* `table purse.posting, trigger never_changed` */
	const char *what;  /* what is there and what should be */
	bool hides;        /* views and policies: what is read through them may not be what is there */
};

struct purse_catalogue_differences {
	struct purse_catalogue_difference *list; /* in the run's arena */
	size_t count;
};

/* Asks in the transaction that is open; needs the right to read all books (NOT_YOUR_SCHOOL). A database error
 * says that purse_api.laid_down() or a statutory table can't be read. */
bool purse_catalogue_compare(
	struct purse_run *run, struct purse_db *db, struct purse_catalogue_differences *differences);

/* For installing, as the administrator, in one transaction: remember says before anything is changed what is
 * otherwise than it was laid down; keep writes down what is there now, when that has changed. What remember
 * found and the installation did not put right is kept as it was before, so that an upgrade launders nothing.
 * Both do nothing in a database without purse.laid_down. */
bool purse_catalogue_remember(struct purse_run *run, struct purse_db *db);
bool purse_catalogue_keep(struct purse_run *run, struct purse_db *db);

#endif
