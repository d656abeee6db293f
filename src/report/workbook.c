#include "purse/report/workbook.h"

#include <string.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/output/xlsx.h"
#include "purse/report/layout.h"
#include "purse/report/resolve.h"

enum {
	MOST_LINKS = 5000,         /* of one sheet; Excel's limit is 65,530 */
	ROW_PX = 20,               /* height of a usual row */
	WIDTH_PX = 64,             /* width of a usual column */
	TOTAL_HEIGHT = 20,         /* points of a total row */
};

struct writer {
	struct purse_run *run;
	struct purse_arena *scratch;            /* emptied after each row */
	const struct purse_grid *grid;
	struct purse_xlsx *book;
	const struct purse_grid_sheet *layout;
	struct purse_xlsx_sheet *sheet;
};

/* ---- looks ---- */

static bool is_text(enum purse_value_type type) { return type == PURSE_TYPE_TEXT || type == PURSE_TYPE_CODE; }

static struct purse_xlsx_look look_of(enum purse_value_type type, int places) {
	struct purse_xlsx_look look = {
		.number = PURSE_XLSX_GENERAL, .down = PURSE_XLSX_TOP,
		.across = is_text(type) ? PURSE_XLSX_LEFT : PURSE_XLSX_RIGHT,
	};
	switch (type) {
	case PURSE_TYPE_TEXT: break;
	case PURSE_TYPE_CODE: look.number = PURSE_XLSX_TEXT; break;
	case PURSE_TYPE_DATE: look.number = PURSE_XLSX_DATE; break;
	case PURSE_TYPE_MONEY: look.number = PURSE_XLSX_MONEY; break;
	case PURSE_TYPE_NUMBER:
	case PURSE_TYPE_QUANTITY: look.number = PURSE_XLSX_DECIMAL; look.decimals = places; break;
	case PURSE_TYPE_PERCENT: look.number = PURSE_XLSX_PERCENT; look.decimals = 1; break;
	case PURSE_TYPES: break;
	}
	return look;
}

static struct purse_xlsx_look body_look(const struct purse_grid_table *table, size_t column) {
	const struct purse_report_column *spec = &table->table->columns[column];
	struct purse_xlsx_look look = look_of(spec->type, table->places[column]);
	look.wrap = spec->wrap;
	look.below = PURSE_XLSX_HAIR;
	look.rule = PURSE_XLSX_RULE;
	if (spec->link) look.ink = PURSE_XLSX_DEEP;
	if (is_text(spec->type) && column > 0) look.indent = 1;   /* away from a number on the left */
	return look;
}

static struct purse_xlsx_look total_look(const struct purse_grid_table *table, size_t column) {
	struct purse_xlsx_look look = look_of(table->table->columns[column].type, table->places[column]);
	look.bold = true;
	look.down = PURSE_XLSX_MIDDLE;
	look.fill = PURSE_XLSX_PALE;
	look.above = PURSE_XLSX_THIN;
	look.rule = PURSE_XLSX_DEEP;
	return look;
}

static struct purse_xlsx_look head_look(const struct purse_grid_table *table, size_t column, bool filter) {
	bool text = is_text(table->table->columns[column].type);
	return (struct purse_xlsx_look){
		.bold = true,
		.wrap = true,
		.ink = PURSE_XLSX_WHITE,
		.fill = PURSE_XLSX_DEEP,
		.down = PURSE_XLSX_MIDDLE,
		.across = text ? PURSE_XLSX_LEFT : PURSE_XLSX_RIGHT,
		.indent = text     ? column > 0
		          : filter ? 2
		                   : 0,
	};
}

static const struct purse_xlsx_look title_look = { .points = 18, .bold = true, .ink = PURSE_XLSX_DEEP };
static const struct purse_xlsx_look heading_look = { .points = 13, .bold = true, .ink = PURSE_XLSX_DEEP };
static const struct purse_xlsx_look note_look = {
	.wrap = true, .down = PURSE_XLSX_TOP, .across = PURSE_XLSX_LEFT,
};
static const struct purse_xlsx_look quiet_look = { .ink = PURSE_XLSX_GREY, .down = PURSE_XLSX_TOP };
static const struct purse_xlsx_look remark_look = { .points = 9, .ink = PURSE_XLSX_GREY, .indent = 1 };

