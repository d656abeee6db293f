#include "purse/work/accrue.h"

#include <inttypes.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/rules/accrual.h"
#include "purse/rules/charging.h"
#include "purse/rules/cutoff.h"
#include "purse/rules/sharing.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/loader.h"
#include "purse/store/poster.h"
#include "purse/work/locking.h"
#include "purse/work/reader.h"

struct job {
	const struct purse_accrue_wish *wish;
	struct purse_accrue_result *result;
	struct purse_arena *arena; /* of one attempt */
	struct purse_reader_school school;
	const char *day, *agreements; /* parameters of the queries */
	struct purse_facts facts;
	struct purse_batch batch;   /* what is accrued */
	struct purse_batch charged; /* what charging would book, one thing after the other */
	int32_t month;
};

static struct purse_accrue_item *add_item(struct job *job, const struct purse_accrue_item *item) {
	struct purse_accrue_result *result = job->result;
	result->items =
		purse_make_room(job->arena, result->items, result->count, &result->room, sizeof *result->items);
	result->items[result->count] = *item;
	return &result->items[result->count++];
}

/* The first school whose books are closed for the month, by its code; NULL: all are open. */
static const char *closed_school(const struct job *job, const struct purse_posting *postings, size_t count) {
	for (size_t i = 0; i < count; i++) {
		const struct purse_school *school = purse_facts_school(&job->facts, postings[i].school);
		if (school && school->closed_count && school->closed[school->closed_count - 1] >= job->month)
			return school->code;
	}
	return NULL;
}

/* Cost less income of the school: all that is no account of four figures. False: nothing of it is booked
 * there. */
static bool find_cost(
	const struct job *job, const struct purse_posting *postings, size_t count, int64_t *pence) {
	bool concerned = false;
	*pence = 0;
	for (size_t i = 0; i < count; i++) {
		if (postings[i].school != job->school.id) continue;
		concerned = true;
		if (postings[i].account[0] >= 'A') *pence += postings[i].pence;
	}
	return concerned;
}

/* What charging has just booked, as an accrual. over of all: the part of it that counts. */
static void accrue(struct job *job, struct purse_accrue_item item, struct purse_accrual accrual,
	int32_t over, int32_t all) {
	struct purse_posting *postings;
	size_t count = purse_accrual_gather(
		job->arena, job->charged.entries, job->charged.entry_count, over, all, &postings);
	if (!find_cost(job, postings, count, &item.school_pence) || accrual.pence == 0) return;
	const char *closed = closed_school(job, postings, count);
	if (closed)
		item.left_out = purse_text(
			job->arena, "the month is closed for %s: it is booked when it is charged", closed);
	item.pence = accrual.pence;
	add_item(job, &item);
	if (closed) return;
	accrual.accrued_on = job->wish->on;
	accrual.working = item.working;
	job->result->accrued++;
	job->result->cost_pence += item.school_pence;
	purse_accrual_post(&job->batch,
		&(struct purse_accrued){ .accrual = accrual,
			.description = purse_text(job->arena, "%s: %s, accrued at %s", item.ref, item.what,
				purse_date_words(job->arena, job->wish->on)),
			.postings = postings,
			.posting_count = count });
}

/* Charging begins anew: what it made for the last thing is forgotten, its carries stay. */
static void begin_charging(struct job *job) {
	struct purse_arena *arena = job->arena;
	job->charged = (struct purse_batch){ .arena = arena };
	for (size_t i = 0; i < job->facts.agreement_count; i++)
		for (size_t k = 0; k < job->facts.agreements[i].price_count; k++)
			job->facts.agreements[i].prices[k].basis_ref = 0;
}

/* --- activities ---------------------------------------------------------------------------------------- */

static const char *code_of(const struct job *job, int school) {
	const struct purse_school *found = purse_facts_school(&job->facts, school);
	return found ? found->code : "?";
}

