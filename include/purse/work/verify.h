/* Verifying: every charge is made again from its source and its frozen basis, and compared with what stands in the books; every
 * invariant of sql/verify is asked. Nothing is changed. */
#ifndef PURSE_WORK_VERIFY_H
#define PURSE_WORK_VERIFY_H

#include <stdbool.h>
#include <stddef.h>

struct purse_db;
struct purse_run;

/* One violation: which rule, where, and what is wrong. */
struct purse_finding {
	const char *rule, *place, *what;
};

struct purse_verify_result {
	long charges, entries, rules;   /* what was looked at */
	struct purse_finding *findings;
	size_t finding_count;
	size_t found;                   /* also those beyond PURSE_MAX_FINDINGS */
};

enum { PURSE_MAX_FINDINGS = 200 };

/* true when the check could be made, whatever it found. Error: NOT_YOUR_SCHOOL for who may not read all books. */
bool purse_work_verify(struct purse_run *run, struct purse_db *db, struct purse_verify_result *result);

/* Adds a finding to a result, in the run's arena. */
void purse_verify_found(struct purse_run *run, struct purse_verify_result *result, const char *rule, const char *place,
	const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
