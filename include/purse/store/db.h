/* The door to libpq, with store/link inside it and store/copy beside it: connections, queries, rows,
 * transactions. No type of libpq leaves it.
 *
 * A connection lives in an arena and closes with it. Statements come from the files built in
 * (`sql/query/balance.sql`), so that the server's errors point at our file and line; the _text forms take
 * short fixed statements. Parameters and cells are text, NULL for SQL null. Every session has the search_path
 * `pg_catalog, pg_temp` (so name every object with its schema), UTF-8, the time zone UTC and ISO dates.
 *
 * Errors. An SQLSTATE of class LG becomes our code, with the server's message, detail and hint as they are; a
 * lost connection is NOT_CONNECTED; a stop asked for (run->stop) cancels the statement and is STOPPED; a
 * statement that gives another number of rows than the call expects is BUG; all else is DATABASE with the
 * server's message, and in the detail the SQLSTATE, the place in our file, the server's detail and
 * context. */
#ifndef PURSE_STORE_DB_H
#define PURSE_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/store/target.h"

struct purse_arena;
struct purse_embedded;
struct purse_run;
struct purse_db;

/* Connects, as application `purse <command>`. The connection closes with the arena (NULL: the run's). */
bool purse_db_open(struct purse_run *run, struct purse_arena *arena, const struct purse_target *target,
                   const char *command, struct purse_db **db);
/* The role and database of the session, the number of the server's version (150004), the process that serves
 * it. */
const char *purse_db_role(const struct purse_db *db);
const char *purse_db_database(const struct purse_db *db);
int purse_db_server_version(const struct purse_db *db);
int purse_db_server_process(const struct purse_db *db);
/* Notices and warnings of the server since the connection began, one a line; the first 64 KiB. "" if none. */
const char *purse_db_notices(const struct purse_db *db);
/* Tests: files looked up here before those built in. */
void purse_db_use_files(struct purse_db *db, const struct purse_embedded *files, size_t count);

/* A table of text. cells[row][column], NULL for SQL null. */
struct purse_rows {
	int count, columns;
	const char **names;
	char ***cells;
};
/* The number of the column of that name, or -1. */
int purse_rows_column(const struct purse_rows *rows, const char *name);
/* A cell by the name of its column; "" for null; asserts that the column is there. */
const char *purse_rows_cell(const struct purse_rows *rows, int row, const char *name);

/* Runs the file's statement and gives its rows in the run's arena; path is `sql/query/x.sql`; params may be
 * NULL when param_count is 0. For many rows use purse_db_each. */
bool purse_db_query(struct purse_run *run, struct purse_db *db, const char *path, const char *const *params,
                    int param_count, struct purse_rows **rows);
/* The same in an arena of the caller's, for use in loops. */
bool purse_db_query_in(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
                       const char *path, const char *const *params, int param_count,
                       struct purse_rows **rows);
/* Exactly one row; any other number is BUG. */
bool purse_db_one_row(struct purse_run *run, struct purse_db *db, const char *path, const char *const *params,
                      int param_count, struct purse_rows **row);
/* A statement that gives no table (insert, create, set); a table is BUG. */
bool purse_db_command(struct purse_run *run, struct purse_db *db, const char *path, const char *const *params,
                      int param_count);
/* The same for a short fixed statement. `select purse_api.post_batch($1)` is a query of one row. */
bool purse_db_query_text(struct purse_run *run, struct purse_db *db, const char *sql,
                         const char *const *params, int param_count, struct purse_rows **rows);
bool purse_db_one_row_text(struct purse_run *run, struct purse_db *db, const char *sql,
                           const char *const *params, int param_count, struct purse_rows **row);
bool purse_db_command_text(struct purse_run *run, struct purse_db *db, const char *sql,
                           const char *const *params, int param_count);
/* Runs several statements at once, as in a file of sql/schema; results are dropped. path names the text in
 * errors and may be NULL. Outside a transaction all of them are one. */
bool purse_db_script(struct purse_run *run, struct purse_db *db, const char *path, const char *sql);

/* Streams a query: take gets blocks of at most block_rows rows (0: PURSE_BLOCK_ROWS), whose memory is given
 * back after each call, so that memory does not grow with the result. An empty result gives no call. take
 * must not use db; false from it ends the query, and this then gives false too. */
bool purse_db_each(struct purse_run *run, struct purse_db *db, const char *path, const char *const *params,
                   int param_count, int block_rows,
                   bool (*take)(struct purse_run *run, void *context, const struct purse_rows *block),
                   void *context);
bool purse_db_each_text(struct purse_run *run, struct purse_db *db, const char *sql,
                        const char *const *params, int param_count, int block_rows,
                        bool (*take)(struct purse_run *run, void *context, const struct purse_rows *block),
                        void *context);

bool purse_db_begin(struct purse_run *run, struct purse_db *db);
bool purse_db_commit(struct purse_run *run, struct purse_db *db);
/* Never adds a problem; nothing happens outside a transaction or when the connection is lost. */
void purse_db_rollback(struct purse_db *db);
/* Whether a transaction is open, failed or not. */
bool purse_db_in_transaction(const struct purse_db *db);
/* Runs work in a transaction: commits when it gives true, else rolls back. When it failed because somebody
 * else was in the way (purse_db_should_retry), the problems it added are forgotten and it runs again, five
 * times at most; so work keeps nothing outside db between calls. */
bool purse_db_transaction(struct purse_run *run, struct purse_db *db,
                          bool (*work)(struct purse_run *run, struct purse_db *db, void *context),
                          void *context);
/* Whether the last statement that failed may do better when the whole transaction is tried again: a
 * serialisation failure (40001), a deadlock (40P01) or a stale carry (LG308). */
bool purse_db_should_retry(const struct purse_db *db);
/* What a run has found so far, and forgetting what came after: for a statement that was only a question, or
 * is tried again. */
struct purse_mark {
	int problem_count;
	long problems_found;
	int worst_exit;
};
struct purse_mark purse_db_mark(const struct purse_run *run);
void purse_db_forget(struct purse_run *run, struct purse_mark mark);
/* The SQLSTATE of the last statement that failed, "" when none did. */
const char *purse_db_last_state(const struct purse_db *db);

#endif
