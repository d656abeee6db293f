#include "purse/rules/drawing.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/round.h"
#include "purse/rules/sharing.h"

static struct purse_basis *lot_basis(struct purse_batch *batch, const char *method, const char *share_key) {
	struct purse_basis *basis = purse_batch_basis(batch);
	basis->method = method;
	basis->item = "credit";
	basis->unit = "credit";
	basis->share_key = share_key;
	return basis;
}

/* A lot with no credits left but some pence: the lead takes them, and the lot ends at nil (R5). */
static void take_residue(struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_terms *terms, struct purse_lot *lot, int64_t residue, struct purse_date date,
	int step) {
	if (residue == 0) return;
	struct purse_terms own = purse_terms_own(terms);
	struct purse_sides sides = purse_terms_sides(&own, date);
	struct purse_entry *entry = purse_terms_entry(facts, batch, "charge",
		purse_text(batch->arena, "residue of lot %lld, step %d", (long long)lot->id, step),
		"What fractions left in a lot that is used up", date, &lot->lead, 1);
	purse_entry_share(batch, entry, &sides, residue, residue);
	int entry_ref = purse_terms_end_entry(batch, entry);
	struct purse_basis *basis = lot_basis(batch, "residue", "lead");
	int basis_ref = basis->ref;
	struct purse_fraction *carry = purse_stream_carry(facts, lot->stream, lot->lead);
	struct purse_fraction after = purse_fraction_subtract(facts->arena, *carry, purse_fraction_of(residue));
	struct purse_charge *charge = purse_batch_charge(batch);
	*charge = (struct purse_charge){ .ref = charge->ref,
		.kind = "residue",
		.basis = basis_ref,
		.entry = entry_ref,
		.lot = lot->id,
		.stream_key = lot->stream->key,
		.seq = ++lot->stream->seq,
		.pence = residue,
		.agreement = lot->agreement,
		.provider = lot->lead,
		.customer = lot->lead,
		.service_from = date,
		.service_to = date,
		.exact = purse_fraction_of(0),
		.carry_in = *carry,
		.carry_out = after };
	*carry = after;
	purse_move_lot(
		batch, lot, "residue", lot->lead, purse_fraction_of(0), charge->ref, date, -residue, purse_fraction_of(0));
	lot->state.posted_left -= residue;
}

/* One draw from one lot at its cost. */
static bool draw_at_cost(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_activity *activity, const struct purse_terms *terms, struct purse_lot *lot,
	struct purse_fraction units, struct purse_sides *sides) {
	struct purse_fraction *carry = purse_stream_carry(facts, lot->stream, activity->beneficiary);
	struct purse_part drawer = { .carry_in = *carry };
	if (!purse_lot_draw(run, facts->arena, &lot->state, units, &drawer)) return false;
	*carry = drawer.carry_out;
	int schools[] = { activity->provider, activity->beneficiary };
	struct purse_entry *entry = purse_terms_entry(facts, batch, "charge",
		purse_text(batch->arena, "activity %lld lot %lld", (long long)activity->record, (long long)lot->id),
		purse_text(batch->arena, "%s: %s credits drawn for %s", activity->ref,
			purse_terms_quantity(batch->arena, units), terms->customer->code),
		activity->date, schools, 2);
	purse_entry_share(batch, entry, sides, drawer.pence, drawer.pence);
	int entry_ref = purse_terms_end_entry(batch, entry);
	int basis_ref = lot_basis(batch, "draw", NULL)->ref;
	struct purse_charge *charge = purse_batch_charge(batch);
	*charge = (struct purse_charge){ .ref = charge->ref,
		.kind = "draw",
		.source = activity->record,
		.basis = basis_ref,
		.entry = entry_ref,
		.lot = lot->id,
		.stream_key = lot->stream->key,
		.seq = ++lot->stream->seq,
		.pence = drawer.pence,
		.agreement = activity->agreement,
		.provider = activity->provider,
		.customer = activity->beneficiary,
		.service_from = activity->date,
		.service_to = activity->date,
		.quantity = purse_terms_quantity(batch->arena, units),
		.exact = drawer.exact,
		.carry_in = drawer.carry_in,
		.carry_out = drawer.carry_out };
	purse_move_lot(batch, lot, "drawn", activity->beneficiary, purse_fraction_negate(batch->arena, units),
		charge->ref, activity->date, -drawer.pence, drawer.exact);
	if (purse_fraction_sign(lot->state.units_left) == 0)
		take_residue(facts, batch, terms, lot, lot->state.posted_left, activity->date, lot->stream->seq);
	return true;
}

