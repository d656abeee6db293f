#include "purse/report/grid.h"

#include <assert.h>
#include <string.h>

#include "purse/base/date.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/report/formula.h"

enum { MONEY_PLACES = 2, MOST_QUANTITY_PLACES = 4 };

struct maker {
	struct purse_run *run;
	struct purse_arena *arena;
	struct purse_grid *grid;
	const struct purse_row_source *source;
	const char **parameters;
};

/* Who asks for a name: a cell of a table, or a figure. */
struct asker {
	struct purse_arena *arena;
	const struct purse_grid *grid;
	const struct purse_grid_table *table;   /* NULL for a figure */
	size_t row;                             /* row_count: the total row */
	const struct purse_grid_sheet *sheet;   /* the figure's */
};

static int places_of(enum purse_value_type type) { return type == PURSE_TYPE_MONEY ? MONEY_PLACES : -1; }

/* ---- names of formulas ---- */

uint32_t purse_grid_total_row(const struct purse_grid_table *table) {
	return table->head_row + 1 + (uint32_t)(table->row_count > 0 ? table->row_count : 1);
}

struct purse_grid_table *purse_grid_table_of(const struct purse_grid *grid, const char *key) {
	for (size_t i = 0; i < grid->report->table_count; i++)
		if (purse_same(grid->tables[i].table->key, key)) return &grid->tables[i];
	return NULL;
}

static const struct purse_grid_block *figure_of(const struct purse_grid *grid, const char *name,
                                                const struct purse_grid_sheet **sheet) {
	for (size_t s = 0; s < grid->report->sheet_count; s++)
		for (size_t i = 0; i < grid->sheets[s].sheet->block_count; i++)
			if (grid->sheets[s].blocks[i].block->formula &&
			    purse_same(grid->sheets[s].blocks[i].block->name, name)) {
				*sheet = &grid->sheets[s];
				return &grid->sheets[s].blocks[i];
			}
	return NULL;
}

/* Where a figure's value stands: below its label when large, beside it else. */
static char *figure_cell(struct purse_arena *arena, const struct purse_grid_block *figure) {
	bool large = figure->block->kind == PURSE_BLOCK_HEADLINE;
	return purse_xlsx_cell_name(arena, figure->row + (large ? 1 : 0), figure->column + (large ? 0 : 1),
	                            false);
}

static char *range(struct purse_arena *arena, const struct purse_grid_table *table, int column, bool fixed) {
	return purse_text(arena, "%s:%s", purse_xlsx_cell_name(arena, table->head_row + 1, column, fixed),
	                  purse_xlsx_cell_name(arena, purse_grid_total_row(table) - 1, column, fixed));
}

static const char *prefix(const struct asker *asker, const char *sheet) {
	const char *own = asker->table ? asker->table->sheet : asker->sheet->sheet->name;
	return purse_same(own, sheet) ? "" : purse_xlsx_sheet_prefix(asker->arena, sheet);
}

/* Whether a row counts, as COUNTIF would see its cell: an empty one is unequal to everything and nothing
 * else. */
static bool counts(const struct purse_expression *name, struct purse_value value) {
	const struct purse_expression *with = name->part[0];
	if (value.kind == PURSE_VALUE_NONE) return name->compare == PURSE_UNEQUAL;
	if (with->node == PURSE_NODE_TEXT)
		return purse_same_words(value.text, with->text) == (name->compare == PURSE_EQUAL);
	int order = purse_fraction_compare(value.number, with->number);
	switch (name->compare) {
	case PURSE_EQUAL: return order == 0;
	case PURSE_UNEQUAL: return order != 0;
	case PURSE_LESS: return order < 0;
	case PURSE_LESS_EQUAL: return order <= 0;
	case PURSE_GREATER: return order > 0;
	case PURSE_GREATER_EQUAL: return order >= 0;
	}
	return false;
}

