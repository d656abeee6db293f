/* Charges that stand in the books, read back as the rules need them to reverse or to adjust
 * them. */
#ifndef PURSE_WORK_STANDING_H
#define PURSE_WORK_STANDING_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/rules/charging.h"

struct purse_arena;
struct purse_db;
struct purse_run;

struct purse_standing_list {
	struct purse_standing_charge *charges;
	const char **reasons; /* why it is corrected; NULL where nothing says */
	size_t count;
};

/* Those whose activity was corrected by a day (ISO text), under agreements (text of an int[]). */
bool purse_standing_corrected(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *day, const char *agreements, struct purse_standing_list *list);
/* Those that an award has made too small or too large, with service up to a day. No movements of lots. */
bool purse_standing_in_arrears(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *day, const char *agreements, struct purse_standing_list *list);
/* Those with the ids in the text of a bigint[]. */
bool purse_standing_named(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *charges, struct purse_standing_list *list);

#endif