static const char *why_left(const struct job *job, const struct purse_rows *rows, int i, int provider) {
	if (!purse_cell_flag(rows, i, "mine"))
		return purse_text(job->arena, "it is %s's to charge: who may write for %s can accrue it",
			code_of(job, provider), code_of(job, provider));
	if (purse_cell_flag(rows, i, "of_credits")) return "it draws credits, which are prepaid: charge it";
	if (purse_cell_flag(rows, i, "in_place")) return "it corrects a charge that stands: charge it";
	return NULL;
}

static bool accrue_activity(
	struct purse_run *run, struct job *job, const struct purse_rows *rows, int i) {
	struct purse_arena *arena = job->arena;
	struct purse_date last = purse_cell_date(rows, i, "last");
	struct purse_activity activity = { .record = purse_cell_number(rows, i, "record"),
		.ref = purse_cell_text(rows, i, "ref"),
		.item = purse_cell_text(rows, i, "item"),
		.unit = purse_cell_text(rows, i, "unit"),
		.quantity = purse_cell_text(rows, i, "quantity"),
		.agreement = purse_cell_id(rows, i, "agreement"),
		.provider = purse_cell_id(rows, i, "provider"),
		.beneficiary = purse_cell_id(rows, i, "beneficiary"),
		.date = purse_cell_date(rows, i, "date"),
		.service_to = last };
	const char *counted = purse_terms_counted(arena, activity.quantity, activity.unit);
	struct purse_accrue_item item = { .ref = activity.ref,
		.what = purse_text(arena, "%s, %s", activity.item, counted),
		.agreement = purse_facts_agreement(&job->facts, activity.agreement)->code,
		.provider = code_of(job, activity.provider) };
	item.left_out = why_left(job, rows, i, activity.provider);
	if (item.left_out) {
		if (activity.provider == job->school.id || activity.beneficiary == job->school.id)
			add_item(job, &item);
		return true;
	}
	begin_charging(job);
	if (!purse_charge_activity(run, &job->facts, &job->charged, &activity)) return false;
	int64_t pence = job->charged.charges[0].pence, to_come;
	if (!purse_cutoff_to_come(arena, pence, activity.date, last, job->month, &to_come))
		return purse_terms_too_large(run, activity.ref);
	struct purse_cutoff_units part = purse_cutoff_units(activity.date, last, job->month);
	const char *words = purse_cutoff_part_words(arena, activity.date, last, job->month);
	item.working = purse_text(arena, "%s at the agreed price is %s%s", counted,
		purse_money_pounds(arena, pence),
		words ? purse_text(
					arena, "; %s of it are over: %s", words, purse_money_pounds(arena, pence - to_come))
		      : "");
	accrue(job, item,
		(struct purse_accrual){ .source = activity.record,
			.agreement = activity.agreement,
			.provider = activity.provider,
			.pence = pence - to_come },
		part.over, part.all);
	return true;
}

/* --- costs that are shared ----------------------------------------------------------------------------- */

static bool charge_cost(
	struct purse_run *run, struct job *job, const struct purse_rows *rows, int i, int64_t pence) {
	struct purse_date date = purse_cell_date(rows, i, "date");
	int supplier = purse_cell_id(rows, i, "supplier");
	if (supplier == 0) {
		struct purse_shared_staff staff = { .record = purse_cell_number(rows, i, "record"),
			.ref = purse_cell_text(rows, i, "ref"),
			.description = purse_cell_text(rows, i, "description"),
			.agreement = purse_cell_id(rows, i, "agreement"),
			.school = purse_cell_id(rows, i, "school"),
			.from = purse_cell_date(rows, i, "service_from"),
			.to = purse_cell_date(rows, i, "service_to"),
			.pence = pence };
		return purse_charge_staff_cost(run, &job->facts, &job->charged, &staff);
	}
	struct purse_purchase purchase = { .record = purse_cell_number(rows, i, "record"),
		.ref = purse_cell_text(rows, i, "ref"),
		.description = purse_cell_text(rows, i, "description"),
		.agreement = purse_cell_id(rows, i, "agreement"),
		.buyer = purse_cell_id(rows, i, "school"),
		.supplier = supplier,
		.fund = purse_cell_id(rows, i, "fund"),
		.date = date,
		.service_from = purse_cell_date(rows, i, "service_from"),
		.service_to = purse_cell_date(rows, i, "service_to"),
		.net_pence = pence,
		.cost_code = purse_cell_text(rows, i, "cost_code") };
	return purse_charge_purchase(run, &job->facts, &job->charged, &purchase);
}

