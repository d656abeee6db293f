/* Inside of the door to libpq, for store/db and store/copy alone: connecting, sending, waiting so that a stop
 * is heeded, and what the server's errors become. The types of libpq are named by their tags, so that no
 * header needs its header. */
#ifndef PURSE_STORE_LINK_H
#define PURSE_STORE_LINK_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/base/text.h"
#include "purse/store/target.h"

struct pg_conn;
struct pg_result;
struct purse_arena;
struct purse_embedded;
struct purse_run;

struct purse_db {
	struct purse_arena *arena;
	struct pg_conn *connection;         /* closes with the arena */
	const struct purse_embedded *files; /* looked up before those built in */
	size_t file_count;
	struct purse_buffer notices;
	char last_state[6]; /* SQLSTATE of the last failure */
	bool cancelled;     /* we asked the server to give the statement up */
	bool busy;          /* a stream or a COPY is under way */
	bool taking;        /* the last of these is or was a COPY into the server */
};

/* What is sent, and what to call it in messages. */
struct purse_statement {
	const char *sql;
	const char *path; /* NULL for a text */
};

/* Fills a db and connects. */
bool purse_link_open(struct purse_run *run, struct purse_arena *arena, const struct purse_target *target,
                     const char *application, struct purse_db *db);
/* Whether a statement can be sent now. */
bool purse_link_ready(struct purse_run *run, struct purse_db *db);
bool purse_link_send(struct purse_run *run, struct purse_db *db, const struct purse_statement *statement,
                     const char *const *params, int count);
/* Waits until the server has something to say, or a stop is asked for, which is passed on to the server. run
 * may be NULL: then nothing stops it. */
void purse_link_wait(struct purse_run *run, struct purse_db *db);
/* The next result, NULL at the end. Who gets a result clears it. */
struct pg_result *purse_link_next(struct purse_run *run, struct purse_db *db);
/* The last result of what was sent, or the first that is bad; *done counts the good ones before it. */
struct pg_result *purse_link_collect(struct purse_run *run, struct purse_db *db, int *done);
/* Asks the server to give up what it is doing, and reads all that is left of it. */
void purse_link_cancel(struct purse_db *db);
void purse_link_drain(struct purse_run *run, struct purse_db *db);

/* Whether a result is an error. */
bool purse_link_is_bad(const struct pg_result *result);
/* Adds the problem that a bad result stands for. done: how many statements of a script went well before
 * it. */
bool purse_link_refuse(struct purse_run *run, struct purse_db *db, const struct purse_statement *statement,
                       const struct pg_result *result, int done);
/* Adds the problem of a connection that is gone. */
bool purse_link_lost(struct purse_run *run, struct purse_db *db);

#endif
