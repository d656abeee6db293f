#include "purse/store/link.h"

#include <assert.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include <libpq-fe.h>

#include "purse/base/arena.h"
#include "purse/base/limit.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/sql.h"

enum { LOOK_AGAIN_MS = 200 }; /* how long a stop can go unnoticed that came just before we began to wait */

/* Connecting */

static void close_connection(void *handle) {
	PQfinish(handle);
}

static void keep_notice(void *context, const char *message) {
	struct purse_db *db = context;

	purse_buffer_add(&db->notices, message);
}

/* Variables such as PGHOSTADDR, PGSERVICE or PGTZ speak up wherever we leave a thing unsaid, and libpq takes
 * an empty value as unsaid. So they are taken away while we connect to a private server. */
extern char **environ;

static size_t count_ambient(void) {
	size_t count = 0;

	for (char **variable = environ; *variable != NULL; variable++) count += purse_starts(*variable, "PG");
	return count;
}

static PGconn *connect_without_ambient(struct purse_arena *arena, const char *const *keys,
                                       const char *const *values) {
	size_t count = count_ambient(), kept = 0;
	char **names = purse_alloc_array(arena, count, sizeof *names);
	char **contents = purse_alloc_array(arena, count, sizeof *contents);
	PGconn *connection;

	for (char **variable = environ; *variable != NULL; variable++) {
		const char *equals = strchr(*variable, '=');

		if (!purse_starts(*variable, "PG") || equals == NULL) continue;
		names[kept] = purse_copy_bytes(arena, *variable, (size_t)(equals - *variable));
		contents[kept++] = purse_copy_text(arena, equals + 1);
	}
	for (size_t i = 0; i < kept; i++) unsetenv(names[i]);
	connection = PQconnectdbParams(keys, values, 0);
	for (size_t i = 0; i < kept; i++) setenv(names[i], contents[i], 1);
	return connection;
}

static PGconn *connect_private(struct purse_arena *arena, const struct purse_target *target,
                               const char *application) {
	const char *const keys[] = { "host",
		                         "port",
		                         "dbname",
		                         "user",
		                         "application_name",
		                         "client_encoding",
		                         "sslmode",
		                         "gssencmode",
		                         "target_session_attrs",
		                         NULL };
	const char *const values[] = { target->socket_folder,
		                           "5432",
		                           target->database,
		                           target->role,
		                           application,
		                           "UTF8",
		                           "disable",
		                           "disable",
		                           "any",
		                           NULL };

	return connect_without_ambient(arena, keys, values);
}

static PGconn *connect_by_uri(const struct purse_target *target, const char *application) {
	/* what stands before dbname gives way to the URI, what stands after it does not */
	const char *const keys[] = {
		"connect_timeout", "dbname", "application_name", "client_encoding", target->role ? "user" : NULL, NULL
	};
	const char *const values[] = { "10", target->uri, application, "UTF8", target->role, NULL };

	return PQconnectdbParams(keys, values, 1);
}

/* The server's words without libpq's `connection to server on … failed: FATAL: `, without its questions
 * (`\tIs the server running on that host …?`), and without the line end. */
static const char *short_words(struct purse_arena *arena, const char *words) {
	const char *fatal = strstr(words, "FATAL:  ");
	struct purse_buffer kept = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);

	for (const char *at = fatal ? fatal + strlen("FATAL:  ") : words; *at;) {
		size_t length = strcspn(at, "\n") + (at[strcspn(at, "\n")] == '\n');

		if (!purse_starts(at, "\tIs the server")) purse_buffer_add_bytes(&kept, at, length);
		at += length;
	}
	return purse_trim(arena, kept.text);
}

static bool refuse_connection(struct purse_run *run, const struct purse_target *target, PGconn *connection) {
	const char *words = short_words(run->arena, PQerrorMessage(connection));
	const char *hint = "check the host, name, password and database in --database or PURSE_DATABASE";

	if (target->uri == NULL) {
		hint = "the file log in .purse/ may say more; purse server status shows whether the server runs";
		if (strstr(words, "role \"") && strstr(words, "does not exist"))
			hint = purse_text(run->arena,
			                  "\"%s\" is not one of the people of these books; "
			                  "act as somebody else with --as, or have the name added",
			                  target->role);
	}
	return purse_fail_detail(run, PURSE_E_NOT_CONNECTED, NULL, hint, words,
	                         target->uri ? "could not connect to the database"
	                                     : "could not connect to the private server");
}

bool purse_link_open(struct purse_run *run, struct purse_arena *arena, const struct purse_target *target,
                     const char *application, struct purse_db *db) {
	assert((target->uri != NULL) != (target->socket_folder != NULL));
	db->arena = arena;
	db->notices = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	db->connection =
		target->uri ? connect_by_uri(target, application) : connect_private(arena, target, application);
	if (db->connection == NULL)
		return purse_fail(run, PURSE_E_NO_MEMORY, NULL, NULL, "could not connect to the database");
	purse_arena_on_close(arena, close_connection, db->connection);
	if (PQstatus(db->connection) != CONNECTION_OK) return refuse_connection(run, target, db->connection);
	PQsetNoticeProcessor(db->connection, keep_notice, db);
	return true;
}

/* Errors */

/* `sql/query/x.sql line 4`: by the position that the server gives, else by how many statements of a script
 * were done. */
static const char *place_of(struct purse_arena *arena, const struct purse_statement *statement,
                            const PGresult *result, int done) {
	const char *position = PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
	long line = position ? purse_sql_line_of_position(statement->sql, strtol(position, NULL, 10))
	                     : purse_sql_line_of_statement(statement->sql, done);

	if (statement->path == NULL)
		return position ? purse_text(arena, "line %ld of: %s", line, statement->sql)
		                : purse_text(arena, "in: %s", statement->sql);
	return line > 0 ? purse_text(arena, "%s line %ld", statement->path, line) : statement->path;
}

