#include "purse/store/copy.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <libpq-fe.h>

#include "purse/base/arena.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/link.h"

enum { SEND_BYTES = 64 * 1024 }; /* rows gathered before they are sent */

struct purse_copy {
	struct purse_db *db;
	const char *sql;
	size_t length; /* of what is gathered */
	bool open;
	char gathered[SEND_BYTES];
};

/* Begins a COPY of either direction. */
static bool start_copy(struct purse_run *run, struct purse_db *db, const char *sql, ExecStatusType expected) {
	struct purse_statement statement = { sql, NULL };
	PGresult *result;

	if (!purse_link_send(run, db, &statement, NULL, 0)) return false;
	result = purse_link_next(run, db);
	if (result == NULL) return purse_link_lost(run, db);
	db->busy = PQresultStatus(result) == expected;
	db->taking = expected == PGRES_COPY_IN;
	if (!db->busy && purse_link_is_bad(result)) purse_link_refuse(run, db, &statement, result, 0);
	else if (!db->busy) purse_fail_detail(run, PURSE_E_BUG, NULL, NULL, sql, "a COPY did not begin");
	PQclear(result);
	if (!db->busy) purse_link_drain(NULL, db);
	return db->busy;
}

/* What the server says at the end; *rows (if not NULL) gets how many rows were copied. */
static bool end_of_copy(struct purse_run *run, struct purse_db *db, const char *sql, long *rows) {
	PGresult *result;
	bool good;
	int done;

	db->busy = false;
	result = purse_link_collect(run, db, &done);
	if (result == NULL) return purse_link_lost(run, db);
	good = !purse_link_is_bad(result) ||
	       purse_link_refuse(run, db, &(struct purse_statement){ sql, NULL }, result, 0);
	if (good && rows != NULL) *rows = strtol(PQcmdTuples(result), NULL, 10);
	PQclear(result);
	return good;
}

/* Into the server */

static void abandon_on_close(void *handle) {
	purse_copy_abandon(handle);
}

bool purse_copy_begin(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
                      const char *table_and_columns, struct purse_copy **copy) {
	struct purse_arena *home = arena ? arena : run->arena;
	const char *sql = purse_text(home, "copy %s from stdin", table_and_columns);

	*copy = NULL;
	if (!start_copy(run, db, sql, PGRES_COPY_IN)) return false;
	*copy = purse_alloc(home, sizeof **copy);
	(*copy)->db = db;
	(*copy)->sql = sql;
	(*copy)->open = true;
	purse_arena_on_close(home, abandon_on_close, *copy);
	return true;
}

/* Sends what is gathered; a stop is noticed here. */
static bool send_gathered(struct purse_run *run, struct purse_copy *copy) {
	if (purse_run_stopped(run)) {
		purse_copy_abandon(copy);
		return false;
	}
	if (copy->length > 0 && PQputCopyData(copy->db->connection, copy->gathered, (int)copy->length) != 1) {
		copy->open = false;
		copy->db->busy = false;
		return purse_link_lost(run, copy->db);
	}
	copy->length = 0;
	return true;
}

static bool gather(struct purse_run *run, struct purse_copy *copy, char byte) {
	if (copy->length == SEND_BYTES && !send_gathered(run, copy)) return false;
	copy->gathered[copy->length++] = byte;
	return true;
}

/* The letter that stands for a byte after a backslash, 0 for a byte that stands for itself. */
static char escape_of(char byte) {
	switch (byte) {
	case '\\': return '\\';
	case '\t': return 't';
	case '\n': return 'n';
	case '\r': return 'r';
	default: return '\0';
	}
}

static bool gather_cell(struct purse_run *run, struct purse_copy *copy, const char *cell) {
	if (cell == NULL) return gather(run, copy, '\\') && gather(run, copy, 'N');
	for (; *cell != '\0'; cell++) {
		char escape = escape_of(*cell);

		if (escape != '\0' && !gather(run, copy, '\\')) return false;
		if (!gather(run, copy, escape != '\0' ? escape : *cell)) return false;
	}
	return true;
}

bool purse_copy_row(struct purse_run *run, struct purse_copy *copy, const char *const *cells, int count) {
	assert(copy->open);
	for (int i = 0; i < count; i++) {
		if (i > 0 && !gather(run, copy, '\t')) return false;
		if (!gather_cell(run, copy, cells[i])) return false;
	}
	return gather(run, copy, '\n');
}

bool purse_copy_end(struct purse_run *run, struct purse_copy *copy, long *rows) {
	assert(copy->open);
	if (!send_gathered(run, copy)) return false;
	copy->open = false;
	copy->db->busy = false;
	if (PQputCopyEnd(copy->db->connection, NULL) != 1) return purse_link_lost(run, copy->db);
	return end_of_copy(run, copy->db, copy->sql, rows);
}

void purse_copy_abandon(struct purse_copy *copy) {
	if (!copy->open) return;
	copy->open = false;
	copy->db->busy = false;
	if (PQputCopyEnd(copy->db->connection, "given up") == 1) purse_link_drain(NULL, copy->db);
}

bool purse_copy_csv(struct purse_run *run, struct purse_db *db, const char *table_and_columns,
                    const char *text, size_t length) {
	const char *sql = purse_text(run->arena, "copy %s from stdin (format csv, header)", table_and_columns);

	assert(length <= INT_MAX);
	if (!start_copy(run, db, sql, PGRES_COPY_IN)) return false;
	if (PQputCopyData(db->connection, text, (int)length) != 1 || PQputCopyEnd(db->connection, NULL) != 1) {
		db->busy = false;
		return purse_link_lost(run, db);
	}
	return end_of_copy(run, db, sql, NULL);
}

/* Out of the server */

/* The next line, NULL at the end of the lines or at an error, which the results that follow tell. */
static char *next_line(struct purse_run *run, struct purse_db *db, int *length) {
	char *line = NULL;

	while ((*length = PQgetCopyData(db->connection, &line, 1)) == 0) {
		purse_link_wait(run, db);
		if (!PQconsumeInput(db->connection)) return NULL;
	}
	return *length > 0 ? line : NULL;
}

bool purse_copy_out(struct purse_run *run, struct purse_db *db, const char *source, const char *options,
                    bool (*take)(struct purse_run *run, void *context, const char *line, size_t length),
                    void *context) {
	const char *sql = purse_text(run->arena, "copy %s to stdout%s%s%s", source, options ? " (" : "",
	                             options ? options : "", options ? ")" : "");
	bool good = true;
	char *line;
	int length;

	if (!start_copy(run, db, sql, PGRES_COPY_OUT)) return false;
	while (good && (line = next_line(run, db, &length)) != NULL) {
		good = take(run, context, line, (size_t)length);
		PQfreemem(line);
	}
	if (good) return end_of_copy(run, db, sql, NULL);
	purse_link_cancel(db);
	purse_link_drain(NULL, db);
	db->busy = false;
	return false;
}

struct to_file {
	FILE *file;
	const char *name;
};

static bool write_line(struct purse_run *run, void *context, const char *line, size_t length) {
	const struct to_file *to = context;

	if (fwrite(line, 1, length, to->file) == length) return true;
	return purse_fail(run, PURSE_E_FILE_WRITE, NULL, "see whether the disk is full",
	                  "could not write \"%s\": %s", to->name, strerror(errno));
}

bool purse_copy_out_file(struct purse_run *run, struct purse_db *db, const char *source, const char *options,
                         FILE *file, const char *name) {
	return purse_copy_out(run, db, source, options, write_line, &(struct to_file){ file, name });
}
