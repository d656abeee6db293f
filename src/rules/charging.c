#include "purse/rules/charging.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/rules/drawing.h"

bool purse_charge_activity(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_activity *activity) {
	struct purse_terms terms;
	if (!purse_terms_find(
			run, facts, activity->agreement, activity->beneficiary, activity->date, activity->ref, &terms))
		return false;
	struct purse_fraction quantity;
	const char *why = NULL;
	if (!purse_fraction_read(batch->arena, activity->quantity, &quantity, NULL, &why))
		return purse_fail(run, PURSE_E_BAD_NUMBER, NULL, NULL, "could not charge %s: %s", activity->ref, why);
	if (purse_same(terms.version->kind, "credits"))
		return purse_draw(run, facts, batch, activity, &terms, quantity);
	return purse_charge_line(run, facts, batch, activity, &terms, quantity, 0, false);
}

bool purse_charge_reversal(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_standing_charge *standing, const char *why) {
	struct purse_terms terms;
	const char *what = standing->ref ? standing->ref : "a charge";
	if (!purse_terms_find(
			run, facts, standing->agreement, standing->customer, standing->service_from, what, &terms))
		return false;
	struct purse_arena *arena = facts->arena;
	int64_t drawn = standing->movement_count ? 0 : standing->pence;
	for (size_t i = 0; i < standing->movement_count; i++) drawn -= standing->movements[i].pence;
	int schools[] = { standing->provider, standing->customer };
	struct purse_entry *entry = purse_terms_entry(facts, batch, "reversal",
		purse_text(batch->arena, "reversal of charge %lld", (long long)standing->id),
		purse_text(batch->arena, "%s reversed: %s", what, why), standing->service_from, schools, 2);
	entry->reverses = standing->entry;
	struct purse_sides sides = purse_terms_sides(&terms, standing->service_from);
	if (standing->movement_count) purse_entry_share(batch, entry, &sides, -standing->pence, -drawn);
	else purse_entry_charge(batch, entry, &sides, -standing->pence);
	int entry_ref = purse_terms_end_entry(batch, entry);
	struct purse_basis *basis = purse_batch_basis(batch);
	basis->method = standing->kind;
	basis->item = standing->item;
	basis->unit = standing->unit;
	basis->price = standing->basis_price;
	basis->price_record = standing->price_record;
	int basis_ref = basis->ref;
	struct purse_charge *charge = purse_batch_charge(batch);
	*charge = (struct purse_charge){ .ref = charge->ref,
		.kind = standing->kind,
		.source = standing->source,
		.basis = basis_ref,
		.entry = entry_ref,
		.lot = standing->lot,
		.reverses = standing->id,
		.pence = -standing->pence,
		.agreement = standing->agreement,
		.provider = standing->provider,
		.customer = standing->customer,
		.service_from = standing->service_from,
		.service_to = standing->service_to,
		.quantity = standing->quantity,
		.exact = purse_fraction_negate(arena, standing->exact) };
	if (standing->stream_key) {
		struct purse_stream_state *stream = purse_facts_stream(facts, standing->stream_key);
		struct purse_fraction *carry = purse_stream_carry(facts, stream, standing->customer);
		charge->stream_key = stream->key;
		charge->seq = ++stream->seq;
		charge->carry_in = *carry;
		*carry = purse_fraction_add(
			arena, purse_fraction_add(arena, *carry, charge->exact), purse_fraction_of(standing->pence));
		charge->carry_out = *carry;
	}
	for (size_t i = 0; i < standing->movement_count; i++) {
		const struct purse_standing_movement *moved = &standing->movements[i];
		for (size_t k = 0; k < facts->lot_count; k++) {
			struct purse_lot *lot = &facts->lots[k];
			if (lot->id != moved->lot) continue;
			struct purse_fraction units;
			if (!purse_fraction_read(arena, moved->quantity, &units, NULL, NULL)) continue;
			units = purse_fraction_negate(arena, units);
			lot->state.units_left = purse_fraction_add(arena, lot->state.units_left, units);
			lot->state.exact_left = purse_fraction_add(arena, lot->state.exact_left, moved->exact);
			lot->state.posted_left -= moved->pence;
			purse_move_lot(batch, lot, "returned", standing->customer, units, charge->ref, standing->service_from,
				-moved->pence, purse_fraction_negate(arena, moved->exact));
		}
	}
	return true;
}
