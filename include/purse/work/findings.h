/* What a check of the books finds: one finding for each thing that does not hold, with the exact place. */
#ifndef PURSE_WORK_FINDINGS_H
#define PURSE_WORK_FINDINGS_H

#include <stddef.h>

struct purse_run;

/* One violation: which rule, where, and what is wrong. */
struct purse_finding {
	const char *rule, *place, *what;
};

enum { PURSE_MAX_FINDINGS = 200 };

struct purse_findings {
	long charges, entries, rules; /* what was looked at */
	struct purse_finding *list;
	size_t count; /* kept */
	size_t found; /* also those beyond PURSE_MAX_FINDINGS */
};

/* An empty list in the run's arena. */
struct purse_findings purse_findings_new(struct purse_run *run);
/* Adds one; the words are formatted into the run's arena, rule and place are borrowed. */
void purse_finding_add(struct purse_run *run, struct purse_findings *findings, const char *rule,
	const char *place, const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
