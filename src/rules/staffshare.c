#include "purse/rules/staffshare.h"

#include <assert.h>

#include "purse/base/arena.h"
#include "purse/base/run.h"
#include "purse/rules/calendar.h"

enum { MONTHS = 12, SCHOOL_DAYS = 5 };

/* A piece, while it is worked out. */
struct work {
	struct purse_run *run;
	struct purse_arena *arena;
	const struct purse_term_days *days;
	size_t day_count;
	const struct purse_staffshare_piece *piece;
};

static int school_days(const struct work *work, struct purse_date from, struct purse_date to) {
	int count = 0;
	for (struct purse_date day = from; day.day <= to.day; day.day++)
		for (size_t i = 0; i < work->day_count; i++)
			if (purse_date_weekday(day) <= SCHOOL_DAYS
				&& purse_date_between(day, work->days[i].from, work->days[i].to)) {
				count++;
				break;
			}
	return count;
}

/* Days between two terms are known to be holidays; days after the last one known may be of a term. */
static bool terms_are_known(const struct work *work) {
	const struct purse_staffshare_piece *piece = work->piece;
	bool before = false, after = false;
	for (size_t i = 0; i < work->day_count; i++) {
		if (work->days[i].from.day <= piece->from.day) before = true;
		if (work->days[i].to.day >= piece->to.day) after = true;
		if (work->days[i].from.day <= piece->to.day && work->days[i].to.day >= piece->from.day) return true;
	}
	if (before && after) return true;
	return purse_fail(work->run, PURSE_E_OUTSIDE_DATES, NULL,
		"add the terms of the school before and after these days to term-weeks.csv",
		"could not count the weeks of term from %s to %s: it is not known whether they are of a term",
		purse_date_words(work->run->arena, piece->from), purse_date_words(work->run->arena, piece->to));
}

/* Which part of their month the days are. */
static struct purse_fraction part_of_month(const struct work *work) {
	const struct purse_staffshare_piece *piece = work->piece;
	struct purse_date first = purse_date_first_of_month(piece->from),
					  last = purse_date_last_of_month(piece->from);
	if (purse_fraction_given(piece->weeks) && (piece->from.day != first.day || piece->to.day != last.day)) {
		int all = school_days(work, first, last);
		if (all) return purse_fraction_ratio(work->arena, school_days(work, piece->from, piece->to), all);
	}
	return purse_fraction_multiply(
		work->arena, purse_fraction_of(MONTHS), purse_calendar_share(work->arena, piece->from, piece->to));
}

/* Which part of a year some of the days are, by weeks of term. */
static struct purse_fraction part_of_weeks(
	const struct work *work, struct purse_date from, struct purse_date to) {
	struct purse_fraction weeks = purse_fraction_ratio(work->arena, school_days(work, from, to), SCHOOL_DAYS);
	return purse_fraction_divide(work->arena, weeks, work->piece->weeks);
}

struct purse_fraction purse_staffshare_time(struct purse_arena *arena, const struct purse_term_days *days,
	size_t day_count, const struct purse_staffshare_piece *piece) {
	struct work work = { NULL, arena, days, day_count, piece };
	if (purse_fraction_given(piece->payroll_pence)) return part_of_month(&work);
	return purse_fraction_given(piece->weeks) ? part_of_weeks(&work, piece->from, piece->to)
	                                          : purse_calendar_share(arena, piece->from, piece->to);
}

static void by_payroll(const struct work *work, struct purse_staffshare *share) {
	const struct purse_staffshare_piece *piece = work->piece;
	share->parts = purse_alloc(work->arena, sizeof *share->parts);
	share->count = 1;
	*share->parts = (struct purse_staffshare_part){
		.from = piece->from, .to = piece->to, .cost = piece->payroll_pence, .time = part_of_month(work)
	};
}

static bool by_rates(const struct work *work, const struct purse_statutory *table,
	const struct purse_post_terms *terms, size_t count, struct purse_staffshare *share) {
	const struct purse_staffshare_piece *piece = work->piece;
	struct purse_staffcost_parts costs;
	if (purse_fraction_given(piece->weeks) && !terms_are_known(work)) return false;
	if (!purse_staffcost_over(work->run, work->arena, table, terms, count, piece->from, piece->to, &costs))
		return false;
	share->parts = purse_alloc_array(work->arena, costs.count, sizeof *share->parts);
	for (size_t i = 0; i < costs.count; i++) {
		const struct purse_staffcost *cost = &costs.list[i];
		share->parts[share->count++] = (struct purse_staffshare_part){ .from = cost->from,
			.to = cost->to,
			.cost = cost->oncost.total,
			.time =
				purse_fraction_given(piece->weeks) ? part_of_weeks(work, cost->from, cost->to) : cost->share,
			.rates = *cost };
	}
	return true;
}

bool purse_staffshare_work_out(struct purse_run *run, struct purse_arena *arena,
	const struct purse_statutory *table, const struct purse_post_terms *terms, size_t term_count,
	const struct purse_term_days *days, size_t day_count, const struct purse_staffshare_piece *piece,
	struct purse_staffshare *share) {
	struct work work = { run, arena, days, day_count, piece };
	assert(purse_date_month_number(piece->from) == purse_date_month_number(piece->to));
	*share = (struct purse_staffshare){ .amount = purse_fraction_of(0) };
	if (purse_fraction_given(piece->payroll_pence)) by_payroll(&work, share);
	else if (!by_rates(&work, table, terms, term_count, share)) return false;
	for (size_t i = 0; i < share->count; i++)
		share->amount = purse_fraction_add(
			arena, share->amount, purse_fraction_multiply(arena, share->parts[i].cost, share->parts[i].time));
	share->amount = purse_fraction_multiply(arena, share->amount, piece->part);
	return true;
}
