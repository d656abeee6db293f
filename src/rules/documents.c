#include "purse/rules/documents.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/exact/round.h"
#include "purse/rules/entries.h"
#include "purse/rules/terms.h"

/* A billable with what was decided for it. */
struct decided {
	const struct purse_billable *billable;
	struct purse_terms terms;
	struct purse_vat_decision vat;
};

/* The series of each kind of document, part of its number. */
static const char *series_of(const char *kind) {
	static const struct {
		const char *kind, *series;
	} all[] = { { "vat invoice", "VAT" }, { "invoice", "INV" }, { "internal charge", "INT" },
		{ "credit note", "CRN" } };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (purse_same(all[i].kind, kind)) return all[i].series;
	return "DOC";
}

static int order(int64_t a, int64_t b) { return (a > b) - (a < b); }

static int by_document(const void *left, const void *right) {
	const struct decided *a = left, *b = right;
	int by = order(a->billable->provider, b->billable->provider);
	if (!by) by = order(a->billable->customer, b->billable->customer);
	if (!by) by = strcmp(a->vat.document_kind, b->vat.document_kind);
	if (!by) by = purse_vat_is_outside(a->vat.treatment) - purse_vat_is_outside(b->vat.treatment);
	if (!by) by = order(a->billable->agreement, b->billable->agreement);
	if (!by) by = order(a->billable->from.day, b->billable->from.day);
	return by ? by : order(a->billable->charge, b->billable->charge);
}

static bool same_document(const struct decided *a, const struct decided *b) {
	return a->billable->provider == b->billable->provider && a->billable->customer == b->billable->customer
	       && purse_same(a->vat.document_kind, b->vat.document_kind)
	       && purse_vat_is_outside(a->vat.treatment) == purse_vat_is_outside(b->vat.treatment);
}

/* The fund that a line names: one with rules when it bears some of the charge. */
static int line_fund(const struct purse_billable *billable, const struct purse_terms *terms) {
	if (!billable->ruled_fund) return purse_facts_fund(terms->party, billable->from);
	return billable->general_pence == billable->pence ? 0 : billable->ruled_fund;
}

static void fill_line(
	struct purse_batch *batch, struct purse_issue_line *line, const struct decided *decided) {
	const struct purse_billable *billable = decided->billable;
	const struct purse_terms *terms = &decided->terms;
	bool multiplied = purse_same(billable->kind, "line");
	*line = (struct purse_issue_line){ .net_pence = billable->pence,
		.agreement = billable->agreement,
		.service_from = billable->from,
		.service_to = billable->to,
		.description = billable->description,
		.working = billable->working,
		.evidence = billable->evidence,
		.quantity = multiplied ? billable->quantity : "1",
		.unit = multiplied ? billable->unit : purse_same(billable->kind, "arrears") ? "difference" : "share",
		.price = multiplied ? billable->price : purse_money_plain(batch->arena, billable->pence),
		.treatment = decided->vat.treatment,
		.vat_rate = decided->vat.rate_text,
		.vat_rule = decided->vat.decided_by,
		.vat_reason = decided->vat.reason,
		.provider_account = purse_facts_income_code(terms->version, terms->lead, terms->date),
		.customer_account =
			purse_facts_cost_code(terms->version, terms->party, terms->customer, terms->date),
		.customer_fund = line_fund(billable, terms),
		.of_ruled_fund = billable->ruled_fund,
		.general_pence = billable->general_pence,
		.charge = billable->charge,
		.direction = 1 };
}

/* --- what all documents have --------------------------------------------------------------------------- */

static struct purse_issue_vat *vat_for(
	struct purse_batch *batch, struct purse_issue *issue, const char *treatment, const char *rate) {
	for (size_t i = 0; i < issue->vat_count; i++)
		if (purse_same(issue->vat[i].treatment, treatment) && purse_same(issue->vat[i].rate, rate))
			return &issue->vat[i];
	issue->vat = purse_grow_array(
		batch->arena, issue->vat, issue->vat_count, issue->vat_count + 1, sizeof *issue->vat);
	struct purse_issue_vat *vat = &issue->vat[issue->vat_count++];
	*vat = (struct purse_issue_vat){ .treatment = treatment, .rate = rate };
	return vat;
}

/* Lines that are booked together: under one agreement, in one fund and account, with one treatment. What is
 * charged and what corrects it stay apart, so that a document that comes to nothing has its entry too. */
struct group {
	const struct purse_issue_line *first;
	int fund, vat_fund;
	bool recovers; /* the customer gets the VAT back */
	int64_t net_pence, vat_pence;
};

struct groups {
	struct group *list;
	size_t count;
};

