/* What stands between two schools, as each school's own books have it: what is charged and not yet on a
 * document (accounts 1310 and 2310) apart from what is (1320 and 2320, 1390 and 2390). Amounts are from the
 * side of the first school: positive is what the second owes it. By the mirror rule (R10) both books say the
 * same at every step. */
#ifndef PURSE_WORK_STATEMENT_H
#define PURSE_WORK_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"
#include "purse/work/reader.h"

struct purse_db;
struct purse_run;

struct purse_statement_wish {
	const char *first, *second; /* codes of two schools */
	struct purse_date from, to; /* of the books; not given: from the beginning, to the end */
};

/* What each of the two schools' books say; a side that is not shown is 0. */
struct purse_statement_sides {
	int64_t first_pence, second_pence;
};

struct purse_statement_line {
	struct purse_date date, service_date; /* differ where the month of service was closed */
	const char *document, *what;          /* document: its number; NULL when the entry is none */
	struct purse_statement_sides amount, balance;
};

struct purse_statement_part {
	const char *name; /* `uninvoiced`, `invoiced` */
	struct purse_statement_sides opening, closing;
	struct purse_statement_line *lines;
	size_t line_count;
};

enum { PURSE_STATEMENT_PARTS = 2 };

struct purse_statement {
	struct purse_reader_school first, second;
	bool first_shown,
		second_shown; /* whose books the reader may read, and are kept here; one of them at least */
	struct purse_statement_part parts[PURSE_STATEMENT_PARTS];
	struct purse_statement_sides closing;
	size_t line_count;  /* of both parts */
	size_t differences; /* lines and openings at which the two books differ; when both are shown */
};

/* Errors: UNKNOWN_REFERENCE, NOT_YOUR_SCHOOL, NOT_ALLOWED_VALUE when both are the same school or neither
 * keeps books here. */
bool purse_statement_read(struct purse_run *run, struct purse_db *db, const struct purse_statement_wish *wish,
	struct purse_statement *statement);
/* Openings, lines and closings, for a spreadsheet. */
bool purse_statement_csv(struct purse_run *run, const struct purse_statement *statement, const char *path);

#endif
