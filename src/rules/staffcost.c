#include "purse/rules/staffcost.h"

#include <assert.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/rules/calendar.h"

/* A post on a day, while it is worked out. */
struct work {
	struct purse_run *run;
	struct purse_arena *arena;
	const struct purse_statutory *table;
	struct purse_staffcost *cost;
	struct purse_date day;
	struct purse_fraction weeks; /* a year that a support post works, once they are known */
};

static void hold_until(struct purse_staffcost *cost, struct purse_date until) {
	if (until.day < cost->until.day) cost->until = until;
}

static bool find(struct work *work, enum purse_statutory_name name, const struct purse_statutory_row **row) {
	if (*row) return true;
	if (!purse_statutory_need(work->run, work->table, name, NULL, work->day, row)) return false;
	hold_until(work->cost, purse_statutory_until(work->table, *row, work->day));
	return true;
}

static struct purse_fraction part_of_full(struct work *work, struct purse_fraction whole) {
	const struct purse_post_terms *terms = work->cost->terms;
	return purse_fraction_given(terms->part) ? purse_fraction_multiply(work->arena, whole, terms->part)
	                                         : whole;
}

/* ---- teachers ----------------------------------------------------------------------------------------- */

static bool time_of_teacher(struct work *work) {
	struct purse_staffcost *cost = work->cost;
	const struct purse_post_terms *terms = cost->terms;
	cost->days = terms->days;
	cost->hours = terms->hours;
	if (!purse_fraction_given(cost->days)) {
		if (!find(work, PURSE_TEACHER_DAYS, &cost->days_row)) return false;
		cost->days = part_of_full(work, cost->days_row->value);
	}
	if (purse_fraction_given(cost->hours)) return true;
	if (terms->kind == PURSE_POST_LEADERSHIP) {
		cost->lacks_hours = PURSE_NO_HOURS;
		return true;
	}
	if (!find(work, PURSE_TEACHER_HOURS, &cost->hours_row)) return false;
	cost->hours = part_of_full(work, cost->hours_row->value);
	return true;
}

/* ---- support staff ------------------------------------------------------------------------------------ */

static bool no_weeks_left(struct work *work, const char *what) {
	return purse_fail(work->run, PURSE_E_NOT_ALLOWED_VALUE, NULL,
		"check the weeks, and the days of leave, a year", "could not work out the post: %s", what);
}

/* How many weeks of a year are left for work when the leave is taken. */
static bool weeks_but_leave(struct work *work, struct purse_fraction *left) {
	struct purse_staffcost *cost = work->cost;
	if (!find(work, PURSE_WEEKS_OF_YEAR, &cost->weeks_row)
		|| !find(work, PURSE_DAYS_OF_WEEK, &cost->week_days_row))
		return false;
	struct purse_fraction leave =
		purse_fraction_divide(work->arena, cost->terms->leave_days, cost->week_days_row->value);
	*left = purse_fraction_subtract(work->arena, cost->weeks_row->value, leave);
	return purse_fraction_sign(*left) > 0 || no_weeks_left(work, "its leave takes up the whole year");
}

/* Paid leave in the ratio to working time that staff have who work all year. */
static bool weeks_paid(struct work *work) {
	struct purse_staffcost *cost = work->cost;
	const struct purse_post_terms *terms = cost->terms;
	cost->paid_weeks = terms->paid_weeks;
	if (!find(work, PURSE_WEEKS_OF_YEAR, &cost->weeks_row)) return false;
	if (!purse_fraction_given(cost->paid_weeks)) {
		struct purse_fraction left;
		if (!purse_fraction_given(terms->leave_days))
			return purse_fail(work->run, PURSE_E_MISSING_VALUE, NULL,
				"say how many days of paid leave a year somebody has who works all year, or how many weeks "
				"the post is paid",
				"could not work out for how many weeks the post is paid: its leave is not known");
		if (!weeks_but_leave(work, &left)) return false;
		cost->paid_weeks = purse_fraction_multiply(
			work->arena, terms->weeks, purse_fraction_divide(work->arena, cost->weeks_row->value, left));
	}
	return purse_fraction_compare(cost->paid_weeks, cost->weeks_row->value) <= 0
	       || no_weeks_left(work, "it would be paid for more weeks than a year has");
}

