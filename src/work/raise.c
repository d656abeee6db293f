#include "purse/work/raise.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/rules/charging.h"
#include "purse/rules/documents.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/loader.h"
#include "purse/store/poster.h"
#include "purse/store/sql.h"
#include "purse/store/vat.h"
#include "purse/work/cutoff.h"
#include "purse/work/locking.h"
#include "purse/work/standing.h"
#include "purse/work/vat.h"
#include "purse/work/wording.h"

/* One attempt: everything lives in its arena, so that it can be tried again. */
struct job {
	const struct purse_raise_wish *wish;    /* of a raise */
	const struct purse_credit_wish *credit; /* of a credit note; NULL else */
	struct purse_raise_result *result;
	struct purse_arena *arena;
	struct purse_facts facts;
	struct purse_batch batch;
	struct purse_vat_table vat;
	struct purse_credited *before;
	size_t before_count;
	const char *agreements; /* that it touches, as a parameter; NULL when there are none */
};

static bool load_credited(struct purse_run *run, struct purse_db *db, struct job *job) {
	struct purse_rows *rows;
	if (!purse_db_query_in(run, job->arena, db, "sql/query/raise_credited.sql", NULL, 0, &rows)) return false;
	job->before_count = (size_t)rows->count;
	job->before = purse_alloc_array(job->arena, job->before_count, sizeof *job->before);
	for (int i = 0; i < rows->count; i++)
		job->before[i] = (struct purse_credited){ .document = purse_cell_number(rows, i, "credits"),
			.treatment = purse_cell_text(rows, i, "treatment"),
			.rate = purse_cell_text(rows, i, "vat_rate"),
			.net_pence = purse_cell_number(rows, i, "net"),
			.vat_pence = purse_cell_number(rows, i, "vat") };
	return true;
}

static void leave_out(struct job *job, const char *reason, const char *provider, const char *customer,
	const char *agreement, int64_t pence) {
	struct purse_raise_result *result = job->result;
	for (size_t i = 0; i < result->left_out_count; i++) {
		struct purse_left_out *left = &result->left_out[i];
		if (purse_same(left->reason, reason) && purse_same(left->provider, provider)
			&& purse_same(left->customer, customer) && purse_same(left->agreement, agreement)) {
			left->charges++;
			left->pence += pence;
			return;
		}
	}
	result->left_out = purse_grow_array(job->arena, result->left_out, result->left_out_count,
		result->left_out_count + 1, sizeof *result->left_out);
	result->left_out[result->left_out_count++] = (struct purse_left_out){ .reason = reason,
		.provider = provider,
		.customer = customer,
		.agreement = agreement,
		.charges = 1,
		.pence = pence };
}

static const char *agreement_code(const struct job *job, int id) {
	const struct purse_agreement *agreement = purse_facts_agreement(&job->facts, id);
	return agreement ? agreement->code : "";
}

static const char *school_code(const struct job *job, int id) {
	const struct purse_school *school = purse_facts_school(&job->facts, id);
	return school ? school->code : "";
}

/* Charges not on a document yet, but those whose board has not authorised them. */
static bool load_billables(struct purse_run *run, struct purse_db *db, struct job *job,
	struct purse_billable **billables, size_t *count) {
	const struct purse_raise_wish *wish = job->wish;
	const char *const params[] = { purse_date_given(wish->from) ? purse_date_iso(job->arena, wish->from)
																: NULL,
		purse_date_iso(job->arena, wish->to), wish->provider, wish->customer, job->agreements };
	struct purse_rows *rows;
	if (!purse_db_query_in(run, job->arena, db, "sql/query/raise_charges.sql", params, 5, &rows))
		return false;
	*billables = purse_alloc_array(job->arena, (size_t)rows->count, sizeof **billables);
	*count = 0;
	for (int i = 0; i < rows->count; i++) {
		int agreement = purse_cell_id(rows, i, "agreement");
		int64_t pence = purse_cell_number(rows, i, "pence");
		if (purse_cell_flag(rows, i, "held")) {
			leave_out(job, "held: the school's board has not authorised it",
				purse_cell_text(rows, i, "provider_code"), purse_cell_text(rows, i, "customer_code"),
				agreement_code(job, agreement), pence);
			continue;
		}
		(*billables)[(*count)++] = (struct purse_billable){ .charge = purse_cell_number(rows, i, "id"),
			.document = purse_cell_number(rows, i, "document"),
			.agreement = agreement,
			.provider = purse_cell_id(rows, i, "provider"),
			.customer = purse_cell_id(rows, i, "customer"),
			.kind = purse_cell_text(rows, i, "kind"),
			.from = purse_cell_date(rows, i, "service_from"),
			.to = purse_cell_date(rows, i, "service_to"),
			.agreed_on = purse_cell_date(rows, i, "agreed_on"),
			.pence = pence,
			.description = purse_charge_wording(job->arena, rows, i),
			.working = purse_charge_working(job->arena, rows, i),
			.evidence = purse_charge_evidence(job->arena, rows, i),
			.quantity = purse_cell_text(rows, i, "quantity"),
			.unit = purse_cell_text(rows, i, "unit"),
			.price = purse_cell_text(rows, i, "price"),
			.ruled_fund = purse_cell_id(rows, i, "ruled_fund"),
			.general_pence = purse_cell_number(rows, i, "general_pence") };
	}
	return true;
}

