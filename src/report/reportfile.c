#include "purse/report/reportfile.h"

#include <string.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/report/directive.h"

enum { LONGEST_KEY_BYTES = 40, WIDEST = 120 };

struct builder {
	struct purse_run *run;
	struct purse_arena *arena;
	struct purse_report_file *report;
	const struct purse_directive *line;
	struct purse_report_sheet *sheet;      /* the present one; NULL before the first */
	struct purse_report_table *table;      /* the present one of the sheet; NULL */
	size_t block_room, block_total, column_room;
};

static bool fail_at(struct builder *builder, const struct purse_place *place, const char *hint,
                    const char *message, const char *subject) {
	return purse_fail(builder->run, PURSE_E_REPORT_FILE, place, hint, "could not read \"--: %s\": %s%s%s%s",
	                  builder->line->word, message, subject ? " \"" : "", subject ? subject : "",
	                  subject ? "\"" : "");
}

static bool fail(struct builder *builder, const char *hint, const char *message, const char *subject) {
	return fail_at(builder, &builder->line->place, hint, message, subject);
}

static const char *part(const struct builder *builder, size_t i) {
	return i < builder->line->part_count ? builder->line->parts[i].text : NULL;
}

/* ---- names, types, words ---- */

/* Keys name Excel tables and cells of formulas too: lower-case words that are not the name of a cell. */
static bool key(struct builder *builder, size_t i, const char **name) {
	const char *text = part(builder, i);
	size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyz"), length = strlen(text);
	size_t digits = strspn(text + letters, "0123456789");
	bool cell = purse_same(text, "r") || purse_same(text, "c") ||
	            (letters <= 3 && digits > 0 && letters + digits == length);
	bool fits = letters > 0 && length <= LONGEST_KEY_BYTES && !cell &&
	            strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
	*name = text;
	if (fits && !purse_same(text, "none")) return true;
	return fail_at(builder, &builder->line->parts[i].place,
	               "use lower-case words joined by _, as in by_school", "not a name", text);
}

static bool type(struct builder *builder, size_t i, enum purse_value_type *found) {
	const char *text = part(builder, i);
	*found = purse_type_from(text);
	if (*found != PURSE_TYPES) return true;
	const char *near = purse_nearest(text, purse_type_names());
	const char *hint = near ? purse_text(builder->arena, "did you mean %s?", near)
	                        : "the types are text, code, date, money, number, quantity, percent";
	return fail_at(builder, &builder->line->parts[i].place, hint, "no type is called", text);
}

static bool whole(struct builder *builder, size_t i, int least, int most, int *number) {
	const char *text = part(builder, i);
	size_t length = text ? strlen(text) : 0;
	int made = 0;
	if (length == 0 || length > 4 || strspn(text, "0123456789") != length)
		return fail(builder, "give a whole number", "a number is wanted, not", text ? text : "");
	for (; *text; text++) made = made * 10 + (*text - '0');
	*number = made;
	if (made >= least && made <= most) return true;
	return fail(builder, purse_text(builder->arena, "%d to %d", least, most),
	            "out of bounds:", part(builder, i));
}

static bool expression(struct builder *builder, const struct purse_expression **made) {
	return purse_expression_read(builder->run, builder->arena, &builder->line->expression_place,
	                             builder->line->expression, made);
}

static struct purse_report_column *column_named(struct builder *builder, size_t i) {
	int found = purse_report_column_of(builder->table, part(builder, i));
	if (found >= 0) return &builder->table->columns[found];
	fail_at(builder, &builder->line->parts[i].place, "name a column that stands before this line",
	        "no column", part(builder, i));
	return NULL;
}

/* ---- adding ---- */

static struct purse_report_block *add_block(struct builder *builder, enum purse_block_kind kind) {
	struct purse_report_sheet *sheet = builder->sheet;
	if (builder->block_total == PURSE_MOST_BLOCKS) {
		fail(builder, "split the report", "it has too many parts", NULL);
		return NULL;
	}
	if (sheet->block_count == builder->block_room) {
		size_t room = builder->block_room ? builder->block_room * 2 : 16;
		sheet->blocks =
			purse_grow_array(builder->arena, sheet->blocks, sheet->block_count, room, sizeof *sheet->blocks);
		builder->block_room = room;
	}
	builder->block_total++;
	struct purse_report_block *block = &sheet->blocks[sheet->block_count++];
	*block =
		(struct purse_report_block){ .kind = kind, .place = builder->line->place, .text = part(builder, 0) };
	return block;
}

