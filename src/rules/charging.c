#include "purse/rules/charging.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/rules/drawing.h"
#include "purse/rules/fund.h"

bool purse_charge_activity(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_activity *activity) {
	struct purse_terms terms;
	if (!purse_terms_find(run, facts, activity->agreement, activity->provider, activity->beneficiary,
			activity->date, activity->ref, &terms)
		|| !purse_terms_permit(run, facts, &terms, activity->ref))
		return false;
	struct purse_fraction quantity;
	const char *why = NULL;
	if (!purse_fraction_read(batch->arena, activity->quantity, &quantity, NULL, &why))
		return purse_fail(run, PURSE_E_BAD_NUMBER, NULL,
			"correct the quantity and import the activity again", "could not charge %s: %s", activity->ref,
			why);
	if (purse_same(terms.version->kind, "credits"))
		return purse_draw(run, facts, batch, activity, &terms, quantity);
	return purse_charge_line(run, facts, batch, activity, &terms, quantity, NULL);
}

/* --- reversals ----------------------------------------------------------------------------------------- */

/* The pence that return to the lots; false when a charge says what can't have been charged. */
static bool sum_returned(const struct purse_standing_charge *standing, int64_t *pence) {
	*pence = 0;
	for (size_t i = 0; i < standing->movement_count; i++) {
		int64_t moved = standing->movements[i].pence;
		if (!purse_terms_fits(moved) || !purse_money_subtract(*pence, moved, pence)) return false;
	}
	return purse_terms_fits(standing->pence) && purse_terms_fits(*pence);
}

/* The credits of a charge return to the lots they were drawn from. */
static bool return_credits(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_standing_charge *standing, int charge) {
	for (size_t i = 0; i < standing->movement_count; i++) {
		const struct purse_standing_movement *moved = &standing->movements[i];
		struct purse_lot *lot = purse_facts_lot(facts, moved->lot);
		struct purse_fraction units;
		if (!lot || !purse_fraction_read(facts->arena, moved->quantity, &units, NULL, NULL))
			return purse_fail(run, PURSE_E_BUG, NULL, NULL, "the lot of charge %lld can't be read",
				(long long)standing->id);
		units = purse_fraction_negate(facts->arena, units);
		struct purse_part drawn = { .exact = moved->exact, .pence = -moved->pence }, mirror;
		if (!purse_lot_return(run, facts->arena, &lot->state, units, &drawn, purse_fraction_of(0), &mirror))
			return false;
		purse_move_lot(batch, lot, "returned", standing->customer, units, charge, standing->service_from,
			-mirror.pence, mirror.exact);
	}
	return true;
}

static int reversal_basis(struct purse_batch *batch, const struct purse_standing_charge *standing) {
	struct purse_basis *basis = purse_batch_basis(batch);
	basis->method = standing->kind;
	basis->item = standing->item;
	basis->unit = standing->unit;
	basis->price = standing->basis_price;
	basis->price_record = standing->price_record;
	basis->leg = standing->leg;
	return basis->ref;
}

/* The mirror of the entry of a charge; its ref. returned: the pence that return to lots. */
static int reversal_entry(struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_standing_charge *standing, const struct purse_terms *terms, int64_t returned,
	const char *why, struct purse_fund_use *fund_use) {
	int schools[] = { standing->provider, standing->customer };
	struct purse_entry *entry = purse_terms_entry(facts, batch, "reversal",
		purse_text(batch->arena, "reversal of charge %lld", (long long)standing->id),
		purse_text(batch->arena, "%s reversed: %s", standing->ref, why), standing->service_from, schools, 2);
	entry->reverses = standing->entry;
	struct purse_sides sides = purse_terms_sides(terms, standing->service_from);
	if (standing->fund_use.fund)
		*fund_use = purse_fund_give_back(facts, &standing->fund_use, &sides, -standing->pence);
	else sides.customer_fund = purse_facts_fund(terms->party, standing->service_from);
	if (standing->movement_count) purse_entry_share(batch, entry, &sides, -standing->pence, -returned);
	else purse_entry_charge(batch, entry, &sides, -standing->pence);
	return purse_terms_end_entry(batch, entry);
}

bool purse_charge_reversal(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_standing_charge *standing, const char *why) {
	struct purse_terms terms;
	if (!purse_same(standing->kind, "line") && !purse_same(standing->kind, "arrears")
		&& !purse_same(standing->kind, "draw"))
		return purse_fail(run, PURSE_E_NOT_ALLOWED_VALUE, NULL,
			"record a purchase with a negative amount that corrects the cost",
			"could not reverse a %s alone: its cost is shared with others", standing->kind);
	if (!purse_terms_find(run, facts, standing->agreement, standing->provider, standing->customer,
			standing->service_from, standing->ref, &terms))
		return false;
	int64_t returned;
	if (!sum_returned(standing, &returned)) return purse_terms_too_large(run, standing->ref);
	struct purse_stream_state *stream =
		standing->stream_key ? purse_facts_stream(facts, standing->stream_key) : NULL;
	struct purse_part charged = { .exact = standing->exact, .pence = standing->pence }, mirror;
	struct purse_fraction carry =
		stream ? *purse_stream_carry(facts, stream, standing->customer) : purse_fraction_of(0);
	if (!purse_stream_reverse(run, facts->arena, &charged, carry, &mirror)) return false;
	struct purse_fund_use fund_use = { 0 };
	int entry_ref = reversal_entry(facts, batch, standing, &terms, returned, why, &fund_use);
	struct purse_charge *charge = purse_batch_charge(batch);
	*charge = (struct purse_charge){ .ref = charge->ref,
		.kind = standing->kind,
		.source = standing->source,
		.basis = reversal_basis(batch, standing),
		.entry = entry_ref,
		.lot = standing->lot,
		.reverses = standing->id,
		.pence = mirror.pence,
		.agreement = standing->agreement,
		.provider = standing->provider,
		.customer = standing->customer,
		.service_from = standing->service_from,
		.service_to = standing->service_to,
		.quantity = standing->quantity,
		.exact = mirror.exact,
		.fund_use = fund_use };
	if (stream) {
		charge->stream_key = stream->key;
		charge->seq = ++stream->seq;
		charge->carry_in = mirror.carry_in;
		charge->carry_out = mirror.carry_out;
		*purse_stream_carry(facts, stream, standing->customer) = mirror.carry_out;
	}
	return return_credits(run, facts, batch, standing, charge->ref);
}
