/* What documents are raised for, built by hand: four schools with their VAT persons, four agreements that
 * Ashcombe leads, charges to bill and lines to credit. Whoever includes it has books of its own. */
#ifndef PURSE_TESTS_UNIT_DOCUMENT_BUILDER_H
#define PURSE_TESTS_UNIT_DOCUMENT_BUILDER_H

#include "unit/facts_builder.h"

#include "purse/rules/documents.h"
#include "unit/vat_table.h"

enum { COUNTY = 21, TRUST, BOARD };
enum { TEACHER = 4, MANAGER, KIT, ADVICE }; /* agreements: exempt, standard, standard, undecided */

static struct purse_vat_table table;
static struct purse_document_plan plan;
static struct purse_billable billables[64];
static size_t billable_count;

/* Ashcombe and Bramley are the county's, Coldharbour is an academy's, Dunmore gets no VAT back. */
static inline int open_documents(void **state) {
	open_facts(state);
	table = vat_table();
	plan = (struct purse_document_plan){ .issued = day("2026-01-05"), .vat = &table };
	billable_count = 0;
	belongs_to(ASHCOMBE, COUNTY, ELIGIBLE | REGISTERED | RECOVERS, "2010-09-01", NULL);
	belongs_to(BRAMLEY, COUNTY, ELIGIBLE | REGISTERED | RECOVERS, "2010-09-01", NULL);
	belongs_to(COLDHARBOUR, TRUST, ELIGIBLE | REGISTERED | RECOVERS, "2010-09-01", NULL);
	belongs_to(DUNMORE, BOARD, ELIGIBLE, "2010-09-01", NULL);
	belongs_to(LINK_SCHOOL, BOARD + 1, ELIGIBLE, "2010-09-01", NULL);
	for (int k = ASHCOMBE; k <= LINK_SCHOOL; k++) is_a(k, "community", "primary");
	static const char *const supplies[] = { "teaching staff", "other staff", "goods", "bought-in service" };
	for (int id = TEACHER; id <= ADVICE; id++) {
		struct purse_agreement *agreement = agree(id, ASHCOMBE, "staff", "price");
		agreement->versions[0].supply = supplies[id - TEACHER];
		for (int k = BRAMLEY; k <= LINK_SCHOOL; k++) party(agreement, k, NULL);
	}
	facts.agreements[KIT - TEACHER].versions[0].cost_code = "E19";
	return 0;
}

static inline struct purse_party *row_of(int agreement, int id) {
	struct purse_agreement *of = purse_facts_agreement(&facts, agreement);
	for (size_t i = 0; i < of->party_count; i++)
		if (of->parties[i].school == id) return &of->parties[i];
	return NULL;
}

/* A share of a cost on a day; with quantity and price, a line. */
static inline struct purse_billable *bill(int agreement, int customer, const char *date, int64_t pence) {
	assert_true(billable_count < sizeof billables / sizeof *billables);
	struct purse_billable *added = &billables[billable_count++];
	*added = (struct purse_billable){ .charge = 100 + (int64_t)billable_count,
		.agreement = agreement,
		.provider = ASHCOMBE,
		.customer = customer,
		.kind = "share",
		.from = day(date),
		.to = day(date),
		.agreed_on = day(date),
		.pence = pence,
		.description = "What was done" };
	return added;
}

static inline void raise_all(void) {
	assert_true(purse_plan_documents(run, &facts, &batch, &plan, billables, billable_count));
	expect_sound_entries();
}

static inline const struct purse_entry *entry_of_issue(const struct purse_issue *issue) {
	for (size_t i = 0; i < batch.entry_count; i++)
		if (batch.entries[i].ref == issue->entry) return &batch.entries[i];
	return NULL;
}

/* The lines of an issued document, as the store reads them back to be credited. */
static inline struct purse_creditable *issued_lines(const struct purse_issue *issue, int64_t document) {
	struct purse_creditable *lines = purse_alloc_array(arena, issue->line_count, sizeof *lines);
	for (size_t i = 0; i < issue->line_count; i++) {
		const struct purse_issue_line *from = &issue->lines[i];
		lines[i] = (struct purse_creditable){ .charge = from->charge,
			.document = document,
			.document_kind = issue->kind,
			.agreement = from->agreement,
			.provider = issue->issuer,
			.customer = issue->customer,
			.customer_fund = from->customer_fund,
			.from = from->service_from,
			.to = from->service_to,
			.pence = from->net_pence,
			.description = from->description,
			.working = from->working,
			.evidence = from->evidence,
			.quantity = from->quantity,
			.unit = from->unit,
			.price = from->price,
			.treatment = from->treatment,
			.vat_rate = from->vat_rate,
			.vat_rule = from->vat_rule,
			.vat_reason = from->vat_reason,
			.provider_account = from->provider_account,
			.customer_account = from->customer_account };
	}
	return lines;
}

static inline const struct purse_issue *credit(
	struct purse_creditable *lines, size_t count, const struct purse_credited *before, size_t before_count) {
	assert_true(purse_plan_credits(run, &facts, &batch, day("2026-02-02"), "cancel", "not delivered", lines,
		count, before, before_count));
	expect_sound_entries();
	return &batch.issues[batch.issue_count - 1];
}

#endif