static const char *detail_of(struct purse_run *run, const struct purse_statement *statement,
                             const PGresult *result, int done) {
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *more = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
	const char *context = PQresultErrorField(result, PG_DIAG_CONTEXT);

	return purse_text(run->arena, "SQLSTATE %s, %s%s%s%s%s", state,
	                  place_of(run->arena, statement, result, done), more ? "\n" : "", more ? more : "",
	                  context ? "\n" : "", context ? context : "");
}

/* Class 08 and the ways a server ends a session: nothing more can be had from this connection. */
static bool is_lost(const struct purse_db *db, const char *state) {
	return PQstatus(db->connection) != CONNECTION_OK || state == NULL || purse_starts(state, "08") ||
	       purse_starts(state, "57P0");
}

/* Where the server gives no hint of its own. */
static const char what_to_do[] =
	"run the command again, for what it had begun was undone; if it says the same again, show these lines to "
	"whoever looks after the database";

bool purse_link_refuse(struct purse_run *run, struct purse_db *db, const struct purse_statement *statement,
                       const PGresult *result, int done) {
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);
	enum purse_code code = state ? purse_error_from_state(state) : PURSE_OK;

	memset(db->last_state, 0, sizeof db->last_state);
	if (state != NULL) memcpy(db->last_state, state, strnlen(state, sizeof db->last_state - 1));
	if (db->cancelled && purse_same(state, "57014") && purse_run_stopped(run)) return false;
	if (code != PURSE_OK)
		return purse_fail_detail(run, code, NULL, hint, PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL),
		                         "%s", message);
	if (is_lost(db, state))
		return purse_fail_detail(run, PURSE_E_NOT_CONNECTED, NULL,
		                         "run the command again; what it had begun was undone",
		                         short_words(run->arena, message ? message : PQerrorMessage(db->connection)),
		                         "the connection to the database was lost");
	return purse_fail_detail(run, PURSE_E_DATABASE, NULL, hint ? hint : what_to_do,
	                         detail_of(run, statement, result, done), "%s", message);
}

bool purse_link_lost(struct purse_run *run, struct purse_db *db) {
	db->last_state[0] = '\0';
	return purse_fail_detail(
		run, PURSE_E_NOT_CONNECTED, NULL, "run the command again; what it had begun was undone",
		short_words(run->arena, PQerrorMessage(db->connection)), "the connection to the database was lost");
}

bool purse_link_is_bad(const PGresult *result) {
	ExecStatusType status = PQresultStatus(result);

	return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE || status == PGRES_NONFATAL_ERROR;
}

/* Sending and waiting */

void purse_link_cancel(struct purse_db *db) {
	PGcancel *request = PQgetCancel(db->connection);
	char why[256];

	db->cancelled = true;
	if (request == NULL) return;
	PQcancel(request, why, sizeof why);
	PQfreeCancel(request);
}

void purse_link_wait(struct purse_run *run, struct purse_db *db) {
	struct pollfd descriptor = { .fd = PQsocket(db->connection), .events = POLLIN };

	if (run != NULL && run->stop != NULL && *run->stop && !db->cancelled) purse_link_cancel(db);
	if (descriptor.fd >= 0) poll(&descriptor, 1, LOOK_AGAIN_MS);
}

struct pg_result *purse_link_next(struct purse_run *run, struct purse_db *db) {
	while (PQisBusy(db->connection)) {
		purse_link_wait(run, db);
		if (!PQconsumeInput(db->connection)) break; /* PQgetResult says why */
	}
	return PQgetResult(db->connection);
}

/* Reads all that is left of a statement. A COPY in a file of statements is turned down: there is nothing to
 * copy. */
void purse_link_drain(struct purse_run *run, struct purse_db *db) {
	PGresult *result;
	char *line;

	while ((result = purse_link_next(run, db)) != NULL) {
		if (PQresultStatus(result) == PGRES_COPY_IN) PQputCopyEnd(db->connection, "given up");
		if (PQresultStatus(result) == PGRES_COPY_OUT)
			while (PQgetCopyData(db->connection, &line, 0) > 0) PQfreemem(line);
		PQclear(result);
	}
}

struct pg_result *purse_link_collect(struct purse_run *run, struct purse_db *db, int *done) {
	PGresult *kept = NULL, *result;

	*done = 0;
	while ((result = purse_link_next(run, db)) != NULL) {
		PQclear(kept);
		kept = result;
		if (purse_link_is_bad(result) || PQresultStatus(result) == PGRES_COPY_IN ||
		    PQresultStatus(result) == PGRES_COPY_OUT) {
			if (PQresultStatus(result) == PGRES_COPY_IN) PQputCopyEnd(db->connection, "given up");
			purse_link_drain(run, db);
			break;
		}
		++*done;
	}
	return kept;
}

bool purse_link_ready(struct purse_run *run, struct purse_db *db) {
	if (db->busy)
		return purse_fail(run, PURSE_E_BUG, NULL, NULL,
		                  "the connection was used while a stream or a COPY was under way");
	db->cancelled = false;
	return !purse_run_stopped(run);
}

bool purse_link_send(struct purse_run *run, struct purse_db *db, const struct purse_statement *statement,
                     const char *const *params, int count) {
	if (!purse_link_ready(run, db)) return false;
	if (!PQsendQueryParams(db->connection, statement->sql, count, NULL, params, NULL, NULL, 0))
		return purse_link_lost(run, db);
	return true;
}
