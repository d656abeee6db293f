#include "purse/output/xlsx.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "purse/base/file.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/exact/round.h"

enum {
	TEXT_LIMIT_BYTES = 32000,           /* Excel's limit is 32,767 characters */
	FOOTER_LIMIT_BYTES = 105,           /* each part; Excel's limit is 255 for all */
	MOST_SERIES = 12,
};
static const int64_t exact_limit = 1000000000000000;    /* 10^15: the first whole number with 16 digits */

struct made_format { struct purse_xlsx_look look; lxw_format *format; };

struct purse_xlsx {
	struct purse_run *run;
	struct purse_output *output;
	lxw_workbook *book;                 /* NULL once closed */
	lxw_error failed;                   /* the first failure */
	const char *failed_at;
	struct made_format *formats;
	size_t format_count, format_room;
};

struct purse_xlsx_sheet { struct purse_xlsx *workbook; lxw_worksheet *sheet; };

static const lxw_color_t colours[PURSE_XLSX_COLOURS] = {
	[PURSE_XLSX_DEEP] = 0x0B4F6C, [PURSE_XLSX_PALE] = 0xEAF2F6, [PURSE_XLSX_WHITE] = 0xFFFFFF,
	[PURSE_XLSX_GREY] = 0x5F6B76, [PURSE_XLSX_RULE] = 0xC9D3DA, [PURSE_XLSX_RED] = 0xB3261E,
	[PURSE_XLSX_AMBER] = 0x9A6700, [PURSE_XLSX_GREEN] = 0x1E7145, [PURSE_XLSX_PALE_RED] = 0xFBE9E7,
	[PURSE_XLSX_PALE_AMBER] = 0xFFF4D6, [PURSE_XLSX_PALE_GREEN] = 0xE6F4EA, [PURSE_XLSX_SAND] = 0xE0A458,
};

static void keep(struct purse_xlsx *workbook, lxw_error error, const char *doing) {
	if (error == LXW_NO_ERROR || workbook->failed != LXW_NO_ERROR) return;
	workbook->failed = error;
	workbook->failed_at = doing;
}

/* ---- formats ---- */

static bool same_look(const struct purse_xlsx_look *a, const struct purse_xlsx_look *b) {
	return a->number == b->number && a->decimals == b->decimals && a->points == b->points &&
	       a->bold == b->bold && a->italic == b->italic && a->wrap == b->wrap && a->ink == b->ink &&
	       a->fill == b->fill && a->above == b->above && a->below == b->below && a->rule == b->rule &&
	       a->across == b->across && a->down == b->down && a->indent == b->indent;
}

static const char *number_format(const struct purse_xlsx_look *look) {
	static const char *const decimals[] = {
		"#,##0;[Red]-#,##0", "#,##0.0;[Red]-#,##0.0", "#,##0.00;[Red]-#,##0.00", "#,##0.000;[Red]-#,##0.000",
		"#,##0.0000;[Red]-#,##0.0000",
	};
	static const char *const percents[] = { "0%;[Red]-0%", "0.0%;[Red]-0.0%", "0.00%;[Red]-0.00%" };
	switch (look->number) {
	case PURSE_XLSX_TEXT: return "@";
	case PURSE_XLSX_DATE: return "dd mmm yyyy";
	case PURSE_XLSX_MONEY: return "£#,##0.00;[Red]-£#,##0.00";
	case PURSE_XLSX_PRICE: return "£#,##0.00##;[Red]-£#,##0.00##";
	case PURSE_XLSX_DECIMAL:
		return decimals[look->decimals < 0 ? 0 : look->decimals > 4 ? 4 : look->decimals];
	case PURSE_XLSX_PERCENT:
		return percents[look->decimals < 0 ? 0 : look->decimals > 2 ? 2 : look->decimals];
	case PURSE_XLSX_GENERAL: break;
	}
	return NULL;
}

static void apply_lines(lxw_format *format, const struct purse_xlsx_look *look) {
	static const uint8_t lines[] = { LXW_BORDER_NONE, LXW_BORDER_HAIR, LXW_BORDER_THIN, LXW_BORDER_MEDIUM };
	if (look->above) format_set_top(format, lines[look->above]);
	if (look->below) format_set_bottom(format, lines[look->below]);
	if (look->rule && look->above) format_set_top_color(format, colours[look->rule]);
	if (look->rule && look->below) format_set_bottom_color(format, colours[look->rule]);
}