static bool add_table(struct builder *builder, const char *name) {
	struct purse_report_file *report = builder->report;
	if (purse_report_table_of(report, name))
		return fail(builder, "give each table a key of its own", "the key stands twice:", name);
	struct purse_report_block *block = add_block(builder, PURSE_BLOCK_TABLE);
	if (!block) return false;
	struct purse_report_table *table = purse_alloc(builder->arena, sizeof *table);
	*table = (struct purse_report_table){
		.key = name, .sheet = (int)report->sheet_count - 1, .place = builder->line->place, .frozen = true,
	};
	report->tables = purse_grow_array(builder->arena, report->tables, report->table_count,
	                                  report->table_count + 1, sizeof *report->tables);
	report->tables[report->table_count++] = table;
	block->table = table;
	block->table_key = name;
	builder->table = table;
	builder->column_room = 0;
	return true;
}

/* ---- the directives ---- */

static bool on_report(struct builder *builder) {
	if (builder->report->name) return fail(builder, NULL, "it stands twice", NULL);
	builder->report->name = part(builder, 0);
	builder->report->title = part(builder, 1);
	return true;
}

static bool on_about(struct builder *builder) {
	builder->report->about = part(builder, 0);
	return true;
}

static bool on_param(struct builder *builder) {
	struct purse_report_file *report = builder->report;
	struct purse_report_param param = { .label = part(builder, 2) };
	if (!key(builder, 0, &param.name) || !type(builder, 1, &param.type)) return false;
	if (param.type == PURSE_TYPE_MONEY || param.type == PURSE_TYPE_PERCENT)
		return fail(builder, "use text, code, date, number or quantity", "no parameter is of type",
		            part(builder, 1));
	if (part(builder, 3) && !purse_same(part(builder, 3), "optional"))
		return fail(builder, "the only further word is optional", "not known here:", part(builder, 3));
	param.optional = part(builder, 3) != NULL;
	if (report->param_count == PURSE_MOST_REPORT_PARAMS)
		return fail(builder, NULL, "there are too many", NULL);
	report->params[report->param_count++] = param;
	return true;
}

static bool on_sheet(struct builder *builder) {
	struct purse_report_file *report = builder->report;
	struct purse_report_sheet sheet = { .name = part(builder, 1), .pages_wide = 1 };
	sheet.place = builder->line->place;
	if (!key(builder, 0, &sheet.key)) return false;
	if (!purse_xlsx_sheet_name_fits(sheet.name))
		return fail(builder, "1 to 31 characters without []:*?/\\", "Excel takes no sheet named", sheet.name);
	for (size_t i = 0; i < report->sheet_count; i++)
		if (purse_same_words(report->sheets[i].name, sheet.name) ||
		    purse_same(report->sheets[i].key, sheet.key))
			return fail(builder, "give each sheet its own key and name", "a sheet stands twice:", sheet.name);
	if (report->sheet_count == PURSE_MOST_SHEETS)
		return fail(builder, NULL, "there are too many sheets", NULL);
	report->sheets[report->sheet_count++] = sheet;
	builder->sheet = &report->sheets[report->sheet_count - 1];
	builder->table = NULL;
	builder->block_room = 0;
	return true;
}

static bool on_paper(struct builder *builder) {
	struct purse_report_sheet *sheet = builder->sheet;
	sheet->portrait = purse_same(part(builder, 0), "portrait");
	if (!sheet->portrait && !purse_same(part(builder, 0), "landscape"))
		return fail(builder, "landscape or portrait", "no way to lay the paper:", part(builder, 0));
	if (part(builder, 1) && !whole(builder, 1, 0, 99, &sheet->pages_wide)) return false;
	return !part(builder, 2) || whole(builder, 2, 0, 999, &sheet->pages_tall);
}

static bool on_title(struct builder *builder) { return add_block(builder, PURSE_BLOCK_TITLE) != NULL; }
static bool on_heading(struct builder *builder) { return add_block(builder, PURSE_BLOCK_HEADING) != NULL; }
static bool on_note(struct builder *builder) { return add_block(builder, PURSE_BLOCK_NOTE) != NULL; }

