#include "purse/report/layout.h"

#include <string.h>

#include "purse/base/arena.h"
#include "purse/base/text.h"

enum {
	USUAL_WIDTH = 9,           /* of a column that nobody set */
	LEAST_WIDTH = 7, MOST_WIDTH = 54, WRAPPED_WIDTH = 36,
	WORDS_WIDTH = 74,          /* of a sheet that holds words only: A4 upright, whatever font stands in */
	GAP_WIDTH = 3,             /* between tables and a chart beside them */
	TILE_WIDTH = 21,           /* of a figure in large type */
	CHART_WIDTH_COLUMNS = 9, CHART_ROWS = 18, LEAST_CHART_ROWS = 15, MOST_CHART_ROWS = 44,
	USUAL_HEIGHT = 15,         /* points of one line */
	BUTTON_WIDTH = 3,          /* drop-down button of a filter */
	REMARK_COLUMNS = 5,
	WIDTHS_LOOKED_AT = 2000,   /* rows that decide a width */
};

static int larger(int a, int b) { return a > b ? a : b; }
static int smaller(int a, int b) { return a < b ? a : b; }

/* ---- widths ---- */

static int words_width(struct purse_arena *arena, enum purse_value_type type, struct purse_value value,
                       int places) {
	if (type == PURSE_TYPE_DATE) return value.kind == PURSE_VALUE_NONE ? 0 : 11;
	if (type == PURSE_TYPE_QUANTITY && value.kind == PURSE_VALUE_NUMBER)
		return (int)purse_text_width(purse_decimal_words(arena, value.number, places, true));
	int width = (int)purse_text_width(purse_value_words(arena, type, value));
	if (value.kind == PURSE_VALUE_TEXT && width > 10) return width * 9 / 10 + 1;   /* narrower than digits */
	return width;
}

/* Headings wrap: the longest word, or half of the whole. */
static int heading_width(const char *heading) {
	int longest = 0, word = 0;
	for (const char *at = heading; ; at++) {
		if (*at == ' ' || *at == '\0') {
			longest = larger(longest, word);
			word = 0;
		} else if (((unsigned char)*at & 0xC0) != 0x80) {
			word++;
		}
		if (*at == '\0') break;
	}
	return larger(longest, ((int)purse_text_width(heading) + 1) / 2);
}

static int column_width(struct purse_arena *arena, const struct purse_grid_table *table, size_t column) {
	const struct purse_report_column *spec = &table->table->columns[column];
	if (spec->width > 0) return spec->width;
	int width = heading_width(spec->heading) + (table->table->filter ? BUTTON_WIDTH : 0);
	size_t rows = table->row_count < WIDTHS_LOOKED_AT ? table->row_count : WIDTHS_LOOKED_AT;
	for (size_t row = 0; row < rows; row++)
		width =
			larger(width, words_width(arena, spec->type, table->values[column][row], table->places[column]));
	if (table->has_totals)   /* bold */
		width = larger(width, words_width(arena, spec->type, table->totals[column], table->places[column]) *
		                          11 / 10);
	width += 3;
	return smaller(larger(width, LEAST_WIDTH), spec->wrap ? WRAPPED_WIDTH : MOST_WIDTH);
}

static void widen(struct purse_grid_sheet *sheet, int column, int width) {
	sheet->widths[column] = larger(sheet->widths[column], width);
}

static void widen_for_table(struct purse_arena *arena, struct purse_grid_sheet *sheet,
                            const struct purse_grid_block *block) {
	struct purse_arena *scratch = purse_arena_new(arena);
	bool copy = block->block->kind == PURSE_BLOCK_COPY;
	size_t count = copy ? block->block->column_count : block->table->table->column_count;
	for (size_t i = 0; i < count; i++)
		widen(sheet, (int)i,
		      column_width(scratch, block->table, copy ? (size_t)block->block->columns[i] : i));
	sheet->table_columns = larger(sheet->table_columns, (int)count);
	purse_arena_close(scratch);
}

