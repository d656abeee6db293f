#include "purse/store/db.h"

#include <assert.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <libpq-fe.h>

#include "purse/base/arena.h"
#include "purse/base/embedded.h"
#include "purse/base/limit.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/link.h"

enum {
	OLDEST_SERVER = 130000,
	TRIES = 5,
	FIRST_WAIT_MS = 10,
};

static bool prepare_session(struct purse_run *run, struct purse_db *db) {
	struct purse_rows *row;

	if (PQserverVersion(db->connection) < OLDEST_SERVER)
		return purse_fail(
			run, PURSE_E_DATABASE, NULL, "use PostgreSQL 13 or newer; 15 is what purse is tested with",
			"the server's PostgreSQL, version %d, is too old", PQserverVersion(db->connection) / 10000);
	return purse_db_one_row_text(run, db,
	                             "select pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', false),"
	                             " pg_catalog.set_config('timezone', 'UTC', false),"
	                             " pg_catalog.set_config('datestyle', 'ISO, YMD', false),"
	                             " pg_catalog.set_config('intervalstyle', 'postgres', false),"
	                             " pg_catalog.set_config('bytea_output', 'hex', false),"
	                             " pg_catalog.set_config('standard_conforming_strings', 'on', false),"
	                             " pg_catalog.set_config('client_min_messages', 'notice', false),"
	                             " pg_catalog.set_config('row_security', 'on', false)",
	                             NULL, 0, &row);
}

bool purse_db_open(struct purse_run *run, struct purse_arena *arena, const struct purse_target *target,
                   const char *command, struct purse_db **db) {
	struct purse_arena *home = arena ? arena : run->arena;
	const char *application = command ? purse_text(home, "purse %s", command) : "purse";
	struct purse_db *opened = purse_alloc(home, sizeof *opened);

	*db = NULL;
	if (purse_run_stopped(run) || !purse_link_open(run, home, target, application, opened)) return false;
	if (!prepare_session(run, opened)) return false;
	*db = opened;
	return true;
}

const char *purse_db_role(const struct purse_db *db) {
	return PQuser(db->connection);
}

const char *purse_db_database(const struct purse_db *db) {
	return PQdb(db->connection);
}

int purse_db_server_version(const struct purse_db *db) {
	return PQserverVersion(db->connection);
}

int purse_db_server_process(const struct purse_db *db) {
	return PQbackendPID(db->connection);
}

const char *purse_db_notices(const struct purse_db *db) {
	return db->notices.text;
}

void purse_db_use_files(struct purse_db *db, const struct purse_embedded *files, size_t count) {
	db->files = files;
	db->file_count = count;
}

/* The result of one statement, NULL when it failed and the problem was added. */
static PGresult *run_statement(struct purse_run *run, struct purse_db *db,
                               const struct purse_statement *statement, const char *const *params,
                               int count) {
	PGresult *result;
	int done;

	if (!purse_link_send(run, db, statement, params, count)) return NULL;
	result = purse_link_collect(run, db, &done);
	if (result == NULL) {
		purse_link_lost(run, db);
		return NULL;
	}
	if (purse_link_is_bad(result)) {
		purse_link_refuse(run, db, statement, result, done);
		PQclear(result);
		return NULL;
	}
	return result;
}

static bool find_statement(struct purse_run *run, const struct purse_db *db, const char *path,
                           struct purse_statement *statement) {
	const struct purse_embedded *file = NULL;

	for (size_t i = 0; i < db->file_count && file == NULL; i++)
		if (strcmp(db->files[i].path, path) == 0) file = &db->files[i];
	if (file == NULL) file = purse_embedded(path);
	if (file == NULL)
		return purse_fail(run, PURSE_E_BUG, NULL, NULL, "the file \"%s\" is not built in", path);
	*statement = (struct purse_statement){ file->text, path };
	return true;
}

/* Rows */

static struct purse_rows *new_rows(struct purse_arena *arena, const PGresult *result, int room) {
	struct purse_rows *rows = purse_alloc(arena, sizeof *rows);
	int columns = PQnfields(result);

	rows->columns = columns;
	rows->names = purse_alloc_array(arena, (size_t)columns, sizeof *rows->names);
	for (int column = 0; column < columns; column++)
		rows->names[column] = purse_copy_text(arena, PQfname(result, column));
	rows->cells = purse_alloc_array(arena, (size_t)room, sizeof *rows->cells);
	return rows;
}

