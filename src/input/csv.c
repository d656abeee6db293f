#include "purse/input/csv.h"

#include <assert.h>
#include <string.h>

#include "purse/base/run.h"
#include "purse/base/text.h"

static bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/* Whether white space is all there is; U+00A0 counts, as Excel users paste it. */
static bool is_blank(const char *cell) {
	for (; *cell; cell++) {
		if (*cell == ' ' || *cell == '\t' || is_line_end(*cell)) continue;
		if ((unsigned char)cell[0] == 0xC2 && (unsigned char)cell[1] == 0xA0) cell++;
		else return false;
	}
	return true;
}

bool purse_csv_blank(const struct purse_csv *csv) {
	for (int i = 0; i < csv->count; i++) {
		if (!is_blank(csv->cells[i])) return false;
	}
	return true;
}

static void skip_line_end(struct purse_csv *csv) {
	if (csv->at == csv->length) return;
	char first = csv->text[csv->at++];
	if (first == '\r' && csv->at < csv->length && csv->text[csv->at] == '\n') csv->at++;
}

/* ---- the delimiter ----------------------------------------------------------------------------------- */

/* Takes the line `sep=;`, with or without quotes around it, when the text begins with it. */
static bool take_sep(struct purse_csv *csv, bool *found) {
	size_t quote = csv->length && csv->text[0] == '"', at = quote + 4;
	*found = csv->length > at && memcmp(csv->text + quote, "sep=", 4) == 0;
	if (!*found) return true;
	csv->delimiter = csv->text[at];
	size_t end = at + 1 + quote;
	if (end > csv->length) end = csv->length;
	bool closed = !quote || csv->text[end - 1] == '"';
	if (!strchr(",;\t|", csv->delimiter) || !closed || (end < csv->length && !is_line_end(csv->text[end]))) {
		struct purse_place place = { .file = csv->file, .row = 1 };
		return purse_fail(csv->run, PURSE_E_BAD_CSV, &place,
		                  "write \"sep=,\" or \"sep=;\", or delete the line",
		                  "could not understand the first line, which begins with \"sep=\"");
	}
	csv->at = end;
	skip_line_end(csv);
	return true;
}

static void guess_delimiter(struct purse_csv *csv) {
	static const char candidates[] = ",;\t";
	size_t counts[3] = { 0 };
	bool quoted = false, blank = true;
	size_t end = csv->length < PURSE_MAX_LINE_BYTES ? csv->length : PURSE_MAX_LINE_BYTES;
	for (size_t i = 0; i < end; i++) {
		char c = csv->text[i];
		if (is_line_end(c) && !quoted) {
			if (!blank) break;
			memset(counts, 0, sizeof counts);
		}
		if (c == '"') quoted = !quoted;
		const char *candidate = quoted || c == '\0' ? NULL : strchr(candidates, c);
		if (candidate) counts[candidate - candidates]++;
		else if (c != ' ' && !is_line_end(c)) blank = false;
	}
	size_t most = counts[1] > counts[0] ? 1 : 0;
	csv->delimiter = candidates[counts[2] > counts[most] ? 2 : most];
}

bool purse_csv_open(struct purse_run *run, struct purse_arena *arena, const struct purse_bytes *text,
                    struct purse_csv *csv) {
	*csv = (struct purse_csv){ .run = run, .file = text->file, .text = text->bytes, .length = text->length };
	csv->room = purse_alloc(arena, PURSE_MAX_LINE_BYTES + PURSE_MAX_COLUMNS + 1);
	bool found = false;
	if (!take_sep(csv, &found)) return false;
	if (!found) guess_delimiter(csv);
	return true;
}

/* ---- cells ------------------------------------------------------------------------------------------- */

/* What stands after a cell. */
enum after { DELIMITER, ROW_END, NOTHING_MORE };

/* A row that is being read. */
struct row {
	size_t limit;       /* where the row must have ended */
	int column;         /* of the cell being read, from 1 */
	char *cell;         /* where its text goes; NULL for cells beyond the last column that is kept */
	size_t length;      /* of the cell so far */
	bool bad;           /* a problem was added for the row */
};

static void refuse(struct purse_csv *csv, struct row *row, enum purse_code code, const char *hint,
                   const char *what) {
	struct purse_place place = { .file = csv->file, .row = csv->row, .column = row->column };
	row->bad = true;
	purse_fail(csv->run, code, &place, hint, "could not read the cell: %s", what);
}

static void refuse_long(struct purse_csv *csv, struct row *row, const char *hint) {
	refuse(csv, row, PURSE_E_TOO_LONG, hint,
	       purse_text(csv->run->arena, "it is longer than a cell can be (%d KB)",
	                  PURSE_MAX_CELL_BYTES / 1024));
}

static void put(struct purse_csv *csv, struct row *row, size_t from, size_t to) {
	size_t count = to - from;
	row->length += count;
	if (!row->cell) return;
	memcpy(csv->room + csv->used, csv->text + from, count);
	csv->used += count;
}

static enum after give_up(struct purse_csv *csv) {
	csv->at = csv->length;
	return NOTHING_MORE;
}