static bool on_facts(struct builder *builder) {
	struct purse_report_block *block = add_block(builder, PURSE_BLOCK_FACTS);
	if (!block) return false;
	if (!builder->line->sql)
		return fail(builder, "a select of two text columns follows it", "it has no query", NULL);
	block->sql = builder->line->sql;
	block->sql_place = builder->line->sql_place;
	return true;
}

static bool on_figure(struct builder *builder) {
	bool large = purse_same(builder->line->word, "headline");
	struct purse_report_block *block = add_block(builder, large ? PURSE_BLOCK_HEADLINE : PURSE_BLOCK_FIGURE);
	if (!block || !key(builder, 0, &block->name) || !type(builder, 1, &block->type)) return false;
	block->text = part(builder, 2);
	block->remark = part(builder, 3);
	for (size_t s = 0; s < builder->report->sheet_count; s++)
		for (size_t i = 0; i < builder->report->sheets[s].block_count; i++) {
			const struct purse_report_block *other = &builder->report->sheets[s].blocks[i];
			if (other != block && purse_same(other->name, block->name))
				return fail(builder, "give each figure a name of its own",
				            "the name stands twice:", block->name);
		}
	return expression(builder, &block->formula);
}

static bool on_table(struct builder *builder) {
	const char *name;
	return key(builder, 0, &name) && add_table(builder, name);
}

/* Columns right after a sheet make its table, under the sheet's key. */
static bool add_column(struct builder *builder, struct purse_report_column **made) {
	struct purse_report_table *table = builder->table;
	if (!table && !add_table(builder, builder->sheet->key)) return false;
	table = builder->table;
	if (table->sql)
		return fail(builder, "put it before the query, or begin a table", "it stands after the query", NULL);
	struct purse_report_column column = { .heading = part(builder, 2), .place = builder->line->place };
	if (!key(builder, 0, &column.name) || !type(builder, 1, &column.type)) return false;
	if (!column.heading || !*column.heading)
		return fail(builder, "give the column a heading", "the heading is empty", NULL);
	for (size_t i = 0; i < table->column_count; i++)
		if (purse_same(table->columns[i].name, column.name) ||
		    purse_same_words(table->columns[i].heading, column.heading))
			return fail(builder, "give each column its own name and heading",
			            "a column stands twice:", column.heading);
	if (table->column_count == PURSE_MAX_COLUMNS)
		return fail(builder, NULL, "there are too many columns", NULL);
	for (size_t i = 3; i < builder->line->part_count; i++) {
		if (purse_same(part(builder, i), "wrap")) column.wrap = true;
		else if (!purse_same(part(builder, i), "width"))
			return fail(builder, "the further words are width N and wrap",
			            "not known here:", part(builder, i));
		else if (!whole(builder, ++i, 4, WIDEST, &column.width)) return false;
	}
	if (table->column_count == builder->column_room) {
		builder->column_room = builder->column_room ? builder->column_room * 2 : 16;
		table->columns = purse_grow_array(builder->arena, table->columns, table->column_count,
		                                  builder->column_room, sizeof *table->columns);
	}
	table->columns[table->column_count] = column;
	*made = &table->columns[table->column_count++];
	return true;
}

static bool on_column(struct builder *builder) {
	struct purse_report_column *column;
	return add_column(builder, &column);
}

static bool on_formula(struct builder *builder) {
	struct purse_report_column *column;
	if (!add_column(builder, &column)) return false;
	column->place = builder->line->expression_place;
	return expression(builder, &column->formula);
}

static bool on_total(struct builder *builder) {
	for (size_t i = 0; i < builder->line->part_count; i++) {
		struct purse_report_column *column = column_named(builder, i);
		if (!column) return false;
		column->totalled = true;
	}
	return true;
}

static bool colour(struct builder *builder, size_t i, struct purse_xlsx_condition *condition) {
	static const struct { const char *name; enum purse_xlsx_colour ink, fill; } all[] = {
		{ "red", PURSE_XLSX_RED, PURSE_XLSX_PALE_RED }, { "amber", PURSE_XLSX_AMBER, PURSE_XLSX_PALE_AMBER },
		{ "green", PURSE_XLSX_GREEN, PURSE_XLSX_PALE_GREEN },
	};
	for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
		if (!purse_same(all[k].name, part(builder, i))) continue;
		condition->ink = all[k].ink;
		condition->fill = all[k].fill;
		return true;
	}
	return fail(builder, "red, amber or green", "a colour is wanted at the end", NULL);
}

