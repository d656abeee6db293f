/* What is charged for later months: taken out of the month in which it is booked, and released month by
 * month. Run by whatever charges, reverses or closes, in the same transaction. */
#ifndef PURSE_WORK_CUTOFF_H
#define PURSE_WORK_CUTOFF_H

#include <stdbool.h>

#include "purse/base/date.h"

struct purse_arena;
struct purse_db;
struct purse_run;

/* Posts what is due up to the month of a day, of what schools of the caller provide and in the caller's own
 * books; again it posts nothing. agreements, schools: ids as arrays in the words of SQL; NULL: all. posted:
 * how many entries. Errors: those of the door. */
bool purse_cut_off(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	struct purse_date until, const char *agreements, const char *schools, long *posted);

#endif
