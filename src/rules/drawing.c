#include "purse/rules/drawing.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/round.h"
#include "purse/rules/fund.h"
#include "purse/rules/sharing.h"

/* The next step of a lot's stream: one school is charged part->pence, which leave the lot. */
static struct purse_charge *charge_lot(struct purse_facts *facts, struct purse_batch *batch,
	struct purse_lot *lot, const char *kind, int customer, struct purse_date date,
	const struct purse_part *part, int entry) {
	struct purse_basis *basis = purse_batch_basis(batch);
	basis->method = kind;
	basis->item = basis->unit = "credit";
	int basis_ref = basis->ref;
	*purse_stream_carry(facts, lot->stream, customer) = part->carry_out;
	struct purse_charge *charge = purse_batch_charge(batch);
	*charge = (struct purse_charge){ .ref = charge->ref,
		.kind = kind,
		.basis = basis_ref,
		.entry = entry,
		.lot = lot->id,
		.stream_key = lot->stream->key,
		.seq = ++lot->stream->seq,
		.pence = part->pence,
		.agreement = lot->agreement,
		.provider = lot->lead,
		.customer = customer,
		.service_from = date,
		.service_to = date,
		.exact = part->exact,
		.carry_in = part->carry_in,
		.carry_out = part->carry_out };
	return charge;
}

/* A lot with no credits left but some pence: the lead takes them, and the lot ends at nil (R5). */
static void take_residue(struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_terms *terms, struct purse_lot *lot) {
	int64_t residue = lot->state.posted_left;
	if (residue == 0) return;
	struct purse_terms own = purse_terms_with(facts, terms, lot->lead);
	struct purse_sides sides = purse_terms_sides(&own, terms->date);
	struct purse_entry *entry = purse_terms_entry(facts, batch, "charge",
		purse_text(batch->arena, "residue of lot %lld, step %d", (long long)lot->id, lot->stream->seq),
		"What fractions left in a lot that is used up", terms->date, &lot->lead, 1);
	struct purse_fund_use fund_use =
		purse_fund_take(facts, &own, &sides, terms->date, terms->date, residue);
	purse_entry_share(batch, entry, &sides, residue, residue);
	struct purse_part part = { .exact = purse_fraction_of(0),
		.carry_in = *purse_stream_carry(facts, lot->stream, lot->lead),
		.pence = residue };
	part.carry_out = purse_fraction_subtract(facts->arena, part.carry_in, purse_fraction_of(residue));
	struct purse_charge *charge = charge_lot(
		facts, batch, lot, "residue", lot->lead, terms->date, &part, purse_terms_end_entry(batch, entry));
	charge->fund_use = fund_use;
	purse_move_lot(batch, lot, "residue", lot->lead, purse_fraction_of(0), charge->ref, terms->date, -residue,
		purse_fraction_of(0));
	lot->state.posted_left = 0;
}

/* One draw from one lot at its cost. */
static bool draw_at_cost(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_activity *activity, const struct purse_terms *terms, struct purse_lot *lot,
	struct purse_fraction units) {
	struct purse_part drawer = { .carry_in = *purse_stream_carry(facts, lot->stream, activity->beneficiary) };
	if (!purse_lot_draw(run, facts->arena, &lot->state, units, &drawer)) return false;
	const char *quantity = purse_terms_quantity(batch->arena, units);
	int schools[] = { activity->provider, activity->beneficiary };
	struct purse_entry *entry = purse_terms_entry(facts, batch, "charge",
		purse_text(batch->arena, "activity %lld lot %lld", (long long)activity->record, (long long)lot->id),
		purse_text(batch->arena, "%s: %s drawn for %s", activity->ref,
			purse_terms_counted(batch->arena, quantity, "credit"), terms->customer->code),
		activity->date, schools, 2);
	struct purse_sides sides = purse_terms_sides(terms, activity->date);
	struct purse_fund_use fund_use =
		purse_fund_take(facts, terms, &sides, activity->date, activity->date, drawer.pence);
	purse_entry_share(batch, entry, &sides, drawer.pence, drawer.pence);
	struct purse_charge *charge = charge_lot(facts, batch, lot, "draw", activity->beneficiary, activity->date,
		&drawer, purse_terms_end_entry(batch, entry));
	charge->source = activity->record;
	charge->fund_use = fund_use;
	charge->quantity = quantity;
	purse_move_lot(batch, lot, "drawn", activity->beneficiary, purse_fraction_negate(batch->arena, units),
		charge->ref, activity->date, -drawer.pence, drawer.exact);
	if (purse_fraction_sign(lot->state.units_left) == 0) take_residue(facts, batch, terms, lot);
	return true;
}

/* One draw from one lot whose credits are charged at a price: what leaves the lot keeps its posted remainder
 * nearest its exact remainder; the difference from the price is the lead's. Adds the pence that leave. */
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

/* A lot of the lead that is valid on the day and has credits left. */
static bool can_draw(const struct purse_lot *lot, const struct purse_activity *activity) {
	return lot->agreement == activity->agreement && lot->lead == activity->provider
	       && purse_date_between(activity->date, lot->from, lot->to)
	       && purse_fraction_sign(lot->state.units_left) > 0;
}

