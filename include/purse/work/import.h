/* Bringing files of records into the books: all of a run, or nothing of it. */
#ifndef PURSE_WORK_IMPORT_H
#define PURSE_WORK_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

struct purse_db;
struct purse_kind;
struct purse_run;

/* A file that was never on a disk: rows that a command made. */
struct purse_import_text {
	const char *name, *text;      /* `prices.csv`, and its lines, in UTF-8 */
};

struct purse_import_wish {
	const char *const *paths;     /* files and folders */
	size_t path_count;
	const struct purse_import_text *texts; /* instead of paths, in the order of kinds */
	size_t text_count;
	bool replace;                 /* records that nothing was built on may get other values */
	bool dry_run;                 /* everything but keep it */
};

/* What came in of one kind. */
struct purse_import_count {
	const struct purse_kind *kind;
	long added, unchanged, replaced;
};

struct purse_import_result {
	struct purse_import_count *counts;    /* in the order of kinds; those without a row are left out */
	size_t count;
	size_t files;
	long added, unchanged, replaced;      /* of all kinds */
	long late;                            /* rows of a month that is closed for a school they concern */
	const char **unconfirmed; /* codes of schools whose new bank details wait for a second person */
	size_t unconfirmed_count;
};

/* Reads the files, has the books check their rows, and keeps them if there is no problem at all; a row that
 * is there already with the same values is counted and otherwise left alone. Client memory is that of the
 * largest file, and 70 bytes for each key. Errors: those of input/rows, then those of sql/routine/import,
 * each with file, row and, where one cell is wrong, column; CONFLICTING_KEY and BUILT_ON with the changes as
 * detail. */
bool purse_import(struct purse_run *run, struct purse_db *db, const struct purse_import_wish *wish,
                  struct purse_import_result *result);

#endif
