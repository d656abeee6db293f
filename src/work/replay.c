#include "purse/work/replay.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/rules/arrears.h"
#include "purse/rules/charging.h"
#include "purse/rules/drawing.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/loader.h"
#include "purse/work/recorded.h"
#include "purse/work/standing.h"

enum { LOOK_AHEAD = 64 }; /* rows searched for the one expected before it counts as missing */

static const char *const RULE = "replay";

/* One batch being made again. */
struct replay {
	struct purse_findings *findings;
	struct purse_facts facts;
	struct purse_arena *arena; /* of one batch */
	struct purse_batch batch;  /* what should stand in the books */
	struct purse_rows *charges, *weights, *purchases, *staff_costs, *use_shares, *postings;
};

/* ---- words: `charge 35 of STO-0001 (STO to PEL, CHURCH-CR, 2025-09-16)`
 * -------------------------------------------- */

static const char *charge_place(struct purse_run *run, const struct purse_rows *rows, int i) {
	return purse_copy_text(run->arena, purse_cell_text(rows, i, "place"));
}

static const char *school_code(struct purse_run *run, const struct replay *replay, int id) {
	const struct purse_school *school = purse_facts_school(&replay->facts, id);
	return school ? school->code : purse_text(run->arena, "party %d", id);
}

static const char *agreement_code(struct purse_run *run, const struct replay *replay, int id) {
	const struct purse_agreement *agreement = purse_facts_agreement(&replay->facts, id);
	return agreement ? agreement->code : purse_text(run->arena, "agreement %d", id);
}

static const char *pounds(struct purse_run *run, int64_t pence) {
	return purse_money_pounds(run->arena, pence);
}

/* `£268.00 on account 1310 of FEN with MIL` */
static const char *line_words(struct purse_run *run, const struct replay *replay, int64_t pence,
	const char *account, int school, int counterparty, int fund) {
	return purse_text(run->arena, "%s on account %s of %s%s%s%s", pounds(run, pence), account,
		school_code(run, replay, school), counterparty ? " with " : "",
		counterparty ? school_code(run, replay, counterparty) : "",
		fund ? purse_text(run->arena, ", fund %d", fund) : "");
}

static const char *made_entry_place(struct purse_run *run, const struct purse_entry *made) {
	return purse_text(
		run->arena, "entry of %s (%s)", purse_date_iso(run->arena, made->service_date), made->description);
}

static const char *stored_entry_place(struct purse_run *run, const struct replay *replay, int first) {
	return purse_copy_text(run->arena, purse_cell_text(replay->postings, first, "place"));
}

/* ---- making it again
 * ------------------------------------------------------------------------------------------ */

static void freeze(struct replay *replay, int i, struct purse_frozen *frozen) {
	const struct purse_rows *weights = replay->weights;
	int64_t basis = purse_cell_number(replay->charges, i, "basis");
	/* the rows come by basis */
	int first = 0, next = weights->count;
	while (first < next) {
		int middle = first + (next - first) / 2;
		if (purse_cell_number(weights, middle, "basis") < basis) first = middle + 1;
		else next = middle;
	}
	while (next < weights->count && purse_cell_number(weights, next, "basis") == basis) next++;
	struct purse_frozen_weight *list = purse_alloc_array(replay->arena, (size_t)(next - first), sizeof *list);
	*frozen = (struct purse_frozen){ .price_record = purse_cell_number(replay->charges, i, "price_record"),
		.leg = purse_recorded_leg(replay->charges, i),
		.weights = list };
	for (int k = first; k < next; k++)
		list[frozen->weight_count++] = (struct purse_frozen_weight){
			.school = purse_cell_id(weights, k, "school"),
			.position = purse_cell_id(weights, k, "position"),
			.source = purse_cell_number(weights, k, "source"),
			.weight = purse_cell_fraction(replay->arena, weights, k, "weight_numerator", "weight_denominator")
		};
	replay->facts.frozen = frozen;
}

static bool again_purchase(struct purse_run *run, struct replay *replay, int row) {
	struct purse_purchase purchase = purse_recorded_purchase(replay->purchases, row);
	return purse_charge_purchase(run, &replay->facts, &replay->batch, &purchase);
}