bool purse_draw(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_activity *activity, const struct purse_terms *terms, struct purse_fraction quantity) {
	bool at_price = purse_same(terms->version->basis, "credits at price") && terms->customer != terms->lead;
	struct purse_fraction wanted = quantity;
	int64_t drawn_pence = 0;
	size_t first_movement = batch->movement_count;
	for (size_t i = 0; i < facts->lot_count && purse_fraction_sign(wanted) > 0; i++) {
		struct purse_lot *lot = &facts->lots[i];
		if (!can_draw(lot, activity)) continue;
		struct purse_fraction units =
			purse_fraction_compare(wanted, lot->state.units_left) < 0 ? wanted : lot->state.units_left;
		bool done = at_price ? draw_at_price(run, facts, batch, activity, lot, units, &drawn_pence)
		                     : draw_at_cost(run, facts, batch, activity, terms, lot, units);
		if (!done) return false;
		wanted = purse_fraction_subtract(facts->arena, wanted, units);
	}
	if (purse_fraction_sign(wanted) > 0)
		return purse_fail(run, PURSE_E_LOT_TOO_SMALL, NULL,
			"record the purchase of more credits, or correct the number of credits drawn",
			"could not charge %s: %s credits more are drawn than are left on %s", activity->ref,
			purse_terms_quantity(run->arena, wanted), purse_date_words(run->arena, activity->date));
	if (!at_price) return true;
	if (!purse_charge_line(run, facts, batch, activity, terms, quantity, &drawn_pence)) return false;
	for (size_t i = first_movement; i < batch->movement_count; i++)
		batch->movements[i].charge = batch->charges[batch->charge_count - 1].ref;
	return true;
}

bool purse_charge_lapse(
	struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch, struct purse_lot *lot) {
	static const char what[] = "credits that lapse";
	struct purse_terms terms;
	struct purse_split split;
	if (!purse_terms_find(run, facts, lot->agreement, lot->lead, lot->lead, lot->to, what, &terms)
		|| !purse_split_by(run, facts, batch, &terms, terms.version->lapse_basis, what, &split))
		return false;
	purse_split_take_carries(facts, lot->stream, &split);
	struct purse_fraction units = lot->state.units_left, exact = lot->state.exact_left;
	int64_t posted = lot->state.posted_left, residue;
	if (!purse_lot_lapse(run, facts->arena, &lot->state, split.parts, split.count, &residue)) return false;
	lot->lapses++;
	struct purse_shares shares = { .terms = &terms,
		.split = &split,
		.stream = lot->stream,
		.share_key = terms.version->lapse_basis,
		.entry_key = purse_text(batch->arena, "lapse of lot %lld, %d", (long long)lot->id, lot->lapses),
		.description = purse_text(batch->arena, "%s lapsed",
			purse_terms_counted(batch->arena, purse_terms_quantity(batch->arena, units), "unused credit")),
		.like = { .kind = "lapse", .lot = lot->id, .service_from = lot->to, .service_to = lot->to } };
	purse_post_shares(facts, batch, &shares);
	purse_move_lot(batch, lot, "lapsed", lot->lead, purse_fraction_negate(batch->arena, units), 0, lot->to,
		residue - posted, exact);
	lot->state.posted_left = residue; /* until the lead takes it */
	take_residue(facts, batch, &terms, lot);
	return true;
}

bool purse_charge_settle(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	struct purse_lot *lot, int school, struct purse_date date) {
	struct purse_terms terms;
	if (lot->to.day < date.day) date = lot->to;
	if (!purse_terms_find(run, facts, lot->agreement, lot->lead, school, date, "a carry", &terms))
		return false;
	struct purse_part part = { .exact = purse_fraction_of(0),
		.carry_in = *purse_stream_carry(facts, lot->stream, school) };
	if (!purse_stream_step(run, facts->arena, &part)) return false;
	lot->state.posted_left -= part.pence;
	int schools[] = { lot->lead, school };
	struct purse_sides sides = purse_terms_sides(&terms, date);
	struct purse_entry *entry = purse_terms_entry(facts, batch, "charge",
		purse_text(batch->arena, "settling lot %lld step %d", (long long)lot->id, lot->stream->seq + 1),
		"What a reversal left of a penny or more in a lot", date, schools, 2);
	struct purse_fund_use fund_use = purse_fund_take(facts, &terms, &sides, date, date, part.pence);
	purse_entry_share(batch, entry, &sides, part.pence, part.pence);
	struct purse_charge *charge =
		charge_lot(facts, batch, lot, "settle", school, date, &part, purse_terms_end_entry(batch, entry));
	charge->fund_use = fund_use;
	purse_move_lot(
		batch, lot, "drawn", school, purse_fraction_of(0), charge->ref, date, -part.pence, part.exact);
	/* a lot that is used up ends at nil, so what the school pays more the lead gets back */
	if (purse_fraction_sign(lot->state.units_left) == 0) take_residue(facts, batch, &terms, lot);
	return true;
}
