/* Cells of a result as the types of C. A column that is not there, or a cell that does not read as what the
 * query promises, is a bug of ours (asserted), not an error of the user's. */
#ifndef PURSE_STORE_CELLS_H
#define PURSE_STORE_CELLS_H

#include <stdbool.h>
#include <stdint.h>

#include "purse/base/date.h"
#include "purse/exact/fraction.h"
#include "purse/store/db.h"

struct purse_arena;

bool purse_cell_given(const struct purse_rows *rows, int row, const char *name);       /* not null */
const char *purse_cell_text(const struct purse_rows *rows, int row, const char *name); /* NULL for null */
int64_t purse_cell_number(const struct purse_rows *rows, int row, const char *name);   /* 0 for null */
int purse_cell_id(const struct purse_rows *rows, int row, const char *name);           /* 0 for null */
bool purse_cell_flag(const struct purse_rows *rows, int row, const char *name);        /* false for null */
/* `infinity` is PURSE_FOREVER; `-infinity` and null are PURSE_NO_DATE. */
struct purse_date purse_cell_date(const struct purse_rows *rows, int row, const char *name);
/* Two columns of decimal integers; none for null. */
struct purse_fraction purse_cell_fraction(struct purse_arena *arena, const struct purse_rows *rows, int row,
	const char *numerator, const char *denominator);
/* One numeric column. */
struct purse_fraction purse_cell_decimal(
	struct purse_arena *arena, const struct purse_rows *rows, int row, const char *name);

#endif