static bool again_share(struct purse_run *run, struct replay *replay, int i) {
	int64_t source = purse_cell_number(replay->charges, i, "source");
	for (int k = 0; k < replay->purchases->count; k++)
		if (purse_cell_number(replay->purchases, k, "record") == source)
			return again_purchase(run, replay, k);
	for (int k = 0; k < replay->staff_costs->count; k++)
		if (purse_cell_number(replay->staff_costs, k, "record") == source) {
			struct purse_shared_staff staff = purse_recorded_staff(replay->staff_costs, k);
			return purse_charge_staff_cost(run, &replay->facts, &replay->batch, &staff);
		}
	for (int k = 0; k < replay->use_shares->count; k++)
		if (purse_cell_number(replay->use_shares, k, "record") == source) {
			struct purse_use_share use = purse_recorded_use_again(replay->use_shares, k);
			return purse_charge_use_share(run, &replay->facts, &replay->batch, &use);
		}
	purse_finding_add(run, replay->findings, RULE, charge_place(run, replay->charges, i),
		"the purchase that it shares is not booked in the same batch");
	return true;
}

static bool again_activity(struct purse_run *run, struct replay *replay, int i) {
	const struct purse_rows *rows = replay->charges;
	if (!purse_cell_given(rows, i, "activity_date")) {
		purse_finding_add(run, replay->findings, RULE, charge_place(run, rows, i), "its activity is gone");
		return true;
	}
	struct purse_activity activity = { .record = purse_cell_number(rows, i, "source"),
		.ref = purse_cell_text(rows, i, "ref"),
		.item = purse_cell_text(rows, i, "activity_item"),
		.unit = purse_cell_text(rows, i, "activity_unit"),
		.quantity = purse_cell_text(rows, i, "activity_quantity"),
		.agreement = purse_cell_id(rows, i, "agreement"),
		.provider = purse_cell_id(rows, i, "provider"),
		.beneficiary = purse_cell_id(rows, i, "customer"),
		.date = purse_cell_date(rows, i, "activity_date"),
		.service_to = purse_cell_date(rows, i, "activity_service_to") };
	return purse_charge_activity(run, &replay->facts, &replay->batch, &activity);
}

static struct purse_lot *lot_of(struct replay *replay, int i) {
	int64_t id = purse_cell_number(replay->charges, i, "lot");
	for (size_t k = 0; k < replay->facts.lot_count; k++)
		if (replay->facts.lots[k].id == id) return &replay->facts.lots[k];
	return NULL;
}

static bool again_reversal(struct purse_run *run, struct purse_db *db, struct replay *replay, int i) {
	const char *ids = purse_text(replay->arena, "{%s}", purse_cell_text(replay->charges, i, "reverses"));
	struct purse_standing_list list;
	if (!purse_standing_named(run, replay->arena, db, ids, &list)) return false;
	if (list.count != 1) {
		purse_finding_add(
			run, replay->findings, RULE, charge_place(run, replay->charges, i), "what it reverses is gone");
		return true;
	}
	return purse_charge_reversal(run, &replay->facts, &replay->batch, &list.charges[0], "");
}

static bool again_arrears(struct purse_run *run, struct purse_db *db, struct replay *replay, int i) {
	const char *ids = purse_text(replay->arena, "{%s}", purse_cell_text(replay->charges, i, "adjusts"));
	struct purse_standing_list list;
	if (!purse_standing_named(run, replay->arena, db, ids, &list)) return false;
	if (list.count == 1)
		return purse_charge_arrears(run, &replay->facts, &replay->batch, &list.charges[0]);
	purse_finding_add(
		run, replay->findings, RULE, charge_place(run, replay->charges, i), "what it adjusts is gone");
	return true;
}

