#include "purse/report/directive.h"

#include <string.h>

#include "purse/base/run.h"
#include "purse/base/text.h"

struct reader {
	struct purse_run *run;
	struct purse_arena *arena;
	const char *file;
	long line;                         /* from 1 */
	const char *begin, *at;            /* of the present line */
	struct purse_directive *all;
	size_t count, room;
	struct purse_part_of_line *parts;  /* of the present directive */
	size_t part_count;
	const char *sql_from;              /* where SQL began since the last directive; NULL */
	long sql_line;
};

static struct purse_place here(const struct reader *reader, const char *at) {
	size_t bytes = (size_t)(at - reader->begin);
	int column = (int)purse_text_width(purse_copy_bytes(reader->arena, reader->begin, bytes)) + 1;
	return (struct purse_place){ .file = reader->file, .row = reader->line, .column = column };
}

static bool fail(struct reader *reader, const char *at, const char *hint, const char *message) {
	struct purse_place place = here(reader, at);
	return purse_fail(reader->run, PURSE_E_REPORT_FILE, &place, hint, "could not read the directive: %s",
	                  message);
}

static void skip(struct reader *reader) {
	while (*reader->at == ' ' || *reader->at == '\t') reader->at++;
}

static bool ends(char c) { return c == '\0' || c == '\n' || c == '\r'; }

/* A quoted text; "" inside stands for one quotation mark. */
static bool quoted(struct reader *reader, const char **text) {
	const char *from = reader->at++;
	struct purse_buffer made = purse_buffer(reader->arena, PURSE_MAX_TEXT_BYTES);
	for (; !ends(*reader->at); reader->at++) {
		if (*reader->at == '"' && *++reader->at != '"') {
			*text = made.text;
			return true;
		}
		purse_buffer_add_bytes(&made, reader->at, 1);
	}
	return fail(reader, from, "close it on the same line; a next line `--: \"…\"` goes on with it",
	            "the quoted text does not end");
}

static bool add_part(struct reader *reader, const char *at, const char *text, bool is_quoted) {
	if (reader->part_count == PURSE_MOST_PARTS) return fail(reader, at, NULL, "it has too many parts");
	reader->parts[reader->part_count++] =
		(struct purse_part_of_line){ .quoted = is_quoted, .text = text, .place = here(reader, at) };
	return true;
}

/* What follows `=`, to the end of the line. */
static bool read_expression(struct reader *reader, struct purse_directive *directive) {
	if (directive->expression) return fail(reader, reader->at, NULL, "it has an expression already");
	reader->at++;
	skip(reader);
	const char *from = reader->at;
	directive->expression_place = here(reader, from);
	while (!ends(*reader->at)) reader->at++;
	size_t length = (size_t)(reader->at - from);
	directive->expression = purse_trim(reader->arena, purse_copy_bytes(reader->arena, from, length));
	return *directive->expression != '\0' || fail(reader, from, NULL, "nothing stands after =");
}

/* Words, quoted texts, and the expression after `=`, up to the end of the line. */
static bool read_parts(struct reader *reader, struct purse_directive *directive) {
	for (skip(reader); !ends(*reader->at); skip(reader)) {
		const char *from = reader->at, *text;
		if (*from == '"') {
			if (!quoted(reader, &text) || !add_part(reader, from, text, true)) return false;
			continue;
		}
		if (*from == '=') {
			if (!read_expression(reader, directive)) return false;
			break;
		}
		while (!ends(*reader->at) && !strchr(" \t\"=", *reader->at)) reader->at++;
		text = purse_copy_bytes(reader->arena, from, (size_t)(reader->at - from));
		if (!add_part(reader, from, text, false)) return false;
	}
	directive->part_count = reader->part_count;
	return true;
}

