#include "purse/report/resolve.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "purse/base/embedded.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/report/directive.h"

enum { MOST_REPORT_BYTES = 256 * 1024 };

struct resolver {
	struct purse_run *run;
	struct purse_arena *arena;
	struct purse_report_file *report;
	const struct purse_report_table *table;    /* whose formula is looked at; NULL for a figure */
	size_t column;                             /* its column */
	size_t sheet, block;                       /* the figure's */
	struct purse_place place;                  /* of the expression */
};

static bool fail(struct resolver *resolver, const struct purse_place *place, const char *hint,
                 const char *message, const char *subject) {
	return purse_fail(resolver->run, PURSE_E_REPORT_FILE, place, hint, "could not use the report: %s%s%s%s",
	                  message, subject ? " \"" : "", subject ? subject : "", subject ? "\"" : "");
}

static bool is_text(enum purse_value_type type) { return type == PURSE_TYPE_TEXT || type == PURSE_TYPE_CODE; }

static bool adds_up(enum purse_value_type type) {
	return type == PURSE_TYPE_MONEY || type == PURSE_TYPE_NUMBER || type == PURSE_TYPE_QUANTITY;
}

/* "did you mean …" out of the table's columns. */
static const char *near_column(struct resolver *resolver, const struct purse_report_table *table,
                               const char *name) {
	const char **names = purse_alloc_array(resolver->arena, table->column_count + 1, sizeof *names);
	for (size_t i = 0; i < table->column_count; i++) names[i] = table->columns[i].name;
	const char *near = purse_nearest(name, names);
	return near ? purse_text(resolver->arena, "did you mean %s?", near) : "name a column of the table";
}

static const char *near_table(struct resolver *resolver, const char *name) {
	const struct purse_report_file *report = resolver->report;
	const char **names = purse_alloc_array(resolver->arena, report->table_count + 1, sizeof *names);
	for (size_t i = 0; i < report->table_count; i++) names[i] = report->tables[i]->key;
	const char *near = purse_nearest(name, names);
	return near ? purse_text(resolver->arena, "did you mean %s?", near)
	            : "a sheet with columns is a table under its key";
}

/* ---- names in expressions ---- */

static bool known_figure(struct resolver *resolver, const struct purse_expression *name,
                         struct purse_place *place) {
	for (size_t s = 0; s <= resolver->sheet; s++) {
		const struct purse_report_sheet *sheet = &resolver->report->sheets[s];
		size_t end = s == resolver->sheet ? resolver->block : sheet->block_count;
		for (size_t i = 0; i < end; i++)
			if (purse_same(sheet->blocks[i].name, name->column)) return true;
	}
	return fail(resolver, place, "columns of tables are reached by total(table.column)",
	            "no figure before this one is called", name->column);
}

static bool check_own_column(struct resolver *resolver, const struct purse_expression *name,
                             struct purse_place *place) {
	int found = purse_report_column_of(resolver->table, name->column);
	if (found < 0)
		return fail(resolver, place, near_column(resolver, resolver->table, name->column),
		            "there is no column", name->column);
	if ((size_t)found >= resolver->column)
		return fail(resolver, place, "move the formula behind it",
		            "a formula uses columns that stand before it, not", name->column);
	if (name->node == PURSE_NODE_SUM && !adds_up(resolver->table->columns[found].type))
		return fail(resolver, place, "sum adds money, numbers and quantities",
		            "it does not add up:", name->column);
	return true;
}

static bool check_count(struct resolver *resolver, const struct purse_expression *name,
                        const struct purse_report_column *column, struct purse_place *place) {
	bool text = name->part[0]->node == PURSE_NODE_TEXT;
	if (text != is_text(column->type))
		return fail(resolver, place, "compare texts with a \"text\", numbers with a number",
		            "it compares unlike things:", name->column);
	if (text && name->compare != PURSE_EQUAL && name->compare != PURSE_UNEQUAL)
		return fail(resolver, place, "use = or <>", "texts are the same or not, never more or less", NULL);
	if (text && (strpbrk(name->part[0]->text, "*?~<>=") || !*name->part[0]->text))
		return fail(resolver, place, "use another word in the query",
		            "Excel would take signs in it for a pattern:", name->part[0]->text);
	return true;
}

static bool check_other_table(struct resolver *resolver, const struct purse_expression *name,
                              struct purse_place *place) {
	const struct purse_report_table *other = purse_report_table_of(resolver->report, name->table);
	if (!other)
		return fail(resolver, place, near_table(resolver, name->table), "there is no table", name->table);
	if (resolver->table)
		for (size_t i = 0; resolver->report->tables[i] != other; i++)
			if (resolver->report->tables[i] == resolver->table)
				return fail(resolver, place,
				            "a formula reaches tables that stand before its own; figures reach all",
				            "the table stands later:", name->table);
	if (other == resolver->table)
		return fail(resolver, place, "use sum(column)", "that is its own table:", name->table);
	if (!name->column) return true;
	int found = purse_report_column_of(other, name->column);
	if (found < 0)
		return fail(resolver, place, near_column(resolver, other, name->column), "there is no column",
		            name->column);
	if (name->node == PURSE_NODE_COUNT) return check_count(resolver, name, &other->columns[found], place);
	if (other->columns[found].totalled) return true;
	return fail(resolver, place, purse_text(resolver->arena, "add it to --: total of %s", name->table),
	            "the column has no total:", name->column);
}

