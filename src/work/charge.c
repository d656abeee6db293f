#include "purse/work/charge.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/rules/arrears.h"
#include "purse/rules/charging.h"
#include "purse/rules/drawing.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/loader.h"
#include "purse/work/accrue.h"
#include "purse/work/cutoff.h"
#include "purse/work/locking.h"
#include "purse/work/recorded.h"
#include "purse/work/standing.h"

struct job {
	const struct purse_charge_wish *wish;
	struct purse_charge_result *result;
	struct purse_arena *arena; /* of one attempt */
	struct purse_facts facts;
	struct purse_batch batch;
	const char *day, *agreements; /* parameters of the queries */
	struct purse_rows *purchases, *staff_costs, *use_shares;
	int next_purchase;
	long total; /* activities, for progress */
	bool failed;
};

static struct purse_charge_sum *sum_for(struct job *job, const struct purse_charge *charge) {
	struct purse_charge_result *result = job->result;
	for (size_t i = 0; i < result->sum_count; i++) {
		struct purse_charge_sum *sum = &result->sums[i];
		if (sum->agreement_id == charge->agreement && sum->provider_id == charge->provider
			&& sum->customer_id == charge->customer)
			return sum;
	}
	if ((result->sum_count & (result->sum_count - 1)) == 0)
		result->sums = purse_grow_array(job->arena, result->sums, result->sum_count,
			result->sum_count ? result->sum_count * 2 : 1, sizeof *result->sums);
	struct purse_charge_sum *sum = &result->sums[result->sum_count++];
	const struct purse_agreement *agreement = purse_facts_agreement(&job->facts, charge->agreement);
	const struct purse_version *version = purse_facts_version(agreement, charge->service_from);
	*sum = (struct purse_charge_sum){ .agreement_id = charge->agreement,
		.provider_id = charge->provider,
		.customer_id = charge->customer,
		.agreement = agreement->code,
		.agreement_name = version ? version->name : "",
		.provider = purse_facts_school(&job->facts, charge->provider)->code,
		.customer = purse_facts_school(&job->facts, charge->customer)->code };
	return sum;
}

static void note_late(struct job *job, const struct purse_entry *entry) {
	struct purse_charge_result *result = job->result;
	result->late++;
	if (result->late_count == PURSE_MAX_LATE_LISTED) return;
	if (!result->late_entries)
		result->late_entries =
			purse_alloc_array(job->arena, PURSE_MAX_LATE_LISTED, sizeof *result->late_entries);
	result->late_entries[result->late_count++] =
		(struct purse_charge_late){ .what = purse_copy_text(job->arena, entry->description),
			.service = entry->service_date,
			.booked = entry->date };
}

/* Sends what is built so far and empties the batch. */
static bool flush(struct purse_run *run, struct purse_db *db, struct job *job) {
	for (size_t i = 0; i < job->batch.charge_count; i++) {
		struct purse_charge_sum *sum = sum_for(job, &job->batch.charges[i]);
		sum->charges++;
		sum->pence += job->batch.charges[i].pence;
	}
	for (size_t i = 0; i < job->batch.entry_count; i++)
		if (job->batch.entries[i].date.day != job->batch.entries[i].service_date.day)
			note_late(job, &job->batch.entries[i]);
	bool sent = job->failed || purse_post_stage(run, db, &job->batch);
	purse_batch_empty(&job->batch);
	return sent;
}

/* One thing that can't be charged does not hide the next one's problem; nothing is posted in the end. */
static bool go_on(struct purse_run *run, struct job *job, bool charged) {
	if (!charged) job->failed = true;
	return charged || purse_run_has_room(run);
}

/* Locks what will be touched before it is read. */
static bool lock(
	struct purse_run *run, struct purse_db *db, struct job *job, const struct purse_rows *scope) {
	struct purse_date first = PURSE_FOREVER, last = { 0 };
	for (int i = 0; i < scope->count; i++) {
		struct purse_date from = purse_cell_date(scope, i, "first"), to = purse_cell_date(scope, i, "last");
		if (from.day < first.day) first = from;
		if (i == 0 || to.day > last.day) last = to;
	}
	return purse_lock_for_posting(run, job->arena, db, job->agreements, first, last);
}

static bool charge_purchase(
	struct purse_run *run, struct purse_db *db, struct job *job, const struct purse_purchase *purchase) {
	if (!go_on(run, job, purse_charge_purchase(run, &job->facts, &job->batch, purchase))) return false;
	job->result->purchases++;
	return job->batch.charge_count < PURSE_BLOCK_ROWS || flush(run, db, job);
}

