/* The two readings of an expression: its exact result in C, and the Excel formula that gives the same in the
 * workbook. */
#ifndef PURSE_REPORT_FORMULA_H
#define PURSE_REPORT_FORMULA_H

#include <stdbool.h>

#include "purse/report/expression.h"

/* What a name stands for: its value, and where it stands in the workbook. */
struct purse_reference {
	struct purse_value value;
	const char *cell;       /* `F12`, `'By school'!F13`, or a whole formula for SUM and COUNT */
	bool blank;             /* the cell may be empty */
	bool empty_text;        /* the cell may be a formula that gives "" */
};

struct purse_names {
	/* For NAME, SUM, TOTAL and COUNT. False when a problem was added. */
	bool (*find)(void *context, const struct purse_expression *name, struct purse_reference *reference);
	void *context;
};

/* The exact result; rounded when places >= 0. Nothing counts as 0 in arithmetic; a division by zero gives
 * nothing. place is that of the line. Errors: REPORT_FILE (a text where a number is wanted), OVERFLOW. */
bool purse_formula_value(struct purse_run *run, struct purse_arena *arena, const struct purse_place *place,
                         const struct purse_expression *expression, const struct purse_names *names,
                         int places, struct purse_value *value);
/* The Excel formula, `=` first, for an expression whose value could be worked out: the names are found again.
 */
char *purse_formula_text(struct purse_arena *arena, const struct purse_expression *expression,
                         const struct purse_names *names, int places);

#endif