/* One draw from one lot whose credits are charged at a price: what leaves the lot keeps its posted remainder
 * nearest its exact remainder; the difference from the price is the lead's. Gives the pence that leave. */
static bool draw_at_price(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_activity *activity, struct purse_lot *lot, struct purse_fraction units,
	int64_t *pence) {
	struct purse_fraction exact = purse_fraction_multiply(facts->arena, units, lot->state.unit_cost);
	struct purse_fraction left = purse_fraction_subtract(facts->arena, lot->state.exact_left, exact);
	int64_t posted_left;
	if (!purse_round_line(left, &posted_left)) return purse_terms_too_large(run, activity->ref);
	int64_t drawn = lot->state.posted_left - posted_left;
	lot->state.units_left = purse_fraction_subtract(facts->arena, lot->state.units_left, units);
	lot->state.exact_left = left;
	lot->state.posted_left = posted_left;
	purse_move_lot(batch, lot, "drawn", activity->beneficiary, purse_fraction_negate(batch->arena, units), 0,
		activity->date, -drawn, exact);
	*pence += drawn;
	return true;
}

bool purse_draw(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_activity *activity, const struct purse_terms *terms, struct purse_fraction quantity) {
	bool at_price = purse_same(terms->version->basis, "credits at price") && terms->customer != terms->lead;
	struct purse_sides sides = purse_terms_sides(terms, activity->date);
	struct purse_fraction wanted = quantity;
	int64_t drawn_pence = 0;
	size_t first_movement = batch->movement_count;
	for (size_t i = 0; i < facts->lot_count && purse_fraction_sign(wanted) > 0; i++) {
		struct purse_lot *lot = &facts->lots[i];
		if (lot->agreement != activity->agreement || !purse_date_between(activity->date, lot->from, lot->to)
			|| purse_fraction_sign(lot->state.units_left) <= 0)
			continue;
		struct purse_fraction units =
			purse_fraction_compare(wanted, lot->state.units_left) < 0 ? wanted : lot->state.units_left;
		bool done = at_price ? draw_at_price(run, facts, batch, activity, lot, units, &drawn_pence)
		                     : draw_at_cost(run, facts, batch, activity, terms, lot, units, &sides);
		if (!done) return false;
		wanted = purse_fraction_subtract(facts->arena, wanted, units);
	}
	if (purse_fraction_sign(wanted) > 0)
		return purse_fail(run, PURSE_E_LOT_TOO_SMALL, NULL,
			"Record the purchase of more credits, or correct the number of credits drawn.",
			"could not charge %s: %s credits more are drawn than are left on %s", activity->ref,
			purse_terms_quantity(run->arena, wanted), purse_date_words(run->arena, activity->date));
	if (!at_price) return true;
	if (!purse_charge_line(run, facts, batch, activity, terms, quantity, drawn_pence, true)) return false;
	for (size_t i = first_movement; i < batch->movement_count; i++)
		batch->movements[i].charge = batch->charges[batch->charge_count - 1].ref;
	return true;
}