static bool accrue_cost(struct purse_run *run, struct job *job, const struct purse_rows *rows, int i) {
	struct purse_arena *arena = job->arena;
	const char *kind = purse_cell_text(rows, i, "kind"), *ref = purse_cell_text(rows, i, "ref");
	struct purse_date from = purse_cell_date(rows, i, "service_from"),
					  to = purse_cell_date(rows, i, "service_to");
	int64_t whole = purse_cell_number(rows, i, "pence"), to_come;
	if (!purse_cutoff_to_come(arena, whole, from, to, job->month, &to_come))
		return purse_terms_too_large(run, ref);
	int64_t pence = whole - to_come;
	if (pence == 0) return true; /* all of it is for later */
	begin_charging(job);
	if (!charge_cost(run, job, rows, i, pence)) return false;
	struct purse_accrue_item item = { .ref = ref,
		.what = purse_cell_text(rows, i, "description"),
		.agreement = purse_facts_agreement(&job->facts, purse_cell_id(rows, i, "agreement"))->code,
		.provider = code_of(job, purse_cell_id(rows, i, "school")) };
	const char *words = purse_cutoff_part_words(arena, from, to, job->month);
	const char *basis = job->charged.bases[0].share_key;
	bool equal = purse_same(basis, "equal");
	item.working = purse_text(arena, "%s of %s%s, shared %s%s", kind, purse_money_pounds(arena, whole),
		words ? purse_text(arena, "; %s of it are over: %s", words, purse_money_pounds(arena, pence)) : "",
		equal ? "in " : "by ", equal ? "equal parts" : basis);
	accrue(job, item,
		(struct purse_accrual){ .source = purse_cell_number(rows, i, "record"),
			.agreement = purse_cell_id(rows, i, "agreement"),
			.provider = purse_cell_id(rows, i, "school"),
			.pence = pence },
		1, 1);
	return true;
}

/* --- what counts twice --------------------------------------------------------------------------------- */

bool purse_accrue_withdraw(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *agreements, long *withdrawn) {
	struct purse_rows *rows;
	struct purse_batch batch = { .arena = purse_arena_new(arena) };
	*withdrawn = 0;
	if (!purse_db_query_in(run, arena, db, "sql/query/accruals_to_withdraw.sql", &agreements, 1, &rows))
		return false;
	for (int i = 0; i < rows->count;) {
		int64_t entry = purse_cell_number(rows, i, "entry");
		struct purse_accrued accrued = { .accrual = { .source = purse_cell_number(rows, i, "source"),
											 .agreement = purse_cell_id(rows, i, "agreement"),
											 .provider = purse_cell_id(rows, i, "provider"),
											 .accrued_on = purse_cell_date(rows, i, "accrued_on"),
											 .pence = -purse_cell_number(rows, i, "pence"),
											 .working = "charged, corrected or replaced since",
											 .withdraws = entry },
			.description = purse_text(arena, "%s: withdrawn", purse_cell_text(rows, i, "description")) };
		struct purse_posting *postings =
			purse_alloc_array(arena, (size_t)(rows->count - i), sizeof *postings);
		for (; i < rows->count && purse_cell_number(rows, i, "entry") == entry; i++)
			postings[accrued.posting_count++] =
				(struct purse_posting){ .school = purse_cell_id(rows, i, "school"),
					.account = purse_cell_text(rows, i, "account"),
					.fund = purse_cell_id(rows, i, "fund"),
					.counterparty = purse_cell_id(rows, i, "counterparty"),
					.agreement = accrued.accrual.agreement,
					.pence = -purse_cell_number(rows, i, "amount") };
		accrued.postings = postings;
		purse_accrual_post(&batch, &accrued);
		(*withdrawn)++;
	}
	return *withdrawn == 0
	       || (purse_post_open(run, db) && purse_post_stage(run, db, &batch)
			   && purse_post_batch(run, db, "accrue", NULL));
}