static int width_of(const struct purse_grid_sheet *sheet, int column) {
	return sheet->widths[column] > 0 ? sheet->widths[column] : USUAL_WIDTH;
}

/* Characters of the columns from one to another. */
static int span_width(const struct purse_grid_sheet *sheet, int from, int to) {
	int width = 0;
	for (int column = from; column <= to; column++) width += width_of(sheet, column);
	return width;
}

/* Remarks stand from the third column on, in small type. */
static void make_room_for_remarks(struct purse_grid_sheet *sheet) {
	int last = larger(sheet->table_columns, 1) - 1;
	for (size_t i = 0; i < sheet->sheet->block_count; i++) {
		const char *remark = sheet->blocks[i].remark;
		if (!remark || last < 2) continue;
		int lacking = (int)purse_text_width(remark) * 8 / 10 + 2 - span_width(sheet, 2, last);
		if (lacking > 0) widen(sheet, last, width_of(sheet, last) + lacking);
	}
}

static void set_widths(struct purse_arena *arena, struct purse_grid_sheet *sheet) {
	bool cells = false;
	for (size_t i = 0; i < sheet->sheet->block_count; i++) {
		const struct purse_grid_block *block = &sheet->blocks[i];
		switch (block->block->kind) {
		case PURSE_BLOCK_TABLE:
		case PURSE_BLOCK_COPY: widen_for_table(arena, sheet, block); break;
		case PURSE_BLOCK_FIGURE:
			widen(sheet, 0, smaller((int)purse_text_width(block->text) + 2, MOST_WIDTH));
			widen(sheet, 1, words_width(arena, block->block->type, block->value, 2) + 3);
			sheet->table_columns = larger(sheet->table_columns, block->remark ? REMARK_COLUMNS : 2);
			break;
		case PURSE_BLOCK_HEADLINE: break;
		case PURSE_BLOCK_TITLE:
		case PURSE_BLOCK_HEADING:
		case PURSE_BLOCK_NOTE:
		case PURSE_BLOCK_FACTS:
		case PURSE_BLOCK_CHART: continue;
		}
		cells = true;
	}
	if (!cells) widen(sheet, 0, WORDS_WIDTH);
	make_room_for_remarks(sheet);
	sheet->table_columns = larger(sheet->table_columns, 1);
}

/* ---- heights ---- */

/* Characters of the word at text, and where it ends. */
static int word_width(const char *text, const char **end) {
	int width = 0;
	for (; *text && *text != ' ' && *text != '\n'; text++)
		if (((unsigned char)*text & 0xC0) != 0x80) width++;
	*end = text;
	return width;
}

/* Lines that text takes when broken at blanks. */
static int line_count(const char *text, int characters) {
	int lines = 1, used = 0;
	while (*text) {
		const char *end;
		int width = word_width(text, &end);
		if (used > 0 && used + 1 + width > characters) {
			lines++;
			used = 0;
		}
		used += width + (used > 0 ? 1 : 0);
		for (; used > characters; used -= characters) lines++;
		if (*end == '\n') {
			lines++;
			used = 0;
		}
		text = *end ? end + 1 : end;
	}
	return lines;
}

int purse_layout_text_height(const char *text, int characters, int points, bool bold) {
	int room = characters * 11 / larger(points, 1);   /* a width counts digits of 11 points */
	room = room * (bold ? 21 : 23) / 20;              /* letters are narrower */
	return line_count(text, larger(room, 1)) * (points * 14 / 10) + 2;
}

int purse_layout_row_height(struct purse_arena *arena, const struct purse_grid_sheet *sheet,
                            const struct purse_grid_table *table, size_t row) {
	int height = 0;
	for (size_t i = 0; i < table->table->column_count; i++) {
		const struct purse_report_column *column = &table->table->columns[i];
		if (!column->wrap || table->values[i][row].kind != PURSE_VALUE_TEXT) continue;
		const char *words = purse_value_words(arena, column->type, table->values[i][row]);
		height = larger(height, purse_layout_text_height(words, width_of(sheet, (int)i) - 1, 11, false));
	}
	return height > USUAL_HEIGHT + 2 ? height : 0;
}