static bool same_group(const struct group *group, const struct group *other) {
	const struct purse_issue_line *first = group->first, *line = other->first;
	return first->agreement == line->agreement && group->fund == other->fund
	       && group->vat_fund == other->vat_fund
	       && purse_same(first->customer_account, line->customer_account)
	       && purse_same(first->treatment, line->treatment) && purse_same(first->vat_rate, line->vat_rate)
	       && (first->net_pence < 0) == (line->net_pence < 0)
	       && group->recovers == other->recovers;
}

static void add_to_group(struct groups *groups, const struct group *part) {
	size_t k = 0;
	while (k < groups->count && !same_group(&groups->list[k], part)) k++;
	if (k == groups->count) groups->list[groups->count++] = *part;
	else groups->list[k].net_pence += part->net_pence; /* the sum over all of them was taken before */
}

static struct groups group_lines(
	const struct purse_facts *facts, struct purse_batch *batch, const struct purse_issue *issue) {
	const struct purse_school *customer = purse_facts_school(facts, issue->customer);
	struct groups groups = { .list = purse_alloc_array(
								 batch->arena, 2 * issue->line_count, sizeof *groups.list) };
	for (size_t i = 0; i < issue->line_count; i++) {
		const struct purse_issue_line *line = &issue->lines[i];
		const struct purse_vat_person *person = purse_facts_vat_person(customer, line->service_from);
		/* what a fund with rules bears, and what it does not; VAT that is a cost is none of the fund's */
		struct group part = { .first = line,
			.fund = line->customer_fund,
			.vat_fund = line->of_ruled_fund ? 0 : line->customer_fund,
			.recovers = person && person->recovers,
			.net_pence = line->net_pence - line->general_pence };
		if (part.net_pence || !line->of_ruled_fund) add_to_group(&groups, &part);
		part.fund = 0;
		part.net_pence = line->general_pence;
		if (part.net_pence) add_to_group(&groups, &part);
	}
	return groups;
}

/* The VAT of one treatment and rate, given to the groups that bear it: each gets what the VAT on the sum so
 * far grows by, so that they add to the VAT on the whole, which is rounded once (R3, R8). */
static bool share_vat(struct purse_batch *batch, struct purse_issue *issue, struct purse_issue_vat *vat,
	struct groups *groups, struct purse_credited so_far) {
	struct purse_fraction rate;
	if (!purse_fraction_read(batch->arena, vat->rate, &rate, NULL, NULL)) return false;
	for (size_t i = 0; i < groups->count; i++) {
		struct group *group = &groups->list[i];
		if (!purse_same(group->first->treatment, vat->treatment)
			|| !purse_same(group->first->vat_rate, vat->rate))
			continue;
		if (!purse_round_vat_credited(
				batch->arena, so_far.net_pence, so_far.vat_pence, group->net_pence, rate, &group->vat_pence)
			|| !purse_money_add(so_far.net_pence, group->net_pence, &so_far.net_pence)
			|| !purse_money_add(so_far.vat_pence, group->vat_pence, &so_far.vat_pence)
			|| !purse_money_add(vat->vat_pence, group->vat_pence, &vat->vat_pence)
			|| !purse_money_add(issue->vat_pence, group->vat_pence, &issue->vat_pence))
			return false;
	}
	return true;
}

/* What was credited of a document before, of one treatment and rate. */
static struct purse_credited credited_before(const struct purse_issue *issue,
	const struct purse_issue_vat *vat, const struct purse_credited *before, size_t count) {
	for (size_t i = 0; i < count; i++)
		if (before[i].document == issue->credits && purse_same(before[i].treatment, vat->treatment)
			&& purse_same(before[i].rate, vat->rate))
			return before[i];
	return (struct purse_credited){ 0 };
}

/* Sums the lines: net, and VAT by treatment and rate. before: what was credited of the same document earlier.
 */
static bool total(struct purse_run *run, const struct purse_facts *facts, struct purse_batch *batch,
	struct purse_issue *issue, const struct purse_credited *before, size_t before_count,
	struct groups *groups) {
	int64_t either_way = 0;
	for (size_t i = 0; i < issue->line_count; i++) {
		const struct purse_issue_line *line = &issue->lines[i];
		struct purse_issue_vat *vat = vat_for(batch, issue, line->treatment, line->vat_rate);
		if (!purse_terms_fits(line->net_pence)
			|| !purse_money_add(either_way, llabs(line->net_pence), &either_way))
			return purse_terms_too_large(run, "a document");
		vat->net_pence += line->net_pence;
		issue->net_pence += line->net_pence;
	}
	*groups = group_lines(facts, batch, issue);
	for (size_t i = 0; i < issue->vat_count; i++)
		if (!share_vat(batch, issue, &issue->vat[i], groups,
				credited_before(issue, &issue->vat[i], before, before_count)))
			return purse_terms_too_large(run, "the VAT of a document");
	return true;
}

