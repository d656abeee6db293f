/* The schools that commands which read are asked about, and whether the reader may read them. */
#ifndef PURSE_WORK_READER_H
#define PURSE_WORK_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/exact/fraction.h"

struct purse_db;
struct purse_run;

struct purse_reader_school {
	int id;
	const char *code, *name; /* name: the latest */
	bool keeps_books;
	bool may_read, may_write;
};

/* All schools there are, by code. */
bool purse_reader_schools(
	struct purse_run *run, struct purse_db *db, struct purse_reader_school **schools, size_t *count);
/* The school of that code. Error: UNKNOWN_REFERENCE, with the code that is nearest. */
bool purse_reader_school(
	struct purse_run *run, struct purse_db *db, const char *code, struct purse_reader_school *school);
/* Whether the books of the school are there and the reader's to read. Errors: UNKNOWN_REFERENCE,
 * NOT_YOUR_SCHOOL. */
bool purse_reader_may(struct purse_run *run, struct purse_db *db, const char *code);

/* Begins a transaction in which all queries read one snapshot and none can write; purse_db_rollback ends it.
 */
bool purse_reader_begin(struct purse_run *run, struct purse_db *db);

/* A figure that is asked with, for a school, in place of what the books say; school NULL: for all. */
struct purse_given {
	const char *school; /* code */
	struct purse_fraction number;
};

/* The figure for a school, else that for all, else NULL; of several for one school the last. */
const struct purse_fraction *purse_given_for(
	const struct purse_given *given, size_t count, const char *school);

#endif
