#include "purse/input/rows.h"

#include <assert.h>
#include <string.h>

#include "purse/base/place.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/input/cell.h"
#include "purse/input/check.h"
#include "purse/input/csv.h"
#include "purse/input/keys.h"

static const char BYTE_ORDER_MARK[] = "\xEF\xBB\xBF";

struct reader {
	struct purse_run *run;
	const struct purse_kind *kind;
	struct purse_csv csv;
	struct purse_keys *keys;
	const struct purse_taker *taker;
	struct purse_arena *block;          /* of the records that wait to be delivered */
	struct purse_record *records;
	size_t waiting;
	long good;                          /* records so far */
	long found_before;                  /* problems that the run had when this file was begun */
	int *columns;                       /* by column of the kind: column of the file, 0 = none */
	bool *suggested;                    /* by column of the kind: a heading that is wrong may mean it */
	int column_count;                   /* columns of the file that have a heading or had one before a gap */
	int kind_columns[PURSE_MAX_COLUMNS];   /* by column of the file: column of the kind, -1 = no heading */
};

static struct purse_place place_at(const struct reader *reader, int column) {
	return (struct purse_place){ .file = reader->csv.file, .row = reader->csv.row, .column = column };
}

/* ---- headings ---------------------------------------------------------------------------------------- */

static const char *all_headings(const struct reader *reader) {
	struct purse_buffer list = purse_buffer(reader->run->arena, PURSE_MAX_TEXT_BYTES);
	for (int i = 0; i < reader->kind->column_count; i++) {
		purse_buffer_addf(&list, "%s%s", i ? ", " : "", reader->kind->columns[i].heading);
	}
	return list.text;
}

/* A heading as it stands in the file; the star that guides put on required ones may have come along. */
static char *heading_of(const struct reader *reader, const char *cell) {
	char *heading = purse_trim(reader->run->arena, cell);
	size_t length = strlen(heading);
	if (length && heading[length - 1] == '*') heading[length - 1] = '\0';
	return heading;
}

static void refuse_heading(struct reader *reader, int column, const char *heading) {
	const char *candidates[PURSE_MAX_COLUMNS + 1] = { NULL };
	int count = 0;
	for (int i = 0; i < reader->kind->column_count && count < PURSE_MAX_COLUMNS; i++) {
		if (!reader->columns[i]) candidates[count++] = reader->kind->columns[i].heading;
	}
	struct purse_arena *arena = reader->run->arena;
	const char *near = purse_nearest(heading, candidates);
	struct purse_place place = place_at(reader, column);
	if (near) reader->suggested[purse_kind_column(reader->kind, near)] = true;
	purse_fail(reader->run, PURSE_E_UNKNOWN_HEADING, &place,
	           near ? purse_text(arena, "did you mean \"%s\"?", near)
	                : purse_text(arena, "delete the column, or use one of: %s", all_headings(reader)),
	           "could not find a column \"%s\" in %s", purse_cell_excerpt(arena, heading),
	           reader->kind->file);
}

static void map_heading(struct reader *reader, int column, const char *heading) {
	int index = purse_kind_column(reader->kind, heading);
	reader->kind_columns[column - 1] = index;
	if (index < 0) return;
	if (reader->columns[index]) {
		struct purse_place place = place_at(reader, column);
		purse_fail(reader->run, PURSE_E_BAD_CSV, &place, "delete or rename one of the two columns",
		           "could not use the heading \"%s\": column %s has it already", heading,
		           purse_place_column(reader->run->arena, reader->columns[index]));
		return;
	}
	reader->columns[index] = column;
}

static void report_missing_headings(struct reader *reader) {
	for (int i = 0; i < reader->kind->column_count; i++) {
		const struct purse_column *column = &reader->kind->columns[i];
		if (reader->columns[i] || reader->suggested[i] || !(column->flags & PURSE_COLUMN_REQUIRED)) continue;
		struct purse_place place = place_at(reader, 0);
		purse_fail(reader->run, PURSE_E_MISSING_HEADING, &place,
		           purse_text(reader->run->arena, "add it; in each row it says: %s", column->guide),
		           "could not find the column \"%s\"", column->heading);
	}
}