static bool read_condition(struct builder *builder, struct purse_xlsx_condition *condition) {
	const char *rule = part(builder, 1), *limit = part(builder, 2), *why = NULL;
	*condition = (struct purse_xlsx_condition){ .limit = purse_fraction_of(0) };
	if (purse_same(rule, "negative")) {
		*condition = (struct purse_xlsx_condition){
			.rule = PURSE_XLSX_WHEN_BELOW,
			.limit = condition->limit,
			.ink = PURSE_XLSX_RED,
			.fill = PURSE_XLSX_PALE_RED,
		};
		return true;
	}
	if (purse_same(rule, "bar")) {
		*condition = (struct purse_xlsx_condition){ .rule = PURSE_XLSX_BAR, .ink = PURSE_XLSX_SAND };
		return true;
	}
	if (purse_same(rule, "is")) condition->rule = PURSE_XLSX_WHEN_TEXT;
	else if (purse_same(rule, "below")) condition->rule = PURSE_XLSX_WHEN_BELOW;
	else if (purse_same(rule, "above")) condition->rule = PURSE_XLSX_WHEN_ABOVE;
	else
		return fail(builder, "negative, bar, below N red, above N green, is \"text\" amber",
		            "no condition is called", rule);
	if (!limit) return fail(builder, "write below 0 red, or is \"text\" amber", "a limit is wanted", NULL);
	condition->text = limit;
	if (condition->rule != PURSE_XLSX_WHEN_TEXT &&
	    !purse_fraction_read(builder->arena, limit, &condition->limit, NULL, &why))
		return fail(builder, why, "a number is wanted, not", limit);
	return colour(builder, 3, condition);
}

static bool on_condition(struct builder *builder) {
	struct purse_report_column *column = column_named(builder, 0);
	if (!column) return false;
	if (column->condition_count == PURSE_MOST_CONDITIONS)
		return fail(builder, NULL, "there are too many", NULL);
	return read_condition(builder, &column->conditions[column->condition_count++]);
}

static bool on_link(struct builder *builder) {
	struct purse_report_column *column = column_named(builder, 0);
	if (column) column->link = part(builder, 1);
	return column != NULL;
}

static bool on_freeze(struct builder *builder) {
	builder->table->frozen = !purse_same(part(builder, 0), "none");
	if (!builder->table->frozen) return true;
	struct purse_report_column *column = column_named(builder, 0);
	if (column) builder->table->frozen_columns = (int)(column - builder->table->columns) + 1;
	return column != NULL;
}

static bool on_filter(struct builder *builder) {
	builder->table->filter = true;
	return true;
}

static bool on_empty(struct builder *builder) {
	builder->table->empty = part(builder, 0);
	return true;
}

static bool on_copy(struct builder *builder) {
	struct purse_report_block *block = add_block(builder, PURSE_BLOCK_COPY);
	if (!block) return false;
	block->table_key = part(builder, 0);
	block->column_names = builder->line->parts + 1;
	block->column_count = builder->line->part_count - 1;
	return true;
}

static bool on_chart(struct builder *builder) {
	static const struct { const char *name; enum purse_xlsx_chart_kind kind; } kinds[] = {
		{ "columns", PURSE_XLSX_COLUMNS }, { "bars", PURSE_XLSX_BARS }, { "stacked", PURSE_XLSX_STACKED },
		{ "line", PURSE_XLSX_LINE }, { "pie", PURSE_XLSX_PIE },
	};
	struct purse_report_block *block = add_block(builder, PURSE_BLOCK_CHART);
	if (!block) return false;
	size_t i = 0, count = sizeof kinds / sizeof *kinds;
	while (i < count && !purse_same(kinds[i].name, part(builder, 0))) i++;
	if (i == count)
		return fail(builder, "columns, bars, stacked, line or pie", "no chart is called", part(builder, 0));
	block->chart = kinds[i].kind;
	block->beside = purse_same(part(builder, 1), "beside");
	size_t at = block->beside ? 2 : 1;
	if (builder->line->part_count < at + 4 || !builder->line->parts[at].quoted)
		return fail(builder, "write --: chart columns beside \"Title\" by_school school alone together",
		            "a title, a table, its column of names and a column of values are wanted", NULL);
	block->text = part(builder, at);
	block->table_key = part(builder, at + 1);
	block->column_names = builder->line->parts + at + 2;
	block->column_count = builder->line->part_count - at - 2;
	if (block->column_count > PURSE_MOST_SERIES + 1)
		return fail(builder, NULL, "it shows too many columns", NULL);
	return true;
}