static void read_creditables(const struct purse_rows *rows, struct purse_creditable *lines) {
	for (int i = 0; i < rows->count; i++)
		lines[i] = (struct purse_creditable){ .charge = purse_cell_number(rows, i, "charge"),
			.document = purse_cell_number(rows, i, "document"),
			.document_kind = purse_cell_text(rows, i, "document_kind"),
			.agreement = purse_cell_id(rows, i, "agreement"),
			.provider = purse_cell_id(rows, i, "provider"),
			.customer = purse_cell_id(rows, i, "customer"),
			.customer_fund = purse_cell_id(rows, i, "customer_fund"),
			.from = purse_cell_date(rows, i, "service_from"),
			.to = purse_cell_date(rows, i, "service_to"),
			.pence = purse_cell_number(rows, i, "pence"),
			.description = purse_cell_text(rows, i, "description"),
			.working = purse_cell_text(rows, i, "working"),
			.evidence = purse_cell_text(rows, i, "evidence"),
			.quantity = purse_cell_text(rows, i, "quantity"),
			.unit = purse_cell_text(rows, i, "unit"),
			.price = purse_cell_text(rows, i, "price"),
			.treatment = purse_cell_text(rows, i, "treatment"),
			.vat_rate = purse_cell_text(rows, i, "vat_rate"),
			.vat_rule = purse_cell_text(rows, i, "vat_rule"),
			.vat_reason = purse_cell_text(rows, i, "vat_reason"),
			.provider_account = purse_cell_text(rows, i, "provider_account"),
			.customer_account = purse_cell_text(rows, i, "customer_account"),
			.of_ruled_fund = purse_cell_given(rows, i, "ruled_fund"),
			.general_pence = purse_cell_number(rows, i, "general_pence") };
}

/* Why the lines from first to the one before next were corrected: each reason once. */
static const char *reasons(struct purse_arena *arena, const struct purse_rows *rows, int first, int next) {
	struct purse_buffer words = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (int i = first; i < next; i++) {
		const char *reason = purse_cell_text(rows, i, "reason");
		bool repeated = false;
		for (int k = first; k < i; k++)
			if (purse_same(reason, purse_cell_text(rows, k, "reason"))) repeated = true;
		if (reason && !repeated) purse_buffer_addf(&words, "%s%s", words.length ? "; " : "", reason);
	}
	return words.length ? words.text : "What was charged has been corrected";
}

/* Credit notes for charges that were reversed after their document had been issued. */
static bool plan_reversed(struct purse_run *run, struct purse_db *db, struct job *job) {
	const char *const params[] = { NULL, NULL, job->wish->provider, job->wish->customer, job->agreements };
	struct purse_rows *rows;
	if (!purse_db_query_in(run, job->arena, db, "sql/query/raise_credits.sql", params, 5, &rows))
		return false;
	struct purse_creditable *lines = purse_alloc_array(job->arena, (size_t)rows->count, sizeof *lines);
	read_creditables(rows, lines);
	for (int first = 0, next; first < rows->count; first = next) {
		for (next = first + 1; next < rows->count && lines[next].document == lines[first].document; next++)
			continue;
		if (!purse_plan_credits(run, &job->facts, &job->batch, job->wish->issued, "cancel",
				reasons(job->arena, rows, first, next), &lines[first], (size_t)(next - first), job->before,
				job->before_count))
			return false;
	}
	return true;
}

/* What was just issued counts here. Read before it is kept: a stop afterwards would end a command that has
 * done its work as if it had not. */
static bool read_near(struct purse_run *run, struct purse_db *db, struct purse_date issued,
	struct purse_raise_result *result) {
	const char **codes = purse_alloc_array(run->arena, result->document_count, sizeof *codes);
	for (size_t i = 0; i < result->document_count; i++) codes[i] = result->documents[i].issuer;
	return purse_vat_near_threshold(run, db, issued,
		purse_sql_array(run->arena, codes, result->document_count), &result->near, &result->near_count);
}

