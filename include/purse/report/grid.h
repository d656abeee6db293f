/* A report with its data: every query run, every formula and figure worked out exactly. From here it is laid
 * out (report/layout) and written as a workbook (report/workbook); the figures are there for the words a
 * command prints. */
#ifndef PURSE_REPORT_GRID_H
#define PURSE_REPORT_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/limit.h"
#include "purse/report/reportfile.h"
#include "purse/report/value.h"

struct purse_arena;
struct purse_place;
struct purse_run;

/* What a query gave: cells[row][column] as text, NULL for SQL's null. */
struct purse_rows_found {
	const char *const *names;
	size_t column_count;
	const char *const *const *cells;
	size_t row_count;
};

/* Where the rows come from: the database, or a table in a test. fetch runs one query with its parameters
 * bound ($1 …, NULL for none) and puts what it found into *found, in the arena. place is where the query
 * stands, for a problem. All queries of one report must read one snapshot: the caller's transaction. */
struct purse_row_source {
	bool (*fetch)(void *context, struct purse_run *run, struct purse_arena *arena,
	              const struct purse_place *place, const char *sql, const char *const *parameters,
	              size_t parameter_count, struct purse_rows_found *found);
	void *context;
};

/* Columns of a sheet: those of tables, and what a chart beside them covers. */
enum { PURSE_SHEET_COLUMNS = PURSE_MAX_COLUMNS + 32 };

/* A table with its rows. Values are column by column: column c of row r is values[c][r]. */
struct purse_grid_table {
	const struct purse_report_table *table;
	size_t row_count;
	struct purse_value **values;
	struct purse_value *totals;      /* one a column; none where it has no total */
	bool *has_none, *has_wide; /* one a column: a row without a value, an amount beyond Excel's digits */
	int *places;                     /* one a column: decimals that a quantity needs */
	bool has_totals;
	uint32_t head_row;               /* set by report/layout; data follow, the total row comes after them */
	const char *sheet;               /* name of the sheet */
};

/* A block with what it shows. */
struct purse_grid_block {
	const struct purse_report_block *block;
	const char *text, *remark;                 /* with the parameters filled in */
	struct purse_value value;                  /* HEADLINE, FIGURE */
	struct purse_rows_found facts;             /* FACTS */
	struct purse_grid_table *table;            /* TABLE, COPY, CHART */
	uint32_t row; /* set by report/layout: where it begins, where its cells stand */
	int column, last_column;
	int height;                                /* NOTE: points; CHART: rows */
};

struct purse_grid_sheet {
	const struct purse_report_sheet *sheet;
	struct purse_grid_block *blocks;
	int widths[PURSE_SHEET_COLUMNS];         /* set by report/layout: characters; 0 = Excel's own */
	int table_columns;                         /* columns that tables and copies take */
	uint32_t last_row;
	int last_column;
};

struct purse_grid {
	const struct purse_report_file *report;
	const char **param_words;                  /* as people read them */
	struct purse_grid_sheet *sheets;
	struct purse_grid_table *tables;           /* in the order of the report's tables */
};

/* Runs the report. values are in the order of its params, NULL or "" = not given (only where the param is
 * optional); dates may be in any form that base/date reads. Errors: USAGE for a value that is missing or
 * can't be read, REPORT_FILE for columns that the query does not give or that can't be read, OVERFLOW, and
 * what the source says. */
bool purse_grid_make(struct purse_run *run, const struct purse_report_file *report,
                     const struct purse_row_source *source, const char *const *values, size_t value_count,
                     struct purse_grid **grid);

/* The exact result of a figure by its name ("saving"); false when there is none so named. */
bool purse_grid_figure(const struct purse_grid *grid, const char *name, struct purse_value *value);
/* The same as people read it: `£1,234.50`, `12.3%`, `14`; "" for none. */
const char *purse_grid_figure_text(struct purse_arena *arena, const struct purse_grid *grid,
                                   const char *name);
/* A table by its key, NULL when there is none. */
struct purse_grid_table *purse_grid_table_of(const struct purse_grid *grid, const char *key);

/* Once it is laid out: the Excel formulas of a formula column's cell (row = row_count: of its total), and of
 * a figure. */
char *purse_grid_cell_formula(struct purse_arena *arena, const struct purse_grid *grid,
                              const struct purse_grid_table *table, size_t row, size_t column);
char *purse_grid_figure_formula(struct purse_arena *arena, const struct purse_grid *grid,
                                const struct purse_grid_sheet *sheet, const struct purse_grid_block *block);
/* The row of the sheet where a table's total row stands: below its data, of which there is at least one row.
 */
uint32_t purse_grid_total_row(const struct purse_grid_table *table);

#endif
