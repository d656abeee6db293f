/* Places in the input, in the words of people who use Excel: `activities.csv D14`. */
#ifndef PURSE_BASE_PLACE_H
#define PURSE_BASE_PLACE_H

#include "purse/base/error.h"

struct purse_arena;

/* The letters of a column that counts from 1: `A` for 1, `Z` for 26, `AA` for 27; "" when column is below 1.
 */
char *purse_place_column(struct purse_arena *arena, int column);
/* `activities.csv D14`, `activities.csv row 14`, `activities.csv column D`, `hours.xlsx Autumn!D14`, or less
 * where parts are absent; "" when all are. */
char *purse_place_text(struct purse_arena *arena, const struct purse_place *place);

#endif