/* What was planned, for people; names come after posting. */
static bool report(struct purse_run *run, struct purse_db *db, struct job *job, bool posted) {
	struct purse_raise_result *result = job->result;
	const struct purse_batch *batch = &job->batch;
	struct purse_rows *names = NULL;
	if (posted
		&& !purse_db_query_text(run, db, "select * from purse_api.posted_documents()", NULL, 0, &names))
		return false;
	result->document_count = batch->issue_count;
	result->documents = purse_alloc_array(job->arena, batch->issue_count, sizeof *result->documents);
	for (size_t i = 0; i < batch->issue_count; i++) {
		const struct purse_issue *issue = &batch->issues[i];
		result->documents[i] = (struct purse_raised){ .kind = issue->kind,
			.issuer = school_code(job, issue->issuer),
			.customer = school_code(job, issue->customer),
			.net_pence = issue->net_pence,
			.vat_pence = issue->vat_pence,
			.lines = issue->line_count };
		for (int k = 0; names && k < names->count; k++)
			if (purse_cell_id(names, k, "ref") == issue->ref)
				result->documents[i].name = purse_cell_text(names, k, "name");
	}
	bool dry_run = job->credit ? job->credit->dry_run : job->wish->dry_run;
	return !posted || dry_run
	       || read_near(run, db, job->credit ? job->credit->issued : job->wish->issued, result);
}

/* Locks what a raise or a credit note will touch, before anything that decides on it is read. What is charged
 * under another agreement meanwhile is left for the next run. */
static bool lock(struct purse_run *run, struct purse_db *db, struct job *job) {
	struct purse_date issued = job->credit ? job->credit->issued : job->wish->issued, first = issued;
	const char *const params[] = { job->credit ? NULL : purse_date_iso(job->arena, job->wish->to),
		job->credit ? job->credit->document : NULL };
	struct purse_rows *scope;
	if (!purse_db_query_in(run, job->arena, db, "sql/query/raise_scope.sql", params, 2, &scope)) return false;
	struct purse_buffer agreements = purse_buffer(job->arena, PURSE_MAX_TEXT_BYTES);
	for (int i = 0; i < scope->count; i++) {
		purse_buffer_addf(&agreements, "%s%d", i ? "," : "{", purse_cell_id(scope, i, "agreement"));
		/* to cancel is to reverse, with the dates of service; a document is booked when it is issued */
		struct purse_date day = purse_cell_date(scope, i, "first");
		if (job->credit && day.day < first.day) first = day;
	}
	purse_buffer_add(&agreements, "}");
	job->agreements = scope->count ? agreements.text : NULL;
	return !job->agreements
	       || purse_lock_for_posting(run, job->arena, db, job->agreements, first, issued);
}

/* Afterwards agreements is NULL when there is nothing to do. */
static bool begin(struct purse_run *run, struct purse_db *db, struct job *job) {
	purse_arena_reset(job->arena);
	*job->result = (struct purse_raise_result){ 0 };
	job->batch = (struct purse_batch){ .arena = purse_arena_new(job->arena) };
	if (!lock(run, db, job)) return false;
	if (!job->agreements) return true;
	return purse_load_facts(run, job->arena, db, job->agreements, &job->facts)
	       && purse_load_vat(run, job->arena, db, &job->vat) && load_credited(run, db, job)
	       && purse_post_open(run, db);
}

static bool finish(struct purse_run *run, struct purse_db *db, struct job *job, const char *kind) {
	if (job->batch.entry_count == 0) return report(run, db, job, false);
	if (purse_run_stopped(run)) return false;
	return purse_post_stage(run, db, &job->batch) && purse_post_batch(run, db, kind, NULL)
	       && report(run, db, job, true);
}

static bool raise_all(struct purse_run *run, struct purse_db *db, void *context) {
	struct job *job = context;
	struct purse_billable *billables;
	size_t count;
	struct purse_document_plan plan = { .issued = job->wish->issued, .vat = &job->vat };
	if (!begin(run, db, job)) return false;
	if (!job->agreements) return true;
	if (!load_billables(run, db, job, &billables, &count)) return false;
	if (!purse_plan_documents(run, &job->facts, &job->batch, &plan, billables, count)) return false;
	for (size_t i = 0; i < plan.undecided_count; i++) {
		const struct purse_billable *one = plan.undecided[i].billable;
		leave_out(job, plan.undecided[i].reason, school_code(job, one->provider),
			school_code(job, one->customer), agreement_code(job, one->agreement), one->pence);
	}
	return plan_reversed(run, db, job) && finish(run, db, job, "raise");
}

