/* Carries of a penny or more that a reversal left in a lot, posted before a month closes (R6). */
#ifndef PURSE_WORK_SETTLING_H
#define PURSE_WORK_SETTLING_H

#include <stdbool.h>
#include <stdint.h>

struct purse_db;
struct purse_run;

/* In the transaction that is open, with the month of the schools locked for closing: posts what is to settle
 * in the lots that one of the schools (text of an int[]) leads. *settled gets how many carries. */
bool purse_settle_carries(
	struct purse_run *run, struct purse_db *db, const char *schools, int32_t month_number, long *settled);

#endif
