#include "purse/rules/sharing.h"

#include <stdlib.h>

#include "purse/base/arena.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"

static bool weigh(struct purse_run *run, const struct purse_facts *facts, const struct purse_terms *terms,
	const char *basis, const struct purse_party *party, struct purse_date date, const char *what,
	struct purse_weight *weight) {
	const struct purse_school *school = purse_facts_school(facts, party->school);
	*weight = (struct purse_weight){
		.school = party->school, .position = party->position, .weight = purse_fraction_of(1)
	};
	if (purse_same(basis, "lead")) {
		weight->weight = purse_fraction_of(party->school == terms->lead->id);
	} else if (purse_same(basis, "fixed shares")) {
		weight->weight = purse_fraction_given(party->share) ? party->share : purse_fraction_of(0);
	} else if (purse_same(basis, "pupil numbers")) {
		const struct purse_pupil_number *count = purse_facts_pupils(school, date);
		if (!count)
			return purse_fail(run, PURSE_E_NO_PUPILS, NULL, "Import its pupil numbers.",
				"could not share %s: no pupil number of %s is known on or before %s", what, school->code,
				purse_date_words(run->arena, date));
		weight->weight = purse_fraction_of(count->pupils);
		weight->source = count->record;
	}
	return true;
}

/* The weights that a charge was made from, for its replay. */
static void split_as_frozen(
	const struct purse_frozen *frozen, struct purse_batch *batch, struct purse_split *split) {
	split->count = frozen->weight_count;
	split->parts = purse_alloc_array(batch->arena, split->count, sizeof *split->parts);
	split->schools = purse_alloc_array(batch->arena, split->count, sizeof *split->schools);
	split->weights = purse_alloc_array(batch->arena, split->count, sizeof *split->weights);
	for (size_t i = 0; i < split->count; i++) {
		const struct purse_frozen_weight *from = &frozen->weights[i];
		split->weights[i] = (struct purse_weight){ from->school, from->position, from->weight, from->source };
		split->schools[i] = from->school;
		split->parts[i] =
			(struct purse_part){ .weight = from->weight, .carry_in = purse_fraction_of(0) };
	}
}

bool purse_split_by(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_terms *terms, const char *basis, struct purse_date date, const char *what,
	struct purse_split *split) {
	if (facts->frozen && facts->frozen->weight_count) {
		split_as_frozen(facts->frozen, batch, split);
		return true;
	}
	const struct purse_agreement *agreement = terms->agreement;
	size_t room = agreement->party_count;
	*split = (struct purse_split){ .parts = purse_alloc_array(batch->arena, room, sizeof *split->parts),
		.schools = purse_alloc_array(batch->arena, room, sizeof *split->schools),
		.weights = purse_alloc_array(batch->arena, room, sizeof *split->weights) };
	for (size_t i = 0; i < agreement->party_count; i++) {
		const struct purse_party *party = &agreement->parties[i];
		struct purse_weight weight;
		if (purse_facts_party(agreement, party->school, date) != party) continue;
		if (!weigh(run, facts, terms, basis, party, date, what, &weight)) return false;
		if (purse_fraction_sign(weight.weight) == 0) continue;
		split->weights[split->count] = weight;
		split->schools[split->count] = party->school;
		split->parts[split->count++] =
			(struct purse_part){ .weight = weight.weight, .carry_in = purse_fraction_of(0) };
	}
	if (split->count == 0)
		return purse_fail(run, PURSE_E_ZERO_SHARES, NULL, "Give at least one party of the agreement a share.",
			"could not share %s: no party of agreement %s has a share on %s", what, agreement->code,
			purse_date_words(run->arena, date));
	return true;
}

static int by_number(const void *a, const void *b) {
	int x = *(const int *)a, y = *(const int *)b;
	return (x > y) - (x < y);
}

/* A stream belongs to one agreement and one set of parties with a share (R4). */
static const char *stream_key(
	struct purse_arena *arena, const struct purse_agreement *agreement, const struct purse_split *split) {
	int *schools = purse_grow_array(arena, split->schools, split->count, split->count, sizeof *schools);
	qsort(schools, split->count, sizeof *schools, by_number);
	struct purse_buffer key = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	purse_buffer_addf(&key, "shares of agreement %d among", agreement->id);
	for (size_t i = 0; i < split->count; i++) purse_buffer_addf(&key, " %d", schools[i]);
	return key.text;
}

static struct purse_lot *lot_of(const struct purse_facts *facts, int64_t id) {
	for (size_t i = 0; i < facts->lot_count; i++)
		if (facts->lots[i].id == id) return &facts->lots[i];
	return NULL;
}

