/* Statutory rates and working time: dated rows, looked up by name, employer and day. The rows are data
 * (sql/reference/statutory_rate.csv and working_time.csv), to which users add their own. On the days that it
 * covers, an own row goes before one that came with purse; of several that cover a day, the one that begins
 * last holds. */
#ifndef PURSE_RULES_STATUTORY_H
#define PURSE_RULES_STATUTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/base/date.h"
#include "purse/exact/fraction.h"

struct purse_arena;
struct purse_run;

enum purse_statutory_name {
	PURSE_EMPLOYER_NI,
	PURSE_TEACHERS_PENSION,
	PURSE_TEACHERS_PENSION_ADMIN,
	PURSE_LOCAL_PENSION, /* of each employer */
	PURSE_LEVY,
	PURSE_TEACHER_DAYS,
	PURSE_TEACHER_HOURS,
	PURSE_WEEKS_OF_YEAR,
	PURSE_DAYS_OF_WEEK,
	PURSE_STATUTORY_NAMES
};

struct purse_statutory_row {
	enum purse_statutory_name name;
	const char *employer;                  /* code of the body whose rate it is; NULL: for all */
	struct purse_date from, to;            /* to may be PURSE_FOREVER */
	struct purse_fraction threshold_pence; /* a year; none where there is none */
	struct purse_fraction value;           /* a rate as a part of one; days, hours or weeks */
	const char *earlier;                   /* why there is nothing before the first row, or NULL */
	const char *source;
	const char *confidence;        /* of one that came with purse: verified, secondary, derived */
	struct purse_date checked;     /* likewise: when the source was looked at */
	const char *added_by, *reason; /* of an own row; NULL of those that came with purse */
	struct purse_date added;
};

struct purse_statutory {
	const struct purse_statutory_row *rows; /* by name, own rows first, those that begin last first */
	size_t first[PURSE_STATUTORY_NAMES + 1];
};

/* As the tables write it: `employer national insurance`. Static text. */
const char *purse_statutory_words(enum purse_statutory_name name);
/* The table in which it stands: `statutory_rate` or `working_time`. Static text. */
const char *purse_statutory_table(enum purse_statutory_name name);
/* Whether text is the name of a row. */
bool purse_statutory_named(const char *text, enum purse_statutory_name *name);
/* Sorts the rows in place; they must live as long as the table. */
struct purse_statutory purse_statutory_of(struct purse_statutory_row *rows, size_t count);
/* The row that holds on a day, or NULL. employer: whose rate, or NULL. */
const struct purse_statutory_row *purse_statutory_find(const struct purse_statutory *table,
	enum purse_statutory_name name, const char *employer, struct purse_date day);
/* The same where there must be one. Error: NO_RATE, which names the table, the day and what to add. */
bool purse_statutory_need(struct purse_run *run, const struct purse_statutory *table,
	enum purse_statutory_name name, const char *employer, struct purse_date day,
	const struct purse_statutory_row **row);
/* The last day, from that day on, on which this row, which holds on it, goes on to hold. */
struct purse_date purse_statutory_until(
	const struct purse_statutory *table, const struct purse_statutory_row *row, struct purse_date day);

#endif