static struct purse_report_block *last_chart(struct builder *builder) {
	struct purse_report_sheet *sheet = builder->sheet;
	if (sheet->block_count > 0 && sheet->blocks[sheet->block_count - 1].kind == PURSE_BLOCK_CHART)
		return &sheet->blocks[sheet->block_count - 1];
	fail(builder, "put it right after the chart", "no chart stands before it", NULL);
	return NULL;
}

static bool on_axis(struct builder *builder) {
	struct purse_report_block *chart = last_chart(builder);
	if (!chart) return false;
	chart->category_title = part(builder, 0);
	chart->value_title = part(builder, 1);
	return true;
}

static bool on_alt(struct builder *builder) {
	struct purse_report_block *chart = last_chart(builder);
	if (chart) chart->description = part(builder, 0);
	return chart != NULL;
}

/* Parts: w a word, s a quoted text, S one that may be left out, * any further ones. */
static const struct handler {
	const char *word, *parts;
	enum { ANYWHERE, IN_SHEET, IN_TABLE } where;
	bool takes_expression, takes_sql;
	bool (*read)(struct builder *builder);
	const char *form;
} handlers[] = {
	{ "report", "ws", ANYWHERE, false, false, on_report, "report NAME \"Title\"" },
	{ "about", "s", ANYWHERE, false, false, on_about, "about \"what it tells\"" },
	{ "param", "wws*", ANYWHERE, false, false, on_param, "param NAME TYPE \"Label\" [optional]" },
	{ "sheet", "ws", ANYWHERE, false, false, on_sheet, "sheet KEY \"Name\"" },
	{ "paper", "w*", IN_SHEET, false, false, on_paper, "paper landscape|portrait [WIDE [TALL]]" },
	{ "title", "s", IN_SHEET, false, false, on_title, "title \"text\"" },
	{ "heading", "s", IN_SHEET, false, false, on_heading, "heading \"text\"" },
	{ "note", "s", IN_SHEET, false, false, on_note, "note \"text\"" },
	{ "facts", "", IN_SHEET, false, true, on_facts, "facts" },
	{ "headline", "wws", IN_SHEET, true, false, on_figure, "headline NAME TYPE \"Label\" = EXPRESSION" },
	{ "figure", "wwsS", IN_SHEET, true, false, on_figure,
	  "figure NAME TYPE \"Label\" [\"remark\"] = EXPRESSION" },
	{ "table", "w", IN_SHEET, false, true, on_table, "table KEY" },
	{ "column", "wws*", IN_SHEET, false, true, on_column, "column NAME TYPE \"Heading\" [width N] [wrap]" },
	{ "formula", "wws*", IN_SHEET, true, true, on_formula,
	  "formula NAME TYPE \"Heading\" [width N] = EXPRESSION" },
	{ "total", "w*", IN_TABLE, false, true, on_total, "total COLUMN …" },
	{ "condition", "ww*", IN_TABLE, false, true, on_condition,
	  "condition COLUMN negative|bar|below N COLOUR|…" },
	{ "link", "ww", IN_TABLE, false, true, on_link, "link COLUMN SHEET" },
	{ "freeze", "w", IN_TABLE, false, true, on_freeze, "freeze COLUMN|none" },
	{ "filter", "", IN_TABLE, false, true, on_filter, "filter" },
	{ "empty", "s", IN_TABLE, false, true, on_empty, "empty \"text\"" },
	{ "copy", "ww*", IN_SHEET, false, false, on_copy, "copy TABLE COLUMN …" },
	{ "chart", "w*", IN_SHEET, false, false, on_chart,
	  "chart KIND [beside] \"Title\" TABLE COLUMN COLUMN …" },
	{ "axis", "ss", IN_SHEET, false, false, on_axis, "axis \"Names\" \"Values\"" },
	{ "alt", "s", IN_SHEET, false, false, on_alt, "alt \"the chart in words\"" },
};