static void span(struct purse_issue *issue) {
	issue->service_from = issue->lines[0].service_from;
	issue->service_to = issue->lines[0].service_to;
	for (size_t i = 1; i < issue->line_count; i++) {
		if (issue->lines[i].service_from.day < issue->service_from.day)
			issue->service_from = issue->lines[i].service_from;
		if (issue->lines[i].service_to.day > issue->service_to.day)
			issue->service_to = issue->lines[i].service_to;
	}
}

static struct purse_entry *issue_entry(
	const struct purse_facts *facts, struct purse_batch *batch, struct purse_issue *issue, const char *key) {
	int schools[] = { issue->issuer, issue->customer };
	struct purse_entry *entry =
		purse_terms_entry(facts, batch, "document", key, "{document}", issue->issued, schools, 2);
	entry->document = issue->ref;
	issue->entry = entry->ref;
	return entry;
}

/* Net and VAT of each group, so that each fund balances and each agreement's consent holds. VAT that is a
 * cost joins the cost of the lines that bear it. */
static void post_document(const struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_issue *issue, struct purse_entry *entry, bool internal, const struct groups *groups) {
	for (size_t i = 0; i < groups->count; i++) {
		const struct group *group = &groups->list[i];
		struct purse_sides sides = { .provider = purse_facts_school(facts, issue->issuer),
			.customer = purse_facts_school(facts, issue->customer),
			.agreement = group->first->agreement,
			.customer_fund = group->fund,
			.customer_cost = group->first->customer_account };
		purse_entry_issue(batch, entry, &sides, internal, group->net_pence);
		sides.customer_fund = group->vat_fund;
		purse_entry_vat(batch, entry, &sides, group->recovers, group->vat_pence);
	}
}

/* --- invoices and internal charges --------------------------------------------------------------------- */

/* Orders of the customer for the agreements on a document, each once. */
static const char *purchase_orders(struct purse_batch *batch, const struct decided *all, size_t count) {
	struct purse_buffer orders = purse_buffer(batch->arena, PURSE_MAX_TEXT_BYTES);
	for (size_t i = 0; i < count; i++) {
		const char *number = all[i].terms.party ? all[i].terms.party->purchase_order : NULL;
		bool repeated = false;
		for (size_t k = 0; k < i && number; k++)
			if (all[k].terms.party && purse_same(all[k].terms.party->purchase_order, number)) repeated = true;
		if (number && !repeated) purse_buffer_addf(&orders, "%s%s", orders.length ? ", " : "", number);
	}
	return orders.length ? orders.text : NULL;
}

/* The same charge may be issued again on the same day, after a credit note. */
static const char *document_key(
	struct purse_batch *batch, const struct purse_billable *first, struct purse_date issued) {
	const char *day = purse_date_iso(batch->arena, issued);
	const char *again =
		first->document ? purse_text(batch->arena, " after document %" PRId64, first->document) : "";
	return purse_text(batch->arena, "document of charge %" PRId64 " issued %s%s", first->charge, day, again);
}

static bool plan_one(struct purse_run *run, const struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_document_plan *plan, const struct decided *all, size_t count) {
	const struct purse_billable *first = all[0].billable;
	struct purse_issue *issue = purse_batch_issue(batch);
	issue->kind = all[0].vat.document_kind;
	issue->series = series_of(issue->kind);
	issue->issuer = first->provider;
	issue->customer = first->customer;
	issue->issued = issue->tax_point = plan->issued;
	int days = all[0].terms.version->payment_days;
	for (size_t i = 0; i < count; i++) {
		fill_line(batch, purse_batch_line(batch, issue), &all[i]);
		if (all[i].terms.version->payment_days < days) days = all[i].terms.version->payment_days;
	}
	issue->due = purse_date_add_days(plan->issued, days);
	issue->purchase_order = purchase_orders(batch, all, count);
	span(issue);
	struct groups groups = { 0 };
	if (!total(run, facts, batch, issue, NULL, 0, &groups)) return false;
	struct purse_entry *entry = issue_entry(facts, batch, issue, document_key(batch, first, plan->issued));
	post_document(facts, batch, issue, entry, purse_same(issue->kind, "internal charge"), &groups);
	return true;
}

