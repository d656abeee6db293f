#include "purse/work/import.h"

#include <stdlib.h>
#include <string.h>

#include "purse/base/run.h"
#include "purse/base/sha256.h"
#include "purse/base/text.h"
#include "purse/input/bytes.h"
#include "purse/input/cell.h"
#include "purse/input/folder.h"
#include "purse/input/keys.h"
#include "purse/input/kind.h"
#include "purse/input/rows.h"
#include "purse/store/cells.h"
#include "purse/store/copy.h"
#include "purse/store/db.h"
#include "purse/store/sql.h"

/* How the door keeps the parts of a problem's detail apart: see purse.changed_content. */
enum { OLD_AND_NEW = 29, BLANK = 30, BETWEEN_VALUES = 31 };

struct importer {
	struct purse_run *run;
	struct purse_db *db;
	const struct purse_import_wish *wish;
	struct purse_import_result *result;
	struct purse_source *sources;
	size_t source_count;
	const int **columns; /* by source: for each column of its kind that of the file; NULL without rows */
	struct purse_arena *arena;   /* of one try */
	bool broken;                 /* the database failed, or a stop was asked for: no use in reading on */
	/* of the source being read */
	size_t at;
	struct purse_copy *copy;
	struct purse_arena *block;
};

/* ---- into the staging tables
 * ---------------------------------------------------------------------------------- */

/* `bank-details` as the door names it, `bank_details`. */
static const char *kind_name(struct purse_arena *arena, const struct purse_kind *kind) {
	char *name = purse_copy_text(arena, kind->name);
	for (char *c = name; *c; c++)
		if (*c == '-') *c = '_';
	return name;
}

static const struct purse_kind *kind_of_name(struct purse_arena *arena, const char *name) {
	char *plain = purse_copy_text(arena, name);
	for (char *c = plain; *c; c++)
		if (*c == '_') *c = '-';
	return purse_kind_named(plain);
}

static bool stage_block(struct purse_run *run, void *context, const struct purse_record *records,
                        size_t count) {
	struct importer *importer = context;
	struct purse_arena *block = importer->block;
	const char *file = purse_text(block, "%zu", importer->at + 1);
	const char *kind = kind_name(block, records[0].kind);
	importer->columns[importer->at] = records[0].columns;
	for (size_t i = 0; i < count; i++) {
		const struct purse_record *record = &records[i];
		const char *cells[] = {
			file, purse_text(block, "%ld", record->row), kind, record->owner, record->ref,
			purse_sql_array(block, (const char *const *)record->content, (size_t)record->kind->column_count),
		};
		importer->broken = !purse_copy_row(run, importer->copy, cells, sizeof cells / sizeof *cells);
		if (importer->broken) return false;
	}
	purse_arena_reset(block);
	return true;
}

static bool stage_file(struct importer *importer, const struct purse_bytes *raw) {
	const char *sum = purse_sha256(importer->arena, raw->bytes, raw->length);
	const char *params[] = { purse_text(importer->arena, "%zu", importer->at + 1), raw->file, sum };
	importer->broken = !purse_db_command_text(importer->run, importer->db,
	                                          "insert into pg_temp.stage_file (file, name, sha256)"
	                                          " values ($1, $2, decode($3, 'hex'))", params, 3);
	return !importer->broken;
}

static bool stage_rows(struct importer *importer, struct purse_arena *arena, const struct purse_bytes *text,
                       struct purse_keys *keys) {
	struct purse_run *run = importer->run;
	struct purse_source *source = &importer->sources[importer->at];
	struct purse_taker taker = { stage_block, importer };
	importer->block = purse_arena_new(arena);
	importer->broken = !purse_copy_begin(run, arena, importer->db, "pg_temp.stage_record"
	                                     " (file, row_number, kind, owner, ref, content)", &importer->copy);
	if (importer->broken) return false;
	if (purse_rows_read_text(run, source->kind, text, keys, &taker, &source->rows)) {
		importer->broken = !purse_copy_end(run, importer->copy, NULL);
		return !importer->broken;
	}
	purse_copy_abandon(importer->copy);
	return false;
}

static bool read_bytes(struct importer *importer, struct purse_arena *arena, struct purse_bytes *raw) {
	const struct purse_import_wish *wish = importer->wish;
	if (!wish->text_count)
		return purse_bytes_read(importer->run, arena, importer->sources[importer->at].path, raw);
	const struct purse_import_text *text = &wish->texts[importer->at];
	*raw = (struct purse_bytes){ .file = text->name, .bytes = text->text, .length = strlen(text->text) };
	return true;
}