static void find_count(const struct asker *asker, const struct purse_expression *name,
                       struct purse_reference *reference) {
	const struct purse_grid_table *table = purse_grid_table_of(asker->grid, name->table);
	int column = name->column ? purse_report_column_of(table->table, name->column) : 0;
	const char *cells = purse_text(asker->arena, "%s%s", prefix(asker, table->sheet),
	                               range(asker->arena, table, column, true));
	int64_t count = 0;
	for (size_t row = 0; row < table->row_count; row++)
		if (!name->column || counts(name, table->values[column][row])) count++;
	reference->value = purse_value_number(purse_fraction_of(count));
	if (table->row_count == 0) {
		reference->cell = "0";
	} else if (!name->column) {
		reference->cell = purse_text(asker->arena, "ROWS(%s)", cells);
	} else {
		const struct purse_expression *with = name->part[0];
		const char *sign = name->compare == PURSE_EQUAL ? "" : purse_compare_sign(name->compare);
		const char *limit = with->text;
		if (with->node == PURSE_NODE_NUMBER) limit = purse_value_plain(asker->arena, PURSE_TYPE_NUMBER,
		                                                               purse_value_number(with->number));
		reference->cell =
			purse_text(asker->arena, "COUNTIF(%s,%s)", cells,
		               purse_xlsx_quoted(asker->arena, purse_text(asker->arena, "%s%s", sign, limit)));
	}
}

static void find_sum(const struct asker *asker, int column, struct purse_reference *reference) {
	const struct purse_grid_table *table = asker->table;
	struct purse_fraction sum = purse_fraction_of(0);
	for (size_t row = 0; row < table->row_count; row++)
		if (table->values[column][row].kind == PURSE_VALUE_NUMBER)
			sum = purse_fraction_add(asker->arena, sum, table->values[column][row].number);
	reference->value = purse_value_number(sum);
	reference->value.wide = table->has_wide[column];
	reference->cell = purse_text(asker->arena, "SUM(%s)", range(asker->arena, table, column, true));
}

static void find_column(const struct asker *asker, int column, struct purse_reference *reference) {
	const struct purse_grid_table *table = asker->table;
	bool total = asker->row == table->row_count;
	uint32_t row = total ? purse_grid_total_row(table) : table->head_row + 1 + (uint32_t)asker->row;
	reference->value = total ? table->totals[column] : table->values[column][asker->row];
	reference->value.wide = reference->value.wide || (total && table->has_wide[column]);
	reference->cell = purse_xlsx_cell_name(asker->arena, row, column, false);
	bool formula = table->table->columns[column].formula != NULL;
	reference->blank = !total && !formula && table->has_none[column];
	reference->empty_text = formula && (table->has_none[column] || total);
}

static bool find(void *context, const struct purse_expression *name, struct purse_reference *reference) {
	const struct asker *asker = context;
	if (name->node == PURSE_NODE_COUNT) {
		find_count(asker, name, reference);
		return true;
	}
	if (name->node == PURSE_NODE_TOTAL) {
		const struct purse_grid_table *table = purse_grid_table_of(asker->grid, name->table);
		int column = purse_report_column_of(table->table, name->column);
		reference->value = table->totals[column];
		reference->value.wide = reference->value.wide || table->has_wide[column];
		reference->cell =
			purse_text(asker->arena, "%s%s", prefix(asker, table->sheet),
		               purse_xlsx_cell_name(asker->arena, purse_grid_total_row(table), column, false));
		reference->empty_text = table->table->columns[column].type == PURSE_TYPE_PERCENT;
		return true;
	}
	if (asker->table) {
		int column = purse_report_column_of(asker->table->table, name->column);
		if (name->node == PURSE_NODE_SUM) find_sum(asker, column, reference);
		else find_column(asker, column, reference);
		return true;
	}
	const struct purse_grid_sheet *sheet;
	const struct purse_grid_block *figure = figure_of(asker->grid, name->column, &sheet);
	assert(figure);   /* report/resolve saw to it */
	reference->value = figure->value;
	reference->cell = purse_text(asker->arena, "%s%s", prefix(asker, sheet->sheet->name),
	                             figure_cell(asker->arena, figure));
	reference->empty_text = figure->value.kind == PURSE_VALUE_NONE;
	return true;
}

char *purse_grid_cell_formula(struct purse_arena *arena, const struct purse_grid *grid,
                              const struct purse_grid_table *table, size_t row, size_t column) {
	struct asker asker = { .arena = arena, .grid = grid, .table = table, .row = row };
	const struct purse_report_column *spec = &table->table->columns[column];
	return purse_formula_text(arena, spec->formula, &(struct purse_names){ find, &asker },
	                          places_of(spec->type));
}

char *purse_grid_figure_formula(struct purse_arena *arena, const struct purse_grid *grid,
                                const struct purse_grid_sheet *sheet, const struct purse_grid_block *block) {
	struct asker asker = { .arena = arena, .grid = grid, .sheet = sheet };
	return purse_formula_text(arena, block->block->formula, &(struct purse_names){ find, &asker },
	                          places_of(block->block->type));
}

