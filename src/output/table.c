#include "purse/output/table.h"

#include <stdint.h>
#include <string.h>

#include "purse/base/arena.h"
#include "purse/base/columns.h"
#include "purse/base/limit.h"
#include "purse/base/text.h"

enum {
	GAP = 2,         /* blanks between columns */
	EASY_WIDTH = 24, /* words in a narrower column are hard to read: others are rather left out */
	WORD_WIDTH = 16, /* words of so many columns are kept whole as long as that goes */
	LEAST_WIDTH = 6,
};

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

/* ---- how wide the columns are ---- */

/* A table as it is to be written: which columns, and how wide. */
struct layout {
	size_t indent, count;
	struct fit {
		size_t column;                 /* of the table */
		size_t width, easy, least;     /* down to easy it is readable, down to least it can be */
	} *fits;
};

static size_t larger(size_t a, size_t b) { return a > b ? a : b; }
static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

/* The longest word of a cell. */
static size_t word_width(const char *cell) {
	size_t longest = 0, word = 0;
	while (*cell) {
		int columns;
		bool blank = *cell == ' ';
		cell += purse_columns_step(cell, &columns);
		word = blank ? 0 : word + (size_t)columns;
		longest = larger(longest, word);
	}
	return longest;
}

static const char *heading_of(const struct purse_table_column *column) {
	return column->heading ? column->heading : "";
}

/* As wide as its cells. Numbers are never broken, only the heading above them; words only when they are
 * long. */
static struct fit fit_column(const struct purse_table *table, size_t index) {
	const struct purse_table_column *column = &table->columns[index];
	const char *heading = heading_of(column);
	struct fit fit = { index, purse_columns(heading), 0, word_width(heading) };
	for (size_t row = 0; row < table->line_count; row++) {
		if (!table->lines[row].cells) continue;
		const char *cell = table->lines[row].cells[index];
		fit.width = larger(fit.width, purse_columns(cell));
		fit.least = larger(fit.least, column->right ? purse_columns(cell) : word_width(cell));
	}
	if (column->widest > 0) fit.width = smaller(fit.width, (size_t)column->widest);
	if (!column->right) fit.least = smaller(fit.least, WORD_WIDTH);
	fit.least = smaller(fit.least, fit.width);
	fit.easy = column->right ? fit.least : larger(fit.least, smaller(fit.width, EASY_WIDTH));
	return fit;
}

static size_t width_of(const struct layout *layout) {
	size_t width = layout->indent;
	for (size_t i = 0; i < layout->count; i++) width += layout->fits[i].width + (i ? GAP : 0);
	return width;
}

/* Makes the widest column that can be narrower so by one, numbers first; false when none can. */
static bool narrow(const struct purse_table *table, struct layout *layout, bool easily) {
	struct fit *widest = NULL;
	bool widest_right = false;
	for (size_t i = 0; i < layout->count; i++) {
		struct fit *fit = &layout->fits[i];
		bool right = table->columns[fit->column].right;
		if (fit->width <= (easily ? fit->easy : fit->least) || (widest_right && !right)) continue;
		if (widest && right == widest_right && fit->width <= widest->width) continue;
		widest = fit;
		widest_right = right;
	}
	if (widest) widest->width--;
	return widest != NULL;
}

/* Leaves out the column that can best be spared; false when none can. */
static bool leave_out(const struct purse_table *table, struct layout *layout) {
	size_t spared = layout->count;
	int most = 0;
	for (size_t i = 0; i < layout->count; i++) {
		int spare = table->columns[layout->fits[i].column].spare;
		if (spare <= most) continue;
		most = spare;
		spared = i;
	}
	if (spared == layout->count) return false;
	layout->count--;
	for (size_t i = spared; i < layout->count; i++) layout->fits[i] = layout->fits[i + 1];
	return true;
}

static struct layout lay_out(struct purse_arena *arena, const struct purse_table *table, size_t indent,
                             size_t width) {
	struct layout layout = { indent, table->column_count, NULL };
	layout.fits = purse_alloc_array(arena, table->column_count, sizeof *layout.fits);
	for (size_t i = 0; i < table->column_count; i++) layout.fits[i] = fit_column(table, i);
	if (!width) return layout;
	while (width_of(&layout) > width) {
		if (narrow(table, &layout, true)) continue;
		if (!leave_out(table, &layout)) break;
		for (size_t i = 0; i < layout.count; i++)   /* what is left may have more room again */
			layout.fits[i] = fit_column(table, layout.fits[i].column);
	}
	while (width_of(&layout) > width && narrow(table, &layout, false)) continue;
	for (size_t i = 0; i < layout.count; i++)
		if (!table->columns[layout.fits[i].column].right)
			layout.fits[i].least = smaller(layout.fits[i].least, LEAST_WIDTH);
	while (width_of(&layout) > width && narrow(table, &layout, false)) continue;
	return layout;
}

/* ---- writing ---- */

/* What of a cell goes into one line of so many columns, at least one character: bytes taken, with blanks
 * that follow skipped in *next, and the columns that they take. */
static size_t take(const char *cell, size_t width, const char **next, size_t *columns) {
	size_t at = 0, broken = 0, broken_columns = 0;
	*columns = 0;
	while (cell[at]) {
		int wide;
		size_t step = purse_columns_step(cell + at, &wide);
		if (at && *columns + (size_t)wide > width) break;
		if (cell[at] == ' ') {
			broken = at;
			broken_columns = *columns;
		}
		at += step;
		*columns += (size_t)wide;
	}
	if (cell[at] && cell[at] != ' ' && broken) {
		at = broken;
		*columns = broken_columns;
	}
	*next = cell + at;
	while (**next == ' ') (*next)++;
	return at;
}