static void apply_look(lxw_format *format, const struct purse_xlsx_look *look) {
	static const uint8_t across[] = { LXW_ALIGN_NONE, LXW_ALIGN_LEFT, LXW_ALIGN_CENTER, LXW_ALIGN_RIGHT };
	static const uint8_t down[] = { LXW_ALIGN_VERTICAL_BOTTOM, LXW_ALIGN_VERTICAL_TOP,
		                            LXW_ALIGN_VERTICAL_CENTER };
	if (number_format(look)) format_set_num_format(format, number_format(look));
	if (look->points) format_set_font_size(format, look->points);
	if (look->bold) format_set_bold(format);
	if (look->italic) format_set_italic(format);
	if (look->wrap) format_set_text_wrap(format);
	if (look->ink) format_set_font_color(format, colours[look->ink]);
	if (look->fill) format_set_bg_color(format, colours[look->fill]);
	if (look->across) format_set_align(format, across[look->across]);
	if (look->down) format_set_align(format, down[look->down]);
	if (look->indent > 0) format_set_indent(format, (uint8_t)look->indent);
	apply_lines(format, look);
}

static lxw_format *format_of(struct purse_xlsx *workbook, const struct purse_xlsx_look *look) {
	if (!look) return NULL;
	for (size_t i = 0; i < workbook->format_count; i++)
		if (same_look(&workbook->formats[i].look, look)) return workbook->formats[i].format;
	if (workbook->format_count == workbook->format_room) {
		size_t room = workbook->format_room ? workbook->format_room * 2 : 32;
		workbook->formats = purse_grow_array(workbook->run->arena, workbook->formats, workbook->format_count,
		                                     room, sizeof *workbook->formats);
		workbook->format_room = room;
	}
	lxw_format *format = workbook_add_format(workbook->book);
	apply_look(format, look);
	workbook->formats[workbook->format_count++] = (struct made_format){ *look, format };
	return format;
}

/* ---- the workbook ---- */

static void abandon(void *handle) {
	struct purse_xlsx *workbook = handle;
	if (workbook->book) lxw_workbook_free(workbook->book);
	workbook->book = NULL;
}

bool purse_xlsx_begin(struct purse_run *run, const char *path, const struct purse_xlsx_properties *properties,
                      struct purse_xlsx **workbook) {
	struct purse_xlsx *made = purse_alloc(run->arena, sizeof *made);
	made->run = run;
	if (!purse_output_begin(run, path, false, &made->output)) return false;
	made->book = workbook_new(made->output->temporary);
	if (!made->book) return purse_fail(run, PURSE_E_NO_MEMORY, NULL, NULL, "could not begin a workbook");
	purse_arena_on_close(run->arena, abandon, made);
	char author[] = "Common Purse";
	lxw_doc_properties document = {
		.title = purse_copy_text(run->arena, properties->title),
		.subject = purse_copy_text(run->arena, properties->subject),
		.company = purse_copy_text(run->arena, properties->company),
		.comments = purse_copy_text(run->arena, properties->comments),
		.author = author,
		.created = (time_t)run->now_s,
	};
	keep(made, workbook_set_properties(made->book, &document), "properties");
	*workbook = made;
	return true;
}

/* Writes the file and gives the workbook's memory back, whatever happens; the system's error, or 0. When a
 * disk is full, the library has words of its own on standard error, which are for programmers. */
static int close_quietly(lxw_workbook *book) {
	int kept = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (kept >= 0 && nowhere >= 0) dup2(nowhere, STDERR_FILENO);
	errno = 0;
	int error = workbook_close(book) == LXW_NO_ERROR ? 0 : errno ? errno : EIO;
	if (kept >= 0) {
		if (nowhere >= 0) dup2(kept, STDERR_FILENO);
		close(kept);
	}
	if (nowhere >= 0) close(nowhere);
	return error;
}

bool purse_xlsx_done(struct purse_run *run, struct purse_xlsx *workbook) {
	assert(workbook->book);
	const char *path = workbook->output->path;
	if (workbook->failed != LXW_NO_ERROR) {
		abandon(workbook);
		return purse_fail(run, PURSE_E_BUG, &(struct purse_place){ .file = path },
		                  "report this with the file's data", "could not write %s into \"%s\": %s",
		                  workbook->failed_at, path, lxw_strerror(workbook->failed));
	}
	int error = close_quietly(workbook->book);
	workbook->book = NULL;
	if (error) return purse_output_failed(run, workbook->output, error);
	return purse_output_done(run, workbook->output);
}

