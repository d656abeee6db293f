/* Bad input, and input that only looks bad, as a school business manager meets it. The files of
 * tests/store/bad-input hold the cases with every word that is said; README.md there tells how they are
 * written. After each case the books are as they were, table by table.
 * With PURSE_SHOW=1 what is said instead is printed, ready to be read and judged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/base/error.h"
#include "purse/base/file.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/cli/message.h"
#include "purse/store/db.h"
#include "purse/store/system.h"
#include "purse/work/import.h"
#include "support/harness.h"

#define DATA "tests/store/bad-input/"

enum { MOST_FILES = 4, WIDTH = 100 };

struct input {
	const char *name, *form; /* form: how the text is written as bytes, see README.md */
	struct purse_buffer text;
};

struct wanted {
	const char *source, *name, *login;
	bool replace;
	struct input inputs[MOST_FILES];
	size_t input_count;
	const char *outcome;       /* `refused LG103 1`, `unchanged 1`, `new 2` */
	struct purse_buffer words; /* all that is said */
};

static struct purse_run *suite;
static const char *database, *folder, *counting;
static struct purse_db *admin;
static int cases, wrong;

/* ---- reading the cases ---- */

/* The next line without its end; NULL when there is none. */
static char *next_line(char **at) {
	if (!**at) return NULL;
	char *line = *at;
	*at += strcspn(line, "\n");
	if (**at) *(*at)++ = '\0';
	return line;
}

static void begin_input(struct wanted *wanted, char *line) {
	assert_true(wanted->input_count < MOST_FILES);
	struct input *input = &wanted->inputs[wanted->input_count++];
	char *form = purse_ends(line, ")") ? strrchr(line, '(') : NULL;
	if (form) { /* `activities.csv (crlf)` */
		form[-1] = '\0';
		*strchr(++form, ')') = '\0';
	}
	*input = (struct input){
		.name = line, .form = form ? form : "plain", .text = purse_buffer(suite->arena, 1 << 20)
	};
}

/* One case, which begins behind its `== ` and takes lines up to the next; false at the end of the file. */
static bool next_case(char **at, const char *source, struct wanted *wanted) {
	char *line;
	while ((line = next_line(at)) && !purse_starts(line, "== ")) continue;
	if (!line) return false;
	*wanted = (struct wanted){
		.source = source, .name = line + 3, .login = "sam", .words = purse_buffer(suite->arena, 1 << 16)
	};
	while (**at && !purse_starts(*at, "== ") && (line = next_line(at))) {
		if (wanted->outcome) {
			if (*line) purse_buffer_addf(&wanted->words, "%s\n", line);
		} else if (purse_starts(line, "> ")) wanted->outcome = line + 2;
		else if (purse_starts(line, "< ")) begin_input(wanted, line + 2);
		else if (wanted->input_count)
			purse_buffer_addf(&wanted->inputs[wanted->input_count - 1].text, "%s\n", line);
		else if (purse_starts(line, "as ")) wanted->login = line + 3;
		else if (purse_same(line, "with --replace")) wanted->replace = true;
		else fail_msg("%s: could not read \"%s\"", source, line);
	}
	if (!wanted->outcome) fail_msg("%s: case \"%s\" has no outcome", source, wanted->name);
	return true;
}

/* ---- writing their files ---- */

/* Where bytes go; without a file they are only counted. */
struct sink {
	FILE *file;
	bool wide, big; /* UTF-16, and in which order */
	const char *line_end;
};

static void put_unit(const struct sink *sink, unsigned unit) {
	if (!sink->wide) fputc((int)unit, sink->file);
	else
		for (int i = 0; i < 2; i++) fputc((int)((i == 0) == sink->big ? unit >> 8 : unit & 255), sink->file);
}

/* One character of the text (UTF-8, of at most three bytes); gives how many bytes it took. */
static size_t put_character(const struct sink *sink, const char *text) {
	const unsigned char *c = (const unsigned char *)text;
	if (*c == '\n') {
		for (const char *end = sink->line_end; *end; end++) put_unit(sink, (unsigned)*end);
		return 1;
	}
	if (!sink->wide || *c < 0x80) {
		put_unit(sink, *c);
		return 1;
	}
	size_t length = *c < 0xE0 ? 2 : 3;
	unsigned unit = *c & (length == 2 ? 0x1F : 0x0F);
	for (size_t i = 1; i < length; i++) unit = unit << 6 | (c[i] & 0x3F);
	put_unit(sink, unit);
	return length;
}