/* ---- parameters and words ---- */

static bool take_value(struct maker *maker, const struct purse_report_param *param, const char *given,
                       size_t i) {
	struct purse_value value;
	const char *why = NULL;
	if (!given || !*given) {
		maker->grid->param_words[i] = "all";
		if (param->optional) return true;
		return purse_fail(maker->run, PURSE_E_USAGE, NULL,
		                  purse_text(maker->arena, "give %s (%s)", param->name, param->label),
		                  "the report \"%s\" needs a value", maker->grid->report->name);
	}
	if (!purse_value_read(maker->arena, param->type, given, &value, &why))
		return purse_fail(maker->run, PURSE_E_USAGE, NULL, why,
		                  "could not read %s \"%s\" for the report \"%s\"", param->name, given,
		                  maker->grid->report->name);
	maker->grid->param_words[i] = purse_value_words(maker->arena, param->type, value);
	maker->parameters[i] = purse_value_plain(maker->arena, param->type, value);
	return true;
}

static bool take_values(struct maker *maker, const char *const *values, size_t count) {
	const struct purse_report_file *report = maker->grid->report;
	maker->parameters = purse_alloc_array(maker->arena, report->param_count, sizeof *maker->parameters);
	maker->grid->param_words =
		purse_alloc_array(maker->arena, report->param_count, sizeof *maker->grid->param_words);
	if (count > report->param_count)
		return purse_fail(maker->run, PURSE_E_USAGE, NULL, NULL,
		                  "the report \"%s\" takes %zu values, not %zu", report->name, report->param_count,
		                  count);
	for (size_t i = 0; i < report->param_count; i++)
		if (!take_value(maker, &report->params[i], i < count ? values[i] : NULL, i)) return false;
	return true;
}

static const char *filled(struct maker *maker, const char *text) {
	const struct purse_report_file *report = maker->grid->report;
	if (!text || !strchr(text, '{')) return text;
	struct purse_buffer made = purse_buffer(maker->arena, PURSE_MAX_TEXT_BYTES);
	while (*text) {
		size_t plain = strcspn(text, "{");
		purse_buffer_add_bytes(&made, text, plain);
		text += plain;
		if (!*text) break;
		size_t length = strcspn(++text, "}");
		for (size_t i = 0; i < report->param_count; i++)
			if (strlen(report->params[i].name) == length &&
			    strncmp(report->params[i].name, text, length) == 0)
				purse_buffer_add(&made, maker->grid->param_words[i]);
		text += length + 1;
	}
	return made.text;
}

/* ---- rows ---- */

/* The highest n of $n: the server refuses values that a statement has no place for. */
static size_t parameters_used(const char *sql) {
	size_t most = 0;
	for (const char *at = strchr(sql, '$'); at; at = strchr(at + 1, '$')) {
		size_t number = 0;
		for (const char *digit = at + 1; *digit >= '0' && *digit <= '9' && number < 1000; digit++)
			number = number * 10 + (size_t)(*digit - '0');
		if (number > most) most = number;
	}
	return most;
}

static bool fetch(struct maker *maker, const struct purse_place *place, const char *sql,
                  struct purse_rows_found *found) {
	size_t used = parameters_used(sql), declared = maker->grid->report->param_count;
	if (used > declared)
		return purse_fail(maker->run, PURSE_E_REPORT_FILE, place,
		                  "declare each value with --: param, in order",
		                  "the query uses $%zu, but the report has %zu parameters", used, declared);
	return maker->source->fetch(maker->source->context, maker->run, maker->arena, place, sql,
	                            maker->parameters, used, found);
}

/* Which column of the query fills a column of the table; -1 for formulas. Each must have its counterpart. */
static bool match_columns(struct maker *maker, const struct purse_report_table *table,
                          const struct purse_rows_found *found, int *from) {
	size_t matched = 0;
	for (size_t c = 0; c < table->column_count; c++) {
		from[c] = -1;
		if (table->columns[c].formula) continue;
		for (size_t i = 0; i < found->column_count; i++)
			if (purse_same(found->names[i], table->columns[c].name)) from[c] = (int)i;
		if (from[c] < 0)
			return purse_fail(maker->run, PURSE_E_REPORT_FILE, &table->columns[c].place,
			                  "name it in the select, or take the column out",
			                  "the query gives no column \"%s\"", table->columns[c].name);
		matched++;
	}
	if (matched == found->column_count) return true;
	for (size_t i = 0; i < found->column_count; i++) {
		int column = purse_report_column_of(table, found->names[i]);
		if (column >= 0 && from[column] == (int)i) continue;
		return purse_fail(maker->run, PURSE_E_REPORT_FILE, &table->sql_place,
		                  "add --: column for it, or take it out of the select",
		                  "no column takes \"%s\" of the query", found->names[i]);
	}
	return true;
}