/* --- the whole ----------------------------------------------------------------------------------------- */

static bool begin(struct purse_run *run, struct purse_db *db, struct job *job) {
	struct purse_rows *rows;
	const char *const school[] = { purse_text(job->arena, "%d", job->school.id) };
	if (!purse_db_query_in(run, job->arena, db, "sql/query/accrue_scope.sql", school, 1, &rows)) return false;
	job->agreements = purse_cell_text(rows, 0, "agreements");
	if (!job->agreements) return true;
	return purse_lock_for_posting(
			   run, job->arena, db, job->agreements, job->wish->on, purse_date_add_days(job->wish->on, 1))
	       && purse_accrue_withdraw(run, job->arena, db, job->agreements, &job->result->withdrawn)
	       && purse_load_facts(run, job->arena, db, job->agreements, &job->facts);
}

static bool attempt(struct purse_run *run, struct purse_db *db, void *context) {
	struct job *job = context;
	purse_arena_reset(job->arena);
	*job->result = (struct purse_accrue_result){ .school = job->school.code };
	job->batch = (struct purse_batch){ .arena = purse_arena_new(job->arena) };
	job->day = purse_date_iso(job->arena, job->wish->on);
	struct purse_rows *activities, *costs;
	if (!begin(run, db, job)) return false;
	if (!job->agreements) return true;
	const char *const params[] = { job->day, job->agreements };
	if (!purse_db_query_in(run, job->arena, db, "sql/query/accrue_activities.sql", params, 2, &activities)
		|| !purse_db_query_in(run, job->arena, db, "sql/query/accrue_costs.sql", params, 2, &costs))
		return false;
	for (int i = 0; i < costs->count; i++)
		if (!accrue_cost(run, job, costs, i)) return false;
	for (int i = 0; i < activities->count; i++)
		if (!accrue_activity(run, job, activities, i)) return false;
	if (purse_run_stopped(run)) return false;
	return job->batch.accrual_count == 0
	       || (purse_post_open(run, db) && purse_post_stage(run, db, &job->batch)
			   && purse_post_batch(run, db, "accrue", NULL));
}

static bool check_wish(struct purse_run *run, struct purse_db *db, struct job *job) {
	struct purse_date on = job->wish->on;
	if (purse_date_last_of_month(on).day != on.day)
		return purse_fail(run, PURSE_E_NOT_ALLOWED_VALUE, NULL,
			purse_text(run->arena, "write %s", purse_date_iso(run->arena, purse_date_last_of_month(on))),
			"could not accrue at %s: a year ends with a month", purse_date_words(run->arena, on));
	if (!purse_reader_school(run, db, job->wish->school, &job->school)) return false;
	if (!job->school.keeps_books)
		return purse_fail(run, PURSE_E_UNKNOWN_REFERENCE, NULL, "name a school that keeps books here",
			"could not accrue for \"%s\": it keeps no books here", job->school.code);
	return job->school.may_write
	       || purse_fail(run, PURSE_E_NOT_YOUR_SCHOOL, NULL, "ask a manager of the school for the right",
			   "could not accrue for \"%s\": you may not write for it", job->school.code);
}

bool purse_accrue(struct purse_run *run, struct purse_db *db, const struct purse_accrue_wish *wish,
	struct purse_accrue_result *result) {
	struct job job = { .wish = wish,
		.result = result,
		.arena = purse_arena_new(run->arena),
		.month = purse_date_month_number(wish->on) };
	if (!check_wish(run, db, &job)) return false;
	if (!wish->dry_run) return purse_db_transaction(run, db, attempt, &job);
	if (!purse_db_begin(run, db)) return false;
	bool done = attempt(run, db, &job);
	purse_db_rollback(db);
	return done;
}