bool purse_charge_lapse(
	struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch, struct purse_lot *lot) {
	struct purse_terms terms;
	struct purse_date date = lot->to;
	if (!purse_terms_find(run, facts, lot->agreement, lot->lead, date, "credits that lapse", &terms))
		return false;
	struct purse_split split;
	if (!purse_split_by(
			run, facts, batch, &terms, terms.version->lapse_basis, date, "credits that lapse", &split))
		return false;
	for (size_t i = 0; i < split.count; i++)
		split.parts[i].carry_in = *purse_stream_carry(facts, lot->stream, split.schools[i]);
	struct purse_fraction units = lot->state.units_left;
	int64_t posted = lot->state.posted_left, residue;
	struct purse_fraction exact = lot->state.exact_left;
	if (!purse_lot_lapse(run, facts->arena, &lot->state, split.parts, split.count, &residue)) return false;
	struct purse_basis *basis = lot_basis(batch, "lapse", terms.version->lapse_basis);
	basis->key_date = date;
	basis->weights = split.weights;
	basis->weight_count = split.count;
	int basis_ref = basis->ref, step = ++lot->stream->seq;
	struct purse_entry *entry = purse_terms_entry(facts, batch, "charge",
		purse_text(batch->arena, "lapse of lot %lld, %d", (long long)lot->id, ++lot->lapses),
		purse_text(batch->arena, "%s unused credits lapsed", purse_terms_quantity(batch->arena, units)), date,
		split.schools, split.count);
	int entry_ref = entry->ref;
	for (size_t i = 0; i < split.count; i++) {
		struct purse_terms share;
		if (!purse_terms_find(
				run, facts, lot->agreement, split.schools[i], date, "credits that lapse", &share))
			return false;
		struct purse_sides sides = purse_terms_sides(&share, date);
		purse_entry_share(batch, entry, &sides, split.parts[i].pence, split.parts[i].pence);
	}
	if (!purse_terms_end_entry(batch, entry)) entry_ref = 0;
	for (size_t i = 0; i < split.count; i++) {
		const struct purse_part *part = &split.parts[i];
		struct purse_charge *charge = purse_batch_charge(batch);
		*charge = (struct purse_charge){ .ref = charge->ref,
			.kind = "lapse",
			.basis = basis_ref,
			.entry = entry_ref,
			.lot = lot->id,
			.stream_key = lot->stream->key,
			.seq = step,
			.pence = part->pence,
			.agreement = lot->agreement,
			.provider = lot->lead,
			.customer = split.schools[i],
			.service_from = date,
			.service_to = date,
			.exact = part->exact,
			.carry_in = part->carry_in,
			.carry_out = part->carry_out };
		*purse_stream_carry(facts, lot->stream, split.schools[i]) = part->carry_out;
	}
	purse_move_lot(batch, lot, "lapsed", lot->lead, purse_fraction_negate(batch->arena, units), 0, date,
		residue - posted, exact);
	lot->state.posted_left = residue;
	take_residue(facts, batch, &terms, lot, residue, date, step);
	return true;
}

bool purse_charge_settle(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	struct purse_lot *lot, int school, struct purse_date date) {
	struct purse_terms terms;
	if (!purse_terms_find(run, facts, lot->agreement, school, lot->from, "a carry", &terms)) return false;
	struct purse_fraction *carry = purse_stream_carry(facts, lot->stream, school);
	struct purse_part part = { .carry_in = *carry };
	part.exact = purse_fraction_of(0);
	if (!purse_stream_step(run, facts->arena, &part)) return false;
	lot->state.posted_left -= part.pence;
	*carry = part.carry_out;
	int schools[] = { lot->lead, school };
	struct purse_sides sides = purse_terms_sides(&terms, lot->from);
	struct purse_entry *entry = purse_terms_entry(facts, batch, "charge",
		purse_text(batch->arena, "settling lot %lld step %d", (long long)lot->id, lot->stream->seq + 1),
		"What a reversal left of a penny or more in a lot", date, schools, 2);
	purse_entry_share(batch, entry, &sides, part.pence, part.pence);
	int entry_ref = purse_terms_end_entry(batch, entry);
	int basis_ref = lot_basis(batch, "settle", NULL)->ref;
	struct purse_charge *charge = purse_batch_charge(batch);
	*charge = (struct purse_charge){ .ref = charge->ref,
		.kind = "settle",
		.basis = basis_ref,
		.entry = entry_ref,
		.lot = lot->id,
		.stream_key = lot->stream->key,
		.seq = ++lot->stream->seq,
		.pence = part.pence,
		.agreement = lot->agreement,
		.provider = lot->lead,
		.customer = school,
		.service_from = date,
		.service_to = date,
		.exact = part.exact,
		.carry_in = part.carry_in,
		.carry_out = part.carry_out };
	purse_move_lot(batch, lot, "drawn", school, purse_fraction_of(0), charge->ref, date, -part.pence, part.exact);
	return true;
}