/* A line that goes on: its texts join the last text of the directive; `=` begins its expression. */
static bool read_more(struct reader *reader) {
	if (reader->count == 0 || reader->sql_from)
		return fail(reader, reader->at, "begin the line with a word", "there is no directive to go on with");
	struct purse_directive *last = &reader->all[reader->count - 1];
	for (skip(reader); !ends(*reader->at); skip(reader)) {
		const char *from = reader->at, *text;
		if (*from == '=') return read_expression(reader, last);
		if (*from != '"') return fail(reader, from, NULL, "only quoted texts and = go on over lines");
		if (reader->part_count == 0 || !reader->parts[reader->part_count - 1].quoted || last->expression)
			return fail(reader, from, "begin the line with a word",
			            "the line before does not end with a quoted text");
		if (!quoted(reader, &text)) return false;
		struct purse_part_of_line *part = &reader->parts[reader->part_count - 1];
		part->text = purse_text(reader->arena, "%s %s", part->text, text);
	}
	return true;
}

static bool read_directive(struct reader *reader) {
	skip(reader);
	if (*reader->at == '"' || *reader->at == '=') return read_more(reader);
	const char *from = reader->at;
	while (*reader->at >= 'a' && *reader->at <= 'z') reader->at++;
	if (reader->at == from)
		return fail(reader, from, "write --: word, as in --: sheet", "a word is wanted here");
	if (reader->count == reader->room) {
		size_t room = reader->room ? reader->room * 2 : 64;
		reader->all = purse_grow_array(reader->arena, reader->all, reader->count, room, sizeof *reader->all);
		reader->room = room;
	}
	struct purse_directive *directive = &reader->all[reader->count++];
	*directive = (struct purse_directive){
		.word = purse_copy_bytes(reader->arena, from, (size_t)(reader->at - from)),
		.place = here(reader, from),
	};
	reader->parts = purse_alloc_array(reader->arena, PURSE_MOST_PARTS, sizeof *reader->parts);
	reader->part_count = 0;
	directive->parts = reader->parts;
	return read_parts(reader, directive);
}

/* Whether a line of SQL is blank or a comment to its end. */
static bool says_nothing(const char *line) {
	while (*line == ' ' || *line == '\t') line++;
	return ends(*line) || purse_starts(line, "--");
}

/* The query that ends before `to` belongs to the last directive. */
static bool end_sql(struct reader *reader, const char *to) {
	if (!reader->sql_from) return true;
	struct purse_place place = { .file = reader->file, .row = reader->sql_line, .column = 1 };
	if (reader->count == 0)
		return purse_fail(reader->run, PURSE_E_REPORT_FILE, &place,
		                  "begin the file with --: report NAME \"Title\"",
		                  "could not read the report: a query stands before the first directive");
	char *sql = purse_trim(
		reader->arena, purse_copy_bytes(reader->arena, reader->sql_from, (size_t)(to - reader->sql_from)));
	size_t length = strlen(sql);
	if (length > 0 && sql[length - 1] == ';') sql[length - 1] = '\0';
	reader->all[reader->count - 1].sql = sql;
	reader->all[reader->count - 1].sql_place = place;
	reader->sql_from = NULL;
	return true;
}

bool purse_directives_read(struct purse_run *run, struct purse_arena *arena, const char *file,
                           const char *text, const struct purse_directive **directives, size_t *count) {
	struct reader reader = { .run = run, .arena = arena, .file = file, .line = 1 };
	size_t bad_at;
	if (!purse_is_utf8(text, strlen(text), &bad_at))
		return purse_fail(run, PURSE_E_REPORT_FILE, &(struct purse_place){ .file = file },
		                  "save the file as UTF-8", "could not read the report: byte %zu is not UTF-8",
		                  bad_at + 1);
	for (const char *line = text; *line; reader.line++) {
		reader.begin = line;
		reader.at = line;
		skip(&reader);
		if (purse_starts(reader.at, "--:")) {
			if (!end_sql(&reader, line)) return false;
			reader.at += 3;
			if (!read_directive(&reader)) return false;
		} else if (!reader.sql_from && !says_nothing(line)) {
			reader.sql_from = line;
			reader.sql_line = reader.line;
		}
		while (*line && *line != '\n') line++;
		if (*line == '\n') line++;
		if (!*line && !end_sql(&reader, line)) return false;
	}
	*directives = reader.all;
	*count = reader.count;
	return true;
}
