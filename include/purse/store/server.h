/* The private server of a folder's books: FOLDER/.purse/, found from any folder below, started on demand and
 * left running.
 *
 * FOLDER/.purse/ holds the file `server`, which says what is where, and the cluster: data/, socket/, log,
 * lock. For root, whom PostgreSQL refuses, the cluster lives in /var/lib/purse/ID/ and belongs to the account
 * postgres (or nobody), and `server` points there. When the folder's path is too long for a socket, the
 * socket lives in /tmp/purse-…/, which is made again when it is gone. Whoever owns the cluster runs it;
 * root may use any. */
#ifndef PURSE_STORE_SERVER_H
#define PURSE_STORE_SERVER_H

#include <stdbool.h>
#include <sys/types.h>

#include "purse/store/cluster.h"
#include "purse/store/db.h"

struct purse_run;
struct purse_schema_files;

struct purse_server {
	const char *folder; /* of the books: holds .purse/ */
	const char *id;     /* 16 hexadecimal digits */
	const char *database;
	struct purse_cluster cluster;
};

/* What new books are made of. */
struct purse_server_plan {
	const char *person;                     /* gets a login role */
	const struct purse_schema_files *files; /* NULL: those built in */
	/* What else must be in them before anybody can find them, done as PURSE_ADMIN_ROLE; may be NULL. */
	bool (*furnish)(struct purse_run *run, struct purse_db *admin, const char *person);
};
/* Makes FOLDER/.purse/ (and FOLDER): cluster, database, schema, person, furniture. All or nothing: what a
 * killed init left behind is cleared away by the next one, for root also what it left in /var/lib/purse/ when
 * its folder is gone. The server runs afterwards. USAGE when there are books already. */
bool purse_server_init(struct purse_run *run, const char *folder, const struct purse_server_plan *plan,
                       struct purse_server **server);
/* Finds .purse/ in start_folder (NULL: the current one) or the nearest folder above it; NO_FOLDER with a
 * hint. Starts nothing. */
bool purse_server_find(struct purse_run *run, const char *start_folder, struct purse_server **server);
/* Starts it unless it runs; two at once start one. *started (may be NULL) says whether this call did. */
bool purse_server_start(struct purse_run *run, struct purse_server *server, bool *started);
/* Stops it, ending what is connected; *stopped (may be NULL) says whether it was running. */
bool purse_server_stop(struct purse_run *run, struct purse_server *server, bool *stopped);

struct purse_server_status {
	bool running;
	pid_t pid;        /* 0 when it does not run */
	long connections; /* sessions of clients, without ours */
	long size_bytes;  /* of the database; 0 when it does not run */
};
bool purse_server_status(struct purse_run *run, struct purse_server *server,
                         struct purse_server_status *status);
/* Runs a command (arguments ended by NULL, found as the shell finds them) with the server up, and stops the
 * server afterwards only if this call started it. *exit_status gets the command's, 128 + n when signal n
 * ended it. */
bool purse_server_run(struct purse_run *run, struct purse_server *server, char *const *arguments,
                      int *exit_status);
/* Stops the server and removes the books, wherever they are, with FOLDER/.purse/: for demonstrations and
 * tests, which otherwise leave root's in /var/lib/purse/. There is no way back. */
bool purse_server_remove(struct purse_run *run, struct purse_server *server);
/* Where to connect: as a person, or as PURSE_ADMIN_ROLE. The server has been started. */
struct purse_target purse_server_target(const struct purse_server *server, const char *role);

#endif