/* The other kind that these are the headings of: all are known there, and none that it needs is missing. */
static const struct purse_kind *kind_of_headings(const struct reader *reader) {
	int kind_count;
	const struct purse_kind *kinds = purse_kinds(&kind_count);
	for (const struct purse_kind *kind = kinds; kind < kinds + kind_count; kind++) {
		int missing = 0, strange = kind == reader->kind;
		for (int i = 0; i < kind->column_count; i++)
			missing += (kind->columns[i].flags & PURSE_COLUMN_REQUIRED) != 0;
		for (int i = 0; i < reader->csv.count; i++) {
			const char *heading = heading_of(reader, reader->csv.cells[i]);
			int index = purse_kind_column(kind, heading);
			if (index < 0) strange += *heading != '\0';
			else missing -= (kind->columns[index].flags & PURSE_COLUMN_REQUIRED) != 0;
		}
		if (!strange && missing <= 0) return kind;
	}
	return NULL;
}

static bool refuse_all_headings(struct reader *reader, const struct purse_kind *other) {
	struct purse_arena *arena = reader->run->arena;
	struct purse_place place = place_at(reader, 0);
	if (other)
		return purse_fail(reader->run, PURSE_E_MISSING_HEADING, &place,
		                  purse_text(arena, "rename the file to %s if that is what it holds", other->file),
		                  "could not find the headings of %s: these are those of %s", reader->kind->file,
		                  other->file);
	return purse_fail(reader->run, PURSE_E_MISSING_HEADING, &place,
	                  purse_text(arena, "write them in the first row, with nothing above: %s",
	                             all_headings(reader)),
	                  "could not find the headings of %s", reader->kind->file);
}

/* Finds which column is which. Unknown headings come second: the known ones are no candidates then. */
static bool read_headings(struct reader *reader) {
	struct purse_csv *csv = &reader->csv;
	int known = 0;
	long found_before = reader->run->problems_found;
	for (int i = 0; i < csv->count; i++) {
		const char *heading = heading_of(reader, csv->cells[i]);
		map_heading(reader, i + 1, heading);
		known += reader->kind_columns[i] >= 0;
		if (*heading) reader->column_count = i + 1;
	}
	const struct purse_kind *other = known < csv->count ? kind_of_headings(reader) : NULL;
	if (!known || other) return refuse_all_headings(reader, other);
	for (int i = 0; i < csv->count; i++) {
		const char *heading = heading_of(reader, csv->cells[i]);
		if (*heading && reader->kind_columns[i] < 0) refuse_heading(reader, i + 1, heading);
	}
	report_missing_headings(reader);
	return reader->run->problems_found == found_before;
}

/* ---- rows -------------------------------------------------------------------------------------------- */

static const char *delimiter_words(const struct purse_csv *csv) {
	if (csv->delimiter == ';') return "a semicolon";
	return csv->delimiter == '\t' ? "a tab" : csv->delimiter == '|' ? "a |" : "a comma";
}

static bool has_value(const struct reader *reader, int index) {
	int column = reader->columns[index];
	return column <= reader->csv.count && *purse_trim(reader->block, reader->csv.cells[column - 1]);
}

/* A row that lacks its first value and most others: told once, and not cell by cell. */
static bool is_record(struct reader *reader) {
	const struct purse_kind *kind = reader->kind;
	if (has_value(reader, 0)) return true;
	struct purse_buffer missing = purse_buffer(reader->run->arena, PURSE_MAX_TEXT_BYTES);
	int needed = 0, blank = 0;
	for (int i = 0; i < kind->column_count; i++) {
		if (!(kind->columns[i].flags & PURSE_COLUMN_REQUIRED)) continue;
		needed++;
		if (has_value(reader, i)) continue;
		blank++;
		purse_buffer_addf(&missing, "%s\"%s\"", missing.length ? ", " : "", kind->columns[i].heading);
	}
	if (blank * 2 < needed || blank < 3) return true;
	struct purse_place place = place_at(reader, 0);
	return purse_fail(reader->run, PURSE_E_MISSING_VALUE, &place,
	                  "delete the row if it is a total or a remark; otherwise write the values",
	                  "could not find values for %s", missing.text);
}

