/* What nearly every command begins with: choosing the database, starting the private server if need be,
 * connecting as the person, checking the schema. */
#ifndef PURSE_STORE_BOOKS_H
#define PURSE_STORE_BOOKS_H

#include <stdbool.h>

struct purse_db;
struct purse_run;
struct purse_server;
struct purse_target;

/* How a command was told where its books are; all may be NULL. */
struct purse_choice {
	const char *uri;          /* --database; else start_folder; else PURSE_DATABASE; else .purse/ */
	const char *as;           /* --as: the role on a private server, and in place of the URI's user */
	const char *start_folder; /* where to look for .purse/ from; NULL: the current folder */
	const char *command;      /* the name of the command, for the server's list of sessions */
};

/* Who a command acts as on a private server: `as`, else PURSE_USER, else the login name in the letters a-z,
 * 0-9 and _. */
bool purse_person_name(struct purse_run *run, const char *as, const char **name);
/* Chooses; *server is NULL when the target is a URI. Starts nothing. NO_FOLDER when there is nothing to
 * choose. */
bool purse_target_find(struct purse_run *run, const struct purse_choice *choice, struct purse_target *target,
                       struct purse_server **server);
/* Chooses, starts, connects, checks. The connection closes with the run. */
bool purse_books_open(struct purse_run *run, const struct purse_choice *choice, struct purse_db **db);
/* The same for init, upgrade and adding people: as PURSE_ADMIN_ROLE on a private server, and without the
 * check. */
bool purse_books_open_admin(struct purse_run *run, const struct purse_choice *choice, struct purse_db **db);

#endif