static void add_blanks(struct purse_buffer *text, size_t count) {
	for (size_t i = 0; i < count; i++) purse_buffer_add(text, " ");
}

static void trim_end(struct purse_buffer *text) {
	while (text->length > 0 && text->text[text->length - 1] == ' ') text->text[--text->length] = '\0';
}

/* What is left of a cell, and the blanks that it begins with, which its further lines keep. */
struct rest {
	const char *text;
	size_t indent;
};

static void add_part(struct purse_buffer *text, const struct fit *fit, bool right, struct rest *rest) {
	const char *next;
	size_t columns, room = fit->width - rest->indent;
	size_t length = take(rest->text, room, &next, &columns);
	size_t blanks = columns < room ? room - columns : 0;
	add_blanks(text, rest->indent + (right ? blanks : 0));
	purse_buffer_add_bytes(text, rest->text, length);
	if (!right) add_blanks(text, blanks);
	rest->text = next;
}

/* One record, in as many lines as its longest cell needs. */
static void add_cells(struct purse_buffer *text, const struct purse_table *table, const struct layout *layout,
                      const char *const *cells) {
	struct rest *rests = purse_alloc_array(text->arena, layout->count, sizeof *rests);
	for (size_t i = 0; i < layout->count; i++) {
		const char *cell = cells[layout->fits[i].column];
		size_t blanks = strspn(cell, " ");
		rests[i] = blanks + LEAST_WIDTH > layout->fits[i].width ? (struct rest){ cell, 0 }
		                                                        : (struct rest){ cell + blanks, blanks };
	}
	for (bool more = true; more && !text->full;) {
		more = false;
		add_blanks(text, layout->indent);
		for (size_t i = 0; i < layout->count; i++) {
			if (i) add_blanks(text, GAP);
			add_part(text, &layout->fits[i], table->columns[layout->fits[i].column].right, &rests[i]);
			if (*rests[i].text) more = true;
		}
		trim_end(text);
		purse_buffer_add(text, "\n");
	}
}

static void add_rule(struct purse_buffer *text, const struct layout *layout) {
	add_blanks(text, layout->indent);
	for (size_t i = 0; i < layout->count; i++) {
		if (i) add_blanks(text, GAP);
		for (size_t k = 0; k < layout->fits[i].width; k++) purse_buffer_add(text, "-");
	}
	trim_end(text);
	purse_buffer_add(text, "\n");
}

/* Says which columns there was no room for. */
static void add_left_out(struct purse_buffer *text, const struct purse_table *table,
                         const struct layout *layout, size_t width) {
	struct purse_buffer note = purse_buffer(text->arena, PURSE_MAX_TEXT_BYTES);
	for (size_t i = 0, k = 0; i < table->column_count; i++) {
		if (k < layout->count && layout->fits[k].column == i) k++;
		else purse_buffer_addf(&note, "%s%s", note.length ? ", " : "no room for: ",
		                       heading_of(&table->columns[i]));
	}
	for (const char *rest = note.text; *rest && !text->full;) {
		size_t columns, length;
		const char *line = rest;
		length = take(line, larger(width, layout->indent + LEAST_WIDTH) - layout->indent, &rest, &columns);
		add_blanks(text, layout->indent);
		purse_buffer_add_bytes(text, line, length);
		purse_buffer_add(text, "\n");
	}
}

/* The bytes that writing it takes at most. */
static size_t most_bytes(const struct purse_table *table, const struct layout *layout) {
	size_t line = layout->indent + 2, lines = table->line_count + 2, maximum = PURSE_MAX_TEXT_BYTES;
	for (size_t i = 0; i < layout->count; i++) line += 4 * layout->fits[i].width + GAP;
	for (size_t row = 0; row < table->line_count; row++)
		for (size_t i = 0; table->lines[row].cells && i < layout->count; i++) {
			const char *cell = table->lines[row].cells[layout->fits[i].column];
			maximum += strlen(cell);
			lines += layout->fits[i].width ? strlen(cell) / layout->fits[i].width : 0;
		}
	return maximum + lines * line;
}

bool purse_table_headed(const struct purse_table *table) {
	for (size_t i = 0; i < table->column_count; i++)
		if (*heading_of(&table->columns[i])) return true;
	return false;
}

char *purse_table_text(struct purse_arena *arena, const struct purse_table *table, int indent, int width) {
	size_t fitting = width > 0 ? (size_t)width : 0;
	struct layout layout = lay_out(arena, table, indent > 0 ? (size_t)indent : 0, fitting);
	struct purse_buffer text = purse_buffer(arena, most_bytes(table, &layout));
	const char **headings = purse_alloc_array(arena, table->column_count, sizeof *headings);
	for (size_t i = 0; i < table->column_count; i++) headings[i] = heading_of(&table->columns[i]);
	if (purse_table_headed(table)) {
		add_cells(&text, table, &layout, headings);
		add_rule(&text, &layout);
	}
	for (size_t row = 0; row < table->line_count; row++) {
		if (table->lines[row].cells) add_cells(&text, table, &layout, table->lines[row].cells);
		else add_rule(&text, &layout);
	}
	if (layout.count < table->column_count) add_left_out(&text, table, &layout, fitting);
	return text.text;
}