/* The event behind charge i, unless the charge before came of the same event. */
static bool again(struct purse_run *run, struct purse_db *db, struct replay *replay, int i) {
	const struct purse_rows *rows = replay->charges;
	const char *kind = purse_cell_text(rows, i, "kind");
	if (purse_cell_given(rows, i, "reverses")) return again_reversal(run, db, replay, i);
	if (purse_same(kind, "residue")) return true; /* made by the draw, lapse or settlement before it */
	for (int k = i - 1; k >= 0 && k >= i - LOOK_AHEAD * 8; k--) {
		bool same_event =
			purse_same(kind, purse_cell_text(rows, k, "kind")) && !purse_cell_given(rows, k, "reverses")
			&& !purse_cell_given(rows, i, "adjusts")
			&& purse_same(purse_cell_text(rows, i, "leg"), purse_cell_text(rows, k, "leg"))
			&& (purse_same(kind, "lapse")
					? purse_same(purse_cell_text(rows, i, "lot"), purse_cell_text(rows, k, "lot"))
						  && purse_same(purse_cell_text(rows, i, "seq"), purse_cell_text(rows, k, "seq"))
					: purse_cell_given(rows, i, "source")
						  && purse_same(
							  purse_cell_text(rows, i, "source"), purse_cell_text(rows, k, "source")));
		if (same_event) return true;
		if (!purse_same(purse_cell_text(rows, k, "kind"), "residue")) break;
	}
	struct purse_frozen frozen;
	freeze(replay, i, &frozen);
	bool made = true;
	struct purse_lot *lot = lot_of(replay, i);
	if (purse_cell_given(rows, i, "adjusts")) made = again_arrears(run, db, replay, i);
	else if (purse_same(kind, "share")) made = again_share(run, replay, i);
	else if (purse_same(kind, "lapse") && lot)
		made = purse_charge_lapse(run, &replay->facts, &replay->batch, lot);
	else if (purse_same(kind, "settle") && lot)
		made = purse_charge_settle(run, &replay->facts, &replay->batch, lot,
			purse_cell_id(rows, i, "customer"), purse_cell_date(rows, i, "service_from"));
	else if (purse_same(kind, "line") || purse_same(kind, "draw")) made = again_activity(run, replay, i);
	replay->facts.frozen = NULL;
	return made;
}

/* ---- comparing charges
 * ---------------------------------------------------------------------------------------- */

static bool is_the_charge(const struct purse_charge *made, const struct purse_rows *rows, int i) {
	return purse_same(made->kind, purse_cell_text(rows, i, "kind"))
	       && made->source == purse_cell_number(rows, i, "source")
	       && made->lot == purse_cell_number(rows, i, "lot")
	       && made->customer == purse_cell_id(rows, i, "customer")
	       && made->reverses == purse_cell_number(rows, i, "reverses")
	       && purse_same(made->stream_key, purse_cell_text(rows, i, "stream_key"));
}

static void compare_fraction(struct purse_run *run, struct replay *replay, int i, const char *what,
	struct purse_fraction made, const char *numerator, const char *denominator) {
	struct purse_fraction stands =
		purse_cell_fraction(replay->arena, replay->charges, i, numerator, denominator);
	bool given = purse_fraction_given(made);
	if (given == purse_fraction_given(stands) && (!given || purse_fraction_equal(made, stands))) return;
	purse_finding_add(run, replay->findings, RULE, charge_place(run, replay->charges, i),
		"%s is %s, but comes out as %s", what,
		purse_fraction_given(stands) ? purse_fraction_text(run->arena, stands) : "missing",
		given ? purse_fraction_text(run->arena, made) : "none");
}

static void differs(struct purse_run *run, struct replay *replay, int i, const char *what, const char *stands,
	const char *made) {
	purse_finding_add(run, replay->findings, RULE, charge_place(run, replay->charges, i),
		"%s is %s, but comes out as %s", what, stands, made);
}

static void compare_pence(
	struct purse_run *run, struct replay *replay, int i, const char *what, int64_t made, const char *column) {
	int64_t stands = purse_cell_number(replay->charges, i, column);
	if (made != stands) differs(run, replay, i, what, pounds(run, stands), pounds(run, made));
}

static void compare_charge(
	struct purse_run *run, struct replay *replay, const struct purse_charge *made, int i) {
	int provider = purse_cell_id(replay->charges, i, "provider");
	int agreement = purse_cell_id(replay->charges, i, "agreement");
	int step = purse_cell_id(replay->charges, i, "seq");
	compare_pence(run, replay, i, "the amount", made->pence, "pence");
	compare_pence(run, replay, i, "the cost that is shared", made->cost_pence, "cost");
	if (made->provider != provider)
		differs(run, replay, i, "the school that charges", school_code(run, replay, provider),
			school_code(run, replay, made->provider));
	if (made->agreement != agreement)
		differs(run, replay, i, "the agreement", agreement_code(run, replay, agreement),
			agreement_code(run, replay, made->agreement));
	if (made->seq != step)
		differs(run, replay, i, "the step of its stream", purse_text(run->arena, "%d", step),
			purse_text(run->arena, "%d", made->seq));
	compare_fraction(run, replay, i, "the exact amount", made->exact, "exact_numerator", "exact_denominator");
	compare_fraction(
		run, replay, i, "the carry before", made->carry_in, "carry_in_numerator", "carry_in_denominator");
	compare_fraction(
		run, replay, i, "the carry after", made->carry_out, "carry_out_numerator", "carry_out_denominator");
	const char *quantity = purse_cell_text(replay->charges, i, "quantity");
	if (!purse_same(made->quantity, quantity))
		differs(run, replay, i, "the quantity", quantity ? quantity : "missing",
			made->quantity ? made->quantity : "none");
	struct purse_date from = purse_cell_date(replay->charges, i, "service_from");
	struct purse_date to = purse_cell_date(replay->charges, i, "service_to");
	if (made->service_from.day != from.day)
		differs(run, replay, i, "the first day of service", purse_date_iso(run->arena, from),
			purse_date_iso(run->arena, made->service_from));
	if (made->service_to.day != to.day)
		differs(run, replay, i, "the last day of service", purse_date_iso(run->arena, to),
			purse_date_iso(run->arena, made->service_to));
}

