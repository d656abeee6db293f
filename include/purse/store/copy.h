/* COPY, for many rows at once: into a table, and out of a query. The escaping is done here. Nothing else can
 * use the connection between begin and end. Errors as in db.h. */
#ifndef PURSE_STORE_COPY_H
#define PURSE_STORE_COPY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct purse_arena;
struct purse_copy;
struct purse_db;
struct purse_run;

/* Begins a COPY into a table: `pg_temp.staging_charge (ref, school, quantity)`. It lives in the arena (NULL:
 * the run's) and is given up when that closes before purse_copy_end; the arena must close before the
 * connection's. */
bool purse_copy_begin(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
                      const char *table_and_columns, struct purse_copy **copy);
/* Adds a row; NULL is SQL null. Cells are the values themselves (for an array see purse_sql_array). On false
 * the COPY is over, and nothing of it went in. */
bool purse_copy_row(struct purse_run *run, struct purse_copy *copy, const char *const *cells, int count);
/* Ends it; *rows (if not NULL) gets how many rows went in. */
bool purse_copy_end(struct purse_run *run, struct purse_copy *copy, long *rows);
/* Gives a COPY up: nothing of it goes in. Nothing happens when it is over already. */
void purse_copy_abandon(struct purse_copy *copy);

/* Copies a whole CSV text, whose first line is a heading to be left out; empty cells are null. */
bool purse_copy_csv(struct purse_run *run, struct purse_db *db, const char *table_and_columns,
                    const char *text, size_t length);

/* Streams a COPY out: source is a table or a query in brackets, options such as `format csv, header`, or NULL
 * for the text format. take gets one line at a time, with its line end; false from it stops, and this then
 * gives false. */
bool purse_copy_out(struct purse_run *run, struct purse_db *db, const char *source, const char *options,
                    bool (*take)(struct purse_run *run, void *context, const char *line, size_t length),
                    void *context);
/* The same into an open file, named for the message when it can't be written. */
bool purse_copy_out_file(struct purse_run *run, struct purse_db *db, const char *source, const char *options,
                         FILE *file, const char *name);

#endif
