#include "purse/rules/arrears.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/round.h"
#include "purse/rules/fund.h"

/* The difference of two lines of one quantity: exact, and to the penny. */
static bool difference(struct purse_arena *arena, struct purse_fraction quantity,
	struct purse_fraction before, struct purse_fraction after, struct purse_fraction *exact, int64_t *pence) {
	struct purse_fraction old_line = purse_fraction_multiply(arena, quantity, before);
	struct purse_fraction new_line = purse_fraction_multiply(arena, quantity, after);
	int64_t old_pence, new_pence;
	if (!purse_round_line(old_line, &old_pence) || !purse_terms_fits(old_pence)
		|| !purse_round_line(new_line, &new_pence) || !purse_terms_fits(new_pence))
		return false;
	*exact = purse_fraction_subtract(arena, new_line, old_line);
	*pence = new_pence - old_pence;
	return true;
}

static struct purse_price *price_now(const struct purse_facts *facts, const struct purse_agreement *agreement,
	const struct purse_standing_charge *standing) {
	if (facts->frozen && facts->frozen->price_record)
		return purse_facts_price_of_record(agreement, facts->frozen->price_record);
	return purse_facts_price(agreement, standing->item, standing->unit, standing->service_from);
}

static int basis_of(struct purse_batch *batch, const struct purse_price *price, struct purse_leg leg) {
	struct purse_basis *basis = purse_batch_basis(batch);
	basis->method = "arrears";
	basis->item = price->item;
	basis->unit = price->unit;
	basis->price = price->text;
	basis->price_record = price->record;
	basis->leg = leg;
	return basis->ref;
}

static int entry_of(struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_standing_charge *standing, const struct purse_terms *terms,
	const struct purse_price *price, int64_t pence, struct purse_fund_use *fund_use) {
	int schools[] = { standing->provider, standing->customer };
	struct purse_entry *entry = purse_terms_entry(facts, batch, "charge",
		purse_text(batch->arena, "arrears of charge %lld", (long long)standing->id),
		purse_text(batch->arena, "%s: %s, %s for %s, %s", standing->ref, standing->item,
			purse_terms_counted(batch->arena, standing->quantity, standing->unit), terms->customer->code,
			price->award),
		standing->service_from, schools, 2);
	struct purse_sides sides = purse_terms_sides(terms, standing->service_from);
	*fund_use =
		purse_fund_take(facts, terms, &sides, standing->service_from, standing->service_to, pence);
	purse_entry_charge(batch, entry, &sides, pence);
	return purse_terms_end_entry(batch, entry);
}

bool purse_charge_arrears(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_standing_charge *standing) {
	struct purse_terms terms;
	if (!purse_terms_find(run, facts, standing->agreement, standing->provider, standing->customer,
			standing->service_from, standing->ref, &terms))
		return false;
	struct purse_price *before = purse_facts_price_of_record(terms.agreement, standing->price_record);
	struct purse_price *after = price_now(facts, terms.agreement, standing);
	struct purse_fraction quantity, exact;
	if (!before || !after || !after->award
		|| !purse_fraction_read(batch->arena, standing->quantity, &quantity, NULL, NULL))
		return purse_fail(run, PURSE_E_NO_PRICE, NULL, "import the award again",
			"could not charge the arrears of %s: the price it was charged at, or the award, is not there",
			standing->ref);
	int64_t pence;
	if (!difference(batch->arena, quantity, purse_leg_price(batch->arena, &standing->leg, before->pence),
			purse_leg_price(batch->arena, &standing->leg, after->pence), &exact, &pence))
		return purse_terms_too_large(run, standing->ref);
	struct purse_fund_use fund_use;
	int entry = entry_of(facts, batch, standing, &terms, after, pence, &fund_use);
	struct purse_charge *charge = purse_batch_charge(batch);
	*charge = (struct purse_charge){ .ref = charge->ref,
		.kind = "arrears",
		.source = standing->source,
		.basis = basis_of(batch, after, standing->leg),
		.entry = entry,
		.adjusts = standing->id,
		.pence = pence,
		.agreement = standing->agreement,
		.provider = standing->provider,
		.customer = standing->customer,
		.service_from = standing->service_from,
		.service_to = standing->service_to,
		.quantity = standing->quantity,
		.exact = exact,
		.fund_use = fund_use };
	return true;
}