bool purse_xlsx_sheet_name_fits(const char *name) {
	size_t length = strlen(name);
	if (length == 0 || purse_text_width(name) > 31 || strpbrk(name, "[]:*?/\\")) return false;
	return name[0] != '\'' && name[length - 1] != '\'' && !purse_same_words(name, "history");
}

struct purse_xlsx_sheet *purse_xlsx_sheet(struct purse_xlsx *workbook, const char *name) {
	assert(purse_xlsx_sheet_name_fits(name));
	struct purse_xlsx_sheet *sheet = purse_alloc(workbook->run->arena, sizeof *sheet);
	sheet->workbook = workbook;
	sheet->sheet = workbook_add_worksheet(workbook->book, name);
	assert(sheet->sheet);   /* the name stands twice: the caller's bug */
	return sheet;
}

/* ---- cells ---- */

void purse_xlsx_blank(struct purse_xlsx_sheet *sheet, uint32_t row, int column,
                      const struct purse_xlsx_look *look) {
	keep(sheet->workbook,
	     worksheet_write_blank(sheet->sheet, row, (lxw_col_t)column, format_of(sheet->workbook, look)),
	     "a blank");
}

/* The text, or its beginning where Excel would refuse the whole. */
static const char *bounded(struct purse_xlsx *workbook, const char *text, size_t limit) {
	size_t length = strlen(text);
	if (length <= limit) return text;
	while (limit > 0 && ((unsigned char)text[limit] & 0xC0) == 0x80) limit--;
	return purse_text(workbook->run->arena, "%.*s…", (int)limit, text);
}

void purse_xlsx_text(struct purse_xlsx_sheet *sheet, uint32_t row, int column, const char *text,
                     const struct purse_xlsx_look *look) {
	if (!text || !*text) {
		purse_xlsx_blank(sheet, row, column, look);
		return;
	}
	keep(sheet->workbook, worksheet_write_string(sheet->sheet, row, (lxw_col_t)column,
	     bounded(sheet->workbook, text, TEXT_LIMIT_BYTES), format_of(sheet->workbook, look)), "a text");
}

static struct purse_fraction power_of_ten(struct purse_arena *arena, int exponent) {
	struct purse_fraction power = purse_fraction_of(1);
	for (int i = 0; i < (exponent < 0 ? -exponent : exponent); i++)
		power = purse_fraction_multiply(arena, power, purse_fraction_of(10));
	return exponent < 0 ? purse_fraction_divide(arena, purse_fraction_of(1), power) : power;
}

/* The double nearest an exact value: one correctly rounded division of whole numbers that a double holds
 * exactly. Larger ones are rounded to 15 digits first. The one place of the program where a value leaves
 * exactness; nothing is computed with the result. */
static bool to_double(struct purse_arena *arena, struct purse_fraction value, double *number) {
	const int64_t whole_limit = INT64_C(1) << 53;
	if (!value.big && value.numerator < whole_limit && value.numerator > -whole_limit &&
	    value.denominator < whole_limit) {
		*number = (double)value.numerator / (double)value.denominator;
		return true;
	}
	for (int places = 22; places >= -22; places--) {
		int64_t digits;
		struct purse_fraction shifted = purse_fraction_multiply(arena, value, power_of_ten(arena, places));
		if (!purse_round_line(shifted, &digits) || digits >= exact_limit || digits <= -exact_limit) continue;
		double power = 1;
		for (int i = 0; i < (places < 0 ? -places : places); i++) power *= 10;   /* exact up to 10^22 */
		*number = places < 0 ? (double)digits * power : (double)digits / power;
		return true;
	}
	return false;
}

static struct purse_xlsx_look flagged(const struct purse_xlsx_look *look) {
	struct purse_xlsx_look made = look ? *look : (struct purse_xlsx_look){ 0 };
	made.number = PURSE_XLSX_TEXT;
	made.fill = PURSE_XLSX_PALE_AMBER;
	made.across = PURSE_XLSX_RIGHT;
	return made;
}