/* The text with `\xA3` as that byte and `\{40*ab}` as ab 40 times. */
static void put_text(const struct sink *sink, const char *text) {
	while (*text) {
		unsigned byte;
		long times;
		char repeated[100];
		int used = 0;
		if (sscanf(text, "\\x%2x%n", &byte, &used) == 1 && used == 4) {
			fputc((int)byte, sink->file);
		} else if (sscanf(text, "\\{%ld*%99[^}]}%n", &times, repeated, &used) == 2 && used) {
			while (times-- > 0) fputs(repeated, sink->file);
		} else used = (int)put_character(sink, text);
		text += used;
	}
}

static void put_file(const struct input *input) {
	const char *form = input->form;
	if (purse_same(form, "absent")) return;
	if (purse_same(form, "folder")) {
		assert_int_equal(mkdir(input->name, 0755), 0);
		return;
	}
	struct sink sink = { .file = fopen(input->name, "wb"), .line_end = "\n" };
	assert_non_null(sink.file);
	bool unreadable = purse_same(form, "unreadable");
	sink.big = purse_same(form, "utf-16be");
	sink.wide = sink.big || purse_same(form, "utf-16le");
	if (purse_same(form, "cr")) sink.line_end = "\r";
	else if (purse_same(form, "crlf")) sink.line_end = "\r\n";
	else if (!sink.wide && !unreadable && !purse_same(form, "plain"))
		fail_msg("%s: no form \"%s\"", input->name, form);
	if (sink.wide) put_unit(&sink, 0xFEFF);
	put_text(&sink, input->text.text);
	assert_int_equal(fclose(sink.file), 0);
	if (unreadable) assert_int_equal(chmod(input->name, 0), 0);
}

static void remove_file(const struct input *input) {
	if (purse_same(input->form, "folder")) rmdir(input->name);
	else unlink(input->name);
}

/* ---- the books ---- */

/* How many rows each table has. */
static const char *count_rows(struct purse_run *run) {
	struct purse_rows *row;
	if (!purse_db_one_row_text(run, admin, counting, NULL, 0, &row)) harness_expect_none(run);
	return purse_rows_cell(row, 0, "counts");
}

static void import_well(const char *path) {
	struct purse_import_result result;
	struct purse_import_wish wish = { .paths = &path, .path_count = 1 };
	struct purse_db *db = harness_open(suite, database, "sam");
	if (!purse_import(suite, db, &wish, &result)) harness_expect_none(suite);
}

static void ask(struct purse_db *db, const char *sql) {
	struct purse_rows *rows;
	if (!purse_db_query_text(suite, db, sql, NULL, 0, &rows)) harness_expect_none(suite);
}

/* Books of an office: sam may do everything, maria manages COL, greg governs it, alan audits it, nora may
 * nothing; September is closed for BRA. */
static int set_up(void **state) {
	static const char *const people[] = { "sam", "maria", "greg", "alan", "nora" };
	char here[4096];
	struct purse_rows *row;
	if (harness_start(state) != 0) return -1;
	suite = purse_run_new();
	database = harness_books(suite);
	folder = harness_folder(suite);
	admin = harness_open(suite, database, NULL);
	for (size_t i = 0; i < sizeof people / sizeof *people; i++) harness_person(suite, people[i]);
	ask(admin, "select purse.first_person('sam', 'Sam')");
	import_well("tests/store/import/base");
	import_well(DATA "books");
	struct purse_db *sam = harness_open(suite, database, "sam");
	ask(sam, "select purse_api.set_right('maria', 'COL', 'manager', true),"
			 " purse_api.set_right('greg', 'COL', 'governor', true),"
			 " purse_api.set_right('alan', 'COL', 'auditor', true)");
	ask(sam, "select purse_api.close_period(array(select s.school"
			 " from purse_api.schools_to_close('{BRA}') s), 668)");
	if (!purse_db_one_row_text(suite, admin,
			"select 'select concat_ws('' '', ' || string_agg("
			" format('(select count(*) from %s)', c.oid::regclass), ', ' order by c.relname)"
			" || ') as counts' as counting from pg_class c where c.relnamespace = 'purse'::regnamespace"
			" and c.relkind in ('r', 'p') and not c.relispartition",
			NULL, 0, &row))
		harness_expect_none(suite);
	counting = purse_rows_cell(row, 0, "counting");
	(void)!getcwd(here, sizeof here);
	*state = purse_copy_text(suite->arena, here);
	return 0;
}