/* The ref of what a charge was made from. */
static const char *source_ref(const struct replay *replay, const struct purse_charge *made) {
	for (int i = 0; i < replay->charges->count; i++)
		if (made->source == purse_cell_number(replay->charges, i, "source") && made->source)
			return purse_cell_text(replay->charges, i, "ref");
	for (int i = 0; i < replay->purchases->count; i++)
		if (made->source == purse_cell_number(replay->purchases, i, "record"))
			return purse_cell_text(replay->purchases, i, "ref");
	return made->lot ? "a lot" : "a source";
}

static void compare_charges(struct purse_run *run, struct replay *replay) {
	const struct purse_rows *rows = replay->charges;
	int stands = 0;
	for (size_t i = 0; i < replay->batch.charge_count; i++) {
		const struct purse_charge *made = &replay->batch.charges[i];
		int found = -1;
		for (int k = stands; k < rows->count && k < stands + LOOK_AHEAD && found < 0; k++)
			if (is_the_charge(made, rows, k)) found = k;
		if (found < 0) {
			purse_finding_add(run, replay->findings, RULE,
				purse_text(run->arena, "charge of %s (%s to %s, %s, %s)", source_ref(replay, made),
					school_code(run, replay, made->provider), school_code(run, replay, made->customer),
					agreement_code(run, replay, made->agreement),
					purse_date_iso(run->arena, made->service_from)),
				"it is missing: a %s of %s should stand", made->kind, pounds(run, made->pence));
			continue;
		}
		for (; stands < found; stands++)
			purse_finding_add(run, replay->findings, RULE, charge_place(run, rows, stands),
				"nothing that is recorded leads to it");
		compare_charge(run, replay, made, stands++);
	}
	for (; stands < rows->count; stands++)
		purse_finding_add(run, replay->findings, RULE, charge_place(run, rows, stands),
			"nothing that is recorded leads to it");
	replay->findings->charges += rows->count;
}

/* ---- comparing entries
 * ---------------------------------------------------------------------------------------- */

static int by_key(const void *left, const void *right) {
	const struct purse_entry *a = left, *b = right;
	return strcmp(a->key, b->key);
}

/* The rows of one entry: its first, and how many. */
struct stored_entry {
	const char *key;
	int first, count;
};

static int by_stored_key(const void *left, const void *right) {
	const struct stored_entry *a = left, *b = right;
	return strcmp(a->key, b->key);
}

static size_t stored_entries(struct replay *replay, struct stored_entry **entries) {
	const struct purse_rows *rows = replay->postings;
	*entries = purse_alloc_array(replay->arena, (size_t)rows->count, sizeof **entries);
	size_t count = 0;
	for (int i = 0; i < rows->count; i++) {
		const char *key = purse_cell_text(rows, i, "key");
		if (count == 0 || strcmp((*entries)[count - 1].key, key) != 0)
			(*entries)[count++] = (struct stored_entry){ .key = key, .first = i };
		(*entries)[count - 1].count++;
	}
	if (count) qsort(*entries, count, sizeof **entries, by_stored_key);
	return count;
}

static bool same_posting(const struct purse_posting *made, const struct purse_rows *rows, int i) {
	return made->school == purse_cell_id(rows, i, "school") && made->fund == purse_cell_id(rows, i, "fund")
	       && made->counterparty == purse_cell_id(rows, i, "counterparty")
	       && made->agreement == purse_cell_id(rows, i, "agreement")
	       && made->pence == purse_cell_number(rows, i, "amount")
	       && purse_same(made->account, purse_cell_text(rows, i, "account"));
}