void purse_xlsx_value(struct purse_xlsx_sheet *sheet, uint32_t row, int column, struct purse_fraction value,
                      const struct purse_xlsx_look *look) {
	struct purse_arena *arena = sheet->workbook->run->arena;
	double number;
	if (!to_double(arena, value, &number)) {
		struct purse_xlsx_look wide = flagged(look);
		purse_xlsx_text(sheet, row, column, purse_fraction_about(arena, value, 2), &wide);
		return;
	}
	keep(sheet->workbook, worksheet_write_number(sheet->sheet, row, (lxw_col_t)column, number,
	     format_of(sheet->workbook, look)), "a number");
}

void purse_xlsx_date(struct purse_xlsx_sheet *sheet, uint32_t row, int column, struct purse_date date,
                     const struct purse_xlsx_look *look) {
	if (!purse_date_given(date)) {
		purse_xlsx_blank(sheet, row, column, look);
		return;
	}
	lxw_datetime day = { 0 };
	purse_date_split(date, &day.year, &day.month, &day.day);
	keep(sheet->workbook, worksheet_write_datetime(sheet->sheet, row, (lxw_col_t)column, &day,
	     format_of(sheet->workbook, look)), "a date");
}

bool purse_xlsx_money_is_wide(int64_t pence) { return pence >= exact_limit || pence <= -exact_limit; }

void purse_xlsx_money(struct purse_xlsx_sheet *sheet, uint32_t row, int column, int64_t pence,
                      const struct purse_xlsx_look *look) {
	struct purse_arena *arena = sheet->workbook->run->arena;
	if (purse_xlsx_money_is_wide(pence)) {
		struct purse_xlsx_look wide = flagged(look);
		purse_xlsx_text(sheet, row, column, purse_money_pounds(arena, pence), &wide);
		return;
	}
	purse_xlsx_value(sheet, row, column, purse_fraction_ratio(arena, pence, 100), look);
}

void purse_xlsx_formula(struct purse_xlsx_sheet *sheet, uint32_t row, int column, const char *formula,
                        struct purse_fraction result, const struct purse_xlsx_look *look) {
	assert(formula[0] == '=');
	double number;
	if (!to_double(sheet->workbook->run->arena, result, &number)) {
		purse_xlsx_value(sheet, row, column, result, look);
		return;
	}
	keep(sheet->workbook, worksheet_write_formula_num(sheet->sheet, row, (lxw_col_t)column, formula,
	     format_of(sheet->workbook, look), number), "a formula");
}

void purse_xlsx_formula_text(struct purse_xlsx_sheet *sheet, uint32_t row, int column, const char *formula,
                             const char *result, const struct purse_xlsx_look *look) {
	assert(formula[0] == '=');
	keep(sheet->workbook, worksheet_write_formula_str(sheet->sheet, row, (lxw_col_t)column, formula,
	     format_of(sheet->workbook, look), result), "a formula");
}

void purse_xlsx_merged(struct purse_xlsx_sheet *sheet, uint32_t row, int column, uint32_t last_row,
                       int last_column, const char *text, const struct purse_xlsx_look *look) {
	if (row == last_row && column == last_column) {
		purse_xlsx_text(sheet, row, column, text, look);
		return;
	}
	keep(sheet->workbook,
	     worksheet_merge_range(sheet->sheet, row, (lxw_col_t)column, last_row, (lxw_col_t)last_column,
	                           bounded(sheet->workbook, text ? text : "", TEXT_LIMIT_BYTES),
	                           format_of(sheet->workbook, look)),
	     "a merged text");
}

void purse_xlsx_link(struct purse_xlsx_sheet *sheet, uint32_t row, int column, const char *text,
                     const char *to_sheet, const char *to_cell, const struct purse_xlsx_look *look) {
	struct purse_xlsx *workbook = sheet->workbook;
	char *target = purse_text(workbook->run->arena, "internal:%s%s",
	                          purse_xlsx_sheet_prefix(workbook->run->arena, to_sheet), to_cell);
	keep(workbook,
	     worksheet_write_url_opt(sheet->sheet, row, (lxw_col_t)column, target, format_of(workbook, look),
	                             bounded(workbook, text, TEXT_LIMIT_BYTES), NULL),
	     "a link");
}

void purse_xlsx_width(struct purse_xlsx_sheet *sheet, int column, int characters) {
	keep(sheet->workbook,
	     worksheet_set_column(sheet->sheet, (lxw_col_t)column, (lxw_col_t)column, characters, NULL),
	     "a width");
}