static bool not_creditable(struct purse_run *run, const struct purse_credit_wish *wish) {
	return purse_fail(run, PURSE_E_NOT_ISSUED, NULL,
		"see `purse invoice show` for its lines; only lines that were not credited yet can be",
		"could not credit \"%s\": there is no such document of yours, or nothing of it is left to credit",
		wish->document);
}

/* To cancel, the charges are reversed in the same batch. A share of a cost can't be: the rest of the cost
 * would hang in the air. */
static bool reverse_lines(
	struct purse_run *run, struct purse_db *db, struct job *job, const struct purse_rows *rows) {
	struct purse_buffer ids = purse_buffer(job->arena, PURSE_MAX_TEXT_BYTES * 16);
	for (int i = 0; i < rows->count; i++) {
		const char *kind = purse_cell_text(rows, i, "charge_kind");
		if (!purse_same(kind, "line") && !purse_same(kind, "arrears") && !purse_same(kind, "draw"))
			return purse_fail(run, PURSE_E_NOT_ISSUED, NULL,
				"credit with --rebill, or record a purchase with a negative amount that corrects the cost",
				"could not cancel line %s of %s: a share of a cost is shared by all parties",
				purse_cell_text(rows, i, "line"), job->credit->document);
		if (!purse_cell_given(rows, i, "reversed_by"))
			purse_buffer_addf(&ids, "%s%s", ids.length ? "," : "{", purse_cell_text(rows, i, "charge"));
	}
	if (!ids.length) return true;
	purse_buffer_add(&ids, "}");
	struct purse_standing_list list;
	if (!purse_standing_named(run, job->arena, db, ids.text, &list)) return false;
	for (size_t i = 0; i < list.count; i++)
		if (!purse_charge_reversal(run, &job->facts, &job->batch, &list.charges[i], job->credit->reason))
			return false;
	return true;
}

static bool credit_document(struct purse_run *run, struct purse_db *db, void *context) {
	struct job *job = context;
	const struct purse_credit_wish *wish = job->credit;
	if (!begin(run, db, job)) return false;
	if (!job->agreements) return not_creditable(run, wish);
	struct purse_buffer wanted = purse_buffer(job->arena, PURSE_MAX_TEXT_BYTES);
	for (size_t i = 0; i < wish->line_count; i++)
		purse_buffer_addf(&wanted, "%s%d", i ? "," : "{", wish->lines[i]);
	purse_buffer_add(&wanted, "}");
	const char *const params[] = { wish->document, wish->line_count ? wanted.text : NULL, NULL, NULL,
		job->agreements };
	struct purse_rows *rows;
	if (!purse_db_query_in(run, job->arena, db, "sql/query/raise_credits.sql", params, 5, &rows))
		return false;
	if (rows->count == 0 || (wish->line_count && (size_t)rows->count < wish->line_count))
		return not_creditable(run, wish);
	struct purse_creditable *lines = purse_alloc_array(job->arena, (size_t)rows->count, sizeof *lines);
	read_creditables(rows, lines);
	if (!wish->rebill && !reverse_lines(run, db, job, rows)) return false;
	if (!purse_plan_credits(run, &job->facts, &job->batch, wish->issued, wish->rebill ? "rebill" : "cancel",
			wish->reason, lines, (size_t)rows->count, job->before, job->before_count))
		return false;
	long set_aside;
	return finish(run, db, job, "credit")
	       && purse_cut_off(run, job->arena, db, wish->issued, job->agreements, NULL, &set_aside);
}

static bool in_transaction(struct purse_run *run, struct purse_db *db, struct job *job, bool dry_run,
	bool (*work)(struct purse_run *run, struct purse_db *db, void *context)) {
	if (!dry_run) return purse_db_transaction(run, db, work, job);
	if (!purse_db_begin(run, db)) return false;
	bool done = work(run, db, job);
	purse_db_rollback(db);
	for (size_t i = 0; i < job->result->document_count; i++) job->result->documents[i].name = NULL;
	return done;
}

bool purse_work_raise(struct purse_run *run, struct purse_db *db, const struct purse_raise_wish *wish,
	struct purse_raise_result *result) {
	struct job job = { .wish = wish, .result = result, .arena = purse_arena_new(run->arena) };
	return in_transaction(run, db, &job, wish->dry_run, raise_all);
}

bool purse_work_credit(struct purse_run *run, struct purse_db *db, const struct purse_credit_wish *wish,
	struct purse_raise_result *result) {
	struct job job = { .credit = wish, .result = result, .arena = purse_arena_new(run->arena) };
	return in_transaction(run, db, &job, wish->dry_run, credit_document);
}