static int tear_down(void **state) {
	assert_int_equal(chdir(*state), 0);
	harness_drop(suite, database);
	harness_remove_folder(suite, folder);
	purse_run_close(suite);
	return harness_stop(state);
}

/* ---- one case ---- */

/* What is said, as on a terminal of so many columns. */
static const char *words_of(struct purse_run *run, const struct purse_run *told) {
	const struct purse_terminal terminal = { .is_terminal = true, .width = WIDTH };
	char *text = NULL;
	size_t length;
	FILE *stream = open_memstream(&text, &length);
	assert_non_null(stream);
	purse_message_print(told, stream, &terminal);
	assert_int_equal(fclose(stream), 0);
	const char *copy = purse_copy_text(run->arena, text);
	free(text);
	return copy;
}

/* `refused LG103 LG105 1`: the codes in order, each once, and the exit status. */
static const char *outcome_of(struct purse_run *run, bool done, const struct purse_import_result *result) {
	struct purse_buffer outcome = purse_buffer(run->arena, 1000);
	if (done && !result->added && !result->replaced)
		return purse_text(run->arena, "unchanged %ld", result->unchanged);
	if (done) return purse_text(run->arena, "new %ld", result->added + result->replaced);
	purse_buffer_add(&outcome, "refused");
	for (int i = 0; i < run->problem_count; i++) {
		const char *state = purse_error_state(run->problems[i].code);
		if (!strstr(outcome.text, state)) purse_buffer_addf(&outcome, " %s", state);
	}
	purse_buffer_addf(&outcome, " %d", purse_run_exit(run));
	return outcome.text;
}

/* As somebody who is not root, since root may read everything. */
static bool import_as_anybody(struct purse_run *run, struct purse_db *db,
	const struct purse_import_wish *wish, struct purse_import_result *result) {
	bool root = geteuid() == 0;
	if (root) assert_int_equal(seteuid(65534), 0);
	bool done = purse_import(run, db, wish, result);
	if (root) assert_int_equal(seteuid(0), 0);
	return done;
}

/* Rows that are new are only tried, so that the books stay. */
static void play(const struct wanted *wanted) {
	struct purse_run *run = purse_run_new();
	const char *paths[MOST_FILES], *before = count_rows(run);
	struct purse_import_result result = { 0 };
	struct purse_import_wish wish = {
		.paths = paths, .path_count = wanted->input_count, .replace = wanted->replace
	};
	struct purse_db *db = harness_open(run, database, wanted->login);
	for (size_t i = 0; i < wanted->input_count; i++) {
		put_file(&wanted->inputs[i]);
		paths[i] = wanted->inputs[i].name;
	}
	wish.dry_run = purse_starts(wanted->outcome, "new ");
	const char *outcome = outcome_of(run, import_as_anybody(run, db, &wish, &result), &result);
	const char *words = words_of(run, run);
	bool good = purse_same(outcome, wanted->outcome) && purse_same(words, wanted->words.text)
	            && purse_same(before, count_rows(run));
	if (!good && getenv("PURSE_SHOW")) {
		printf("== %s\n> %s\n%s\n", wanted->name, outcome, words);
	} else if (!good) {
		print_error("%s, %s: wanted\n> %s\n%sgot\n> %s\n%s%s", wanted->source, wanted->name, wanted->outcome,
			wanted->words.text, outcome, words,
			purse_same(before, count_rows(run)) ? "" : "and the books are no longer as they were\n");
	}
	for (size_t i = 0; i < wanted->input_count; i++) remove_file(&wanted->inputs[i]);
	cases++;
	wrong += !good;
	purse_run_close(run);
}

static void every_case(void **state) {
	char **names;
	size_t count, read = 0;
	char *texts[64];
	if (!purse_list_folder(suite, DATA, &names, &count)) harness_expect_none(suite);
	for (size_t i = 0; i < count; i++) {
		size_t length;
		if (!purse_ends(names[i], ".txt")) continue;
		assert_true(read < sizeof texts / sizeof *texts);
		names[read] = names[i];
		if (!purse_read_file(suite, suite->arena, purse_text(suite->arena, DATA "%s", names[i]), 1 << 20,
				&texts[read++], &length))
			harness_expect_none(suite);
	}
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(chmod(".", 0755), 0);
	for (size_t i = 0; i < read; i++) {
		struct wanted wanted;
		for (char *at = texts[i]; next_case(&at, names[i], &wanted);) play(&wanted);
	}
	assert_int_equal(chdir(*state), 0);
	assert_true(cases > 100);
	assert_int_equal(wrong, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