void purse_xlsx_height(struct purse_xlsx_sheet *sheet, uint32_t row, int points) {
	keep(sheet->workbook, worksheet_set_row(sheet->sheet, row, points, NULL), "a height");
}

/* ---- tables, conditions, charts ---- */

void purse_xlsx_add_table(struct purse_xlsx_sheet *sheet, const struct purse_xlsx_table *table) {
	struct purse_xlsx *workbook = sheet->workbook;
	size_t count = (size_t)(table->last_column - table->first_column + 1);
	lxw_table_column *columns = purse_alloc_array(workbook->run->arena, count, sizeof *columns);
	lxw_table_column **list = purse_alloc_array(workbook->run->arena, count + 1, sizeof *list);
	for (size_t i = 0; i < count; i++) {
		columns[i].header = purse_copy_text(workbook->run->arena, table->headings[i]);
		columns[i].header_format = format_of(workbook, &table->head_looks[i]);
		list[i] = &columns[i];
	}
	lxw_table_options options = {
		.name = purse_copy_text(workbook->run->arena, table->name),
		.columns = list,
		.no_autofilter = !table->filter,
		.style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
		.style_type_number = 1,
	};
	keep(workbook,
	     worksheet_add_table(sheet->sheet, table->head_row, (lxw_col_t)table->first_column, table->last_row,
	                         (lxw_col_t)table->last_column, &options),
	     "a table");
}

void purse_xlsx_add_condition(struct purse_xlsx_sheet *sheet, uint32_t row, int column, uint32_t last_row,
                              int last_column, const struct purse_xlsx_condition *condition) {
	struct purse_xlsx *workbook = sheet->workbook;
	lxw_conditional_format made = { .type = LXW_CONDITIONAL_TYPE_CELL };
	if (condition->rule == PURSE_XLSX_BAR) {
		made.type = LXW_CONDITIONAL_DATA_BAR;
		made.bar_color = colours[condition->ink];
		made.bar_solid = LXW_TRUE;
	} else {
		made.criteria = condition->rule == PURSE_XLSX_WHEN_BELOW ? LXW_CONDITIONAL_CRITERIA_LESS_THAN
		              : condition->rule == PURSE_XLSX_WHEN_ABOVE ? LXW_CONDITIONAL_CRITERIA_GREATER_THAN
		                                                         : LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
		if (condition->rule == PURSE_XLSX_WHEN_TEXT)
			made.value_string = purse_text(workbook->run->arena, "=%s",
			                               purse_xlsx_quoted(workbook->run->arena, condition->text));
		else if (!to_double(workbook->run->arena, condition->limit, &made.value))
			return;
		/* A format of its own: the library numbers formats of conditions apart from those of cells. */
		made.format = workbook_add_format(workbook->book);
		if (condition->ink) format_set_font_color(made.format, colours[condition->ink]);
		if (condition->fill) format_set_bg_color(made.format, colours[condition->fill]);
	}
	keep(workbook, worksheet_conditional_format_range(sheet->sheet, row, (lxw_col_t)column, last_row,
	     (lxw_col_t)last_column, &made), "a condition");
}

void purse_xlsx_names_of_digits(struct purse_xlsx_sheet *sheet, uint32_t row, int column, uint32_t last_row,
                                int last_column) {
	struct purse_arena *arena = sheet->workbook->run->arena;
	char *range = purse_text(arena, "%s:%s", purse_xlsx_cell_name(arena, row, column, false),
	                         purse_xlsx_cell_name(arena, last_row, last_column, false));
	keep(sheet->workbook, worksheet_ignore_errors(sheet->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range),
	     "a range");
}

static void add_series(lxw_chart *chart, enum purse_xlsx_chart_kind kind,
                       const struct purse_xlsx_series *from) {
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
	lxw_col_t category = (lxw_col_t)from->category_column, value = (lxw_col_t)from->value_column;
	chart_series_set_categories(series, from->sheet, from->first_row, category, from->last_row, category);
	chart_series_set_values(series, from->sheet, from->first_row, value, from->last_row, value);
	chart_series_set_name(series, from->name);
	lxw_chart_fill fill = { .color = colours[from->colour] };
	lxw_chart_line line = { .color = colours[from->colour], .width = 2.25F };
	if (kind == PURSE_XLSX_LINE) chart_series_set_line(series, &line);
	else if (kind != PURSE_XLSX_PIE)
		chart_series_set_fill(series, &fill);   /* a pie's pieces differ by themselves */
}