static bool read_column(struct maker *maker, struct purse_grid_table *table, size_t column,
                        const struct purse_rows_found *found, int from) {
	const struct purse_report_column *spec = &table->table->columns[column];
	for (size_t row = 0; row < table->row_count; row++) {
		const char *why = NULL, *cell = found->cells[row][from];
		if (!purse_value_read(maker->arena, spec->type, cell, &table->values[column][row], &why))
			return purse_fail(maker->run, PURSE_E_REPORT_FILE, &spec->place,
			                  "mend the query, or give the column another type",
			                  "could not read \"%s\" as %s in row %zu of the query: %s", cell,
			                  purse_type_name(spec->type), row + 1, why);
	}
	return true;
}

static bool work_column(struct maker *maker, struct purse_grid_table *table, size_t column) {
	const struct purse_report_column *spec = &table->table->columns[column];
	struct asker asker = { .arena = maker->arena, .grid = maker->grid, .table = table };
	const struct purse_names names = { find, &asker };
	for (asker.row = 0; asker.row < table->row_count; asker.row++)
		if (!purse_formula_value(maker->run, maker->arena, &spec->place, spec->formula, &names,
		                         places_of(spec->type), &table->values[column][asker.row]))
			return false;
	return true;
}

static bool is_wide(struct purse_arena *arena, enum purse_value_type type, struct purse_value value) {
	int64_t pence;
	if (type != PURSE_TYPE_MONEY || value.kind != PURSE_VALUE_NUMBER) return value.wide;
	return value.wide || !purse_value_to_pence(arena, value, &pence) || purse_xlsx_money_is_wide(pence);
}

/* What is known of a column once its values are there. */
static void mark_column(struct maker *maker, struct purse_grid_table *table, size_t column) {
	enum purse_value_type type = table->table->columns[column].type;
	for (size_t row = 0; row < table->row_count; row++) {
		struct purse_value *value = &table->values[column][row];
		value->wide = is_wide(maker->arena, type, *value);
		if (value->kind == PURSE_VALUE_NONE) table->has_none[column] = true;
		if (value->wide) table->has_wide[column] = true;
		if (type != PURSE_TYPE_QUANTITY || value->kind != PURSE_VALUE_NUMBER) continue;
		int places = purse_value_places(maker->arena, value->number, MOST_QUANTITY_PLACES);
		if (places > table->places[column]) table->places[column] = places;
	}
}

static bool total_column(struct maker *maker, struct purse_grid_table *table, size_t column) {
	const struct purse_report_column *spec = &table->table->columns[column];
	struct asker asker = {
		.arena = maker->arena, .grid = maker->grid, .table = table, .row = table->row_count
	};
	struct purse_value *total = &table->totals[column];
	if (spec->type == PURSE_TYPE_PERCENT)
		return purse_formula_value(maker->run, maker->arena, &spec->place, spec->formula,
		                           &(struct purse_names){ find, &asker }, -1, total);
	struct purse_reference sum = { 0 };
	int64_t pence;
	find_sum(&asker, (int)column, &sum);
	*total = sum.value;
	if (spec->type == PURSE_TYPE_MONEY && !purse_value_to_pence(maker->arena, *total, &pence))
		return purse_fail(maker->run, PURSE_E_OVERFLOW, &spec->place, NULL,
		                  "the total of \"%s\" is too large", spec->heading);
	total->wide = is_wide(maker->arena, spec->type, *total);
	return true;
}