static bool check_name(void *context, const struct purse_expression *name) {
	struct resolver *resolver = context;
	struct purse_place place = resolver->place;
	place.column = name->at;
	if (name->node == PURSE_NODE_TOTAL || name->node == PURSE_NODE_COUNT)
		return check_other_table(resolver, name, &place);
	if (resolver->table) return check_own_column(resolver, name, &place);
	if (name->node == PURSE_NODE_SUM)
		return fail(resolver, &place, "use total(table.column)", "a figure has no table of its own", NULL);
	return known_figure(resolver, name, &place);
}

/* ---- tables ---- */

static bool has_total(void *context, const struct purse_expression *name) {
	const struct resolver *resolver = context;
	if (name->node != PURSE_NODE_NAME) return true;
	return resolver->table->columns[purse_report_column_of(resolver->table, name->column)].totalled;
}

static bool check_total(struct resolver *resolver, const struct purse_report_column *column) {
	if (adds_up(column->type)) return true;
	if (column->type != PURSE_TYPE_PERCENT || !column->formula)
		return fail(resolver, &column->place,
		            "total money, numbers, quantities, and formulas of type percent",
		            "the column does not add up:", column->name);
	if (purse_expression_each_name(column->formula, has_total, resolver)) return true;
	return fail(resolver, &column->place,
	            "a percentage of totals needs the totals: add its columns to --: total",
	            "a column that the formula uses has no total:", column->name);
}

static bool check_column(struct resolver *resolver, const struct purse_report_column *column) {
	resolver->place = column->place;
	if (column->formula && !purse_expression_each_name(column->formula, check_name, resolver)) return false;
	if (column->totalled && !check_total(resolver, column)) return false;
	for (int i = 0; i < column->condition_count; i++)
		if ((column->conditions[i].rule == PURSE_XLSX_WHEN_TEXT) != is_text(column->type))
			return fail(resolver, &column->place, "texts: is \"text\"; numbers: negative, bar, below, above",
			            "a condition does not suit the column", column->name);
	if (!column->link) return true;
	for (size_t i = 0; i < resolver->report->sheet_count; i++)
		if (purse_same(resolver->report->sheets[i].key, column->link)) {
			if (is_text(column->type) && !column->formula) return true;
			return fail(resolver, &column->place, "link a column of texts that the query gives",
			            "no link can stand in", column->name);
		}
	return fail(resolver, &column->place, "name a sheet by its key",
	            "a link leads to no sheet:", column->link);
}

static bool check_table(struct resolver *resolver, const struct purse_report_table *table) {
	resolver->table = table;
	if (table->column_count == 0)
		return fail(resolver, &table->place, "add --: column NAME TYPE \"Heading\"",
		            "the table has no columns:", table->key);
	if (!table->sql)
		return fail(resolver, &table->place, "write the select below the columns",
		            "the table has no query:", table->key);
	for (resolver->column = 0; resolver->column < table->column_count; resolver->column++)
		if (!check_column(resolver, &table->columns[resolver->column])) return false;
	resolver->table = NULL;
	return true;
}

/* ---- blocks ---- */

static bool check_columns(struct resolver *resolver, struct purse_report_block *block) {
	block->table = purse_report_table_of(resolver->report, block->table_key);
	if (!block->table)
		return fail(resolver, &block->place, near_table(resolver, block->table_key), "there is no table",
		            block->table_key);
	block->columns = purse_alloc_array(resolver->arena, block->column_count, sizeof *block->columns);
	for (size_t i = 0; i < block->column_count; i++) {
		const struct purse_part_of_line *part = &block->column_names[i];
		block->columns[i] = purse_report_column_of(block->table, part->text);
		if (block->columns[i] < 0)
			return fail(resolver, &part->place, near_column(resolver, block->table, part->text),
			            "there is no column", part->text);
		enum purse_value_type type = block->table->columns[block->columns[i]].type;
		bool value = block->kind == PURSE_BLOCK_CHART && i > 0;
		if (value && (is_text(type) || type == PURSE_TYPE_DATE))
			return fail(resolver, &part->place, "the first column names, those after it are numbers",
			            "a chart can't show the values of", part->text);
	}
	if (block->kind == PURSE_BLOCK_CHART && !block->description)
		return fail(resolver, &block->place,
		            "add --: alt \"what the chart shows\" for those who can't see it",
		            "the chart has no description:", block->text);
	return true;
}

