/* Making books, bringing them up to date, and finding the private server behind them. */
#ifndef PURSE_WORK_INIT_H
#define PURSE_WORK_INIT_H

#include <stdbool.h>

struct purse_choice;
struct purse_run;
struct purse_server;

struct purse_init_done {
	const struct purse_server *server;   /* of the folder; NULL for a database on a shared server */
	const char *person;                  /* the first person of the books; NULL on a shared server */
	int schema;                          /* number of the newest migration, now */
	int steps;                           /* migrations that were applied */
	bool was_current;                    /* the database was there and up to date: nothing was done */
};

/* Makes books: in the folder (made if need be), or, when no folder is given and the choice or PURSE_DATABASE
 * names a database, in that, which must be empty or hold books already. Errors: USAGE when the folder has
 * books, or both a folder and a database are given; those of store/server and store/schema. */
bool purse_init(struct purse_run *run, const struct purse_choice *choice, const char *folder,
                struct purse_init_done *done);
/* Brings the books that were chosen to the state of this program. */
bool purse_init_upgrade(struct purse_run *run, const struct purse_choice *choice,
                        struct purse_init_done *done);
/* The private server of the books that were chosen; USAGE when they are on a shared server. Starts
 * nothing. */
bool purse_init_server(struct purse_run *run, const struct purse_choice *choice,
                       struct purse_server **server);

#endif