/* Reads one source. After the first problem of the run nothing is staged any more, only looked at. */
static bool read_source(struct importer *importer, struct purse_keys *keys) {
	struct purse_run *run = importer->run;
	struct purse_source *source = &importer->sources[importer->at];
	struct purse_arena *arena = purse_arena_new(importer->arena), *raw_arena = purse_arena_new(arena);
	struct purse_bytes raw, text;
	bool staged = run->problems_found == 0;
	bool done = read_bytes(importer, raw_arena, &raw)
	            && (!staged || stage_file(importer, &raw)) && purse_bytes_decode(run, arena, &raw, &text);
	if (done) {
		bool inside = text.bytes >= raw.bytes && text.bytes <= raw.bytes + raw.length;
		if (!inside) purse_arena_close(raw_arena);   /* a large file should not stand in memory twice */
		done = staged ? stage_rows(importer, arena, &text, keys)
		              : purse_rows_read_text(run, source->kind, &text, keys, NULL, &source->rows);
	}
	purse_arena_close(arena);
	return done;
}

/* All sources are looked at while there is room for problems. */
static bool read_sources(struct importer *importer) {
	struct purse_run *run = importer->run;
	struct purse_keys *keys = purse_keys_new(importer->arena);
	for (importer->at = 0; importer->at < importer->source_count; importer->at++) {
		if (purse_run_stopped(run) || !purse_run_has_room(run)) return false;
		if (!read_source(importer, keys) && importer->broken) return false;
	}
	return run->problems_found == 0;
}

/* ---- problems
 * ------------------------------------------------------------------------------------------------- */

static const char *value_words(struct purse_arena *arena, const struct purse_column *column,
                               const char *text) {
	struct purse_date date;
	if (text[0] == BLANK) return "blank";
	if (column->type == PURSE_TYPE_DATE && purse_date_read(text, &date, NULL))
		return purse_date_words(arena, date);
	return purse_cell_excerpt(arena, text);
}

/* The next value of a content, ended by NUL; *at moves behind it. */
static const char *next_value(struct purse_arena *arena, const char **at) {
	size_t length = strcspn(*at, (const char[]){ BETWEEN_VALUES, OLD_AND_NEW, 0 });
	const char *value = purse_copy_bytes(arena, *at, length);
	*at += length;
	if (**at) ++*at;
	return value;
}

/* What changed, a line for each column; when it is one column, *only gets its index, else -1. NULL when the
 * detail is none of changed content. */
static const char *changes(struct purse_arena *arena, const struct purse_kind *kind, const char *detail,
                           int *only) {
	const char *old_at = detail, *new_at = strchr(detail, OLD_AND_NEW);
	struct purse_buffer lines = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	int changed = 0;
	*only = -1;
	if (!new_at) return NULL;
	new_at++;
	for (int i = 0; i < kind->column_count; i++) {
		const struct purse_column *column = &kind->columns[i];
		const char *old_value = next_value(arena, &old_at), *new_value = next_value(arena, &new_at);
		if (strcmp(old_value, new_value) == 0) continue;
		purse_buffer_addf(&lines, "%s%s: was %s, now %s", changed ? "\n" : "", column->heading,
		                  value_words(arena, column, old_value), value_words(arena, column, new_value));
		*only = ++changed == 1 ? i : -1;
	}
	return lines.text;
}

static void add_problem(struct importer *importer, const struct purse_rows *rows, int row) {
	struct purse_run *run = importer->run;
	size_t file = (size_t)purse_cell_id(rows, row, "file");
	const struct purse_source *source = &importer->sources[file - 1];
	const int *columns = importer->columns[file - 1];
	int column = purse_cell_id(rows, row, "column_number") - 1;
	const char *detail = purse_cell_text(rows, row, "detail"), *diff = NULL;
	enum purse_code code = purse_error_from_state(purse_rows_cell(rows, row, "code"));
	if (detail) diff = changes(run->arena, source->kind, detail, &column);
	struct purse_place place = {
		.file = source->path,
		.row = (long)purse_cell_number(rows, row, "row_number"),
		.column = column >= 0 && columns ? columns[column] : 0,
	};
	purse_fail_detail(run, code == PURSE_OK ? PURSE_E_BUG : code, &place, purse_cell_text(rows, row, "hint"),
	                  diff ? diff : detail, "%s", purse_rows_cell(rows, row, "message"));
}

/* Whether the door found nothing wrong. */
static bool fetch_problems(struct importer *importer) {
	struct purse_run *run = importer->run;
	struct purse_rows *rows;
	const char *most = purse_text(run->arena, "%d", PURSE_MAX_PROBLEMS);
	if (!purse_db_query_text(
			run, importer->db,
			"select p.file, p.row_number, p.column_number, p.code, p.message, p.detail, p.hint,"
			" count(*) over () as found from purse_api.import_problems() p"
			" order by p.file, p.row_number, p.column_number limit $1",
			&most, 1, &rows))
		return false;
	for (int row = 0; row < rows->count; row++) add_problem(importer, rows, row);
	if (!rows->count) return true;
	run->problems_found += (long)purse_cell_number(rows, 0, "found") - rows->count;
	return false;
}