/* Lots are booked before anything is drawn: credits may be valid before the supplier's invoice is dated. */
static bool open_lots(struct purse_run *run, struct purse_db *db, struct job *job) {
	for (int i = 0; i < job->purchases->count; i++) {
		struct purse_purchase purchase = purse_recorded_purchase(job->purchases, i);
		if (purchase.lot && !charge_purchase(run, db, job, &purchase)) return false;
	}
	return true;
}

/* The other purchases, up to a day. */
static bool charge_purchases(
	struct purse_run *run, struct purse_db *db, struct job *job, struct purse_date until) {
	for (; job->next_purchase < job->purchases->count; job->next_purchase++) {
		struct purse_purchase purchase = purse_recorded_purchase(job->purchases, job->next_purchase);
		if (purchase.date.day > until.day) return true;
		if (!purchase.lot && !charge_purchase(run, db, job, &purchase)) return false;
	}
	return true;
}

/* The shares of staff, each month's after all else that is shared: their order among themselves counts. */
static bool charge_staff_costs(struct purse_run *run, struct purse_db *db, struct job *job) {
	for (int i = 0; i < job->staff_costs->count; i++) {
		struct purse_shared_staff staff = purse_recorded_staff(job->staff_costs, i);
		if (!go_on(run, job, purse_charge_staff_cost(run, &job->facts, &job->batch, &staff))) return false;
		job->result->staff_costs++;
		if (job->batch.charge_count >= PURSE_BLOCK_ROWS && !flush(run, db, job)) return false;
	}
	return true;
}

/* Costs shared anew by use, after all that is shared by estimate. */
static bool charge_use_shares(struct purse_run *run, struct purse_db *db, struct job *job) {
	const struct purse_rows *rows = job->use_shares;
	for (int first = 0, next; first < rows->count; first = next) {
		for (next = first + 1; next < rows->count; next++)
			if (purse_cell_number(rows, next, "record") != purse_cell_number(rows, first, "record")) break;
		struct purse_use_share use = purse_recorded_use(job->arena, rows, first, next);
		if (!go_on(run, job, purse_charge_use_share(run, &job->facts, &job->batch, &use))) return false;
		job->result->use_shares++;
		if (job->batch.charge_count >= PURSE_BLOCK_ROWS && !flush(run, db, job)) return false;
	}
	return true;
}

static bool charge_block(
	struct purse_run *run, struct purse_db *db, struct job *job, const struct purse_rows *rows) {
	for (int i = 0; i < rows->count; i++) {
		bool next_leg =
			i > 0 && purse_cell_number(rows, i, "record") == purse_cell_number(rows, i - 1, "record");
		struct purse_activity activity = { .record = purse_cell_number(rows, i, "record"),
			.ref = purse_cell_text(rows, i, "ref"),
			.item = purse_cell_text(rows, i, "item"),
			.unit = purse_cell_text(rows, i, "unit"),
			.quantity = purse_cell_text(rows, i, "quantity"),
			.agreement = purse_cell_id(rows, i, "agreement"),
			.provider = purse_cell_id(rows, i, "provider"),
			.beneficiary = purse_cell_id(rows, i, "beneficiary"),
			.date = purse_cell_date(rows, i, "date"),
			.service_to = purse_cell_date(rows, i, "service_to") };
		if (!charge_purchases(run, db, job, activity.date)) return false;
		if (!go_on(run, job, purse_charge_activity(run, &job->facts, &job->batch, &activity))) return false;
		if (!next_leg) job->result->activities++;
	}
	return flush(run, db, job);
}

static bool charge_activities(struct purse_run *run, struct purse_db *db, struct job *job) {
	const char *const params[] = { job->day, job->agreements };
	if (!purse_db_command(run, db, "sql/query/charge_activities.sql", params, 2)) return false;
	struct purse_arena *block = purse_arena_new(job->arena);
	struct purse_rows *rows;
	do {
		purse_arena_reset(block);
		if (purse_run_stopped(run)) return false;
		if (!purse_db_query_in(run, block, db, "sql/query/charge_fetch.sql", NULL, 0, &rows)) return false;
		if (!charge_block(run, db, job, rows)) return false;
		purse_run_progress(run, "charging activities", job->result->activities, job->total);
	} while (rows->count);
	purse_arena_close(block);
	return charge_purchases(run, db, job, PURSE_FOREVER);
}

static bool lapse_lots(struct purse_run *run, struct job *job) {
	for (size_t i = 0; i < job->facts.lot_count; i++) {
		struct purse_lot *lot = &job->facts.lots[i];
		if (lot->to.day > job->wish->to.day || purse_fraction_sign(lot->state.units_left) <= 0) continue;
		if (!go_on(run, job, purse_charge_lapse(run, &job->facts, &job->batch, lot))) return false;
		job->result->lapses++;
	}
	return true;
}

