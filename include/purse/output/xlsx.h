/* Excel workbooks: the only door to libxlsxwriter. Rows and columns count from 0 here; names such as `F12`
 * are made below. Writing gives nothing back: the first failure is kept and told by purse_xlsx_done. What the
 * library would print on standard error (a name too long, a text beyond Excel's limit) is prevented here.
 * Same calls and clock: same bytes. Numbers: Excel holds a double with 15 sure digits. This file turns exact
 * values into doubles, only to write them out. */
#ifndef PURSE_OUTPUT_XLSX_H
#define PURSE_OUTPUT_XLSX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"
#include "purse/exact/fraction.h"

struct purse_arena;
struct purse_run;
struct purse_xlsx;
struct purse_xlsx_sheet;

enum purse_xlsx_number {
	PURSE_XLSX_GENERAL,
	PURSE_XLSX_TEXT,        /* kept as text even when someone edits it */
	PURSE_XLSX_DATE,        /* 01 Sep 2025 */
	PURSE_XLSX_MONEY,       /* £1,234.50, negative red with a minus */
	PURSE_XLSX_DECIMAL,     /* thousands separators, `decimals` places, negative red */
	PURSE_XLSX_PERCENT,     /* 12.3%, `decimals` places, negative red */
	PURSE_XLSX_PRICE,       /* £330.32, two to four places */
};

/* The palette. Ink and fill name the same colours; 0 is Excel's own (black on nothing). */
enum purse_xlsx_colour {
	PURSE_XLSX_AUTOMATIC,
	PURSE_XLSX_DEEP,        /* the house colour: headings, head rows */
	PURSE_XLSX_PALE,        /* its lightest tint: totals, tiles */
	PURSE_XLSX_WHITE,
	PURSE_XLSX_GREY,        /* secondary text */
	PURSE_XLSX_RULE,        /* hairlines between rows */
	PURSE_XLSX_RED, PURSE_XLSX_AMBER, PURSE_XLSX_GREEN,
	PURSE_XLSX_PALE_RED, PURSE_XLSX_PALE_AMBER, PURSE_XLSX_PALE_GREEN,
	PURSE_XLSX_SAND,        /* second colour of charts */
	PURSE_XLSX_COLOURS
};

enum purse_xlsx_across { PURSE_XLSX_USUAL, PURSE_XLSX_LEFT, PURSE_XLSX_CENTRE, PURSE_XLSX_RIGHT };
enum purse_xlsx_down { PURSE_XLSX_BOTTOM, PURSE_XLSX_TOP, PURSE_XLSX_MIDDLE };
enum purse_xlsx_line { PURSE_XLSX_NO_LINE, PURSE_XLSX_HAIR, PURSE_XLSX_THIN, PURSE_XLSX_MEDIUM };

/* How a cell looks; a zeroed one is a plain cell. */
struct purse_xlsx_look {
	enum purse_xlsx_number number;
	int decimals;
	int points;                       /* size of type; 0 = 11 */
	bool bold, italic, wrap;
	enum purse_xlsx_colour ink, fill;
	enum purse_xlsx_line above, below;
	enum purse_xlsx_colour rule;      /* colour of the lines */
	enum purse_xlsx_across across;
	enum purse_xlsx_down down;
	int indent;
};

struct purse_xlsx_properties { const char *title, *subject, *company, *comments; };   /* each may be NULL */

/* Begins a workbook at path; it appears when purse_xlsx_done succeeds, or not at all. */
bool purse_xlsx_begin(struct purse_run *run, const char *path, const struct purse_xlsx_properties *properties,
                      struct purse_xlsx **workbook);
/* Ends it. Errors: FILE_WRITE when the disk refused; BUG for a call that the library refused. */
bool purse_xlsx_done(struct purse_run *run, struct purse_xlsx *workbook);

/* Whether Excel takes it as the name of a sheet: 1 to 31 characters, none of []:*?/\, no apostrophe at its
 * ends. */
bool purse_xlsx_sheet_name_fits(const char *name);
struct purse_xlsx_sheet *purse_xlsx_sheet(struct purse_xlsx *workbook, const char *name);

/* Cells. look may be NULL. Texts beyond Excel's 32,767 characters are cut, with `…` at the end. NULL text is
 * a blank. */
void purse_xlsx_text(struct purse_xlsx_sheet *sheet, uint32_t row, int column, const char *text,
                     const struct purse_xlsx_look *look);
void purse_xlsx_blank(struct purse_xlsx_sheet *sheet, uint32_t row, int column,
                      const struct purse_xlsx_look *look);
void purse_xlsx_value(struct purse_xlsx_sheet *sheet, uint32_t row, int column, struct purse_fraction value,
                      const struct purse_xlsx_look *look);
void purse_xlsx_date(struct purse_xlsx_sheet *sheet, uint32_t row, int column, struct purse_date date,
                     const struct purse_xlsx_look *look);
/* Pounds; an amount that Excel can't hold exactly becomes text on amber. */
void purse_xlsx_money(struct purse_xlsx_sheet *sheet, uint32_t row, int column, int64_t pence,
                      const struct purse_xlsx_look *look);
