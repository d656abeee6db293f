#include "purse/rules/terms.h"

#include <assert.h>

#include "purse/base/run.h"
#include "purse/base/text.h"

bool purse_terms_find(struct purse_run *run, const struct purse_facts *facts, int agreement, int lead,
	int customer, struct purse_date date, const char *what, struct purse_terms *terms) {
	*terms = (struct purse_terms){ .facts = facts,
		.agreement = purse_facts_agreement(facts, agreement),
		.lead = purse_facts_school(facts, lead),
		.customer = purse_facts_school(facts, customer),
		.date = date };
	if (!terms->agreement || !terms->lead || !terms->customer)
		return purse_fail(run, PURSE_E_UNKNOWN_REFERENCE, NULL,
			"ask for the right to read the schools of the agreement",
			"could not charge %s: its agreement or one of its schools can't be read", what);
	terms->version = purse_facts_version(terms->agreement, date);
	if (!terms->version)
		return purse_fail(run, PURSE_E_OUTSIDE_DATES, NULL,
			"import a version of the agreement that covers the date",
			"could not charge %s: agreement %s does not cover %s", what, terms->agreement->code,
			purse_date_words(run->arena, date));
	terms->lead_party = purse_facts_party(terms->agreement, lead, date);
	terms->party = purse_facts_party(terms->agreement, customer, date);
	return true;
}

/* A brokered agreement: the home school, a party, charges the lead; the lead charges its client. */
static bool permit_brokered(struct purse_run *run, const struct purse_terms *terms, const char *what) {
	bool is_broker = terms->lead->id == terms->version->lead;
	const struct purse_school *other = is_broker ? terms->customer : terms->lead;
	if ((is_broker || terms->customer->id == terms->version->lead)
		&& (is_broker ? terms->party : terms->lead_party) && other->id != terms->version->lead)
		return true;
	return purse_fail(run, PURSE_E_NOT_PARTY, NULL,
		"import the home school and its client as parties to the agreement; its lead is the broker",
		"could not charge %s: %s to %s is no leg of the brokered agreement %s on %s", what,
		terms->lead->code, terms->customer->code, terms->agreement->code,
		purse_date_words(run->arena, terms->date));
}

bool purse_terms_permit(struct purse_run *run, const struct purse_facts *facts,
	const struct purse_terms *terms, const char *what) {
	if (facts->frozen) return true;
	if (terms->version->brokerage) return permit_brokered(run, terms, what);
	const char *day = purse_date_words(run->arena, terms->date);
	if (terms->version->lead != terms->lead->id)
		return purse_fail(run, PURSE_E_NOT_PARTY, NULL,
			"correct the agreement it was recorded under, or import a version that names the right lead",
			"could not charge %s: school %s does not lead agreement %s on %s", what, terms->lead->code,
			terms->agreement->code, day);
	if (!terms->party && terms->customer != terms->lead)
		return purse_fail(run, PURSE_E_NOT_PARTY, NULL, "import the school as a party to the agreement",
			"could not charge %s: school %s is not a party to agreement %s on %s", what,
			terms->customer->code, terms->agreement->code, day);
	return true;
}

struct purse_leg purse_terms_leg(const struct purse_facts *facts, const struct purse_terms *terms) {
	if (facts->frozen) return facts->frozen->leg;
	if (!terms->version->brokerage) return (struct purse_leg){ 0 };
	return (struct purse_leg){
		.name = terms->lead->id == terms->version->lead ? PURSE_LEG_CLIENT : PURSE_LEG_HOME,
		.percent = terms->version->brokerage,
		.meaning = terms->version->brokerage_is
	};
}

struct purse_terms purse_terms_with(
	const struct purse_facts *facts, const struct purse_terms *terms, int customer) {
	struct purse_terms with = *terms;
	with.customer = purse_facts_school(facts, customer);
	with.party = purse_facts_party(terms->agreement, customer, terms->date);
	assert(with.customer);
	return with;
}

static int fund_of(const struct purse_terms *terms, struct purse_date date) {
	int fund = terms->party ? terms->party->fund : 0;
	return purse_facts_fund_with_rules(terms->facts, fund) ? fund : purse_facts_fund(terms->party, date);
}

struct purse_sides purse_terms_sides(const struct purse_terms *terms, struct purse_date date) {
	return (struct purse_sides){ .provider = terms->lead,
		.customer = terms->customer,
		.agreement = terms->agreement->id,
		.customer_fund = fund_of(terms, date),
		.income_code = purse_facts_income_code(terms->version, terms->lead, terms->date),
		.customer_cost =
			purse_facts_cost_code(terms->version, terms->party, terms->customer, terms->date),
		.provider_cost =
			purse_facts_cost_code(terms->version, terms->lead_party, terms->lead, terms->date),
		.principal = purse_same(terms->version->presentation, "principal") };
}

struct purse_entry *purse_terms_entry(const struct purse_facts *facts, struct purse_batch *batch,
	const char *kind, const char *key, const char *description, struct purse_date service, const int *schools,
	size_t count) {
	struct purse_entry *entry = purse_batch_entry(batch);
	entry->kind = kind;
	entry->key = key;
	entry->description = description;
	entry->service_date = service;
	entry->date = purse_facts_open_date(facts, service, schools, count);
	return entry;
}

int purse_terms_end_entry(struct purse_batch *batch, const struct purse_entry *entry) {
	if (entry->posting_count) return entry->ref;
	batch->entry_count--;
	return 0;
}

bool purse_terms_fits(int64_t pence) { return pence >= -(INT64_MAX / 8) && pence <= INT64_MAX / 8; }

bool purse_terms_too_large(struct purse_run *run, const char *what) {
	return purse_fail(run, PURSE_E_OVERFLOW, NULL, "check the quantity and the price",
		"could not charge %s: the amount is too large", what);
}

char *purse_terms_quantity(struct purse_arena *arena, struct purse_fraction value) {
	char *text = NULL;
	return purse_fraction_decimal(arena, value, 20, &text) ? text : purse_fraction_text(arena, value);
}

void purse_move_lot(struct purse_batch *batch, const struct purse_lot *lot, const char *kind, int school,
	struct purse_fraction units, int charge, struct purse_date date, int64_t pence,
	struct purse_fraction exact) {
	struct purse_movement *movement = purse_batch_movement(batch);
	*movement = (struct purse_movement){ .ref = movement->ref,
		.lot = lot->id,
		.kind = kind,
		.school = school,
		.quantity = purse_terms_quantity(batch->arena, units),
		.charge = charge,
		.date = date,
		.pence = pence,
		.exact = exact };
}

char *purse_terms_counted(struct purse_arena *arena, const char *quantity, const char *unit) {
	return purse_text(arena, "%s %s%s", quantity, unit, purse_same(quantity, "1") ? "" : "s");
}
