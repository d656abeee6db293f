#include "purse/rules/cutoff.h"

#include <assert.h>
#include <inttypes.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/round.h"
#include "purse/rules/entries.h"
#include "purse/rules/terms.h"

struct purse_cutoff_units purse_cutoff_units(struct purse_date from, struct purse_date to, int32_t month) {
	struct purse_date end = purse_date_last_of_month(purse_date_of_month_number(month));
	int32_t first = purse_date_month_number(from), last = purse_date_month_number(to);
	struct purse_cutoff_units units = { .months = purse_date_first_of_month(from).day == from.day
		                             && purse_date_last_of_month(to).day == to.day };
	units.all = units.months ? last - first + 1 : to.day - from.day + 1;
	units.over = units.months ? month - first + 1 : end.day - from.day + 1;
	if (units.over < 0) units.over = 0;
	if (units.over > units.all) units.over = units.all;
	return units;
}

char *purse_cutoff_part_words(
	struct purse_arena *arena, struct purse_date from, struct purse_date to, int32_t month) {
	struct purse_cutoff_units units = purse_cutoff_units(from, to, month);
	return units.over == units.all ? NULL
	                               : purse_text(arena, "%" PRId32 " of %" PRId32 " %s", units.over, units.all,
										 units.months ? "months" : "days");
}

bool purse_cutoff_to_come(struct purse_arena *arena, int64_t pence, struct purse_date from,
	struct purse_date to, int32_t month, int64_t *to_come) {
	assert(to.day >= from.day);
	struct purse_cutoff_units units = purse_cutoff_units(from, to, month);
	int64_t over;
	if (!purse_terms_fits(pence)
		|| !purse_round_line(purse_fraction_multiply(arena, purse_fraction_of(pence),
								 purse_fraction_ratio(arena, units.over, units.all)),
			&over))
		return false;
	*to_come = pence - over;
	return true;
}

static const char *key_of(struct purse_arena *arena, const struct purse_cutoff *cutoff, int32_t month) {
	return purse_text(arena, "cut-off of entry %" PRId64 ", school %d, %.7s", cutoff->entry, cutoff->school,
		purse_date_iso(arena, purse_date_of_month_number(month)));
}

static bool post_month(
	struct purse_run *run, struct purse_batch *batch, struct purse_cutoff *cutoff, int32_t month) {
	bool takes_out = month == purse_date_month_number(cutoff->booked);
	struct purse_entry *entry = purse_batch_entry(batch);
	entry->kind = "cut-off";
	entry->key = key_of(batch->arena, cutoff, month);
	entry->description = purse_text(batch->arena, takes_out ? "%s: for later than %s" : "%s: for %s",
		cutoff->description, purse_month_words(batch->arena, month));
	entry->date = entry->service_date = takes_out ? cutoff->booked : purse_date_of_month_number(month);
	entry->defers = cutoff->entry;
	entry->defers_school = cutoff->school;
	entry->defers_month = month;
	for (size_t i = 0; i < cutoff->line_count; i++) {
		struct purse_cutoff_line *line = &cutoff->lines[i];
		int64_t to_come;
		if (!purse_cutoff_to_come(batch->arena, line->pence, cutoff->from, cutoff->to, month, &to_come))
			return purse_terms_too_large(run, cutoff->description);
		const struct purse_posting like = { .school = cutoff->school,
			.fund = line->fund,
			.counterparty = line->counterparty,
			.agreement = cutoff->agreement,
			.account = line->account };
		purse_entry_defer(batch, entry, &like, line->income, to_come - line->waiting);
		line->waiting = to_come;
	}
	purse_terms_end_entry(batch, entry);
	return true;
}

bool purse_cutoff_post(struct purse_run *run, struct purse_batch *batch, struct purse_cutoff *cutoff) {
	for (int32_t month = cutoff->first; month <= cutoff->last; month++)
		if (!post_month(run, batch, cutoff, month)) return false;
	return true;
}
