#include "purse/work/cost.h"

#include <assert.h>

#include "purse/base/run.h"
#include "purse/store/statutory.h"

enum { ROWS_OF_A_PART = 8 };

static bool comes_before(const struct purse_statutory_row *a, const struct purse_statutory_row *b) {
	if (a->name != b->name) return a->name < b->name;
	return a->from.day != b->from.day ? a->from.day < b->from.day : a < b;
}

static void add_row(struct purse_cost *cost, const struct purse_statutory_row *row) {
	size_t at = 0;
	while (at < cost->row_count && comes_before(cost->rows[at], row)) at++;
	if (at < cost->row_count && cost->rows[at] == row) return;
	for (size_t i = cost->row_count++; i > at; i--) cost->rows[i] = cost->rows[i - 1];
	cost->rows[at] = row;
}

/* All rows that were used, each once, by name and first day. */
static void gather_rows(struct purse_run *run, struct purse_cost *cost) {
	cost->rows = purse_alloc_array(run->arena, ROWS_OF_A_PART * cost->parts.count, sizeof *cost->rows);
	for (size_t i = 0; i < cost->parts.count; i++) {
		const struct purse_staffcost *part = &cost->parts.list[i];
		const struct purse_statutory_row *used[ROWS_OF_A_PART] = { part->rates.ni, part->rates.pension,
			part->rates.administration, part->rates.levy, part->days_row, part->hours_row, part->weeks_row,
			part->week_days_row };
		for (int k = 0; k < ROWS_OF_A_PART; k++)
			if (used[k]) add_row(cost, used[k]);
	}
}

/* On a day: by the terms that cover it. */
static bool on_a_day(struct purse_run *run, const struct purse_statutory *table, struct purse_date day,
	struct purse_cost *cost) {
	const struct purse_post *post = &cost->post;
	cost->parts.list = purse_alloc(run->arena, sizeof *cost->parts.list);
	cost->parts.count = 1;
	const struct purse_post_terms *terms = purse_post_terms_on(post->terms, post->count, day);
	if (terms) return purse_staffcost_on(run, run->arena, table, terms, day, cost->parts.list);
	return purse_fail(run, PURSE_E_OUTSIDE_DATES, NULL,
		"name another day, or import a row of posts.csv that covers this one",
		"could not find what the post \"%s\" is on %s", post->code, purse_date_words(run->arena, day));
}

bool purse_cost_work_out(
	struct purse_run *run, struct purse_db *db, const struct purse_cost_wish *wish, struct purse_cost *cost) {
	struct purse_statutory *table = purse_alloc(run->arena, sizeof *table);
	*cost = (struct purse_cost){ 0 };
	if (!purse_load_statutory(run, run->arena, db, table)) return false;
	if (!wish->code) {
		cost->post.terms = purse_alloc(run->arena, sizeof *cost->post.terms);
		cost->post.terms[cost->post.count++] = wish->post;
	} else if (!purse_load_post(run, run->arena, db, wish->code, wish->school, &cost->post)) return false;
	bool done = purse_date_given(wish->on)
	                ? on_a_day(run, table, wish->on, cost)
	                : purse_staffcost_over(run, run->arena, table, cost->post.terms, cost->post.count,
						wish->from, wish->to, &cost->parts);
	if (done) gather_rows(run, cost);
	return done;
}