/* Adds the rows of a result, for which there is room: one piece of memory for each row and its texts. */
static void take_rows(struct purse_arena *arena, struct purse_rows *rows, const PGresult *result) {
	int columns = rows->columns;

	for (int row = 0; row < PQntuples(result); row++) {
		size_t bytes = (size_t)columns * sizeof(char *);
		char **cells, *at;

		for (int column = 0; column < columns; column++)
			bytes += (size_t)PQgetlength(result, row, column) + 1;
		cells = purse_alloc(arena, bytes);
		at = (char *)(cells + columns);
		for (int column = 0; column < columns; column++) {
			size_t length = (size_t)PQgetlength(result, row, column);

			if (PQgetisnull(result, row, column)) continue;
			cells[column] = at;
			memcpy(at, PQgetvalue(result, row, column), length + 1);
			at += length + 1;
		}
		rows->cells[rows->count++] = cells;
	}
}

int purse_rows_column(const struct purse_rows *rows, const char *name) {
	for (int column = 0; column < rows->columns; column++)
		if (strcmp(rows->names[column], name) == 0) return column;
	return -1;
}

const char *purse_rows_cell(const struct purse_rows *rows, int row, const char *name) {
	int column = purse_rows_column(rows, name);

	assert(column >= 0);
	assert(row >= 0 && row < rows->count);
	return rows->cells[row][column] ? rows->cells[row][column] : "";
}

/* Queries */

static bool query(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
                  const struct purse_statement *statement, const char *const *params, int count,
                  struct purse_rows **rows) {
	PGresult *result = run_statement(run, db, statement, params, count);

	*rows = NULL;
	if (result == NULL) return false;
	if (PQresultStatus(result) == PGRES_TUPLES_OK) {
		*rows = new_rows(arena, result, PQntuples(result));
		take_rows(arena, *rows, result);
	}
	PQclear(result);
	if (*rows == NULL)
		purse_fail_detail(run, PURSE_E_BUG, NULL, NULL, statement->path ? statement->path : statement->sql,
		                  "a query gave no table");
	return *rows != NULL;
}

static bool one_row(struct purse_run *run, struct purse_db *db, const struct purse_statement *statement,
                    const char *const *params, int count, struct purse_rows **row) {
	if (!query(run, run->arena, db, statement, params, count, row)) return false;
	if ((*row)->count != 1)
		return purse_fail_detail(run, PURSE_E_BUG, NULL, NULL,
		                         statement->path ? statement->path : statement->sql,
		                         "a query gave %d rows where one was expected", (*row)->count);
	return true;
}

static bool command(struct purse_run *run, struct purse_db *db, const struct purse_statement *statement,
                    const char *const *params, int count) {
	PGresult *result = run_statement(run, db, statement, params, count);
	ExecStatusType status;

	if (result == NULL) return false;
	status = PQresultStatus(result);
	PQclear(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY)
		return purse_fail_detail(run, PURSE_E_BUG, NULL, NULL,
		                         statement->path ? statement->path : statement->sql,
		                         "a command gave a table or a COPY where nothing was expected");
	return true;
}

bool purse_db_query(struct purse_run *run, struct purse_db *db, const char *path, const char *const *params,
                    int param_count, struct purse_rows **rows) {
	return purse_db_query_in(run, run->arena, db, path, params, param_count, rows);
}

bool purse_db_query_in(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
                       const char *path, const char *const *params, int param_count,
                       struct purse_rows **rows) {
	struct purse_statement statement;

	return find_statement(run, db, path, &statement) &&
	       query(run, arena, db, &statement, params, param_count, rows);
}

bool purse_db_one_row(struct purse_run *run, struct purse_db *db, const char *path, const char *const *params,
                      int param_count, struct purse_rows **row) {
	struct purse_statement statement;

	return find_statement(run, db, path, &statement) &&
	       one_row(run, db, &statement, params, param_count, row);
}

bool purse_db_command(struct purse_run *run, struct purse_db *db, const char *path, const char *const *params,
                      int param_count) {
	struct purse_statement statement;

	return find_statement(run, db, path, &statement) && command(run, db, &statement, params, param_count);
}

