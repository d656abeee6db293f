#include "purse/rules/entries.h"

/* The balance sheet accounts of DESIGN 3. */
#define DUE_FROM "1310"
#define DUE_FROM_INVOICED "1320"
#define INTERNAL_DUE_FROM "1390"
#define VAT_RECOVERABLE "1400"
#define PREPAID "1500"
#define SUPPLIERS "2100"
#define DUE_TO "2310"
#define DUE_TO_INVOICED "2320"
#define INTERNAL_DUE_TO "2390"
#define VAT_PAYABLE "2400"
#define IN_ADVANCE "2500"
#define FUND_TRANSFER "3100"

static void post(struct purse_batch *batch, struct purse_entry *entry, const struct purse_school *school,
	int fund, const struct purse_school *counterparty, int agreement, const char *account, int64_t pence) {
	if (!school->keeps_books) return;
	purse_entry_post(batch, entry,
		(struct purse_posting){ .school = school->id,
			.fund = fund,
			.agreement = agreement,
			.counterparty = counterparty ? counterparty->id : 0,
			.account = account,
			.pence = pence,
			.of_document = entry->document != 0 });
}

static void customer_part(struct purse_batch *batch, struct purse_entry *entry,
	const struct purse_sides *sides, int fund, int64_t pence) {
	post(batch, entry, sides->customer, fund, sides->provider, sides->agreement, sides->customer_cost, pence);
	post(batch, entry, sides->customer, fund, sides->provider, sides->agreement, DUE_TO, -pence);
}

static void customer_side(
	struct purse_batch *batch, struct purse_entry *entry, const struct purse_sides *sides, int64_t pence) {
	customer_part(batch, entry, sides, sides->customer_fund, pence - sides->general_pence);
	customer_part(batch, entry, sides, 0, sides->general_pence);
}

void purse_entry_charge(
	struct purse_batch *batch, struct purse_entry *entry, const struct purse_sides *sides, int64_t pence) {
	post(batch, entry, sides->provider, 0, sides->customer, sides->agreement, DUE_FROM, pence);
	post(batch, entry, sides->provider, 0, sides->customer, sides->agreement, sides->income_code, -pence);
	customer_side(batch, entry, sides, pence);
}

void purse_entry_purchase(struct purse_batch *batch, struct purse_entry *entry,
	const struct purse_sides *sides, int supplier, int64_t cost_pence, int64_t reclaimed_pence) {
	post(batch, entry, sides->provider, 0, NULL, sides->agreement, PREPAID, cost_pence);
	post(batch, entry, sides->provider, 0, NULL, sides->agreement, VAT_RECOVERABLE, reclaimed_pence);
	const struct purse_school counterparty = { .id = supplier };
	post(batch, entry, sides->provider, 0, &counterparty, sides->agreement, SUPPLIERS,
		-(cost_pence + reclaimed_pence));
}

/* The lead's own share: its cost, paid out of what it holds as prepaid in its general fund. A restricted fund
 * that bears the cost passes the money to the general fund through 3100, so that each fund balances. */
static void own_share(
	struct purse_batch *batch, struct purse_entry *entry, const struct purse_sides *sides, int64_t pence) {
	const struct purse_school *lead = sides->provider;
	int64_t borne = pence - sides->general_pence;
	post(batch, entry, lead, sides->customer_fund, NULL, sides->agreement, sides->customer_cost, borne);
	post(batch, entry, lead, 0, NULL, sides->agreement, sides->customer_cost, sides->general_pence);
	if (sides->customer_fund != 0) {
		post(batch, entry, lead, sides->customer_fund, NULL, sides->agreement, FUND_TRANSFER, -borne);
		post(batch, entry, lead, 0, NULL, sides->agreement, FUND_TRANSFER, borne);
	}
	post(batch, entry, lead, 0, NULL, sides->agreement, PREPAID, -pence);
}

void purse_entry_share(struct purse_batch *batch, struct purse_entry *entry, const struct purse_sides *sides,
	int64_t charged_pence, int64_t drawn_pence) {
	const struct purse_school *lead = sides->provider;
	if (lead->id == sides->customer->id) {
		own_share(batch, entry, sides, drawn_pence);
		return;
	}
	post(batch, entry, lead, 0, sides->customer, sides->agreement, DUE_FROM, charged_pence);
	post(batch, entry, lead, 0, NULL, sides->agreement, PREPAID, -drawn_pence);
	if (sides->principal) {
		post(batch, entry, lead, 0, sides->customer, sides->agreement, sides->income_code, -charged_pence);
		post(batch, entry, lead, 0, NULL, sides->agreement, sides->provider_cost, drawn_pence);
	} else {
		post(
			batch, entry, lead, 0, NULL, sides->agreement, sides->provider_cost, drawn_pence - charged_pence);
	}
	customer_side(batch, entry, sides, charged_pence);
}

void purse_entry_issue(struct purse_batch *batch, struct purse_entry *entry, const struct purse_sides *sides,
	bool internal, int64_t net_pence) {
	const struct purse_school *provider = sides->provider, *customer = sides->customer;
	post(batch, entry, provider, 0, customer, sides->agreement,
		internal ? INTERNAL_DUE_FROM : DUE_FROM_INVOICED, net_pence);
	post(batch, entry, provider, 0, customer, sides->agreement, DUE_FROM, -net_pence);
	post(batch, entry, customer, sides->customer_fund, provider, sides->agreement, DUE_TO, net_pence);
	post(batch, entry, customer, sides->customer_fund, provider, sides->agreement,
		internal ? INTERNAL_DUE_TO : DUE_TO_INVOICED, -net_pence);
}

void purse_entry_vat(struct purse_batch *batch, struct purse_entry *entry, const struct purse_sides *sides,
	bool recovers, int64_t vat_pence) {
	const struct purse_school *provider = sides->provider, *customer = sides->customer;
	int fund = recovers ? 0 : sides->customer_fund;
	post(batch, entry, provider, 0, customer, sides->agreement, DUE_FROM_INVOICED, vat_pence);
	post(batch, entry, provider, 0, customer, sides->agreement, VAT_PAYABLE, -vat_pence);
	post(batch, entry, customer, fund, provider, sides->agreement,
		recovers ? VAT_RECOVERABLE : sides->customer_cost, vat_pence);
	post(batch, entry, customer, fund, provider, sides->agreement, DUE_TO_INVOICED, -vat_pence);
}

void purse_entry_defer(struct purse_batch *batch, struct purse_entry *entry, const struct purse_posting *like,
	bool income, int64_t pence) {
	struct purse_posting waiting = *like, counted = *like;
	waiting.account = income ? IN_ADVANCE : PREPAID;
	waiting.pence = pence;
	counted.pence = -pence;
	purse_entry_post(batch, entry, waiting);
	purse_entry_post(batch, entry, counted);
}
