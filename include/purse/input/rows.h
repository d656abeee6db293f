/* One file of a kind, read into checked records. */
#ifndef PURSE_INPUT_ROWS_H
#define PURSE_INPUT_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/input/bytes.h"
#include "purse/input/kind.h"

struct purse_arena;
struct purse_keys;
struct purse_run;

/* A row that can be recorded: all its cells are valid, and they fit together as far as one row can tell. */
struct purse_record {
	const struct purse_kind *kind;
	const char *file;         /* as the user named it */
	long row;                 /* as Excel counts */
	const int *columns;       /* by column of the kind: the column of the file, from 1; 0 = it has none */
	const char *owner;        /* code of the school that it belongs to; NULL = common */
	const char *ref;          /* natural key: key columns joined by ` / `, blank ones at the end left out */
	char **content;           /* canonical values (enum purse_type) by column of the kind; NULL = blank */
};

/* Who gets the records: blocks of at most PURSE_BLOCK_ROWS, in the order of the file. kind, file and columns
 * live as long as the run, the rest only until take returns. take adds a problem and gives false to end the
 * reading. */
struct purse_taker {
	bool (*take)(struct purse_run *run, void *context, const struct purse_record *records, size_t count);
	void *context;
};

/* Reads a file as records of its kind. Adds a problem for all that is wrong, as long as the run has room for
 * problems; after the first problem of the run no more blocks are delivered, so who takes them keeps them
 * apart until this gives true. A file with headings and no rows is allowed. keys holds what was met before in
 * the same import; *rows, when not NULL, gets the number of good records. taker may be NULL: then the file is
 * only checked. Errors: those of bytes, csv, cell and check; EMPTY_FILE, UNKNOWN_HEADING, MISSING_HEADING,
 * BAD_CSV (a heading twice, values without heading), DUPLICATE_KEY, STOPPED. */
bool purse_rows_read(struct purse_run *run, const struct purse_kind *kind, const char *file,
                     struct purse_keys *keys, const struct purse_taker *taker, long *rows);
/* The same from text in memory (UTF-8 without mark). text->file must live as long as the run. */
bool purse_rows_read_text(struct purse_run *run, const struct purse_kind *kind,
                          const struct purse_bytes *text, struct purse_keys *keys,
                          const struct purse_taker *taker, long *rows);

#endif