static void compare_line(
	struct purse_run *run, struct replay *replay, const struct purse_posting *made, int i) {
	const struct purse_rows *rows = replay->postings;
	const char *stands = line_words(run, replay, purse_cell_number(rows, i, "amount"),
		purse_cell_text(rows, i, "account"), purse_cell_id(rows, i, "school"),
		purse_cell_id(rows, i, "counterparty"), purse_cell_id(rows, i, "fund"));
	const char *should =
		line_words(run, replay, made->pence, made->account, made->school, made->counterparty, made->fund);
	if (made->agreement != purse_cell_id(rows, i, "agreement")) {
		stands = purse_text(run->arena, "%s, under %s", stands,
			agreement_code(run, replay, purse_cell_id(rows, i, "agreement")));
		should = purse_text(run->arena, "%s, under %s", should, agreement_code(run, replay, made->agreement));
	}
	purse_finding_add(run, replay->findings, RULE,
		purse_text(
			run->arena, "%s, line %s", purse_cell_text(rows, i, "place"), purse_cell_text(rows, i, "line")),
		"it says %s, but comes out as %s", stands, should);
}

static void compare_entry(struct purse_run *run, struct replay *replay, const struct purse_entry *made,
	const struct stored_entry *stands) {
	const struct purse_rows *rows = replay->postings;
	const char *place = stored_entry_place(run, replay, stands->first);
	if ((size_t)stands->count != made->posting_count)
		purse_finding_add(run, replay->findings, RULE, place, "it has %d lines, but should have %zu",
			stands->count, made->posting_count);
	for (int i = 0; i < stands->count && (size_t)i < made->posting_count; i++)
		if (!same_posting(&made->postings[i], rows, stands->first + i))
			compare_line(run, replay, &made->postings[i], stands->first + i);
	const char *description = purse_cell_text(rows, stands->first, "description");
	if (!made->reverses && !purse_same(made->description, description))
		purse_finding_add(
			run, replay->findings, RULE, place, "its words should be \"%s\"", made->description);
	struct purse_date service = purse_cell_date(rows, stands->first, "service_date");
	struct purse_date booked = purse_cell_date(rows, stands->first, "date");
	if (service.day != made->service_date.day)
		purse_finding_add(run, replay->findings, RULE, place, "its day of service is %s, but comes out as %s",
			purse_date_iso(run->arena, service), purse_date_iso(run->arena, made->service_date));
	if (booked.day != made->service_date.day && booked.day != purse_date_first_of_month(booked).day)
		purse_finding_add(run, replay->findings, RULE, place,
			"it is booked on %s, neither on the day of service, %s, nor on the first of a later month",
			purse_date_iso(run->arena, booked), purse_date_iso(run->arena, made->service_date));
}

static void is_too_many(struct purse_run *run, struct replay *replay, const struct stored_entry *entry) {
	purse_finding_add(run, replay->findings, RULE, stored_entry_place(run, replay, entry->first),
		"it is booked, and no charge or purchase stands that leads to it");
}

static void compare_entries(struct purse_run *run, struct replay *replay) {
	struct stored_entry *stored;
	size_t count = stored_entries(replay, &stored), k = 0;
	if (replay->batch.entry_count)
		qsort(replay->batch.entries, replay->batch.entry_count, sizeof *replay->batch.entries, by_key);
	for (size_t i = 0; i < replay->batch.entry_count; i++) {
		const struct purse_entry *made = &replay->batch.entries[i];
		for (; k < count && strcmp(stored[k].key, made->key) < 0; k++) is_too_many(run, replay, &stored[k]);
		if (k < count && strcmp(stored[k].key, made->key) == 0)
			compare_entry(run, replay, made, &stored[k++]);
		else
			purse_finding_add(run, replay->findings, RULE, made_entry_place(run, made),
				"it is missing: %zu lines should stand, the first %s", made->posting_count,
				line_words(run, replay, made->postings[0].pence, made->postings[0].account,
					made->postings[0].school, made->postings[0].counterparty, made->postings[0].fund));
	}
	for (; k < count; k++) is_too_many(run, replay, &stored[k]);
	replay->findings->entries += (long)count;
}

/* ---- the whole
 * ------------------------------------------------------------------------------------------------ */