static bool parts_fit(const struct purse_directive *line, const char *pattern) {
	size_t i = 0;
	for (; *pattern; pattern++) {
		if (*pattern == '*') return true;
		if (i == line->part_count) return *pattern == 'S';
		if (line->parts[i++].quoted != (*pattern != 'w')) return false;
	}
	return i == line->part_count;
}

static bool read_line(struct builder *builder) {
	const struct purse_directive *line = builder->line;
	const char *words[sizeof handlers / sizeof *handlers + 1] = { NULL };
	const struct handler *handler = NULL;
	for (size_t i = 0; i < sizeof handlers / sizeof *handlers; i++) {
		words[i] = handlers[i].word;
		if (purse_same(words[i], line->word)) handler = &handlers[i];
	}
	if (!handler) {
		const char *near = purse_nearest(line->word, words);
		return fail(builder,
		            near ? purse_text(builder->arena, "did you mean %s?", near)
		                 : "reports/README.md lists them",
		            "there is no such directive", NULL);
	}
	const char *form = purse_text(builder->arena, "write --: %s", handler->form);
	if (!builder->report->name && handler->read != on_report)
		return fail(builder, "begin with --: report NAME \"Title\"",
		            "the file does not say what report it is", NULL);
	if (handler->where != ANYWHERE && !builder->sheet)
		return fail(builder, "begin a sheet first: --: sheet KEY \"Name\"", "no sheet stands before it",
		            NULL);
	if (handler->where == IN_TABLE && !builder->table)
		return fail(builder, "columns come first: --: column NAME TYPE \"Heading\"",
		            "no table stands before it", NULL);
	if (!parts_fit(line, handler->parts))
		return fail(builder, form, "it is not written as it should be", NULL);
	if (handler->takes_expression != (line->expression != NULL))
		return fail(builder, form,
		            handler->takes_expression ? "an expression is wanted after =" : "no = is wanted here",
		            NULL);
	if (line->sql && !handler->takes_sql)
		return fail_at(builder, &line->sql_place, "a query follows the columns of its table",
		               "no query may follow it", NULL);
	if (!handler->read(builder)) return false;
	if (!line->sql || handler->read == on_facts) return true;
	if (builder->table->sql)
		return fail_at(builder, &line->sql_place, "begin a table", "the table has a query already", NULL);
	builder->table->sql = line->sql;
	builder->table->sql_place = line->sql_place;
	return true;
}

bool purse_report_read(struct purse_run *run, struct purse_arena *arena, const char *path, const char *text,
                       struct purse_report_file **report) {
	struct builder builder = {
		.run = run, .arena = arena, .report = purse_alloc(arena, sizeof *builder.report),
	};
	const struct purse_directive *lines;
	size_t count;
	path = purse_copy_text(arena, path);
	builder.report->path = path;
	builder.report->sheets = purse_alloc_array(arena, PURSE_MOST_SHEETS, sizeof *builder.report->sheets);
	if (!purse_directives_read(run, arena, path, text, &lines, &count)) return false;
	for (size_t i = 0; i < count; i++) {
		builder.line = &lines[i];
		if (!read_line(&builder)) return false;
	}
	if (builder.report->sheet_count == 0)
		return purse_fail(run, PURSE_E_REPORT_FILE,
		                  &(struct purse_place){ .file = path, .row = 1, .column = 1 },
		                  "begin with --: report NAME \"Title\", then --: sheet KEY \"Name\"",
		                  "could not read the report: it has no sheet");
	*report = builder.report;
	return true;
}

struct purse_report_table *purse_report_table_of(const struct purse_report_file *report, const char *key) {
	for (size_t i = 0; i < report->table_count; i++)
		if (purse_same(report->tables[i]->key, key)) return report->tables[i];
	return NULL;
}

int purse_report_column_of(const struct purse_report_table *table, const char *name) {
	for (size_t i = 0; i < table->column_count; i++)
		if (purse_same(table->columns[i].name, name)) return (int)i;
	for (size_t i = 0; i < table->column_count; i++)
		if (purse_same_words(table->columns[i].heading, name)) return (int)i;
	return -1;
}
