#include "purse/output/table.h"

#include <stdint.h>
#include <string.h>

#include "purse/base/arena.h"
#include "purse/base/limit.h"
#include "purse/base/text.h"

enum { GAP = 2 };   /* blanks between columns */

struct line { const char *const *cells; };   /* NULL cells: a rule */

struct purse_table {
	struct purse_arena *arena;
	const struct purse_table_column *columns;
	size_t column_count;
	struct line *lines;
	size_t line_count, line_room;
};

struct purse_table *purse_table_new(struct purse_arena *arena, const struct purse_table_column *columns,
                                    size_t count) {
	struct purse_table *table = purse_alloc(arena, sizeof *table);
	struct purse_table_column *own = purse_alloc_array(arena, count, sizeof *own);
	for (size_t i = 0; i < count; i++) {
		own[i] = columns[i];
		own[i].heading = purse_copy_text(arena, columns[i].heading);
	}
	*table = (struct purse_table){ .arena = arena, .columns = own, .column_count = count };
	return table;
}

static void add_line(struct purse_table *table, struct line line) {
	if (table->line_count == table->line_room) {
		table->line_room = table->line_room ? table->line_room * 2 : 16;
		table->lines = purse_grow_array(table->arena, table->lines, table->line_count, table->line_room,
		                                sizeof *table->lines);
	}
	table->lines[table->line_count++] = line;
}

void purse_table_row(struct purse_table *table, const char *const *cells) {
	const char **own = purse_alloc_array(table->arena, table->column_count, sizeof *own);
	for (size_t i = 0; i < table->column_count; i++)
		own[i] = cells[i] ? purse_copy_text(table->arena, cells[i]) : "";
	add_line(table, (struct line){ own });
}

void purse_table_rule(struct purse_table *table) {
	if (table->line_count > 0 && !table->lines[table->line_count - 1].cells) return;
	add_line(table, (struct line){ NULL });
}

static size_t cell_width(const struct purse_table_column *column, const char *cell) {
	size_t width = purse_text_width(cell);
	return column->widest > 0 && width > (size_t)column->widest ? (size_t)column->widest : width;
}

/* What of a cell goes into one line of width characters: bytes taken, with blanks that follow skipped in
 * *next. */
static size_t take(const char *cell, size_t width, const char **next) {
	size_t at = 0, taken = 0, characters = 0;
	while (cell[at] && characters < width) {
		size_t step = 1;
		while (((unsigned char)cell[at + step] & 0xC0) == 0x80) step++;
		if (cell[at] == ' ') taken = at;
		at += step;
		characters++;
	}
	if (!cell[at] || cell[at] == ' ' || taken == 0) taken = at;
	*next = cell + taken;
	while (**next == ' ') (*next)++;
	return taken;
}

static void add_blanks(struct purse_buffer *text, size_t count) {
	for (size_t i = 0; i < count; i++) purse_buffer_add(text, " ");
}

static void trim_end(struct purse_buffer *text) {
	while (text->length > 0 && text->text[text->length - 1] == ' ') text->text[--text->length] = '\0';
}

/* One record, in as many lines as its longest cell needs. */
static void add_cells(struct purse_buffer *text, const struct purse_table *table, const size_t *widths,
                      const char *const *cells, size_t indent) {
	const char **rest = purse_alloc_array(text->arena, table->column_count, sizeof *rest);
	for (size_t i = 0; i < table->column_count; i++) rest[i] = cells[i];
	for (bool more = true; more && !text->full; ) {
		more = false;
		add_blanks(text, indent);
		for (size_t i = 0; i < table->column_count; i++) {
			const char *next;
			size_t length = take(rest[i], widths[i], &next);
			char *part = purse_copy_bytes(text->arena, rest[i], length);
			size_t blanks = widths[i] - purse_text_width(part);
			if (table->columns[i].right) add_blanks(text, blanks);
			purse_buffer_add(text, part);
			if (!table->columns[i].right) add_blanks(text, blanks);
			if (i + 1 < table->column_count) add_blanks(text, GAP);
			rest[i] = next;
			if (*next) more = true;
		}
		trim_end(text);
		purse_buffer_add(text, "\n");
	}
}

static void add_rule(struct purse_buffer *text, const size_t *widths, size_t count, size_t indent) {
	add_blanks(text, indent);
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < widths[i]; k++) purse_buffer_add(text, "-");
		if (i + 1 < count) add_blanks(text, GAP);
	}
	trim_end(text);
	purse_buffer_add(text, "\n");
}

char *purse_table_text(struct purse_arena *arena, const struct purse_table *table, int indent) {
	size_t count = table->column_count, before = indent > 0 ? (size_t)indent : 0, line_bytes = before + 2;
	size_t *widths = purse_alloc_array(arena, count, sizeof *widths);
	const char **headings = purse_alloc_array(arena, count, sizeof *headings);
	bool headed = false;
	for (size_t i = 0; i < count; i++) {
		headings[i] = table->columns[i].heading ? table->columns[i].heading : "";
		if (*headings[i]) headed = true;
		widths[i] = cell_width(&table->columns[i], headings[i]);
		for (size_t row = 0; row < table->line_count; row++) {
			if (!table->lines[row].cells) continue;
			size_t width = cell_width(&table->columns[i], table->lines[row].cells[i]);
			if (width > widths[i]) widths[i] = width;
		}
		line_bytes += 4 * widths[i] + GAP;
	}
	size_t maximum = (table->line_count + 2) * line_bytes + PURSE_MAX_TEXT_BYTES;
	for (size_t row = 0; row < table->line_count; row++)
		for (size_t i = 0; table->lines[row].cells && i < count; i++)
			maximum += widths[i] ? strlen(table->lines[row].cells[i]) / widths[i] * line_bytes : 0;
	struct purse_buffer text = purse_buffer(arena, maximum);
	if (headed) {
		add_cells(&text, table, widths, headings, before);
		add_rule(&text, widths, count, before);
	}
	for (size_t row = 0; row < table->line_count; row++) {
		if (table->lines[row].cells) add_cells(&text, table, widths, table->lines[row].cells, before);
		else add_rule(&text, widths, count, before);
	}
	return text.text;
}
