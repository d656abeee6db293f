/* The statutory rates and working time as they are shipped, read from the embedded files, or from the folder
 * that PURSE_TEST_REFERENCE names (tests/mutants/reference.py changes a value at a time there). A run and an
 * arena for each test. */
#ifndef PURSE_TESTS_UNIT_STATUTORY_TABLE_H
#define PURSE_TESTS_UNIT_STATUTORY_TABLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/base/embedded.h"
#include "purse/base/file.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/rules/statutory.h"

enum { STATUTORY_ROWS = 64, STATUTORY_COLUMNS = 9, MOST_BYTES = 1 << 20 };

static struct purse_run *run;
static struct purse_arena *arena;
static struct purse_statutory_row statutory_rows[STATUTORY_ROWS];
static size_t statutory_count;
static struct purse_statutory table;

static inline struct purse_date day(const char *text) {
	struct purse_date date = PURSE_FOREVER;
	if (text) assert_true(purse_date_read(text, &date, NULL));
	return date;
}

static inline struct purse_fraction number(const char *text) {
	struct purse_fraction value;
	assert_true(purse_fraction_read(arena, text, &value, NULL, NULL));
	return value;
}

/* Pounds as exact pence. */
static inline struct purse_fraction pounds(const char *text) {
	return purse_fraction_multiply(arena, number(text), purse_fraction_of(100));
}

static inline void assert_same(struct purse_fraction is, struct purse_fraction wanted) {
	assert_true(purse_fraction_given(is));
	assert_string_equal(purse_fraction_text(arena, is), purse_fraction_text(arena, wanted));
}

/* The only problem has that code, and those words in its message, its hint. */
static inline void assert_problem(enum purse_code code, const char *message, const char *hint) {
	assert_int_equal(run->problem_count, 1);
	assert_int_equal(run->problems[0].code, code);
	assert_string_equal(run->problems[0].message, message);
	assert_non_null(strstr(run->problems[0].hint, hint));
}

static inline const char *statutory_text(const char *name) {
	const char *folder = getenv("PURSE_TEST_REFERENCE");
	if (!folder) return purse_embedded(purse_text(arena, "sql/reference/%s", name))->text;
	char *text;
	size_t length;
	const char *path = purse_text(arena, "%s/%s", folder, name);
	assert_true(purse_read_file(run, arena, path, MOST_BYTES, &text, &length));
	return text;
}

/* One row with its cells in the order of the columns; a file without quoted cells. */
static inline void add_statutory_row(char **cell, bool rate) {
	assert_true(statutory_count < STATUTORY_ROWS);
	struct purse_statutory_row *row = &statutory_rows[statutory_count++];
	*row = (struct purse_statutory_row){ .from = day(cell[1]),
		.to = day(strcmp(cell[2], "infinity") == 0 ? NULL : cell[2]),
		.value = number(cell[rate ? 4 : 3]),
		.source = cell[rate ? 6 : 4],
		.confidence = cell[rate ? 7 : 5],
		.checked = day(cell[rate ? 8 : 6]) };
	assert_true(purse_statutory_named(cell[0], &row->name));
	if (rate && *cell[3]) row->threshold_pence = pounds(cell[3]);
	if (rate && *cell[5]) row->earlier = cell[5];
}

static inline void add_statutory_rows(const char *name, const char *heading, bool rate) {
	char *at = purse_copy_text(arena, statutory_text(name));
	assert_null(strchr(at, '"'));
	assert_true(purse_starts(at, heading));
	for (at = strchr(at, '\n') + 1; *at;) {
		char *cell[STATUTORY_COLUMNS];
		size_t columns = 0;
		for (bool ended = false; !ended; at++) {
			assert_true(columns < STATUTORY_COLUMNS);
			cell[columns++] = at;
			at += strcspn(at, ",\n");
			assert_true(*at);
			ended = *at == '\n';
			*at = '\0';
		}
		assert_int_equal(columns, rate ? 9 : 7);
		add_statutory_row(cell, rate);
	}
}

/* An own row, open-ended where `to` is NULL; pounds and percent as people write them. */
static inline void add_own_row(enum purse_statutory_name name, const char *employer, const char *from,
	const char *to, const char *threshold, const char *percent) {
	assert_true(statutory_count < STATUTORY_ROWS);
	statutory_rows[statutory_count++] = (struct purse_statutory_row){ .name = name,
		.employer = employer,
		.from = day(from),
		.to = day(to),
		.threshold_pence = threshold ? pounds(threshold) : (struct purse_fraction){ 0 },
		.value = number(percent),
		.source = "a letter",
		.confidence = "own",
		.checked = day(from),
		.added_by = "anna",
		.reason = "the fund's certificate" };
	table = purse_statutory_of(statutory_rows, statutory_count);
}

static inline int open_statutory(void **state) {
	(void)state;
	run = purse_run_new();
	arena = purse_arena_new(run->arena);
	statutory_count = 0;
	add_statutory_rows("statutory_rate.csv",
		"name,valid_from,valid_to,threshold,rate,earlier,source,confidence,checked\n", true);
	add_statutory_rows(
		"working_time.csv", "name,valid_from,valid_to,value,source,confidence,checked\n", false);
	table = purse_statutory_of(statutory_rows, statutory_count);
	return 0;
}

static inline int close_statutory(void **state) {
	(void)state;
	purse_run_close(run);
	return 0;
}

#endif