static void set_axes(lxw_chart *chart, const struct purse_xlsx_chart *from) {
	lxw_chart_line pale = { .color = colours[PURSE_XLSX_RULE], .width = 0.75F }, none = { .none = LXW_TRUE };
	lxw_chart_font small = { .size = 9, .color = colours[PURSE_XLSX_GREY] }, title = small;
	bool bars = from->kind == PURSE_XLSX_BARS;   /* they lie: names on the vertical axis, from the top down */
	lxw_chart_axis *names = bars ? chart->y_axis : chart->x_axis;
	lxw_chart_axis *values = bars ? chart->x_axis : chart->y_axis;
	title.bold = LXW_EXPLICIT_FALSE;
	if (from->category_title) chart_axis_set_name(names, from->category_title);
	if (from->value_title) chart_axis_set_name(values, from->value_title);
	chart_axis_set_name_font(names, &title);
	chart_axis_set_name_font(values, &title);
	chart_axis_set_num_font(names, &small);
	chart_axis_set_num_font(values, &small);
	chart_axis_set_num_format(values, from->number == PURSE_XLSX_MONEY ? "£#,##0;-£#,##0"
	                                : from->number == PURSE_XLSX_PERCENT ? "0%" : "#,##0");
	chart_axis_set_label_position(names, LXW_CHART_AXIS_LABEL_POSITION_LOW);   /* beside negative ones too */
	chart_axis_major_gridlines_set_visible(names, LXW_FALSE);
	chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
	chart_axis_major_gridlines_set_line(values, &pale);
	chart_axis_set_interval_unit(names, 1);   /* every name */
	chart_axis_set_line(values, &none);
	chart_axis_set_line(names, &pale);
	if (bars) {
		chart_axis_set_reverse(names);
		chart_axis_set_crossing_max(names);
	}
}

void purse_xlsx_add_chart(struct purse_xlsx_sheet *sheet, const struct purse_xlsx_chart *chart) {
	static const uint8_t kinds[] = {
		[PURSE_XLSX_COLUMNS] = LXW_CHART_COLUMN,
		[PURSE_XLSX_BARS] = LXW_CHART_BAR,
		[PURSE_XLSX_STACKED] = LXW_CHART_COLUMN_STACKED,
		[PURSE_XLSX_LINE] = LXW_CHART_LINE,
		[PURSE_XLSX_PIE] = LXW_CHART_PIE,
	};
	assert(chart->series_count > 0 && chart->series_count <= MOST_SERIES);
	lxw_chart *made = workbook_add_chart(sheet->workbook->book, kinds[chart->kind]);
	for (size_t i = 0; i < chart->series_count; i++) add_series(made, chart->kind, &chart->series[i]);
	lxw_chart_font title = { .size = 12, .bold = LXW_TRUE, .color = colours[PURSE_XLSX_DEEP] };
	chart_title_set_name(made, chart->title);
	chart_title_set_name_font(made, &title);
	if (chart->kind != PURSE_XLSX_PIE) set_axes(made, chart);
	if (chart->kind == PURSE_XLSX_COLUMNS || chart->kind == PURSE_XLSX_BARS)
		chart_set_series_overlap(made, 0);
	if (chart->kind != PURSE_XLSX_PIE && chart->kind != PURSE_XLSX_LINE) chart_set_series_gap(made, 60);
	if (chart->series_count > 1 || chart->kind == PURSE_XLSX_PIE)
		chart_legend_set_position(made, LXW_CHART_LEGEND_BOTTOM);
	else
		chart_legend_set_position(made, LXW_CHART_LEGEND_NONE);
	lxw_chart_line none = { .none = LXW_TRUE };
	chart_chartarea_set_line(made, &none);
	/* The library's own size of a chart is 480 by 288. */
	lxw_chart_options options = {
		.x_scale = chart->width_px / 480.0, .y_scale = chart->height_px / 288.0,
		.description = purse_copy_text(sheet->workbook->run->arena, chart->description),
		.object_position = LXW_OBJECT_MOVE_DONT_SIZE,
	};
	keep(sheet->workbook,
	     worksheet_insert_chart_opt(sheet->sheet, chart->row, (lxw_col_t)chart->column, made, &options),
	     "a chart");
}