static bool fill_table(struct maker *maker, struct purse_grid_table *table) {
	const struct purse_report_table *spec = table->table;
	struct purse_rows_found found = { 0 };
	int *from = purse_alloc_array(maker->arena, spec->column_count, sizeof *from);
	if (!fetch(maker, &spec->sql_place, spec->sql, &found) || !match_columns(maker, spec, &found, from))
		return false;
	table->row_count = found.row_count;
	table->values = purse_alloc_array(maker->arena, spec->column_count, sizeof *table->values);
	table->totals = purse_alloc_array(maker->arena, spec->column_count, sizeof *table->totals);
	table->has_none = purse_alloc_array(maker->arena, spec->column_count, sizeof *table->has_none);
	table->has_wide = purse_alloc_array(maker->arena, spec->column_count, sizeof *table->has_wide);
	table->places = purse_alloc_array(maker->arena, spec->column_count, sizeof *table->places);
	for (size_t column = 0; column < spec->column_count; column++) {
		table->values[column] = purse_alloc_array(maker->arena, table->row_count, sizeof **table->values);
		bool ok = from[column] < 0 ? work_column(maker, table, column)
		                           : read_column(maker, table, column, &found, from[column]);
		if (!ok) return false;
		mark_column(maker, table, column);
	}
	for (size_t column = 0; column < spec->column_count; column++) {
		if (!spec->columns[column].totalled) continue;
		table->has_totals = true;
		if (!total_column(maker, table, column)) return false;
	}
	return !purse_run_stopped(maker->run);
}

/* ---- blocks ---- */

static bool fill_block(struct maker *maker, const struct purse_grid_sheet *sheet,
                       struct purse_grid_block *block) {
	const struct purse_report_block *spec = block->block;
	struct asker asker = { .arena = maker->arena, .grid = maker->grid, .sheet = sheet };
	block->text = filled(maker, spec->text);
	block->remark = filled(maker, spec->remark);
	if (spec->table) block->table = purse_grid_table_of(maker->grid, spec->table->key);
	if (spec->formula) {
		if (!purse_formula_value(maker->run, maker->arena, &spec->place, spec->formula,
		                         &(struct purse_names){ find, &asker }, places_of(spec->type), &block->value))
			return false;
		block->value.wide = is_wide(maker->arena, spec->type, block->value);
	}
	if (spec->kind != PURSE_BLOCK_FACTS) return true;
	if (!fetch(maker, &spec->sql_place, spec->sql, &block->facts)) return false;
	if (block->facts.column_count == 2) return true;
	return purse_fail(maker->run, PURSE_E_REPORT_FILE, &spec->sql_place, "select a label and a text",
	                  "facts are two columns, not %zu", block->facts.column_count);
}

bool purse_grid_make(struct purse_run *run, const struct purse_report_file *report,
                     const struct purse_row_source *source, const char *const *values, size_t value_count,
                     struct purse_grid **grid) {
	struct purse_grid *made = purse_alloc(run->arena, sizeof *made);
	struct maker maker = { .run = run, .arena = run->arena, .grid = made, .source = source };
	made->report = report;
	made->tables = purse_alloc_array(run->arena, report->table_count, sizeof *made->tables);
	made->sheets = purse_alloc_array(run->arena, report->sheet_count, sizeof *made->sheets);
	if (!take_values(&maker, values, value_count)) return false;
	for (size_t i = 0; i < report->table_count; i++) {
		made->tables[i].table = report->tables[i];
		made->tables[i].sheet = report->sheets[report->tables[i]->sheet].name;
	}
	for (size_t i = 0; i < report->table_count; i++)
		if (!fill_table(&maker, &made->tables[i])) return false;
	for (size_t s = 0; s < report->sheet_count; s++) {
		struct purse_grid_sheet *sheet = &made->sheets[s];
		sheet->sheet = &report->sheets[s];
		sheet->blocks = purse_alloc_array(run->arena, sheet->sheet->block_count, sizeof *sheet->blocks);
		for (size_t i = 0; i < sheet->sheet->block_count; i++)
			sheet->blocks[i].block = &sheet->sheet->blocks[i];
	}
	for (size_t s = 0; s < report->sheet_count; s++)
		for (size_t i = 0; i < made->sheets[s].sheet->block_count; i++)
			if (!fill_block(&maker, &made->sheets[s], &made->sheets[s].blocks[i])) return false;
	*grid = made;
	return true;
}

bool purse_grid_figure(const struct purse_grid *grid, const char *name, struct purse_value *value) {
	const struct purse_grid_sheet *sheet;
	const struct purse_grid_block *figure = figure_of(grid, name, &sheet);
	if (figure) *value = figure->value;
	return figure != NULL;
}

const char *purse_grid_figure_text(struct purse_arena *arena, const struct purse_grid *grid,
                                   const char *name) {
	const struct purse_grid_sheet *sheet;
	const struct purse_grid_block *figure = figure_of(grid, name, &sheet);
	return figure ? purse_value_words(arena, figure->block->type, figure->value) : "";
}