bool purse_db_query_text(struct purse_run *run, struct purse_db *db, const char *sql,
                         const char *const *params, int param_count, struct purse_rows **rows) {
	return query(run, run->arena, db, &(struct purse_statement){ sql, NULL }, params, param_count, rows);
}

bool purse_db_one_row_text(struct purse_run *run, struct purse_db *db, const char *sql,
                           const char *const *params, int param_count, struct purse_rows **row) {
	return one_row(run, db, &(struct purse_statement){ sql, NULL }, params, param_count, row);
}

bool purse_db_command_text(struct purse_run *run, struct purse_db *db, const char *sql,
                           const char *const *params, int param_count) {
	return command(run, db, &(struct purse_statement){ sql, NULL }, params, param_count);
}

bool purse_db_script(struct purse_run *run, struct purse_db *db, const char *path, const char *sql) {
	struct purse_statement statement = { sql, path };
	PGresult *result;
	int done;
	bool good;

	if (!purse_link_ready(run, db)) return false;
	if (!PQsendQuery(db->connection, sql)) return purse_link_lost(run, db);
	result = purse_link_collect(run, db, &done);
	if (result == NULL) return purse_link_lost(run, db);
	good = !purse_link_is_bad(result);
	if (!good) purse_link_refuse(run, db, &statement, result, done);
	PQclear(result);
	return good;
}

/* Streams */

struct block {
	struct purse_arena *arena;
	struct purse_rows *rows;
	int room;
	bool (*take)(struct purse_run *run, void *context, const struct purse_rows *block);
	void *context;
};

static bool give_block(struct purse_run *run, struct block *block) {
	bool more = block->rows == NULL || block->take(run, block->context, block->rows);

	block->rows = NULL;
	purse_arena_reset(block->arena);
	return more;
}

/* Takes what comes, row by row, until the end, an error or a taker who has had enough. */
static bool read_stream(struct purse_run *run, struct purse_db *db, const struct purse_statement *statement,
                        struct block *block) {
	PGresult *result;
	bool good = true;

	while (good && (result = purse_link_next(run, db)) != NULL) {
		if (PQresultStatus(result) == PGRES_SINGLE_TUPLE) {
			if (block->rows == NULL) block->rows = new_rows(block->arena, result, block->room);
			take_rows(block->arena, block->rows, result);
			if (block->rows->count == block->room) good = give_block(run, block) && !purse_run_stopped(run);
		} else if (PQresultStatus(result) == PGRES_TUPLES_OK) {
			good = give_block(run, block);
		} else {
			good = purse_link_is_bad(result)
			           ? purse_link_refuse(run, db, statement, result, 0)
			           : purse_fail_detail(run, PURSE_E_BUG, NULL, NULL,
			                               statement->path ? statement->path : statement->sql,
			                               "a query gave no table");
		}
		PQclear(result);
	}
	return good;
}

static bool each(struct purse_run *run, struct purse_db *db, const struct purse_statement *statement,
                 const char *const *params, int count, struct block *block) {
	bool good;

	if (!purse_link_send(run, db, statement, params, count)) return false;
	if (!PQsetSingleRowMode(db->connection)) {
		purse_link_drain(run, db);
		return purse_fail(run, PURSE_E_BUG, NULL, NULL, "could not read a query row by row");
	}
	block->arena = purse_arena_new(run->arena);
	db->busy = true;
	db->taking = false;
	good = read_stream(run, db, statement, block);
	if (!good && PQtransactionStatus(db->connection) == PQTRANS_ACTIVE) purse_link_cancel(db);
	purse_link_drain(NULL, db);
	db->busy = false;
	purse_arena_close(block->arena);
	return good;
}

bool purse_db_each(struct purse_run *run, struct purse_db *db, const char *path, const char *const *params,
                   int param_count, int block_rows,
                   bool (*take)(struct purse_run *run, void *context, const struct purse_rows *block),
                   void *context) {
	struct block block = { .room = block_rows > 0 ? block_rows : PURSE_BLOCK_ROWS,
		                   .take = take,
		                   .context = context };
	struct purse_statement statement;

	return find_statement(run, db, path, &statement) &&
	       each(run, db, &statement, params, param_count, &block);
}

