/* A report file, read and checked: what sheets, tables, figures and charts a workbook has, before any data.
 * reports/README.md lists the directives. A file from disk is read exactly like an embedded one. */
#ifndef PURSE_REPORT_REPORTFILE_H
#define PURSE_REPORT_REPORTFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/base/error.h"
#include "purse/output/xlsx.h"
#include "purse/report/expression.h"
#include "purse/report/value.h"

struct purse_arena;
struct purse_run;

enum {
	PURSE_MOST_SHEETS = 40,
	PURSE_MOST_BLOCKS = 200,        /* of one report */
	PURSE_MOST_REPORT_PARAMS = 16,
	PURSE_MOST_CONDITIONS = 6,      /* of one column */
	PURSE_MOST_SERIES = 8,          /* of one chart */
};

struct purse_report_param {
	const char *name, *label;
	enum purse_value_type type;     /* date, text, code, number or quantity */
	bool optional;
};

struct purse_report_column {
	const char *name, *heading;
	enum purse_value_type type;
	const struct purse_expression *formula;     /* NULL: the query gives it */
	int width;                                  /* characters; 0 = by content */
	bool wrap;
	bool totalled;
	const char *link;                           /* key of the sheet its cells lead to; NULL */
	struct purse_xlsx_condition conditions[PURSE_MOST_CONDITIONS];
	int condition_count;
	struct purse_place place;                   /* of the formula, or of the directive */
};

struct purse_report_table {
	const char *key;
	int sheet;                                  /* index */
	struct purse_report_column *columns;
	size_t column_count;
	const char *sql;
	struct purse_place place, sql_place;
	const char *empty;                          /* words for no rows */
	bool filter;
	bool frozen;                                /* the head stays in sight */
	int frozen_columns;
};

enum purse_block_kind {
	PURSE_BLOCK_TITLE,
	PURSE_BLOCK_HEADING,
	PURSE_BLOCK_NOTE,
	PURSE_BLOCK_FACTS,    /* a query of two text columns: label, what it is */
	PURSE_BLOCK_HEADLINE, /* a figure in large type; those that follow each other stand side by side */
	PURSE_BLOCK_FIGURE,
	PURSE_BLOCK_TABLE,
	PURSE_BLOCK_COPY, /* cells that repeat those of a table elsewhere */
	PURSE_BLOCK_CHART,
};

/* One thing on a sheet; things stand below each other in the order of the file. */
struct purse_report_block {
	enum purse_block_kind kind;
	struct purse_place place;
	const char *text;                           /* title, heading, note, label, chart's title */
	const char *remark;                         /* FIGURE: what stands beside it in small; NULL */
	const char *name;                           /* FIGURE, HEADLINE */
	enum purse_value_type type;
	const struct purse_expression *formula;
	const char *sql;                            /* FACTS */
	struct purse_place sql_place;
	const struct purse_report_table *table;     /* TABLE; COPY and CHART: where the cells stand */
	const char *table_key;
	int *columns;                               /* COPY: columns of it; CHART: category, then values */
	size_t column_count;
	const struct purse_part_of_line *column_names;
	enum purse_xlsx_chart_kind chart;
	bool beside;                                /* CHART: right of what follows, not above it */
	const char *category_title, *value_title, *description;
};

struct purse_report_sheet {
	const char *key, *name;
	bool portrait;
	int pages_wide, pages_tall;
	struct purse_place place;
	struct purse_report_block *blocks;
	size_t block_count;
};

struct purse_report_file {
	const char *path, *name, *title, *about;
	struct purse_report_param params[PURSE_MOST_REPORT_PARAMS];
	size_t param_count;
	struct purse_report_sheet *sheets;
	size_t sheet_count;
	struct purse_report_table **tables;
	size_t table_count;
};

/* Takes a report apart; path is for messages. Names are not led to what they name yet: report/resolve does
 * that, and is what others call. Error: REPORT_FILE with file, line, column and hint. */
bool purse_report_read(struct purse_run *run, struct purse_arena *arena, const char *path, const char *text,
                       struct purse_report_file **report);
/* The table of that key, NULL when there is none. */
struct purse_report_table *purse_report_table_of(const struct purse_report_file *report, const char *key);
/* The column of that name, or of that heading; -1 when there is none. */
int purse_report_column_of(const struct purse_report_table *table, const char *name);

#endif