static bool time_of_support(struct work *work) {
	struct purse_staffcost *cost = work->cost;
	const struct purse_post_terms *terms = cost->terms;
	work->weeks = terms->weeks;
	if ((purse_fraction_given(terms->weeks) || purse_fraction_given(terms->paid_weeks)) && !weeks_paid(work))
		return false;
	if (!purse_fraction_given(work->weeks) && purse_fraction_given(terms->leave_days)
		&& !weeks_but_leave(work, &work->weeks))
		return false;
	cost->days = terms->days;
	cost->hours = terms->hours;
	bool known = purse_fraction_given(work->weeks);
	if (!purse_fraction_given(cost->days)) {
		cost->lacks_days = known ? PURSE_LACKS_NOTHING : PURSE_LACKS_LEAVE;
		if (known) {
			if (!find(work, PURSE_DAYS_OF_WEEK, &cost->week_days_row)) return false;
			cost->days = purse_fraction_multiply(work->arena, work->weeks, cost->week_days_row->value);
		}
	}
	if (purse_fraction_given(cost->hours)) return true;
	if (!purse_fraction_given(terms->week_hours)) cost->lacks_hours = PURSE_LACKS_HOURS;
	else if (!known) cost->lacks_hours = PURSE_LACKS_LEAVE;
	else cost->hours = purse_fraction_multiply(work->arena, work->weeks, terms->week_hours);
	return true;
}

/* ---- any post ----------------------------------------------------------------------------------------- */

static struct purse_fraction pay_of_year(struct work *work) {
	const struct purse_staffcost *cost = work->cost;
	struct purse_fraction pay = part_of_full(work, cost->terms->salary_pence);
	if (purse_fraction_given(cost->paid_weeks))
		pay = purse_fraction_multiply(
			work->arena, pay, purse_fraction_divide(work->arena, cost->paid_weeks, cost->weeks_row->value));
	if (!purse_fraction_given(cost->terms->allowances_pence)) return pay;
	return purse_fraction_add(work->arena, pay, cost->terms->allowances_pence);
}

bool purse_staffcost_on(struct purse_run *run, struct purse_arena *arena, const struct purse_statutory *table,
	const struct purse_post_terms *terms, struct purse_date day, struct purse_staffcost *cost) {
	struct work work = { .run = run, .arena = arena, .table = table, .cost = cost, .day = day };
	assert(purse_date_between(day, terms->from, terms->to));
	*cost = (struct purse_staffcost){ .terms = terms, .from = day, .to = day, .until = terms->to };
	if (!purse_oncost_find(run, table, &terms->oncost, day, &cost->rates)) return false;
	hold_until(cost, cost->rates.until);
	if (!(terms->kind == PURSE_POST_SUPPORT ? time_of_support(&work) : time_of_teacher(&work))) return false;
	cost->pay = pay_of_year(&work);
	cost->oncost = purse_oncost_work_out(arena, &cost->rates, cost->pay);
	if (purse_fraction_given(cost->days))
		cost->day_pence = purse_fraction_divide(arena, cost->oncost.total, cost->days);
	if (purse_fraction_given(cost->hours))
		cost->hour_pence = purse_fraction_divide(arena, cost->oncost.total, cost->hours);
	return true;
}

/* ---- over days ---------------------------------------------------------------------------------------- */

const struct purse_post_terms *purse_post_terms_on(
	const struct purse_post_terms *terms, size_t count, struct purse_date day) {
	for (size_t i = 0; i < count; i++)
		if (purse_date_between(day, terms[i].from, terms[i].to)) return &terms[i];
	return NULL;
}

/* Parts are few: a year has two or three. */
static struct purse_staffcost *next_part(struct purse_arena *arena, struct purse_staffcost_parts *parts) {
	parts->list =
		purse_grow_array(arena, parts->list, parts->count, parts->count + 1, sizeof *parts->list);
	return &parts->list[parts->count++];
}

bool purse_staffcost_over(struct purse_run *run, struct purse_arena *arena,
	const struct purse_statutory *table, const struct purse_post_terms *terms, size_t count,
	struct purse_date from, struct purse_date to, struct purse_staffcost_parts *parts) {
	assert(purse_date_given(from) && purse_date_given(to) && from.day <= to.day);
	*parts = (struct purse_staffcost_parts){ .amount = purse_fraction_of(0) };
	for (struct purse_date day = from; day.day <= to.day;) {
		const struct purse_post_terms *held = purse_post_terms_on(terms, count, day);
		if (!held)
			return purse_fail(run, PURSE_E_OUTSIDE_DATES, NULL, "add what the post is on that day",
				"could not work out the cost of the post on %s: nothing is known of it for that day",
				purse_date_words(run->arena, day));
		struct purse_staffcost *part = next_part(arena, parts);
		if (!purse_staffcost_on(run, arena, table, held, day, part)) return false;
		part->to = part->until.day < to.day ? part->until : to;
		part->share = purse_calendar_share(arena, part->from, part->to);
		part->amount = purse_fraction_multiply(arena, part->oncost.total, part->share);
		parts->amount = purse_fraction_add(arena, parts->amount, part->amount);
		day.day = part->to.day + 1;
	}
	return true;
}