int purse_layout_head_height(const struct purse_grid_sheet *sheet, const struct purse_grid_table *table,
                             const int *columns, size_t count) {
	int height = 0;
	for (size_t i = 0; i < count; i++) {
		const char *heading = table->table->columns[columns ? (size_t)columns[i] : i].heading;
		int room = width_of(sheet, (int)i) - (table->table->filter && !columns ? BUTTON_WIDTH : 1);
		height = larger(height, purse_layout_text_height(heading, room, 11, true));
	}
	return larger(height, 20) + 4;
}

/* ---- rows ---- */

static int gap(const struct purse_grid_block *before, enum purse_block_kind kind) {
	if (!before) return 0;
	enum purse_block_kind last = before->block->kind;
	switch (kind) {
	case PURSE_BLOCK_FIGURE: return last == PURSE_BLOCK_FIGURE || last == PURSE_BLOCK_HEADING ? 0 : 1;
	case PURSE_BLOCK_NOTE:
		return last == PURSE_BLOCK_HEADING || last == PURSE_BLOCK_NOTE || last == PURSE_BLOCK_TITLE ? 0 : 1;
	case PURSE_BLOCK_FACTS: return last == PURSE_BLOCK_TITLE || last == PURSE_BLOCK_NOTE ? 0 : 1;
	case PURSE_BLOCK_TABLE:
	case PURSE_BLOCK_COPY:
	case PURSE_BLOCK_CHART: return last == PURSE_BLOCK_HEADING ? 0 : 1;
	case PURSE_BLOCK_TITLE:
	case PURSE_BLOCK_HEADING:
	case PURSE_BLOCK_HEADLINE: break;
	}
	return 1;
}

static uint32_t table_rows(const struct purse_grid_table *table) {
	return (uint32_t)(table->row_count > 0 ? table->row_count : 1) + 1 + (table->has_totals ? 1 : 0);
}

/* Figures in large type stand side by side, each as many columns wide as it takes. */
static void place_headline(const struct purse_grid_sheet *sheet, struct purse_grid_block *block,
                           const struct purse_grid_block *before) {
	bool follows = before && before->block->kind == PURSE_BLOCK_HEADLINE;
	if (follows) block->row = before->row;
	block->column = follows ? before->last_column + 1 : 0;
	block->last_column = block->column;
	while (span_width(sheet, block->column, block->last_column) < TILE_WIDTH &&
	       block->last_column < PURSE_SHEET_COLUMNS - 1)
		block->last_column++;
}

static void place_chart(struct purse_grid_sheet *sheet, struct purse_grid_block *block) {
	block->column = 0;
	if (block->block->beside) {
		block->column = sheet->table_columns + 1;
		widen(sheet, sheet->table_columns, GAP_WIDTH);
	}
	block->last_column = block->column + CHART_WIDTH_COLUMNS - 1;
	if (!block->block->beside) {
		int total = 0;
		block->last_column = -1;
		while (total < CHART_WIDTH_COLUMNS * USUAL_WIDTH) total += width_of(sheet, ++block->last_column);
	}
	int bars = block->block->chart == PURSE_XLSX_BARS ? (int)block->table->row_count + 8 : 0;
	block->height = smaller(larger(CHART_ROWS, bars), MOST_CHART_ROWS);
}

