/* Sharing the cost of some days anew by use. What suppliers invoiced was shared by an estimate as it came;
 * once the use of each school is recorded (meter-readings.csv), two rows take the estimated shares back and
 * share the same cost by use. They go in by the door for records; charging them leaves nothing over. */
#ifndef PURSE_WORK_USESHARE_H
#define PURSE_WORK_USESHARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"

struct purse_db;
struct purse_run;

struct purse_useshare_wish {
	const char *agreement;
	struct purse_date from, to; /* the days of the service */
	bool dry_run;
};

struct purse_useshare_school {
	const char *school, *quantity, *unit;
};

struct purse_useshare_result {
	const char *agreement_name;
	int64_t pence; /* taken back and shared anew; 0: nothing is left to share, and nothing was recorded */
	struct purse_useshare_school *schools;
	size_t school_count;
};

/* Errors: UNKNOWN_REFERENCE (no such agreement, or one that the caller's schools do not lead), NOT_OVER (the
 * days are not over), those that the door gives for what is missing. */
bool purse_useshare_record(struct purse_run *run, struct purse_db *db, const struct purse_useshare_wish *wish,
	struct purse_useshare_result *result);

#endif
