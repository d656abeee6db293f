/* One value of a report: what a query gave or a formula made, exactly. Money is in pounds here, as in the
 * cells. */
#ifndef PURSE_REPORT_VALUE_H
#define PURSE_REPORT_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "purse/exact/fraction.h"

struct purse_arena;

enum purse_value_type {
	PURSE_TYPE_TEXT,
	PURSE_TYPE_CODE,       /* text that may look like a number: 100234, 0141, E26 */
	PURSE_TYPE_DATE,
	PURSE_TYPE_MONEY,      /* whole pence in SQL, pounds in the cell */
	PURSE_TYPE_NUMBER,     /* whole number */
	PURSE_TYPE_QUANTITY,   /* decimal, shown with as many places as its column needs, at most four */
	PURSE_TYPE_PERCENT,    /* a ratio: 0.125 is 12.5% */
	PURSE_TYPES
};

enum purse_value_kind { PURSE_VALUE_NONE, PURSE_VALUE_NUMBER, PURSE_VALUE_TEXT, PURSE_VALUE_TRUTH };

struct purse_value {
	enum purse_value_kind kind;
	struct purse_fraction number;   /* a date is the day number of Excel */
	const char *text;
	bool truth;
	bool wide;                      /* money beyond the digits of Excel went into it */
};

/* `money`, … as report files write it; and back, PURSE_TYPES when it is none. Static text. */
const char *purse_type_name(enum purse_value_type type);
enum purse_value_type purse_type_from(const char *name);
const char *const *purse_type_names(void);   /* NULL-terminated */

struct purse_value purse_value_none(void);
struct purse_value purse_value_number(struct purse_fraction number);
struct purse_value purse_value_text(const char *text);
struct purse_value purse_value_pence(struct purse_arena *arena, int64_t pence);

/* Reads a cell as SQL gives it; NULL gives none. *why gets a phrase when it can't. */
bool purse_value_read(struct purse_arena *arena, enum purse_value_type type, const char *cell,
                      struct purse_value *value, const char **why);
/* Rounds a number to places (also negative ones), half away from zero; false when it is too large. */
bool purse_value_round(struct purse_arena *arena, struct purse_fraction number, int places,
                       struct purse_fraction *rounded);
/* Pence of a money value, rounded; false when it does not fit. */
bool purse_value_to_pence(struct purse_arena *arena, struct purse_value value, int64_t *pence);
/* How many decimal places a number needs, at most `most`. */
int purse_value_places(struct purse_arena *arena, struct purse_fraction number, int most);
/* As people read it: `£1,234.50`, `12.3%`, `1 September 2025`, `2,410.5`; "" for none. */
char *purse_value_words(struct purse_arena *arena, enum purse_value_type type, struct purse_value value);
/* As CSV and programs want it: `1234.50`, `0.123`, `2025-09-01`. */
char *purse_value_plain(struct purse_arena *arena, enum purse_value_type type, struct purse_value value);
/* A number rounded to places, with or without thousands separators. */
char *purse_decimal_words(struct purse_arena *arena, struct purse_fraction number, int places,
                          bool thousands);

#endif