bool purse_plan_documents(struct purse_run *run, const struct purse_facts *facts, struct purse_batch *batch,
	struct purse_document_plan *plan, struct purse_billable *billables, size_t count) {
	struct decided *decided = purse_alloc_array(batch->arena, count, sizeof *decided);
	size_t ready = 0;
	plan->undecided = purse_alloc_array(batch->arena, count, sizeof *plan->undecided);
	for (size_t i = 0; i < count; i++) {
		const struct purse_billable *billable = &billables[i];
		struct decided *one = &decided[ready];
		*one = (struct decided){ .billable = billable };
		if (!purse_terms_find(run, facts, billable->agreement, billable->provider, billable->customer,
				billable->agreed_on, billable->description, &one->terms))
			return false;
		one->vat = purse_vat_decide(batch->arena, plan->vat,
			&(struct purse_vat_supply){ .provider = one->terms.lead,
				.customer = one->terms.customer,
				.agreement = one->terms.agreement,
				.supply = one->terms.version->supply,
				.date = billable->from });
		if (purse_same(one->vat.treatment, "review"))
			plan->undecided[plan->undecided_count++] = (struct purse_undecided){ billable, one->vat.reason };
		else ready++;
	}
	if (ready) qsort(decided, ready, sizeof *decided, by_document);
	for (size_t i = 0, next; i < ready; i = next) {
		for (next = i + 1; next < ready && same_document(&decided[i], &decided[next]); next++) continue;
		if (!plan_one(run, facts, batch, plan, &decided[i], next - i)) return false;
	}
	return true;
}

/* --- credit notes -------------------------------------------------------------------------------------- */

static int by_credited(const void *left, const void *right) {
	const struct purse_creditable *a = left, *b = right;
	int by = order(a->document, b->document);
	if (!by) by = order(a->agreement, b->agreement);
	if (!by) by = order(a->from.day, b->from.day);
	return by ? by : order(a->charge, b->charge);
}

/* The quantity with the other sign. */
static const char *negated(struct purse_arena *arena, const char *quantity) {
	return quantity[0] == '-' ? quantity + 1 : purse_text(arena, "-%s", quantity);
}

static bool credit_one(struct purse_run *run, const struct purse_facts *facts, struct purse_batch *batch,
	struct purse_issue *issue, const struct purse_creditable *lines, size_t count,
	const struct purse_credited *before, size_t before_count) {
	for (size_t i = 0; i < count; i++) {
		const struct purse_creditable *from = &lines[i];
		*purse_batch_line(batch, issue) = (struct purse_issue_line){ .net_pence = -from->pence,
			.agreement = from->agreement,
			.service_from = from->from,
			.service_to = from->to,
			.description = from->description,
			.working = from->working,
			.evidence = from->evidence,
			.quantity = negated(batch->arena, from->quantity),
			.unit = from->unit,
			.price = from->price,
			.treatment = from->treatment,
			.vat_rate = from->vat_rate,
			.vat_rule = from->vat_rule,
			.vat_reason = from->vat_reason,
			.provider_account = from->provider_account,
			.customer_account = from->customer_account,
			.customer_fund = from->customer_fund,
			.of_ruled_fund = from->of_ruled_fund,
			.general_pence = -from->general_pence,
			.charge = from->charge,
			.direction = -1 };
	}
	span(issue);
	struct groups groups = { 0 };
	if (!total(run, facts, batch, issue, before, before_count, &groups)) return false;
	struct purse_entry *entry = issue_entry(facts, batch, issue,
		purse_text(batch->arena, "credit of charge %" PRId64 " on document %" PRId64, lines[0].charge,
			issue->credits));
	post_document(facts, batch, issue, entry, purse_same(lines[0].document_kind, "internal charge"), &groups);
	return true;
}

bool purse_plan_credits(struct purse_run *run, const struct purse_facts *facts, struct purse_batch *batch,
	struct purse_date issued, const char *credit_kind, const char *reason, struct purse_creditable *lines,
	size_t count, const struct purse_credited *before, size_t before_count) {
	if (count) qsort(lines, count, sizeof *lines, by_credited);
	for (size_t i = 0, next; i < count; i = next) {
		for (next = i + 1; next < count && lines[next].document == lines[i].document; next++) continue;
		struct purse_issue *issue = purse_batch_issue(batch);
		issue->kind = "credit note";
		issue->series = series_of(issue->kind);
		issue->issuer = lines[i].provider;
		issue->customer = lines[i].customer;
		issue->issued = issue->due = issue->tax_point = issued;
		issue->credits = lines[i].document;
		issue->credit_kind = credit_kind;
		issue->reason = reason;
		if (!credit_one(run, facts, batch, issue, &lines[i], next - i, before, before_count)) return false;
	}
	return true;
}
