#include "purse/rules/line.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/round.h"
#include "purse/rules/fund.h"

/* The price that was agreed; on a replay the one that was used then. */
static struct purse_price *find_price(
	const struct purse_facts *facts, const struct purse_terms *terms, const struct purse_activity *activity) {
	if (facts->frozen && facts->frozen->price_record)
		return purse_facts_price_of_record(terms->agreement, facts->frozen->price_record);
	return purse_facts_price(terms->agreement, activity->item, activity->unit, activity->date);
}

/* One basis for all that a batch charges at a price, until another leg of it comes. */
static int basis_of(struct purse_batch *batch, struct purse_price *price, struct purse_leg leg) {
	if (price->basis_ref && purse_leg_same(&price->basis_leg, &leg)) return price->basis_ref;
	struct purse_basis *basis = purse_batch_basis(batch);
	basis->method = "line";
	basis->item = price->item;
	basis->unit = price->unit;
	basis->price = price->text;
	basis->price_record = price->record;
	basis->leg = leg;
	price->basis_leg = leg;
	return price->basis_ref = basis->ref;
}

bool purse_charge_line(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_activity *activity, const struct purse_terms *terms, struct purse_fraction quantity,
	const int64_t *lot_pence) {
	struct purse_price *price = find_price(facts, terms, activity);
	if (!price)
		return purse_fail(run, PURSE_E_NO_PRICE, NULL, "import the price that was agreed for that date",
			"could not charge %s: no price is agreed for \"%s\" by the %s on %s", activity->ref,
			activity->item, activity->unit, purse_date_words(run->arena, activity->date));
	int64_t pence;
	struct purse_leg leg = purse_terms_leg(facts, terms);
	struct purse_fraction exact = purse_fraction_multiply(
		batch->arena, quantity, purse_leg_price(batch->arena, &leg, price->pence));
	if (!purse_round_line(exact, &pence) || !purse_terms_fits(pence))
		return purse_terms_too_large(run, activity->ref);
	int schools[] = { activity->provider, activity->beneficiary };
	struct purse_entry *entry = purse_terms_entry(facts, batch, "charge",
		purse_leg_given(&leg)
			? purse_text(batch->arena, "activity %lld, %s leg", (long long)activity->record, leg.name)
			: purse_text(batch->arena, "activity %lld", (long long)activity->record),
		purse_text(batch->arena, "%s: %s, %s for %s", activity->ref, activity->item,
			purse_terms_counted(batch->arena, activity->quantity, activity->unit), terms->customer->code),
		activity->date, schools, 2);
	struct purse_sides sides = purse_terms_sides(terms, activity->date);
	struct purse_fund_use fund_use =
		purse_fund_take(facts, terms, &sides, activity->date, activity->date, pence);
	if (lot_pence) purse_entry_share(batch, entry, &sides, pence, *lot_pence);
	else purse_entry_charge(batch, entry, &sides, pence);
	int entry_ref = purse_terms_end_entry(batch, entry);
	struct purse_charge *charge = purse_batch_charge(batch);
	*charge = (struct purse_charge){ .ref = charge->ref,
		.kind = "line",
		.source = activity->record,
		.basis = basis_of(batch, price, leg),
		.entry = entry_ref,
		.pence = pence,
		.agreement = activity->agreement,
		.provider = activity->provider,
		.customer = activity->beneficiary,
		.service_from = activity->date,
		.service_to =
			activity->service_to.day > activity->date.day ? activity->service_to : activity->date,
		.quantity = activity->quantity,
		.exact = exact,
		.fund_use = fund_use };
	return true;
}