/* `{name}` in words stands for a parameter. */
static bool check_braces(struct resolver *resolver, const struct purse_report_block *block,
                         const char *text) {
	for (const char *open = text ? strchr(text, '{') : NULL; open; open = strchr(open + 1, '{')) {
		const char *end = strchr(open, '}');
		if (!end)
			return fail(resolver, &block->place, "write {name of a parameter}", "a { is not closed in", text);
		char *name = purse_copy_bytes(resolver->arena, open + 1, (size_t)(end - open - 1));
		bool found = false;
		for (size_t i = 0; i < resolver->report->param_count; i++)
			if (purse_same(resolver->report->params[i].name, name)) found = true;
		if (!found)
			return fail(resolver, &block->place, "declare it with --: param", "there is no parameter", name);
	}
	return true;
}

static bool check_block(struct resolver *resolver, struct purse_report_block *block) {
	if (block->name && purse_report_table_of(resolver->report, block->name))
		return fail(resolver, &block->place, "Excel has one set of names for both",
		            "a figure and a table are both called", block->name);
	if (!check_braces(resolver, block, block->text) || !check_braces(resolver, block, block->remark))
		return false;
	resolver->place = block->place;
	if (block->formula && !purse_expression_each_name(block->formula, check_name, resolver)) return false;
	if (block->kind == PURSE_BLOCK_COPY || block->kind == PURSE_BLOCK_CHART)
		return check_columns(resolver, block);
	return true;
}

static bool resolve(struct resolver *resolver) {
	struct purse_report_file *report = resolver->report;
	for (size_t i = 0; i < report->table_count; i++)
		if (!check_table(resolver, report->tables[i])) return false;
	for (resolver->sheet = 0; resolver->sheet < report->sheet_count; resolver->sheet++) {
		struct purse_report_sheet *sheet = &report->sheets[resolver->sheet];
		for (resolver->block = 0; resolver->block < sheet->block_count; resolver->block++)
			if (!check_block(resolver, &sheet->blocks[resolver->block])) return false;
		if (sheet->block_count == 0)
			return fail(resolver, &sheet->place,
			            "give it a title, a note or a table", "nothing stands on the sheet", sheet->name);
	}
	return true;
}

bool purse_report_parse(struct purse_run *run, struct purse_arena *arena, const char *path, const char *text,
                        struct purse_report_file **report) {
	if (!purse_report_read(run, arena, path, text, report)) return false;
	struct resolver resolver = { .run = run, .arena = arena, .report = *report };
	return resolve(&resolver);
}

/* ---- finding the file ---- */

static bool read_file(struct purse_run *run, struct purse_arena *arena, const char *path, char **text) {
	struct purse_place place = { .file = path };
	FILE *stream = fopen(path, "rb");
	if (!stream)
		return purse_fail(run, PURSE_E_FILE_READ, &place, "check the name of the file",
		                  "could not read \"%s\": %s", path, strerror(errno));
	*text = purse_alloc(arena, MOST_REPORT_BYTES + 1);
	size_t length = fread(*text, 1, MOST_REPORT_BYTES + 1, stream);
	bool failed = ferror(stream) != 0;
	fclose(stream);
	if (failed)
		return purse_fail(run, PURSE_E_FILE_READ, &place, "give a file", "could not read \"%s\"", path);
	if (length <= MOST_REPORT_BYTES && !memchr(*text, '\0', length)) return true;
	return purse_fail(run, PURSE_E_REPORT_FILE, &place, "a report is a text file of at most 256 KiB",
	                  "could not read \"%s\" as a report", path);
}

bool purse_report_open(struct purse_run *run, struct purse_arena *arena, const char *name_or_path,
                       struct purse_report_file **report) {
	char *text = NULL;
	if (strchr(name_or_path, '/') || purse_ends(name_or_path, ".sql"))
		return read_file(run, arena, name_or_path, &text) &&
		       purse_report_parse(run, arena, name_or_path, text, report);
	char *path = purse_text(arena, "reports/%s.sql", name_or_path);
	const struct purse_embedded *found = purse_embedded(path);
	if (found) return purse_report_parse(run, arena, path, found->text, report);
	size_t count;
	const struct purse_embedded *all = purse_embedded_under("reports/", &count);
	const char **names = purse_alloc_array(arena, count + 1, sizeof *names);
	for (size_t i = 0; i < count; i++) {
		const char *name = all[i].path + strlen("reports/");
		names[i] = purse_copy_bytes(arena, name, strlen(name) - (purse_ends(name, ".sql") ? 4 : 0));
	}
	const char *near = purse_nearest(name_or_path, names);
	return purse_fail(run, PURSE_E_NOTHING_FOUND, NULL,
	                  near ? purse_text(arena, "did you mean %s?", near)
	                       : "a report of your own is given by its path: ./mine.sql",
	                  "there is no report \"%s\"", name_or_path);
}
