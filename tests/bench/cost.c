/* How many costs a second are worked out of one post over one year with three changes on the way: the pension
 * on 1 April 2024, the tax year on 6 April, the pay on 1 September. Prints a line a post: its name, costs a
 * second (median), parts. Ends with 1 when a cost is not what it is by hand. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "purse/base/arena.h"
#include "purse/base/embedded.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/rules/staffcost.h"

enum { COSTS = 20000, ROUNDS = 9, MOST_ROWS = 64, COLUMNS = 9, PARTS = 4 };

static struct purse_run *run;
static struct purse_statutory table;

/* Of the processor: a busy machine does not count. */
static double seconds(void) {
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct purse_date day(const char *text) {
	struct purse_date date = PURSE_FOREVER;
	if (strcmp(text, "infinity") != 0 && !purse_date_read(text, &date, NULL)) abort();
	return date;
}

static struct purse_fraction number(const char *text) {
	struct purse_fraction value;
	if (!purse_fraction_read(run->arena, text, &value, NULL, NULL)) abort();
	return value;
}

static struct purse_fraction pounds(const char *text) {
	return purse_fraction_multiply(run->arena, number(text), purse_fraction_of(100));
}

/* The rows of a table as it is shipped; no cell is quoted. */
static size_t read_rows(const char *path, bool rate, struct purse_statutory_row *rows) {
	char *at = purse_copy_text(run->arena, purse_embedded(path)->text);
	size_t count = 0;
	for (at = strchr(at, '\n') + 1; *at; count++) {
		char *cell[COLUMNS];
		size_t columns = 0;
		for (bool ended = false; !ended; at++) {
			cell[columns++] = at;
			at += strcspn(at, ",\n");
			ended = *at == '\n';
			*at = '\0';
		}
		rows[count] = (struct purse_statutory_row){
			.from = day(cell[1]), .to = day(cell[2]), .value = number(cell[rate ? 4 : 3])
		};
		if (!purse_statutory_named(cell[0], &rows[count].name)) abort();
		if (rate && *cell[3]) rows[count].threshold_pence = pounds(cell[3]);
	}
	return count;
}

static int by_size(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* exact: what the year costs, in pounds. */
static bool measure(const char *name, const struct purse_post_terms *terms, const char *exact) {
	struct purse_arena *arena = purse_arena_new(run->arena);
	struct purse_staffcost_parts parts = { 0 };
	double took[ROUNDS];
	bool same = true;
	for (int round = 0; round < ROUNDS; round++) {
		double start = seconds();
		for (int n = 0; n < COSTS; n++) {
			purse_arena_reset(arena);
			if (!purse_staffcost_over(
					run, arena, &table, terms, 2, day("2024-01-01"), day("2024-12-31"), &parts))
				abort();
		}
		took[round] = seconds() - start;
		same = same && parts.count == PARTS && purse_fraction_equal(parts.amount, pounds(exact));
	}
	qsort(took, ROUNDS, sizeof *took, by_size);
	printf("%-28s %10.0f%s\n", name, COSTS / took[ROUNDS / 2], same ? "" : "  A WRONG COST");
	purse_arena_close(arena);
	return same;
}

static void posts(
	struct purse_post_terms *terms, enum purse_post_kind kind, const char *before, const char *after) {
	terms[0] = (struct purse_post_terms){ .from = PURSE_NO_DATE,
		.to = day("2024-08-31"),
		.kind = kind,
		.salary_pence = pounds(before),
		.oncost = { .scheme = PURSE_SCHEME_TEACHERS } };
	terms[1] = terms[0];
	terms[1].from = day("2024-09-01");
	terms[1].to = PURSE_FOREVER;
	terms[1].salary_pence = pounds(after);
}

int main(void) {
	static struct purse_statutory_row rows[MOST_ROWS];
	struct purse_post_terms teacher[2], assistant[2];
	run = purse_run_new();
	size_t count = read_rows("sql/reference/statutory_rate.csv", true, rows);
	count += read_rows("sql/reference/working_time.csv", false, rows + count);
	table = purse_statutory_of(rows, count);
	posts(teacher, PURSE_POST_TEACHER, "40000", "42000");
	posts(assistant, PURSE_POST_SUPPORT, "25000", "26000");
	for (int i = 0; i < 2; i++) {
		assistant[i].part = number("30/37");
		assistant[i].week_hours = number("30");
		assistant[i].weeks = number("39");
		assistant[i].leave_days = number("33");
	}
	bool same = measure("teacher", teacher, "842791/15");
	same = measure("term-time assistant", assistant, "66248849537/2808485") && same;
	purse_run_close(run);
	return same ? 0 : 1;
}
