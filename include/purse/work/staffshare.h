/* Recording what is shared of posts. For each month, agreement and role: what the posts that are shared
 * under it cost, by payroll where it is there and by rates where it is not, the parts that are shared,
 * rounded once to the penny; less what is recorded already. A first row is an estimate (rates) or actual
 * (payroll); a later difference, of payroll, of a back-dated award or of what was agreed, is a true-up that
 * names the first. Rows go in by the door for records, with how they were worked out beside them, which the
 * employing school alone may read (R16). */
#ifndef PURSE_WORK_STAFFSHARE_H
#define PURSE_WORK_STAFFSHARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"

struct purse_db;
struct purse_run;

struct purse_staffshare_wish {
	int32_t month_number;  /* the last month */
	const char *agreement; /* code; NULL: all */
	bool dry_run;
};

/* A row that was recorded. */
struct purse_staffshare_row {
	const char *ref, *school, *agreement, *role;
	struct purse_date from, to;
	const char *kind;     /* estimate, actual, true-up */
	const char *trues_up; /* NULL unless it is a true-up */
	int64_t pence;        /* of this row */
	int64_t total_pence;  /* of the month with it */
};

struct purse_staffshare_result {
	struct purse_staffshare_row *rows;
	size_t count;
	size_t looked_at; /* months of roles, with those where nothing had changed */
	long late;        /* rows of a month that is closed */
};

/* Errors: UNKNOWN_REFERENCE (agreement); those of rules/staffshare; those of the import. */
bool purse_staffshare_record(struct purse_run *run, struct purse_db *db,
	const struct purse_staffshare_wish *wish, struct purse_staffshare_result *result);

#endif
