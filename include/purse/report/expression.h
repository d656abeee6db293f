/* Expressions of report files: read once, worked out exactly, and written as Excel formulas that give the
 * same.
 *
 *   alone - together        + - * / and their signs × ÷ −, parentheses
 *   saving / alone          a division by zero gives nothing: an empty cell, never an error
 *   [Cost alone]            a column by its heading
 *   if(alone = none, none, alone - together)      = <> < <= > >=; `none` is the empty cell; texts in "quotes"
 *   round(x, 2) min(x, y) max(x, y)
 *   sum(alone)              the column of this table
 *   total(by_school.alone)  the total of another table's column
 *   count(lines), count(by_school.saving < 0), count(lines.method = "list price")      rows
 *
 * An empty cell counts as 0 in arithmetic, as in Excel. Money is in pounds. Rounding is half away from zero,
 * as ROUND does. */
#ifndef PURSE_REPORT_EXPRESSION_H
#define PURSE_REPORT_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/report/value.h"

struct purse_arena;
struct purse_place;
struct purse_run;

enum purse_node {
	PURSE_NODE_NONE,
	PURSE_NODE_NUMBER,
	PURSE_NODE_TEXT,
	PURSE_NODE_NAME, /* a column of this row, or a figure */
	PURSE_NODE_SUM,
	PURSE_NODE_TOTAL,
	PURSE_NODE_COUNT, /* of a column; answered by whoever holds the tables */
	PURSE_NODE_ADD,
	PURSE_NODE_SUBTRACT,
	PURSE_NODE_MULTIPLY,
	PURSE_NODE_DIVIDE,
	PURSE_NODE_NEGATE,
	PURSE_NODE_COMPARE,
	PURSE_NODE_IF,
	PURSE_NODE_ROUND,
	PURSE_NODE_MIN,
	PURSE_NODE_MAX,
};

enum purse_compare {
	PURSE_EQUAL, PURSE_UNEQUAL, PURSE_LESS, PURSE_LESS_EQUAL, PURSE_GREATER, PURSE_GREATER_EQUAL,
};

struct purse_expression {
	enum purse_node node;
	struct purse_fraction number;               /* NUMBER; the places of ROUND */
	const char *text;                           /* TEXT */
	const char *table, *column; /* NAME (column), SUM (column), TOTAL, COUNT (column may be NULL) */
	enum purse_compare compare;                 /* COMPARE; COUNT with a column */
	const struct purse_expression
		*part[3]; /* operands; IF: condition, then, else; COUNT: what is compared with */
	int at;                                     /* where it stands in the line, from 1 */
};

/* Reads a text that begins at column `place->column` of its line. Error: REPORT_FILE with the column of what
 * is wrong. */
bool purse_expression_read(struct purse_run *run, struct purse_arena *arena, const struct purse_place *place,
                           const char *text, const struct purse_expression **expression);

/* Calls visit for every NAME, SUM, TOTAL and COUNT in it; stops when visit gives false, and gives that. */
bool purse_expression_each_name(const struct purse_expression *expression,
                                bool (*visit)(void *context, const struct purse_expression *name),
                                void *context);
/* `=`, `<>`, … Static text. */
const char *purse_compare_sign(enum purse_compare compare);

#endif