static bool load_batch(struct purse_run *run, struct purse_db *db, struct replay *replay, const char *batch) {
	const char *const params[] = { batch };
	return purse_db_query_in(
			   run, replay->arena, db, "sql/query/verify_charges.sql", params, 1, &replay->charges)
	       && purse_db_query_in(
			   run, replay->arena, db, "sql/query/verify_weights.sql", params, 1, &replay->weights)
	       && purse_db_query_in(
			   run, replay->arena, db, "sql/query/verify_purchases.sql", params, 1, &replay->purchases)
	       && purse_db_query_in(
			   run, replay->arena, db, "sql/query/verify_staff_costs.sql", params, 1, &replay->staff_costs)
	       && purse_db_query_in(
			   run, replay->arena, db, "sql/query/verify_use_shares.sql", params, 1, &replay->use_shares)
	       && purse_db_query_in(
			   run, replay->arena, db, "sql/query/verify_postings.sql", params, 1, &replay->postings);
}

/* What can't be made again, because what it is made from no longer fits, is a finding; the database failing,
 * or a stop, is not. */
static bool impossible(
	struct purse_run *run, struct replay *replay, struct purse_mark mark, const char *place) {
	const struct purse_problem *problem = &run->problems[mark.problem_count];
	if (run->problem_count == mark.problem_count || problem->code == PURSE_E_STOPPED
		|| problem->code == PURSE_E_NO_MEMORY || purse_error_exit(problem->code) == 3)
		return false;
	purse_finding_add(run, replay->findings, RULE, place, "it can't be made again: %s", problem->message);
	purse_db_forget(run, mark);
	replay->facts.frozen = NULL;
	return true;
}

static bool replay_batch(
	struct purse_run *run, struct purse_db *db, struct replay *replay, const char *batch) {
	replay->batch = (struct purse_batch){ .arena = purse_arena_new(replay->arena) };
	for (size_t i = 0; i < replay->facts.agreement_count; i++)
		for (size_t k = 0; k < replay->facts.agreements[i].price_count; k++)
			replay->facts.agreements[i].prices[k].basis_ref = 0;
	if (!load_batch(run, db, replay, batch)) return false;
	struct purse_mark mark = purse_db_mark(run);
	for (int i = 0; i < replay->purchases->count; i++)
		if (purse_cell_given(replay->purchases, i, "lot") && !again_purchase(run, replay, i)
			&& !impossible(run, replay, mark,
				purse_text(run->arena, "purchases.csv, %s", purse_cell_text(replay->purchases, i, "ref"))))
			return false;
	for (int i = 0; i < replay->charges->count; i++)
		if (!again(run, db, replay, i)
			&& !impossible(run, replay, mark, charge_place(run, replay->charges, i)))
			return false;
	compare_charges(run, replay);
	compare_entries(run, replay);
	return true;
}

/* After the last batch the lots must stand as the movements say. */
static bool compare_lots(struct purse_run *run, struct purse_db *db, struct replay *replay) {
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/verify_movements.sql", NULL, 0, &rows)) return false;
	for (int i = 0; i < rows->count; i++)
		for (size_t k = 0; k < replay->facts.lot_count; k++) {
			const struct purse_lot *lot = &replay->facts.lots[k];
			if (lot->id != purse_cell_number(rows, i, "lot")) continue;
			struct purse_fraction units = purse_cell_decimal(run->arena, rows, i, "units");
			if (purse_fraction_equal(units, lot->state.units_left)
				&& purse_cell_number(rows, i, "pence") == lot->state.posted_left)
				continue;
			purse_finding_add(run, replay->findings, RULE, purse_cell_text(rows, i, "place"),
				"%s credits and %s are left, but %s and %s come out", purse_cell_text(rows, i, "units"),
				pounds(run, purse_cell_number(rows, i, "pence")),
				purse_fraction_text(run->arena, lot->state.units_left), pounds(run, lot->state.posted_left));
		}
	return true;
}

bool purse_replay(struct purse_run *run, struct purse_db *db, struct purse_findings *findings) {
	struct replay replay = { .findings = findings, .arena = purse_arena_new(run->arena) };
	struct purse_rows *batches;
	if (!purse_load_facts(run, run->arena, db, NULL, &replay.facts)) return false;
	purse_facts_begin_again(&replay.facts);
	if (!purse_db_query(run, db, "sql/query/verify_batches.sql", NULL, 0, &batches)) return false;
	for (int i = 0; i < batches->count; i++) {
		purse_arena_reset(replay.arena);
		if (purse_run_stopped(run) || !replay_batch(run, db, &replay, purse_cell_text(batches, i, "id")))
			return false;
		purse_run_progress(run, "charging again to compare", i + 1, batches->count);
	}
	return compare_lots(run, db, &replay);
}