/* The supplier's invoice in the lead's books; the credits it buys come into their lot. */
static bool book_purchase(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_purchase *purchase, const struct purse_terms *terms, int64_t cost) {
	struct purse_entry *entry = purse_terms_entry(facts, batch, "purchase",
		purse_text(batch->arena, "purchase %lld", (long long)purchase->record),
		purse_text(batch->arena, "%s: %s", purchase->ref, purchase->description), purchase->date,
		&purchase->buyer, 1);
	struct purse_sides sides = purse_terms_sides(terms, purchase->date);
	purse_entry_purchase(batch, entry, &sides, purchase->supplier, cost, purchase->reclaimed_pence);
	purse_terms_end_entry(batch, entry);
	if (!purchase->lot) return true;
	struct purse_lot *lot = lot_of(facts, purchase->lot);
	if (!lot || !purse_lot_open(run, facts->arena, lot->quantity, lot->cost_pence, &lot->state))
		return purse_fail(run, PURSE_E_BUG, NULL, NULL, "could not open the lot of %s", purchase->ref);
	purse_move_lot(batch, lot, "bought", purchase->buyer, lot->quantity, 0, purchase->date, cost,
		purse_fraction_of(cost));
	return true;
}

static bool share_purchase(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_purchase *purchase, const struct purse_terms *terms, int64_t cost) {
	bool credits = purse_same(terms->version->kind, "credits");
	const char *share_basis = credits ? terms->version->lapse_basis : terms->version->basis;
	struct purse_split split;
	if (!purse_split_by(run, facts, batch, terms, share_basis, purchase->date, purchase->ref, &split))
		return false;
	struct purse_stream_state *stream =
		purse_facts_stream(facts, stream_key(batch->arena, terms->agreement, &split));
	for (size_t i = 0; i < split.count; i++)
		split.parts[i].carry_in = *purse_stream_carry(facts, stream, split.schools[i]);
	if (!purse_apportion(run, facts->arena, purse_fraction_of(cost), cost, split.parts, split.count))
		return false;
	struct purse_basis *basis = purse_batch_basis(batch);
	basis->method = "share";
	basis->share_key = share_basis;
	basis->key_date = purchase->date;
	basis->weights = split.weights;
	basis->weight_count = split.count;
	int basis_ref = basis->ref, step = ++stream->seq;
	struct purse_entry *entry = purse_terms_entry(facts, batch, "charge",
		purse_text(batch->arena, "share of purchase %lld", (long long)purchase->record),
		purse_text(batch->arena, "%s: %s, shared by %s", purchase->ref, purchase->description, share_basis),
		purchase->date, split.schools, split.count);
	int entry_ref = entry->ref;
	for (size_t i = 0; i < split.count; i++) {
		struct purse_terms share;
		if (!purse_terms_find(
				run, facts, purchase->agreement, split.schools[i], purchase->date, purchase->ref, &share))
			return false;
		struct purse_sides sides = purse_terms_sides(&share, purchase->service_from);
		if (split.schools[i] == purchase->buyer) {
			if (purchase->cost_code) sides.customer_cost = purchase->cost_code;
			if (purchase->fund) sides.customer_fund = purchase->fund;
		}
		purse_entry_share(batch, entry, &sides, split.parts[i].pence, split.parts[i].pence);
	}
	if (!purse_terms_end_entry(batch, entry)) entry_ref = 0;
	for (size_t i = 0; i < split.count; i++) {
		const struct purse_part *part = &split.parts[i];
		struct purse_charge *charge = purse_batch_charge(batch);
		*charge = (struct purse_charge){ .ref = charge->ref,
			.kind = "share",
			.source = purchase->record,
			.basis = basis_ref,
			.entry = entry_ref,
			.stream_key = stream->key,
			.seq = step,
			.pence = part->pence,
			.cost_pence = cost,
			.has_cost = true,
			.agreement = purchase->agreement,
			.provider = purchase->buyer,
			.customer = split.schools[i],
			.service_from = purchase->service_from,
			.service_to = purchase->service_to,
			.exact = part->exact,
			.carry_in = part->carry_in,
			.carry_out = part->carry_out };
		*purse_stream_carry(facts, stream, split.schools[i]) = part->carry_out;
	}
	return true;
}

bool purse_charge_purchase(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_purchase *purchase) {
	struct purse_terms terms;
	if (!purse_terms_find(
			run, facts, purchase->agreement, purchase->buyer, purchase->date, purchase->ref, &terms))
		return false;
	int64_t cost;
	if (!purse_money_add(purchase->net_pence, purchase->vat_pence, &cost)
		|| !purse_money_subtract(cost, purchase->reclaimed_pence, &cost))
		return purse_terms_too_large(run, purchase->ref);
	if (!book_purchase(run, facts, batch, purchase, &terms, cost)) return false;
	if (purchase->lot) return true;
	return share_purchase(run, facts, batch, purchase, &terms, cost);
}
