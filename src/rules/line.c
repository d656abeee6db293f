#include "purse/rules/line.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/round.h"

bool purse_charge_line(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_activity *activity, const struct purse_terms *terms, struct purse_fraction quantity,
	int64_t lot_pence, bool from_lot) {
	int64_t frozen = facts->frozen ? facts->frozen->price_record : 0;
	struct purse_price *price = frozen
		? purse_facts_price_of_record(terms->agreement, frozen)
		: purse_facts_price(terms->agreement, activity->item, activity->unit, activity->date);
	if (!price)
		return purse_fail(run, PURSE_E_NO_PRICE, NULL, "Import the price that was agreed for that date.",
			"could not charge %s: no price is agreed for \"%s\" a %s", activity->ref, activity->item,
			activity->unit);
	int64_t pence;
	struct purse_fraction exact = purse_fraction_multiply(batch->arena, quantity, price->pence);
	if (!purse_round_line(exact, &pence)) return purse_terms_too_large(run, activity->ref);
	if (!price->basis_ref) {
		struct purse_basis *basis = purse_batch_basis(batch);
		basis->method = "line";
		basis->item = price->item;
		basis->unit = price->unit;
		basis->price = price->text;
		basis->price_record = price->record;
		price->basis_ref = basis->ref;
	}
	int schools[] = { activity->provider, activity->beneficiary };
	struct purse_entry *entry = purse_terms_entry(facts, batch, "charge",
		purse_text(batch->arena, "activity %lld", (long long)activity->record),
		purse_text(batch->arena, "%s: %s %s %s for %s", activity->ref, activity->quantity, activity->unit,
			activity->item, terms->customer->code),
		activity->date, schools, 2);
	struct purse_sides sides = purse_terms_sides(terms, activity->date);
	if (from_lot) purse_entry_share(batch, entry, &sides, pence, lot_pence);
	else purse_entry_charge(batch, entry, &sides, pence);
	int entry_ref = purse_terms_end_entry(batch, entry);
	struct purse_charge *charge = purse_batch_charge(batch);
	*charge = (struct purse_charge){ .ref = charge->ref,
		.kind = "line",
		.source = activity->record,
		.basis = price->basis_ref,
		.entry = entry_ref,
		.pence = pence,
		.agreement = activity->agreement,
		.provider = activity->provider,
		.customer = activity->beneficiary,
		.service_from = activity->date,
		.service_to = activity->date,
		.quantity = activity->quantity,
		.exact = exact };
	return true;
}