bool purse_db_each_text(struct purse_run *run, struct purse_db *db, const char *sql,
                        const char *const *params, int param_count, int block_rows,
                        bool (*take)(struct purse_run *run, void *context, const struct purse_rows *block),
                        void *context) {
	struct block block = { .room = block_rows > 0 ? block_rows : PURSE_BLOCK_ROWS,
		                   .take = take,
		                   .context = context };

	return each(run, db, &(struct purse_statement){ sql, NULL }, params, param_count, &block);
}

/* Transactions */

bool purse_db_begin(struct purse_run *run, struct purse_db *db) {
	return purse_db_command_text(run, db, "begin isolation level read committed read write", NULL, 0);
}

/* A commit that was sent may be done although no answer came. */
static bool commit_unknown(struct purse_run *run, struct purse_mark mark) {
	const struct purse_problem *problem = &run->problems[mark.problem_count];

	if (run->problem_count != mark.problem_count + 1 || problem->code != PURSE_E_NOT_CONNECTED) return false;
	const char *detail = problem->detail;
	purse_db_forget(run, mark);
	return purse_fail_detail(run, PURSE_E_NOT_CONNECTED, NULL,
	                         "run the command again: it does what is left to do, and nothing twice", detail,
	                         "the connection to the database was lost at the last moment, so it is not known "
	                         "whether the work was kept");
}

bool purse_db_commit(struct purse_run *run, struct purse_db *db) {
	struct purse_mark mark = purse_db_mark(run);
	PGresult *result = run_statement(run, db, &(struct purse_statement){ "commit", NULL }, NULL, 0);
	bool done;

	if (result == NULL) return commit_unknown(run, mark);
	done = strcmp(PQcmdStatus(result), "COMMIT") == 0; /* ROLLBACK after a failure that was passed over */
	PQclear(result);
	run->kept += done;
	return done || purse_fail(run, PURSE_E_BUG, NULL, NULL, "the transaction had failed before its end");
}

void purse_db_rollback(struct purse_db *db) {
	PGTransactionStatusType status = PQtransactionStatus(db->connection);

	if (status == PQTRANS_ACTIVE) { /* a stream or COPY was left in the middle */
		/* a COPY in is given up in the drain; a cancel could come late and meet the next statement */
		if (!db->busy || !db->taking) purse_link_cancel(db);
		purse_link_drain(NULL, db);
		status = PQtransactionStatus(db->connection);
	}
	db->busy = false;
	if (status != PQTRANS_INTRANS && status != PQTRANS_INERROR) return;
	if (PQsendQuery(db->connection, "rollback")) purse_link_drain(NULL, db);
}

bool purse_db_in_transaction(const struct purse_db *db) {
	PGTransactionStatusType status = PQtransactionStatus(db->connection);

	return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

const char *purse_db_last_state(const struct purse_db *db) {
	return db->last_state;
}

bool purse_db_should_retry(const struct purse_db *db) {
	const char *state = db->last_state;

	return purse_same(state, "40001") || purse_same(state, "40P01") ||
	       purse_same(state, purse_error_state(PURSE_E_STALE_CARRY));
}

struct purse_mark purse_db_mark(const struct purse_run *run) {
	return (struct purse_mark){ run->problem_count, run->problems_found, run->worst_exit };
}

void purse_db_forget(struct purse_run *run, struct purse_mark mark) {
	run->problem_count = mark.problem_count;
	run->problems_found = mark.problems_found;
	run->worst_exit = mark.worst_exit;
}

/* Twice as long at each try, and not the same for all. */
static void wait_a_little(int tries) {
	long wait_ms = (FIRST_WAIT_MS << tries) + getpid() % FIRST_WAIT_MS;

	nanosleep(&(struct timespec){ wait_ms / 1000, wait_ms % 1000 * 1000000 }, NULL);
}

bool purse_db_transaction(struct purse_run *run, struct purse_db *db,
                          bool (*work)(struct purse_run *run, struct purse_db *db, void *context),
                          void *context) {
	struct purse_mark mark = purse_db_mark(run);

	for (int tries = 1;; tries++) {
		db->last_state[0] = '\0';
		if (!purse_db_begin(run, db)) return false;
		if (work(run, db, context) && purse_db_commit(run, db)) return true;
		purse_db_rollback(db);
		if (tries == TRIES || !purse_db_should_retry(db)) return false;
		purse_db_forget(run, mark);
		wait_a_little(tries);
	}
}