/* How many rows a block takes from its row on. */
static uint32_t place_block(struct purse_grid_sheet *sheet, struct purse_grid_block *block,
                            const struct purse_grid_block *before) {
	int across = larger(sheet->table_columns, 1) - 1;
	block->column = 0;
	block->last_column = across;
	switch (block->block->kind) {
	case PURSE_BLOCK_NOTE:
		block->height = purse_layout_text_height(block->text, span_width(sheet, 0, across), 11, false) + 3;
		return 1;
	case PURSE_BLOCK_FACTS: return (uint32_t)block->facts.row_count;
	case PURSE_BLOCK_HEADLINE: place_headline(sheet, block, before); return 2;
	case PURSE_BLOCK_TABLE:
		block->table->head_row = block->row;
		block->last_column = (int)block->table->table->column_count - 1;
		return table_rows(block->table);
	case PURSE_BLOCK_COPY:
		block->last_column = (int)block->block->column_count - 1;
		return table_rows(block->table);
	case PURSE_BLOCK_CHART:
		place_chart(sheet, block);
		return block->block->beside ? 0 : (uint32_t)block->height;
	case PURSE_BLOCK_TITLE:
	case PURSE_BLOCK_HEADING:
	case PURSE_BLOCK_FIGURE: break;
	}
	return 1;
}

/* The last figure of a band of them reaches the edge of the sheet. */
static void stretch_headlines(struct purse_grid_sheet *sheet) {
	struct purse_grid_block *last = NULL;
	for (size_t i = 0; i < sheet->sheet->block_count; i++) {
		struct purse_grid_block *block = &sheet->blocks[i];
		if (block->block->kind != PURSE_BLOCK_HEADLINE) continue;
		if (last && block->row != last->row) last->last_column = sheet->last_column;
		last = block;
	}
	if (last) last->last_column = sheet->last_column;
}

static void place_sheet(struct purse_arena *arena, struct purse_grid_sheet *sheet) {
	const struct purse_grid_block *before = NULL;
	uint32_t next = 0;
	set_widths(arena, sheet);
	for (size_t i = 0; i < sheet->sheet->block_count; i++) /* its gap is a column that headlines may cover */
		if (sheet->blocks[i].block->kind == PURSE_BLOCK_CHART) place_chart(sheet, &sheet->blocks[i]);
	for (size_t i = 0; i < sheet->sheet->block_count; i++) {
		struct purse_grid_block *block = &sheet->blocks[i];
		block->row = next + (uint32_t)gap(before, block->block->kind);
		uint32_t rows = place_block(sheet, block, before);
		if (rows > 0) {
			next = block->row + rows;
			before = block;
		}
		sheet->last_column = larger(sheet->last_column, block->last_column);
	}
	sheet->last_row = next > 0 ? next - 1 : 0;
	stretch_headlines(sheet);
	for (size_t i = 0; i < sheet->sheet->block_count;
	     i++) { /* a chart beside ends where its neighbours end */
		struct purse_grid_block *block = &sheet->blocks[i];
		if (!block->block->beside) continue;
		int rows = (int)sheet->last_row - (int)block->row + 1;
		block->height = smaller(larger(rows, LEAST_CHART_ROWS), MOST_CHART_ROWS);
		uint32_t end = block->row + (uint32_t)block->height - 1;
		if (end > sheet->last_row) sheet->last_row = end;
	}
}

void purse_layout_make(struct purse_arena *arena, struct purse_grid *grid) {
	for (size_t i = 0; i < grid->report->sheet_count; i++) place_sheet(arena, &grid->sheets[i]);
}

const struct purse_grid_table *purse_layout_only_table(const struct purse_grid_sheet *sheet) {
	const struct purse_grid_table *only = NULL;
	for (size_t i = 0; i < sheet->sheet->block_count; i++) {
		const struct purse_grid_block *block = &sheet->blocks[i];
		switch (block->block->kind) {
		case PURSE_BLOCK_TABLE:
			if (only) return NULL;
			only = block->table;
			break;
		case PURSE_BLOCK_TITLE:
		case PURSE_BLOCK_HEADING:
		case PURSE_BLOCK_NOTE:
		case PURSE_BLOCK_FACTS: break;
		case PURSE_BLOCK_CHART:
			if (block->block->beside) return NULL;
			break;
		case PURSE_BLOCK_HEADLINE:
		case PURSE_BLOCK_FIGURE:
		case PURSE_BLOCK_COPY: return NULL;
		}
	}
	return only;
}
