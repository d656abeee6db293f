/* What the cells of one row must say together. What needs other rows is the books' to check. */
#ifndef PURSE_INPUT_CHECK_H
#define PURSE_INPUT_CHECK_H

#include <stdbool.h>

#include "purse/input/kind.h"

struct purse_place;
struct purse_run;

/* content holds the canonical values of a row in the order of the kind's columns, NULL for blank; columns,
 * for the same, the column of the file (0 = the file has none). Errors: NOT_ALLOWED_VALUE, MISSING_VALUE,
 * with place. */
bool purse_check_row(struct purse_run *run, const struct purse_kind *kind, char *const *content,
                     const int *columns, const struct purse_place *row);

#endif