/* Whether an amount needs more than the 15 digits Excel holds. Formulas must not refer to such a cell. */
bool purse_xlsx_money_is_wide(int64_t pence);
/* Formulas begin with `=` and carry the result that other programs show before they recalculate. */
void purse_xlsx_formula(struct purse_xlsx_sheet *sheet, uint32_t row, int column, const char *formula,
                        struct purse_fraction result, const struct purse_xlsx_look *look);
void purse_xlsx_formula_text(struct purse_xlsx_sheet *sheet, uint32_t row, int column, const char *formula,
                             const char *result, const struct purse_xlsx_look *look);
/* One cell out of several; row heights do not follow wrapped text in it. */
void purse_xlsx_merged(struct purse_xlsx_sheet *sheet, uint32_t row, int column, uint32_t last_row,
                       int last_column, const char *text, const struct purse_xlsx_look *look);
/* A text that jumps to a cell of the same workbook: sheet name and `A1`. */
void purse_xlsx_link(struct purse_xlsx_sheet *sheet, uint32_t row, int column, const char *text,
                     const char *to_sheet, const char *to_cell, const struct purse_xlsx_look *look);

void purse_xlsx_width(struct purse_xlsx_sheet *sheet, int column, int characters);
void purse_xlsx_height(struct purse_xlsx_sheet *sheet, uint32_t row, int points);

/* A native Excel table over a head row and at least one row of data, banded, with its names in the head row.
 * Its total row stands below it, outside, because Excel and LibreOffice disagree about formulas of one's own
 * inside. */
struct purse_xlsx_table {
	const char *name;                 /* unique in the workbook; letters, digits, _ */
	uint32_t head_row, last_row;
	int first_column, last_column;
	const char *const *headings;      /* unique in the table */
	const struct purse_xlsx_look *head_looks;   /* one a column */
	bool filter;                      /* with drop-down buttons */
};
void purse_xlsx_add_table(struct purse_xlsx_sheet *sheet, const struct purse_xlsx_table *table);

enum purse_xlsx_rule {
	PURSE_XLSX_WHEN_BELOW, PURSE_XLSX_WHEN_ABOVE,   /* of `limit` */
	PURSE_XLSX_WHEN_TEXT,                           /* equals `text` */
	PURSE_XLSX_BAR,                                 /* a bar in each cell; `ink` is its colour */
};
struct purse_xlsx_condition {
	enum purse_xlsx_rule rule;
	struct purse_fraction limit;
	const char *text;
	enum purse_xlsx_colour ink, fill;
};
void purse_xlsx_add_condition(struct purse_xlsx_sheet *sheet, uint32_t row, int column, uint32_t last_row,
                              int last_column, const struct purse_xlsx_condition *condition);
/* Digits that are a name, not a number: no green corners in these cells. */
void purse_xlsx_names_of_digits(struct purse_xlsx_sheet *sheet, uint32_t row, int column, uint32_t last_row,
                                int last_column);

enum purse_xlsx_chart_kind {
	PURSE_XLSX_COLUMNS,
	PURSE_XLSX_BARS,
	PURSE_XLSX_STACKED,
	PURSE_XLSX_LINE,
	PURSE_XLSX_PIE
};
struct purse_xlsx_series {
	const char *name;
	const char *sheet;                /* where category and values stand, rows first to last */
	uint32_t first_row, last_row;
	int category_column, value_column;
	enum purse_xlsx_colour colour;
};
struct purse_xlsx_chart {
	enum purse_xlsx_chart_kind kind;
	const char *title, *category_title, *value_title;   /* axis titles may be NULL */
	const char *description;                            /* in words, for those who can't see it */
	enum purse_xlsx_number number;                      /* of the value axis: MONEY shows whole pounds */
	const struct purse_xlsx_series *series;
	size_t series_count;
	uint32_t row;
	int column, width_px, height_px;
};
void purse_xlsx_add_chart(struct purse_xlsx_sheet *sheet, const struct purse_xlsx_chart *chart);

/* Rows above `row` and columns left of `column` stay in sight. */
void purse_xlsx_freeze(struct purse_xlsx_sheet *sheet, uint32_t row, int column);
struct purse_xlsx_paper {
	bool landscape;
	int pages_wide, pages_tall;        /* 0 = as many as it takes */
	const char *footer_left, *footer_centre;   /* plain text; the right side says `Page 1 of 2` */
	bool repeats;                      /* rows repeat_from to repeat_to on each page */
	uint32_t repeat_from, repeat_to;
	bool narrow_margins;
};
/* A4. The print area is the given range. */
void purse_xlsx_set_paper(struct purse_xlsx_sheet *sheet, const struct purse_xlsx_paper *paper,
                          uint32_t last_row, int last_column);
void purse_xlsx_hide_gridlines(struct purse_xlsx_sheet *sheet);
/* A name for one cell, for formulas of others: `Saving`. */
void purse_xlsx_name_cell(struct purse_xlsx *workbook, const char *name, const char *sheet, uint32_t row,
                          int column);

/* `F12`, or `$F$12` when fixed. */
char *purse_xlsx_cell_name(struct purse_arena *arena, uint32_t row, int column, bool fixed);
/* `'By school'!`, quoted as Excel wants it, to stand before a cell's name. */
char *purse_xlsx_sheet_prefix(struct purse_arena *arena, const char *sheet);
/* `"…"` as a text inside a formula. */
char *purse_xlsx_quoted(struct purse_arena *arena, const char *text);

#endif