/* ---- the whole
 * ------------------------------------------------------------------------------------------------ */

static bool import_batch(struct importer *importer) {
	struct purse_run *run = importer->run;
	struct purse_import_result *result = importer->result;
	const char *replace = importer->wish->replace ? "true" : "false";
	struct purse_rows *rows;
	purse_run_progress(run, "checking the records", 0, 0);
	if (!purse_db_query_text(
			run, importer->db,
			"select b.kind, b.added, b.unchanged, b.replaced from purse_api.import_batch($1) b", &replace, 1,
			&rows)
	    || !fetch_problems(importer))
		return false;
	*result = (struct purse_import_result){ .files = importer->source_count };
	result->counts = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *result->counts);
	for (int row = 0; row < rows->count; row++) {
		struct purse_import_count *count = &result->counts[result->count++];
		*count = (struct purse_import_count){
			.kind = kind_of_name(run->arena, purse_rows_cell(rows, row, "kind")),
			.added = (long)purse_cell_number(rows, row, "added"),
			.unchanged = (long)purse_cell_number(rows, row, "unchanged"),
			.replaced = (long)purse_cell_number(rows, row, "replaced"),
		};
		result->added += count->added;
		result->unchanged += count->unchanged;
		result->replaced += count->replaced;
	}
	return true;
}

static bool find_late(struct importer *importer) {
	struct purse_rows *rows;
	if (!purse_db_one_row_text(importer->run, importer->db, "select purse_api.import_late() as late", NULL, 0,
	                           &rows))
		return false;
	importer->result->late = (long)purse_cell_number(rows, 0, "late");
	return true;
}

static bool find_unconfirmed(struct importer *importer) {
	struct purse_import_result *result = importer->result;
	struct purse_rows *rows;
	if (!purse_db_query_text(importer->run, importer->db,
	                         "select distinct b.school from purse_api.bank_details() b where not b.in_use"
	                         " order by b.school", NULL, 0, &rows))
		return false;
	result->unconfirmed_count = (size_t)rows->count;
	result->unconfirmed = purse_alloc_array(importer->run->arena, result->unconfirmed_count,
	                                        sizeof *result->unconfirmed);
	for (int row = 0; row < rows->count; row++)
		result->unconfirmed[row] = purse_rows_cell(rows, row, "school");
	return true;
}

static bool work(struct purse_run *run, struct purse_db *db, void *context) {
	struct importer *importer = context;
	struct purse_rows *opened;
	importer->arena = purse_arena_new(run->arena);
	bool done = purse_db_query_text(run, db, "select purse_api.open_import()", NULL, 0, &opened)
	            && read_sources(importer) && import_batch(importer) && find_late(importer)
	            && find_unconfirmed(importer);
	purse_arena_close(importer->arena);
	return done;
}

/* Nothing is written: what is wrong with the names of files is told together with what is wrong inside
 * them. */
static bool check_only(struct importer *importer) {
	struct purse_keys *keys = purse_keys_new(importer->run->arena);
	for (size_t i = 0; i < importer->source_count && purse_run_has_room(importer->run); i++) {
		struct purse_source *source = &importer->sources[i];
		purse_rows_read(importer->run, source->kind, source->path, keys, NULL, &source->rows);
		if (purse_run_stopped(importer->run)) break;
	}
	return false;
}

static bool find_sources(struct purse_run *run, const struct purse_import_wish *wish,
                         struct importer *importer) {
	if (!wish->text_count)
		return purse_folder_find(run, wish->paths, wish->path_count, &importer->sources,
		                         &importer->source_count);
	importer->sources = purse_alloc_array(run->arena, wish->text_count, sizeof *importer->sources);
	importer->source_count = wish->text_count;
	for (size_t i = 0; i < wish->text_count; i++)
		importer->sources[i] = (struct purse_source){ .path = wish->texts[i].name,
			.kind = purse_kind_of_file(wish->texts[i].name) };
	return true;
}

bool purse_import(struct purse_run *run, struct purse_db *db, const struct purse_import_wish *wish,
                  struct purse_import_result *result) {
	struct importer importer = { .run = run, .db = db, .wish = wish, .result = result };
	*result = (struct purse_import_result){ 0 };
	bool found = find_sources(run, wish, &importer);
	importer.columns = purse_alloc_array(run->arena, importer.source_count, sizeof *importer.columns);
	if (!found) return check_only(&importer);
	if (!wish->dry_run) return purse_db_transaction(run, db, work, &importer);
	bool done = purse_db_begin(run, db) && work(run, db, &importer);
	purse_db_rollback(db);
	return done;
}