static enum after too_long(struct purse_csv *csv, struct row *row) {
	struct purse_place place = { .file = csv->file, .row = csv->row };
	row->bad = true;
	purse_fail(csv->run, PURSE_E_TOO_LONG, &place,
	           "look whether the rows stand below each other, and whether a quote (\") was never closed",
	           "could not read the row: it is longer than %d MB", PURSE_MAX_LINE_BYTES / 1024 / 1024);
	return give_up(csv);
}

/* What stands at the reading position, when that is one of the things that may stand after a cell. */
static bool at_end_of_cell(struct purse_csv *csv, enum after *after) {
	if (csv->at == csv->length) *after = NOTHING_MORE;
	else if (csv->text[csv->at] == csv->delimiter) *after = DELIMITER;
	else if (is_line_end(csv->text[csv->at])) *after = ROW_END;
	else return false;
	return true;
}

static enum after skip_to_end_of_cell(struct purse_csv *csv, struct row *row) {
	enum after after;
	while (!at_end_of_cell(csv, &after)) {
		if (csv->at >= row->limit) return too_long(csv, row);
		csv->at++;
	}
	return after;
}

static enum after read_plain(struct purse_csv *csv, struct row *row) {
	size_t from = csv->at;
	enum after after = skip_to_end_of_cell(csv, row);
	if (row->bad) return after;
	size_t text_at = from;
	while (text_at < csv->at && (csv->text[text_at] == ' ' || csv->text[text_at] == '\t')) text_at++;
	if (text_at > from && text_at < csv->at && csv->text[text_at] == '"') {
		/* ` "a, b"` would fall apart at the comma: better refused than misread */
		refuse(csv, row, PURSE_E_BAD_CSV, "delete the blanks before the quote (\")",
		       "blanks stand before the quote that opens it");
	} else if (csv->at - from > PURSE_MAX_CELL_BYTES) {
		refuse_long(csv, row, "shorten the text");
	} else {
		put(csv, row, from, csv->at);
	}
	return after;
}

static enum after read_quoted(struct purse_csv *csv, struct row *row) {
	enum after after;
	csv->at++;
	for (;;) {
		size_t end = csv->length < row->limit ? csv->length : row->limit;
		const char *quote = csv->at < end ? memchr(csv->text + csv->at, '"', end - csv->at) : NULL;
		if (!quote) {
			refuse(csv, row, PURSE_E_BAD_CSV,
			       "put a quote (\") at the end of the cell, or delete the one that opens it",
			       "the quote that opens it is never closed");
			return give_up(csv);
		}
		size_t at = (size_t)(quote - csv->text);
		bool doubled = at + 1 < csv->length && csv->text[at + 1] == '"';
		put(csv, row, csv->at, at + doubled);
		csv->at = at + 1 + doubled;
		if (row->length > PURSE_MAX_CELL_BYTES) {
			refuse_long(csv, row, "shorten the text, or close the quote that opens it where the cell ends");
			return give_up(csv);
		}
		if (!doubled) break;
	}
	if (at_end_of_cell(csv, &after)) return after;
	refuse(csv, row, PURSE_E_BAD_CSV,
	       "write every quote inside the cell twice (\"\"), or delete the quotes around it",
	       "text stands behind the quote that closes it");
	return skip_to_end_of_cell(csv, row);
}

/* One cell, which becomes part of the row unless it lies beyond the last column: there it must be empty, as
 * the cells that Excel adds on the right are. */
static enum after read_cell(struct purse_csv *csv, struct row *row) {
	bool kept = row->column <= PURSE_MAX_COLUMNS, was_bad = row->bad;
	row->cell = kept ? csv->room + csv->used : NULL;
	row->length = 0;
	bool quoted = csv->at < csv->length && csv->text[csv->at] == '"';
	enum after after = quoted ? read_quoted(csv, row) : read_plain(csv, row);
	if (kept) {
		csv->room[csv->used++] = '\0';
		csv->cells[csv->count++] = row->cell;
	} else if (row->length && !was_bad && !row->bad) {
		refuse(csv, row, PURSE_E_BAD_CSV, "delete what stands to the right of the table",
		       purse_text(csv->run->arena, "it lies beyond the %dth column", PURSE_MAX_COLUMNS));
	}
	return after;
}

enum purse_csv_step purse_csv_next(struct purse_csv *csv) {
	if (csv->at >= csv->length) return PURSE_CSV_END;
	csv->row++;
	csv->count = 0;
	csv->used = 0;
	struct row row = { .limit = csv->at + PURSE_MAX_LINE_BYTES };
	enum after after;
	do {
		row.column++;
		after = read_cell(csv, &row);
		if (after == DELIMITER && ++csv->at >= row.limit) after = too_long(csv, &row);
	} while (after == DELIMITER);
	assert(csv->used <= PURSE_MAX_LINE_BYTES + PURSE_MAX_COLUMNS + 1);
	skip_line_end(csv);
	return row.bad ? PURSE_CSV_BAD : PURSE_CSV_ROW;
}