/* ---- cells ---- */

/* A value as it is. */
static void put_value(struct writer *writer, uint32_t row, int column, enum purse_value_type type,
                      struct purse_value value, const struct purse_xlsx_look *look) {
	int64_t pence;
	if (value.kind == PURSE_VALUE_NONE) purse_xlsx_blank(writer->sheet, row, column, look);
	else if (value.kind == PURSE_VALUE_TEXT) purse_xlsx_text(writer->sheet, row, column, value.text, look);
	else if (type == PURSE_TYPE_MONEY && purse_value_to_pence(writer->scratch, value, &pence))
		purse_xlsx_money(writer->sheet, row, column, pence, look);
	else purse_xlsx_value(writer->sheet, row, column, value.number, look);
}

/* A formula with its result; the result alone where an amount beyond Excel's digits took part. */
static void put_formula(struct writer *writer, uint32_t row, int column, enum purse_value_type type,
                        const char *formula, struct purse_value value, const struct purse_xlsx_look *look) {
	if (value.wide) put_value(writer, row, column, type, value, look);
	else if (value.kind == PURSE_VALUE_NUMBER)
		purse_xlsx_formula(writer->sheet, row, column, formula, value.number, look);
	else purse_xlsx_formula_text(writer->sheet, row, column, formula,
	                             value.kind == PURSE_VALUE_TEXT ? value.text : "", look);
}

/* ---- tables ---- */