/* Cells where the heading row has none must be blank. */
static bool check_extra_cells(struct reader *reader) {
	for (int i = 0; i < reader->csv.count; i++) {
		if (i < reader->column_count && reader->kind_columns[i] >= 0) continue;
		const char *text = purse_trim(reader->block, reader->csv.cells[i]);
		if (!*text) continue;
		struct purse_place place = place_at(reader, i + 1);
		const char *hint = i >= reader->column_count
			? purse_text(reader->run->arena,
			             "delete it, or put quotes (\") around the text in this row that has %s in it",
			             delimiter_words(&reader->csv))
			: "give the column a heading, or delete what stands in it";
		return purse_fail(reader->run, PURSE_E_BAD_CSV, &place, hint,
		                  "could not use \"%s\": its column has no heading",
		                  purse_cell_excerpt(reader->run->arena, text));
	}
	return true;
}

static bool read_cells(struct reader *reader, char **content) {
	bool good = true;
	for (int i = 0; i < reader->kind->column_count; i++) {
		int column = reader->columns[i];
		const char *text = column && column <= reader->csv.count ? reader->csv.cells[column - 1] : "";
		struct purse_place place = place_at(reader, column);
		const struct purse_column *described = &reader->kind->columns[i];
		good = purse_cell_read(reader->run, reader->block, described, text, &place, &content[i]) && good;
	}
	return good;
}

/* The natural key; the file's column of its first part goes to *column. */
static char *key_of(const struct reader *reader, char *const *content, int *column) {
	struct purse_buffer key = purse_buffer(reader->block, PURSE_MAX_TEXT_BYTES);
	size_t length = 0;
	bool first = true;
	*column = 0;
	for (int i = 0; i < reader->kind->column_count; i++) {
		if (!(reader->kind->columns[i].flags & PURSE_COLUMN_KEY)) continue;
		if (first) *column = reader->columns[i];
		purse_buffer_addf(&key, "%s%s", first ? "" : " / ", content[i] ? content[i] : "");
		if (content[i]) length = key.length;
		first = false;
	}
	assert(length > 0);
	key.text[length] = '\0';
	return key.text;
}

static const char *key_headings(const struct reader *reader) {
	struct purse_buffer list = purse_buffer(reader->run->arena, PURSE_MAX_TEXT_BYTES);
	for (int i = 0; i < reader->kind->column_count; i++) {
		if (!(reader->kind->columns[i].flags & PURSE_COLUMN_KEY)) continue;
		purse_buffer_addf(&list, "%s%s", list.length ? " / " : "", reader->kind->columns[i].heading);
	}
	return list.text;
}

static bool remember_key(struct reader *reader, const struct purse_record *record, int column) {
	struct purse_place place = place_at(reader, column), earlier;
	if (purse_keys_add(reader->keys, record->kind, record->owner, record->ref, &place, &earlier)) return true;
	struct purse_arena *arena = reader->run->arena;
	const char *where = strcmp(earlier.file, place.file) == 0 ? purse_text(arena, "row %ld", earlier.row)
	                                                          : purse_place_text(arena, &earlier);
	return purse_fail(reader->run, PURSE_E_DUPLICATE_KEY, &place,
	                  purse_text(arena, "delete one of the two rows, or change its %s", key_headings(reader)),
	                  "could not take \"%s\" twice: it stands in %s already", record->ref, where);
}

static void read_row(struct reader *reader) {
	struct purse_record record = { .kind = reader->kind, .file = reader->csv.file, .row = reader->csv.row,
	                               .columns = reader->columns };
	size_t columns = (size_t)reader->kind->column_count;
	record.content = purse_alloc_array(reader->block, columns, sizeof *record.content);
	bool good = check_extra_cells(reader);
	if (!is_record(reader)) return;
	good = read_cells(reader, record.content) && good;
	if (!good) return;
	struct purse_place place = place_at(reader, 0);
	good = purse_check_row(reader->run, reader->kind, record.content, reader->columns, &place);
	int key_column;
	record.ref = key_of(reader, record.content, &key_column);
	for (size_t i = 0; i < columns; i++) {
		if (reader->kind->columns[i].flags & PURSE_COLUMN_OWNER) record.owner = record.content[i];
	}
	if (!remember_key(reader, &record, key_column) || !good) return;
	reader->records[reader->waiting++] = record;
	reader->good++;
}

