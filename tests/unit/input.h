/* What the tests of the input modules share: a run for each test, files in a folder of its own, problems
 * compared. */
#ifndef PURSE_TESTS_UNIT_INPUT_H
#define PURSE_TESTS_UNIT_INPUT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/file.h"
#include "purse/base/place.h"
#include "purse/base/run.h"
#include "purse/base/text.h"

static struct purse_run *run;

static inline int open_run(void **state) {
	(void)state;
	run = purse_run_new();
	return 0;
}

static inline int close_run(void **state) {
	(void)state;
	purse_run_close(run);
	run = NULL;
	return 0;
}

/* Between the cases of a table. */
static inline void fresh_run(void) {
	purse_run_close(run);
	run = purse_run_new();
}

/* `activities.csv D14: could not … (hint)`, for all problems, each on a line. */
static inline const char *problems(void) {
	struct purse_buffer all = purse_buffer(run->arena, PURSE_MAX_TEXT_BYTES);
	for (int i = 0; i < run->problem_count; i++) {
		const struct purse_problem *problem = &run->problems[i];
		purse_buffer_addf(&all, "%s %s: %s (%s)\n", purse_error_name(problem->code),
		                  purse_place_text(run->arena, &problem->place), problem->message,
		                  problem->hint ? problem->hint : "");
	}
	return all.text;
}

/* Exactly one problem, which stands at that place and has that in its message or hint. */
static inline void expect_problem(const char *name, enum purse_code code, const char *place,
                                  const char *part) {
	const char *all = problems();
	bool good = run->problem_count == 1 && run->problems[0].code == code && strstr(all, part)
	            && strcmp(purse_place_text(run->arena, &run->problems[0].place), place) == 0;
	if (!good) print_error("%s: wanted %s %s … %s, got\n%s", name, purse_error_name(code), place, part, all);
	assert_true(good);
	assert_non_null(run->problems[0].hint);
}

static inline void expect_none(const char *name) {
	if (run->problem_count) print_error("%s: wanted no problem, got\n%s", name, problems());
	assert_int_equal(run->problem_count, 0);
}

/* A path in the test's folder. */
static inline const char *in_folder(const char *name) {
	const char *folder = getenv("TMPDIR");
	return purse_text(run->arena, "%s/%s", folder ? folder : "/tmp", name);
}

static inline void write_bytes(const char *path, const char *bytes, size_t length) {
	FILE *stream = fopen(path, "wb");
	assert_non_null(stream);
	assert_int_equal(fwrite(bytes, 1, length, stream), length);
	assert_int_equal(fclose(stream), 0);
}

static inline void write_text(const char *path, const char *text) { write_bytes(path, text, strlen(text)); }

#endif