/* A name of a column that structured references can hold without escapes. */
static bool is_plain_heading(const char *heading) {
	return strspn(heading, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ") ==
	       strlen(heading);
}

static char *table_name(struct purse_arena *arena, const struct purse_report_table *table) {
	char *name = purse_copy_text(arena, table->key);
	name[0] = (char)(name[0] - 'a' + 'A');
	return name;
}

static void put_total(struct writer *writer, const struct purse_grid_table *table, size_t column) {
	const struct purse_report_column *spec = &table->table->columns[column];
	struct purse_xlsx_look look = total_look(table, column);
	uint32_t row = purse_grid_total_row(table);
	char *formula;
	if (!spec->totalled) {
		bool first = column == 0 && is_text(spec->type);
		purse_xlsx_text(writer->sheet, row, (int)column, first ? "Total" : NULL, &look);
		return;
	}
	if (spec->type == PURSE_TYPE_PERCENT)
		formula = purse_grid_cell_formula(writer->scratch, writer->grid, table, table->row_count, column);
	else if (table->row_count > 0 && is_plain_heading(spec->heading))
		formula = purse_text(writer->scratch, "=SUBTOTAL(109,%s[%s])",
		                     table_name(writer->scratch, table->table), spec->heading);
	else
		formula = purse_text(writer->scratch, "=SUBTOTAL(109,%s:%s)",
		                     purse_xlsx_cell_name(writer->scratch, table->head_row + 1, (int)column, false),
		                     purse_xlsx_cell_name(writer->scratch, row - 1, (int)column, false));
	put_formula(writer, row, (int)column, spec->type, formula, table->totals[column], &look);
}

static const char *link_of(const struct writer *writer, const struct purse_grid_table *table, size_t column) {
	const char *key = table->table->columns[column].link;
	for (size_t i = 0; key && i < writer->grid->report->sheet_count; i++)
		if (purse_same(writer->grid->report->sheets[i].key, key)) return writer->grid->report->sheets[i].name;
	return NULL;
}

static void put_row(struct writer *writer, const struct purse_grid_table *table, size_t row,
                    const struct purse_xlsx_look *looks) {
	const struct purse_report_table *spec = table->table;
	uint32_t at = table->head_row + 1 + (uint32_t)row;
	for (size_t column = 0; column < spec->column_count; column++) {
		struct purse_value value = table->values[column][row];
		enum purse_value_type type = spec->columns[column].type;
		const char *link = row < MOST_LINKS ? link_of(writer, table, column) : NULL;
		if (spec->columns[column].formula)
			put_formula(writer, at, (int)column, type,
			            purse_grid_cell_formula(writer->scratch, writer->grid, table, row, column), value,
			            &looks[column]);
		else if (link && value.kind == PURSE_VALUE_TEXT)
			purse_xlsx_link(writer->sheet, at, (int)column, value.text, link, "A1", &looks[column]);
		else
			put_value(writer, at, (int)column, type, value, &looks[column]);
	}
	int height = purse_layout_row_height(writer->scratch, writer->layout, table, row);
	if (height > 0) purse_xlsx_height(writer->sheet, at, height);
	purse_arena_reset(writer->scratch);
}

static void put_conditions(struct writer *writer, const struct purse_grid_table *table, size_t column) {
	const struct purse_report_column *spec = &table->table->columns[column];
	uint32_t first = table->head_row + 1, last = purse_grid_total_row(table) - 1;
	if (spec->type == PURSE_TYPE_CODE)
		purse_xlsx_names_of_digits(writer->sheet, first, (int)column, last, (int)column);
	for (int i = 0; i < spec->condition_count; i++) {
		bool bar = spec->conditions[i].rule == PURSE_XLSX_BAR;
		purse_xlsx_add_condition(writer->sheet, first, (int)column, last + (spec->totalled && !bar ? 1 : 0),
		                         (int)column, &spec->conditions[i]);
	}
}

static void put_native_table(struct writer *writer, const struct purse_grid_table *table) {
	const struct purse_report_table *spec = table->table;
	struct purse_arena *arena = writer->run->arena;
	const char **headings = purse_alloc_array(arena, spec->column_count, sizeof *headings);
	struct purse_xlsx_look *heads = purse_alloc_array(arena, spec->column_count, sizeof *heads);
	for (size_t i = 0; i < spec->column_count; i++) {
		headings[i] = spec->columns[i].heading;
		heads[i] = head_look(table, i, spec->filter && table->row_count > 0);
	}
	if (table->row_count == 0) {   /* Excel has no table without rows */
		for (size_t i = 0; i < spec->column_count; i++)
			purse_xlsx_text(writer->sheet, table->head_row, (int)i, headings[i], &heads[i]);
		purse_xlsx_text(writer->sheet, table->head_row + 1, 0, spec->empty ? spec->empty : "Nothing to show",
		                &quiet_look);
		return;
	}
	struct purse_xlsx_table native = {
		.name = table_name(arena, spec),
		.head_row = table->head_row,
		.last_row = purse_grid_total_row(table) - 1,
		.first_column = 0,
		.last_column = (int)spec->column_count - 1,
		.headings = headings,
		.head_looks = heads,
		.filter = spec->filter,
	};
	purse_xlsx_add_table(writer->sheet, &native);
}

static bool put_table(struct writer *writer, const struct purse_grid_table *table) {
	const struct purse_report_table *spec = table->table;
	struct purse_xlsx_look *looks = purse_alloc_array(writer->run->arena, spec->column_count, sizeof *looks);
	purse_xlsx_height(writer->sheet, table->head_row,
	                  purse_layout_head_height(writer->layout, table, NULL, spec->column_count));
	put_native_table(writer, table);
	for (size_t i = 0; i < spec->column_count; i++) looks[i] = body_look(table, i);
	for (size_t row = 0; row < table->row_count; row++) {
		put_row(writer, table, row, looks);
		if (row % PURSE_BLOCK_ROWS == 0 && purse_run_stopped(writer->run)) return false;
	}
	if (table->has_totals) purse_xlsx_height(writer->sheet, purse_grid_total_row(table), TOTAL_HEIGHT);
	for (size_t i = 0; i < spec->column_count; i++) {
		if (table->has_totals) put_total(writer, table, i);
		if (table->row_count > 0) put_conditions(writer, table, i);
	}
	return true;
}

/* ---- copies ---- */

static void put_copied(struct writer *writer, const struct purse_grid_block *block, size_t i, uint32_t at,
                       size_t row) {
	const struct purse_grid_table *table = block->table;
	size_t column = (size_t)block->block->columns[i];
	bool total = row == table->row_count;
	struct purse_value value = total ? table->totals[column] : table->values[column][row];
	struct purse_xlsx_look look = total ? total_look(table, column) : body_look(table, column);
	look.wrap = false;
	uint32_t from = total ? purse_grid_total_row(table) : table->head_row + 1 + (uint32_t)row;
	if (total && !table->table->columns[column].totalled) {
		purse_xlsx_text(writer->sheet, at, (int)i, i == 0 ? "Total" : NULL, &look);
		return;
	}
	char *cell = purse_text(writer->scratch, "%s%s", purse_xlsx_sheet_prefix(writer->scratch, table->sheet),
	                        purse_xlsx_cell_name(writer->scratch, from, (int)column, false));
	char *formula = value.kind == PURSE_VALUE_NONE
	                    ? purse_text(writer->scratch, "=IF(%s=\"\",\"\",%s)", cell, cell)
	                    : purse_text(writer->scratch, "=%s", cell);
	put_formula(writer, at, (int)i, table->table->columns[column].type, formula, value, &look);
}

static void put_copy(struct writer *writer, const struct purse_grid_block *block) {
	const struct purse_grid_table *table = block->table;
	size_t count = block->block->column_count, rows = table->row_count + (table->has_totals ? 1 : 0);
	purse_xlsx_height(writer->sheet, block->row,
	                  purse_layout_head_height(writer->layout, table, block->block->columns, count));
	for (size_t i = 0; i < count; i++) {
		struct purse_xlsx_look look = head_look(table, (size_t)block->block->columns[i], false);
		purse_xlsx_text(writer->sheet, block->row, (int)i,
		                table->table->columns[block->block->columns[i]].heading, &look);
	}
	if (table->row_count == 0)
		purse_xlsx_text(writer->sheet, block->row + 1, 0,
		                table->table->empty ? table->table->empty : "Nothing to show", &quiet_look);
	for (size_t row = 0; row < rows; row++) {
		uint32_t at = block->row + 1 + (uint32_t)row + (table->row_count == 0 ? 1 : 0);
		for (size_t i = 0; i < count; i++) put_copied(writer, block, i, at, row);
		purse_arena_reset(writer->scratch);
	}
	uint32_t last = block->row + (uint32_t)rows;
	if (table->has_totals)
		purse_xlsx_height(writer->sheet, last + (table->row_count == 0 ? 1 : 0), TOTAL_HEIGHT);
	for (size_t i = 0; table->row_count > 0 && i < count; i++) {
		const struct purse_report_column *column = &table->table->columns[block->block->columns[i]];
		for (int k = 0; k < column->condition_count; k++)
			purse_xlsx_add_condition(writer->sheet, block->row + 1, (int)i, last, (int)i,
			                         &column->conditions[k]);
	}
}

/* ---- figures, words, charts ---- */

static void put_headline(struct writer *writer, const struct purse_grid_block *block) {
	struct purse_xlsx_look label = {
		.points = 10, .ink = PURSE_XLSX_GREY, .fill = PURSE_XLSX_PALE, .indent = 1,
		.above = PURSE_XLSX_MEDIUM, .rule = PURSE_XLSX_DEEP, .across = PURSE_XLSX_LEFT,
		.down = PURSE_XLSX_MIDDLE,
	};
	struct purse_xlsx_look large = look_of(block->block->type, 0);
	large.points = 18;
	large.bold = true;
	large.ink = PURSE_XLSX_DEEP;
	large.fill = PURSE_XLSX_PALE;
	large.across = PURSE_XLSX_LEFT;
	large.down = PURSE_XLSX_MIDDLE;
	large.indent = 1;
	purse_xlsx_merged(writer->sheet, block->row, block->column, block->row, block->last_column, block->text,
	                  &label);
	purse_xlsx_merged(writer->sheet, block->row + 1, block->column, block->row + 1, block->last_column, "",
	                  &large);
	put_formula(writer, block->row + 1, block->column, block->block->type,
	            purse_grid_figure_formula(writer->run->arena, writer->grid, writer->layout, block),
	            block->value, &large);
	purse_xlsx_height(writer->sheet, block->row, 18);
	purse_xlsx_height(writer->sheet, block->row + 1, 32);
}

static void put_figure(struct writer *writer, const struct purse_grid_block *block) {
	struct purse_xlsx_look label = {
		.below = PURSE_XLSX_HAIR, .rule = PURSE_XLSX_RULE, .across = PURSE_XLSX_LEFT,
	};
	int places = block->block->type == PURSE_TYPE_QUANTITY && block->value.kind == PURSE_VALUE_NUMBER
		? purse_value_places(writer->run->arena, block->value.number, 4) : 0;
	struct purse_xlsx_look value = look_of(block->block->type, places);
	value.below = label.below;
	value.rule = label.rule;
	value.bold = true;
	value.down = PURSE_XLSX_BOTTOM;
	purse_xlsx_text(writer->sheet, block->row, 0, block->text, &label);
	put_formula(writer, block->row, 1, block->block->type,
	            purse_grid_figure_formula(writer->run->arena, writer->grid, writer->layout, block),
	            block->value, &value);
	if (block->remark) {
		struct purse_xlsx_look remark = remark_look;
		remark.below = label.below;
		remark.rule = label.rule;
		remark.down = PURSE_XLSX_MIDDLE;
		purse_xlsx_merged(writer->sheet, block->row, 2, block->row,
		                  block->last_column > 2 ? block->last_column : 2, block->remark, &remark);
	}
}

static void put_facts(struct writer *writer, const struct purse_grid_block *block) {
	for (size_t row = 0; row < block->facts.row_count; row++) {
		uint32_t at = block->row + (uint32_t)row;
		const char *label = block->facts.cells[row][0], *words = block->facts.cells[row][1];
		purse_xlsx_text(writer->sheet, at, 0,
		                purse_text(writer->run->arena, "%s: %s", label ? label : "", words ? words : ""),
		                &quiet_look);
	}
}

static void put_chart(struct writer *writer, const struct purse_grid_block *block) {
	static const enum purse_xlsx_colour colours[PURSE_MOST_SERIES] = {
		PURSE_XLSX_SAND, PURSE_XLSX_DEEP, PURSE_XLSX_GREEN, PURSE_XLSX_GREY, PURSE_XLSX_AMBER, PURSE_XLSX_RED,
		PURSE_XLSX_RULE, PURSE_XLSX_PALE_AMBER,
	};
	const struct purse_grid_table *table = block->table;
	struct purse_xlsx_series series[PURSE_MOST_SERIES];
	if (table->row_count == 0) return;   /* the table says it in words */
	size_t count = block->block->column_count - 1;
	int width = 0;
	for (int column = block->column; column <= block->last_column; column++)
		width += writer->layout->widths[column] > 0 ? writer->layout->widths[column] * 7 + 5 : WIDTH_PX;
	for (size_t i = 0; i < count; i++)
		series[i] = (struct purse_xlsx_series){
			.name = table->table->columns[block->block->columns[i + 1]].heading, .sheet = table->sheet,
			.first_row = table->head_row + 1, .last_row = purse_grid_total_row(table) - 1,
			.category_column = block->block->columns[0], .value_column = block->block->columns[i + 1],
			.colour = count == 1 ? PURSE_XLSX_DEEP : colours[i],
		};
	purse_xlsx_add_chart(writer->sheet, &(struct purse_xlsx_chart){
		.kind = block->block->chart, .title = block->text, .category_title = block->block->category_title,
		.value_title = block->block->value_title, .description = block->block->description,
		.number = look_of(table->table->columns[block->block->columns[1]].type, 0).number, .series = series,
		.series_count = count, .row = block->row, .column = block->column, .width_px = width,
		.height_px = block->height * ROW_PX,
	});
}

/* Large figures stand below their labels, others beside them. */
static void name_figure(struct writer *writer, const struct purse_grid_block *block) {
	bool large = block->block->kind == PURSE_BLOCK_HEADLINE;
	purse_xlsx_name_cell(writer->book, block->block->name, writer->layout->sheet->name,
	                     block->row + (large ? 1 : 0), block->column + (large ? 0 : 1));
}

static bool put_block(struct writer *writer, const struct purse_grid_block *block) {
	switch (block->block->kind) {
	case PURSE_BLOCK_TITLE:
		purse_xlsx_text(writer->sheet, block->row, 0, block->text, &title_look);
		purse_xlsx_height(writer->sheet, block->row, 30);
		break;
	case PURSE_BLOCK_HEADING:
		purse_xlsx_text(writer->sheet, block->row, 0, block->text, &heading_look);
		purse_xlsx_height(writer->sheet, block->row, 22);
		break;
	case PURSE_BLOCK_NOTE:
		purse_xlsx_merged(writer->sheet, block->row, 0, block->row, block->last_column, block->text,
		                  &note_look);
		purse_xlsx_height(writer->sheet, block->row, block->height);
		break;
	case PURSE_BLOCK_FACTS: put_facts(writer, block); break;
	case PURSE_BLOCK_HEADLINE:
		put_headline(writer, block);
		name_figure(writer, block);
		break;
	case PURSE_BLOCK_FIGURE:
		put_figure(writer, block);
		name_figure(writer, block);
		break;
	case PURSE_BLOCK_TABLE: return put_table(writer, block->table);
	case PURSE_BLOCK_COPY: put_copy(writer, block); break;
	case PURSE_BLOCK_CHART: put_chart(writer, block); break;
	}
	return true;
}

/* ---- the workbook ---- */

static char *params_in_words(struct purse_arena *arena, const struct purse_grid *grid) {
	struct purse_buffer made = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (size_t i = 0; i < grid->report->param_count; i++)
		purse_buffer_addf(&made, "%s%s: %s", i ? " · " : "", grid->report->params[i].label,
		                  grid->param_words[i]);
	return made.text;
}

static void set_page(struct writer *writer, const char *params) {
	const struct purse_grid_sheet *layout = writer->layout;
	const struct purse_grid_table *only = purse_layout_only_table(layout);
	for (int column = 0; column < PURSE_SHEET_COLUMNS; column++)
		if (layout->widths[column] > 0) purse_xlsx_width(writer->sheet, column, layout->widths[column]);
	purse_xlsx_hide_gridlines(writer->sheet);
	if (only && only->table->frozen)
		purse_xlsx_freeze(writer->sheet, only->head_row + 1, only->table->frozen_columns);
	struct purse_xlsx_paper paper = {
		.landscape = !layout->sheet->portrait, .pages_wide = layout->sheet->pages_wide,
		.pages_tall = layout->sheet->pages_tall, .footer_left = writer->grid->report->title,
		/* upright there is no room beside the title; the other sheets say the period */
		.footer_centre = layout->sheet->portrait ? "" : params, .repeats = only != NULL,
		.repeat_from = only ? only->head_row : 0,
		.repeat_to = only ? only->head_row : 0, .narrow_margins = true,
	};
	purse_xlsx_set_paper(writer->sheet, &paper, layout->last_row, layout->last_column);
}

bool purse_report_workbook(struct purse_run *run, struct purse_grid *grid, const char *path) {
	struct writer writer = { .run = run, .grid = grid, .scratch = purse_arena_new(run->arena) };
	const char *params = params_in_words(run->arena, grid);
	purse_layout_make(run->arena, grid);
	struct purse_xlsx_properties properties = {
		.title = grid->report->title, .subject = grid->report->about, .comments = params,
	};
	if (!purse_xlsx_begin(run, path, &properties, &writer.book)) return false;
	struct purse_xlsx_sheet **sheets =
		purse_alloc_array(run->arena, grid->report->sheet_count, sizeof *sheets);
	for (size_t i = 0; i < grid->report->sheet_count; i++)
		sheets[i] = purse_xlsx_sheet(writer.book, grid->report->sheets[i].name);
	for (size_t i = 0; i < grid->report->sheet_count; i++) {
		writer.layout = &grid->sheets[i];
		writer.sheet = sheets[i];
		purse_run_progress(run, "writing the workbook", (long)i, (long)grid->report->sheet_count);
		set_page(&writer, params);
		for (size_t k = 0; k < writer.layout->sheet->block_count; k++)
			if (!put_block(&writer, &writer.layout->blocks[k])) return false;
	}
	return purse_xlsx_done(run, writer.book);
}

bool purse_report_write(struct purse_run *run, const char *report, const struct purse_row_source *source,
                        const char *const *values, size_t value_count, const char *path,
                        struct purse_grid **grid) {
	struct purse_report_file *file;
	struct purse_grid *made;
	if (!purse_report_open(run, run->arena, report, &file)) return false;
	if (!purse_grid_make(run, file, source, values, value_count, &made)) return false;
	if (grid) *grid = made;
	return purse_report_workbook(run, made, path);
}