/* ---- the file ---------------------------------------------------------------------------------------- */

static void begin_block(struct reader *reader) {
	purse_arena_reset(reader->block);
	reader->records = purse_alloc_array(reader->block, PURSE_BLOCK_ROWS, sizeof *reader->records);
	reader->waiting = 0;
}

static bool deliver(struct reader *reader) {
	const struct purse_csv *csv = &reader->csv;
	purse_run_progress(reader->run, purse_text(reader->block, "reading %s", csv->file), (long)csv->at,
	                   (long)csv->length);
	if (purse_run_stopped(reader->run)) return false;
	bool wanted = reader->taker && reader->waiting && reader->run->problems_found == 0;
	void *context = wanted ? reader->taker->context : NULL;
	bool taken = !wanted || reader->taker->take(reader->run, context, reader->records, reader->waiting);
	begin_block(reader);
	return taken;
}

/* The heading row: the first that is not blank. */
static bool find_headings(struct reader *reader) {
	for (;;) {
		enum purse_csv_step step = purse_csv_next(&reader->csv);
		if (step == PURSE_CSV_BAD) return false;
		if (step == PURSE_CSV_ROW && purse_csv_blank(&reader->csv)) continue;
		if (step == PURSE_CSV_ROW) return read_headings(reader);
		struct purse_place place = { .file = reader->csv.file };
		return purse_fail(reader->run, PURSE_E_EMPTY_FILE, &place,
		                  purse_text(reader->run->arena, "delete the file, or give it the headings: %s",
		                             all_headings(reader)),
		                  "could not find anything in \"%s\"", reader->csv.file);
	}
}

static bool read_all(struct reader *reader) {
	begin_block(reader);
	if (!find_headings(reader)) return false;
	size_t lines = 0;
	for (enum purse_csv_step step; (step = purse_csv_next(&reader->csv)) != PURSE_CSV_END;) {
		if (step == PURSE_CSV_ROW && !purse_csv_blank(&reader->csv)) read_row(reader);
		if (!purse_run_has_room(reader->run)) return false;
		if (++lines % PURSE_BLOCK_ROWS == 0 && !deliver(reader)) return false;
	}
	return deliver(reader) && reader->run->problems_found == reader->found_before;
}

bool purse_rows_read_text(struct purse_run *run, const struct purse_kind *kind,
                          const struct purse_bytes *text, struct purse_keys *keys,
                          const struct purse_taker *taker, long *rows) {
	struct purse_arena *arena = purse_arena_new(run->arena);
	struct reader *reader = purse_alloc(arena, sizeof *reader);
	*reader = (struct reader){ .run = run, .kind = kind, .keys = keys, .taker = taker };
	reader->found_before = run->problems_found;
	reader->block = purse_arena_new(arena);
	assert(kind->column_count <= PURSE_MAX_COLUMNS);
	reader->columns = purse_alloc_array(run->arena, (size_t)kind->column_count, sizeof *reader->columns);
	reader->suggested = purse_alloc_array(arena, (size_t)kind->column_count, sizeof *reader->suggested);
	bool done = purse_csv_open(run, arena, text, &reader->csv) && read_all(reader);
	if (rows) *rows = reader->good;
	purse_arena_close(arena);
	return done;
}

bool purse_rows_read(struct purse_run *run, const struct purse_kind *kind, const char *file,
                     struct purse_keys *keys, const struct purse_taker *taker, long *rows) {
	if (rows) *rows = 0;
	struct purse_arena *arena = purse_arena_new(run->arena), *raw_arena = purse_arena_new(arena);
	struct purse_bytes raw, text;
	bool done = purse_bytes_read(run, raw_arena, file, &raw) && purse_bytes_decode(run, arena, &raw, &text);
	if (done) {
		bool copied = text.bytes != raw.bytes && text.bytes != raw.bytes + strlen(BYTE_ORDER_MARK);
		if (copied) purse_arena_close(raw_arena);   /* a large file should not stand in memory twice */
		done = purse_rows_read_text(run, kind, &text, keys, taker, rows);
	}
	purse_arena_close(arena);
	return done;
}
