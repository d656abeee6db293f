/* One cell of a table, checked and written in the one way in which its value is kept. */
#ifndef PURSE_INPUT_CELL_H
#define PURSE_INPUT_CELL_H

#include <stdbool.h>

#include "purse/input/kind.h"

struct purse_arena;
struct purse_place;
struct purse_run;

/* Reads the text of a cell as the type of its column says; *value gets the canonical text (see enum
 * purse_type), in the arena, or NULL for a blank cell. place is that of the cell. Errors: MISSING_VALUE,
 * BAD_CODE, BAD_DATE, BAD_MONEY, BAD_NUMBER, BAD_WORD, NEGATIVE_SHARE, TOO_LONG (a text), NOT_ALLOWED_VALUE
 * (out of bounds, negative where that makes no sense, control characters). */
bool purse_cell_read(struct purse_run *run, struct purse_arena *arena, const struct purse_column *column,
                     const char *text, const struct purse_place *place, char **value);
/* The text on one line and cut where it is long, for messages. */
const char *purse_cell_excerpt(struct purse_arena *arena, const char *text);

#endif