/* ---- the page ---- */

void purse_xlsx_freeze(struct purse_xlsx_sheet *sheet, uint32_t row, int column) {
	worksheet_freeze_panes(sheet->sheet, row, (lxw_col_t)column);
}

/* A part of a footer: `&` doubled, bounded. */
static const char *footer_part(struct purse_xlsx *workbook, const char *text) {
	struct purse_buffer part = purse_buffer(workbook->run->arena, 2 * FOOTER_LIMIT_BYTES);
	size_t limit = FOOTER_LIMIT_BYTES;
	for (const char *at = text; at && *at; at++)
		if (*at == '&' && limit > 0) limit--;   /* each takes two */
	for (const char *at = bounded(workbook, text ? text : "", limit); *at; at++) {
		if (*at == '&') purse_buffer_add(&part, "&");
		purse_buffer_add_bytes(&part, at, 1);
	}
	return part.text;
}

void purse_xlsx_set_paper(struct purse_xlsx_sheet *sheet, const struct purse_xlsx_paper *paper,
                          uint32_t last_row, int last_column) {
	enum { A4 = 9 };
	struct purse_xlsx *workbook = sheet->workbook;
	worksheet_set_paper(sheet->sheet, A4);
	if (paper->landscape) worksheet_set_landscape(sheet->sheet);
	else worksheet_set_portrait(sheet->sheet);
	worksheet_fit_to_pages(sheet->sheet, (uint16_t)paper->pages_wide, (uint16_t)paper->pages_tall);
	if (paper->narrow_margins) worksheet_set_margins(sheet->sheet, 0.5, 0.5, 0.6, 0.7);
	if (paper->repeats)
		keep(workbook, worksheet_repeat_rows(sheet->sheet, paper->repeat_from, paper->repeat_to), "rows");
	keep(workbook, worksheet_print_area(sheet->sheet, 0, 0, last_row, (lxw_col_t)last_column),
	     "a print area");
	/* A blank after the size: a digit that follows would belong to it. */
	char *footer =
		purse_text(workbook->run->arena, "&L&9 %s&C&9 %s&R&9 Page &P of &N",
	               footer_part(workbook, paper->footer_left), footer_part(workbook, paper->footer_centre));
	keep(workbook, worksheet_set_footer(sheet->sheet, footer), "a footer");
}

void purse_xlsx_hide_gridlines(struct purse_xlsx_sheet *sheet) {
	worksheet_gridlines(sheet->sheet, LXW_HIDE_ALL_GRIDLINES);
}

void purse_xlsx_name_cell(struct purse_xlsx *workbook, const char *name, const char *sheet, uint32_t row,
                          int column) {
	struct purse_arena *arena = workbook->run->arena;
	char *target = purse_text(arena, "=%s%s", purse_xlsx_sheet_prefix(arena, sheet),
	                          purse_xlsx_cell_name(arena, row, column, true));
	keep(workbook, workbook_define_name(workbook->book, name, target), "a name");
}

/* ---- names ---- */

char *purse_xlsx_cell_name(struct purse_arena *arena, uint32_t row, int column, bool fixed) {
	char letters[8];
	size_t at = sizeof letters;
	letters[--at] = '\0';
	for (int left = column + 1; left > 0; left = (left - 1) / 26)
		letters[--at] = (char)('A' + (left - 1) % 26);
	return purse_text(arena, fixed ? "$%s$%lu" : "%s%lu", letters + at, (unsigned long)row + 1);
}

/* Text between two marks, the mark inside doubled. */
static char *marked(struct purse_arena *arena, const char *text, char mark) {
	struct purse_buffer made = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	purse_buffer_add_bytes(&made, &mark, 1);
	for (const char *at = text; *at; at++) {
		if (*at == mark) purse_buffer_add_bytes(&made, &mark, 1);
		purse_buffer_add_bytes(&made, at, 1);
	}
	purse_buffer_add_bytes(&made, &mark, 1);
	return made.text;
}

char *purse_xlsx_sheet_prefix(struct purse_arena *arena, const char *sheet) {
	return purse_text(arena, "%s!", marked(arena, sheet, '\''));
}

char *purse_xlsx_quoted(struct purse_arena *arena, const char *text) { return marked(arena, text, '"'); }