static bool reverse_corrected(struct purse_run *run, struct purse_db *db, struct job *job) {
	struct purse_standing_list list;
	if (!purse_standing_corrected(run, job->arena, db, job->day, job->agreements, &list)) return false;
	for (size_t i = 0; i < list.count; i++) {
		if (!go_on(run, job,
				purse_charge_reversal(run, &job->facts, &job->batch, &list.charges[i], list.reasons[i])))
			return false;
		job->result->reversals++;
	}
	return true;
}

static bool charge_arrears(struct purse_run *run, struct purse_db *db, struct job *job) {
	struct purse_standing_list list;
	if (!purse_standing_in_arrears(run, job->arena, db, job->day, job->agreements, &list)) return false;
	for (size_t i = 0; i < list.count; i++) {
		if (!go_on(run, job, purse_charge_arrears(run, &job->facts, &job->batch, &list.charges[i])))
			return false;
		job->result->arrears++;
		if (job->batch.charge_count >= PURSE_BLOCK_ROWS && !flush(run, db, job)) return false;
	}
	return true;
}

/* What the run will touch: agreements as a parameter. agreements stays NULL when there is nothing to do. */
static bool find_scope(
	struct purse_run *run, struct purse_db *db, struct job *job, struct purse_rows **scope) {
	const char *only = NULL;
	struct purse_rows *rows;
	if (job->wish->agreement) {
		const char *const code[] = { job->wish->agreement };
		if (!purse_db_query_text(
				run, db, "select a.id from purse_view.agreement a where a.code = $1", code, 1, &rows))
			return false;
		if (rows->count == 0)
			return purse_fail(run, PURSE_E_UNKNOWN_REFERENCE, NULL,
				"give the code of an agreement as it was imported", "agreement \"%s\" is not known",
				job->wish->agreement);
		only = purse_text(job->arena, "{%s}", rows->cells[0][0]);
	}
	const char *const params[] = { job->day, only };
	if (!purse_db_query(run, db, "sql/query/charge_scope.sql", params, 2, scope)) return false;
	struct purse_buffer agreements = purse_buffer(job->arena, PURSE_MAX_TEXT_BYTES);
	for (int i = 0; i < (*scope)->count; i++)
		purse_buffer_addf(
			&agreements, "%s%d", agreements.length ? "," : "{", purse_cell_id(*scope, i, "agreement"));
	purse_buffer_add(&agreements, "}");
	job->agreements = (*scope)->count ? agreements.text : NULL;
	return true;
}

static bool attempt(struct purse_run *run, struct purse_db *db, void *context) {
	struct job *job = context;
	struct purse_charge_result *result = job->result;
	purse_arena_reset(job->arena);
	*result = (struct purse_charge_result){ 0 };
	job->batch = (struct purse_batch){ .arena = purse_arena_new(job->arena) };
	job->day = purse_date_iso(job->arena, job->wish->to);
	job->next_purchase = 0;
	job->failed = false;
	struct purse_rows *scope;
	if (!find_scope(run, db, job, &scope)) return false;
	if (!job->agreements) return true;
	if (!lock(run, db, job, scope)) return false;
	if (!purse_load_facts(run, job->arena, db, job->agreements, &job->facts)) return false;
	if (!purse_post_open(run, db)) return false;
	const char *const params[] = { job->day, job->agreements };
	if (!purse_db_query_in(run, job->arena, db, "sql/query/charge_purchases.sql", params, 2, &job->purchases)
		|| !purse_db_query_in(
			run, job->arena, db, "sql/query/charge_staff_costs.sql", params, 2, &job->staff_costs)
		|| !purse_db_query_in(
			run, job->arena, db, "sql/query/charge_use_shares.sql", params, 2, &job->use_shares))
		return false;
	if (!open_lots(run, db, job) || !reverse_corrected(run, db, job) || !charge_arrears(run, db, job)
		|| !charge_activities(run, db, job) || !charge_staff_costs(run, db, job)
		|| !charge_use_shares(run, db, job))
		return false;
	if (!lapse_lots(run, job) || !flush(run, db, job)) return false;
	if (job->failed || purse_run_stopped(run)) return false;
	return purse_post_batch(run, db, "charge", &result->posted)
	       && purse_cut_off(run, job->arena, db, job->wish->to, job->agreements, NULL, &result->cut_offs)
	       && purse_accrue_withdraw(run, job->arena, db, job->agreements, &result->withdrawn);
}

bool purse_work_charge(struct purse_run *run, struct purse_db *db, const struct purse_charge_wish *wish,
	struct purse_charge_result *result) {
	struct job job = { .wish = wish, .result = result, .arena = purse_arena_new(run->arena) };
	if (!wish->dry_run) return purse_db_transaction(run, db, attempt, &job);
	if (!purse_db_begin(run, db)) return false;
	bool done = attempt(run, db, &job);
	purse_db_rollback(db);
	return done;
}
