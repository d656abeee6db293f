/* The bank details of schools. Those of a school's first row count at once; a change waits until a second
 * person has confirmed it. */
#ifndef PURSE_WORK_BANK_H
#define PURSE_WORK_BANK_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/base/date.h"

struct purse_db;
struct purse_run;

struct purse_bank_detail {
	const char *school;                      /* code */
	struct purse_date from;
	const char *account_name, *sort_code, *account_number;
	const char *recorded_by, *confirmed_by;  /* logins; confirmed_by is NULL until, or when not needed */
	bool in_use;
};

/* Those of the schools that the caller may read, by school and date. */
bool purse_bank_list(struct purse_run *run, struct purse_db *db, struct purse_bank_detail **details,
                     size_t *count);
/* Confirms all that waits for a school; *confirmed gets how many, 0 when nothing waits. Errors: SAME_PERSON
 * when the caller recorded it, UNKNOWN_REFERENCE, NOT_YOUR_SCHOOL. */
bool purse_bank_confirm(struct purse_run *run, struct purse_db *db, const char *school, long *confirmed);

#endif
