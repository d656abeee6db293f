#include "purse/rules/sharing.h"

#include <stdlib.h>

#include "purse/base/arena.h"
#include "purse/base/run.h"
#include "purse/base/text.h"

/* --- weights ------------------------------------------------------------------------------------------- */

static struct purse_split new_split(struct purse_arena *arena, size_t room) {
	return (struct purse_split){ .parts = purse_alloc_array(arena, room, sizeof(struct purse_part)),
		.schools = purse_alloc_array(arena, room, sizeof(int)),
		.weights = purse_alloc_array(arena, room, sizeof(struct purse_weight)) };
}

static void add_part(struct purse_split *split, struct purse_weight weight) {
	size_t i = split->count++;
	split->weights[i] = weight;
	split->schools[i] = weight.school;
	split->parts[i] = (struct purse_part){ .weight = weight.weight };
}

static bool weigh(struct purse_run *run, const struct purse_facts *facts, const struct purse_terms *terms,
	const char *basis, const struct purse_party *party, const char *what, struct purse_weight *weight) {
	*weight = (struct purse_weight){ .school = party->school, .position = party->position };
	if (purse_same(basis, "equal")) {
		weight->weight = purse_fraction_of(1);
	} else if (purse_same(basis, "fixed shares")) {
		weight->weight = purse_fraction_given(party->share) ? party->share : purse_fraction_of(0);
	} else if (purse_same(basis, "pupil numbers")) {
		const struct purse_school *school = purse_facts_school(facts, party->school);
		const struct purse_pupil_number *count = purse_facts_pupils(school, terms->date);
		if (!count)
			return purse_fail(run, PURSE_E_NO_PUPILS, NULL, "import its pupil numbers",
				"could not share %s: no pupil number of %s is known on or before %s", what, school->code,
				purse_date_words(run->arena, terms->date));
		weight->weight = purse_fraction_of(count->pupils);
		weight->source = count->record;
	} else {
		return purse_fail(run, PURSE_E_NOT_ALLOWED_VALUE, NULL,
			"record it under an agreement that is shared equally, by fixed shares or by pupil numbers",
			"could not share %s: agreement %s does not say how a cost is shared", what,
			terms->agreement->code);
	}
	return true;
}

/* The weights that a charge was made from, for its replay. */
static struct purse_split split_as_frozen(const struct purse_frozen *frozen, struct purse_batch *batch) {
	struct purse_split split = new_split(batch->arena, frozen->weight_count);
	for (size_t i = 0; i < frozen->weight_count; i++) {
		const struct purse_frozen_weight *from = &frozen->weights[i];
		add_part(&split, (struct purse_weight){ from->school, from->position, from->weight, from->source });
	}
	return split;
}

bool purse_split_by(struct purse_run *run, const struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_terms *terms, const char *basis, const char *what, struct purse_split *split) {
	if (facts->frozen && facts->frozen->weight_count) {
		*split = split_as_frozen(facts->frozen, batch);
		return true;
	}
	const struct purse_agreement *agreement = terms->agreement;
	*split = new_split(batch->arena, agreement->party_count + 1);
	if (purse_same(basis, "lead")) { /* all of it, whether the lead is listed as a party or not */
		add_part(split, (struct purse_weight){ .school = terms->lead->id,
							.position = terms->lead_party ? terms->lead_party->position : 1,
							.weight = purse_fraction_of(1) });
		return true;
	}
	for (size_t i = 0; i < agreement->party_count; i++) {
		const struct purse_party *party = &agreement->parties[i];
		struct purse_weight weight;
		if (purse_facts_party(agreement, party->school, terms->date) != party) continue;
		if (!weigh(run, facts, terms, basis, party, what, &weight)) return false;
		if (purse_fraction_sign(weight.weight) != 0) add_part(split, weight);
	}
	if (split->count == 0)
		return purse_fail(run, PURSE_E_ZERO_SHARES, NULL, "give at least one party of the agreement a share",
			"could not share %s: no party of agreement %s has a share on %s", what, agreement->code,
			purse_date_words(run->arena, terms->date));
	return true;
}

/* --- booking shares ------------------------------------------------------------------------------------ */

void purse_split_take_carries(
	struct purse_facts *facts, struct purse_stream_state *stream, struct purse_split *split) {
	for (size_t i = 0; i < split->count; i++)
		split->parts[i].carry_in = *purse_stream_carry(facts, stream, split->schools[i]);
}

/* One entry for all the shares; its ref, or 0 when none is worth a penny. */
static int post_entry(
	struct purse_facts *facts, struct purse_batch *batch, const struct purse_shares *shares) {
	const struct purse_split *split = shares->split;
	/* the lead books what it passes on, also where it bears no share: its months must be open too (R12) */
	int *schools =
		purse_grow_array(batch->arena, split->schools, split->count, split->count + 1, sizeof *schools);
	schools[split->count] = shares->terms->lead->id;
	struct purse_entry *entry = purse_terms_entry(facts, batch, "charge", shares->entry_key,
		shares->description, shares->terms->date, schools, split->count + 1);
	for (size_t i = 0; i < split->count; i++) {
		struct purse_terms terms = purse_terms_with(facts, shares->terms, split->schools[i]);
		struct purse_sides sides = purse_terms_sides(&terms, shares->like.service_from);
		if (terms.customer == terms.lead && shares->own_cost_code)
			sides.customer_cost = shares->own_cost_code;
		if (terms.customer == terms.lead && shares->own_fund) sides.customer_fund = shares->own_fund;
		if (!shares->of_payroll)
			purse_entry_share(batch, entry, &sides, split->parts[i].pence, split->parts[i].pence);
		else if (terms.customer != terms.lead)
			purse_entry_charge(batch, entry, &sides, split->parts[i].pence);
	}
	return purse_terms_end_entry(batch, entry);
}

void purse_post_shares(
	struct purse_facts *facts, struct purse_batch *batch, const struct purse_shares *shares) {
	const struct purse_split *split = shares->split;
	struct purse_basis *basis = purse_batch_basis(batch);
	basis->method = shares->like.kind;
	basis->item = basis->unit = shares->like.lot ? "credit" : NULL;
	basis->share_key = shares->share_key;
	basis->key_date = shares->terms->date;
	basis->weights = split->weights;
	basis->weight_count = split->count;
	int basis_ref = basis->ref, entry_ref = post_entry(facts, batch, shares);
	int step = ++shares->stream->seq;
	for (size_t i = 0; i < split->count; i++) {
		const struct purse_part *part = &split->parts[i];
		struct purse_charge *charge = purse_batch_charge(batch);
		int ref = charge->ref;
		*charge = shares->like;
		charge->ref = ref;
		charge->basis = basis_ref;
		charge->entry = entry_ref;
		charge->stream_key = shares->stream->key;
		charge->seq = step;
		charge->agreement = shares->terms->agreement->id;
		charge->provider = shares->terms->lead->id;
		charge->customer = split->schools[i];
		charge->pence = part->pence;
		charge->exact = part->exact;
		charge->carry_in = part->carry_in;
		charge->carry_out = part->carry_out;
		*purse_stream_carry(facts, shares->stream, split->schools[i]) = part->carry_out;
	}
}

/* --- purchases ----------------------------------------------------------------------------------------- */

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

/* What the lead bears of a supplier's invoice: the VAT that it does not reclaim joins the cost. */
static bool find_cost(struct purse_run *run, const struct purse_purchase *purchase, int64_t *cost) {
	if (!purse_terms_fits(purchase->net_pence) || !purse_terms_fits(purchase->vat_pence)
		|| !purse_terms_fits(purchase->reclaimed_pence))
		return purse_terms_too_large(run, purchase->ref);
	*cost = purchase->net_pence + purchase->vat_pence - purchase->reclaimed_pence;
	return true;
}

/* The supplier's invoice in the lead's books. */
static void book_invoice(struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_purchase *purchase, const struct purse_terms *terms, int64_t cost) {
	struct purse_entry *entry = purse_terms_entry(facts, batch, "purchase",
		purse_text(batch->arena, "purchase %lld", (long long)purchase->record),
		purse_text(batch->arena, "%s: %s", purchase->ref, purchase->description), purchase->date,
		&purchase->buyer, 1);
	struct purse_sides sides = purse_terms_sides(terms, purchase->date);
	purse_entry_purchase(batch, entry, &sides, purchase->supplier, cost, purchase->reclaimed_pence);
	purse_terms_end_entry(batch, entry);
}

static bool open_lot(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_purchase *purchase, int64_t cost) {
	struct purse_lot *lot = purse_facts_lot(facts, purchase->lot);
	if (!lot || lot->cost_pence != cost)
		return purse_fail(run, PURSE_E_BUG, NULL, NULL, "the lot of %s is not what it bought", purchase->ref);
	if (!purse_lot_open(run, facts->arena, lot->quantity, cost, &lot->state)) return false;
	purse_move_lot(batch, lot, "bought", purchase->buyer, lot->quantity, 0, purchase->date, cost,
		purse_fraction_of(cost));
	return true;
}

/* The parts of a cost whose weights are known, each with the carry of its school; the stream they run in. */
static bool split_weighted(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_terms *terms, int64_t cost, struct purse_split *split,
	struct purse_stream_state **stream) {
	*stream = purse_facts_stream(facts, stream_key(batch->arena, terms->agreement, split));
	purse_split_take_carries(facts, *stream, split);
	return purse_apportion(run, facts->arena, purse_fraction_of(cost), cost, split->parts, split->count);
}

static bool split_cost(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_terms *terms, const char *share_key, const char *what, int64_t cost,
	struct purse_split *split, struct purse_stream_state **stream) {
	return purse_split_by(run, facts, batch, terms, share_key, what, split)
	       && split_weighted(run, facts, batch, terms, cost, split, stream);
}

/* `A-1: coaching, shared by pupil numbers`. */
static const char *shared_words(
	struct purse_arena *arena, const char *ref, const char *what, const char *share_key) {
	bool equal = purse_same(share_key, "equal");
	return purse_text(
		arena, "%s: %s, shared %s%s", ref, what, equal ? "in " : "by ", equal ? "equal parts" : share_key);
}

static bool share_cost(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_purchase *purchase, const struct purse_terms *terms, int64_t cost) {
	bool credits = purse_same(terms->version->kind, "credits");
	const char *share_key = credits ? terms->version->lapse_basis : terms->version->basis;
	struct purse_split split;
	struct purse_stream_state *stream;
	if (!split_cost(run, facts, batch, terms, share_key, purchase->ref, cost, &split, &stream)) return false;
	struct purse_shares shares = { .terms = terms,
		.split = &split,
		.stream = stream,
		.share_key = share_key,
		.entry_key = purse_text(batch->arena, "share of purchase %lld", (long long)purchase->record),
		.description = shared_words(batch->arena, purchase->ref, purchase->description, share_key),
		.like = { .kind = "share",
			.source = purchase->record,
			.cost_pence = cost,
			.has_cost = true,
			.service_from = purchase->service_from,
			.service_to = purchase->service_to },
		.own_cost_code = purchase->cost_code,
		.own_fund = purchase->fund };
	purse_post_shares(facts, batch, &shares);
	return true;
}

bool purse_charge_purchase(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_purchase *purchase) {
	struct purse_terms terms;
	int64_t cost = 0;
	if (!purse_terms_find(run, facts, purchase->agreement, purchase->buyer, purchase->buyer, purchase->date,
			purchase->ref, &terms)
		|| !purse_terms_permit(run, facts, &terms, purchase->ref) || !find_cost(run, purchase, &cost))
		return false;
	book_invoice(facts, batch, purchase, &terms, cost);
	if (purchase->lot) return open_lot(run, facts, batch, purchase, cost);
	if (cost == 0) return true; /* carries of earlier costs are no reason to move a penny now */
	return share_cost(run, facts, batch, purchase, &terms, cost);
}

/* --- staff --------------------------------------------------------------------------------------------- */

bool purse_charge_staff_cost(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_shared_staff *staff) {
	struct purse_terms terms;
	struct purse_split split;
	struct purse_stream_state *stream;
	if (!purse_terms_find(run, facts, staff->agreement, staff->school, staff->school, staff->from, staff->ref,
			&terms)
		|| !purse_terms_permit(run, facts, &terms, staff->ref))
		return false;
	if (!purse_terms_fits(staff->pence)) return purse_terms_too_large(run, staff->ref);
	const char *share_key = terms.version->basis;
	if (!split_cost(run, facts, batch, &terms, share_key, staff->ref, staff->pence, &split, &stream))
		return false;
	struct purse_shares shares = { .terms = &terms,
		.split = &split,
		.stream = stream,
		.share_key = share_key,
		.entry_key = purse_text(batch->arena, "share of staff cost %lld", (long long)staff->record),
		.description = shared_words(batch->arena, staff->ref, staff->description, share_key),
		.like = { .kind = "share",
			.source = staff->record,
			.cost_pence = staff->pence,
			.has_cost = true,
			.service_from = staff->from,
			.service_to = staff->to },
		.of_payroll = true };
	purse_post_shares(facts, batch, &shares);
	return true;
}

/* --- use ----------------------------------------------------------------------------------------------- */

bool purse_charge_use_share(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_use_share *use) {
	struct purse_terms terms;
	struct purse_stream_state *stream;
	if (!purse_terms_find(
			run, facts, use->agreement, use->school, use->school, use->to, use->ref, &terms)
		|| !purse_terms_permit(run, facts, &terms, use->ref))
		return false;
	if (!purse_terms_fits(use->pence)) return purse_terms_too_large(run, use->ref);
	struct purse_split split;
	if (facts->frozen) split = split_as_frozen(facts->frozen, batch);
	else {
		split = new_split(batch->arena, use->weight_count);
		for (size_t i = 0; i < use->weight_count; i++) add_part(&split, use->weights[i]);
	}
	if (!split_weighted(run, facts, batch, &terms, use->pence, &split, &stream)) return false;
	struct purse_shares shares = { .terms = &terms,
		.split = &split,
		.stream = stream,
		.share_key = use->share_key,
		.entry_key = purse_text(batch->arena, "share of use %lld", (long long)use->record),
		.description = purse_text(batch->arena, "%s: %s", use->ref, use->description),
		.like = { .kind = "share",
			.source = use->record,
			.cost_pence = use->pence,
			.has_cost = true,
			.service_from = use->from,
			.service_to = use->to } };
	purse_post_shares(facts, batch, &shares);
	return true;
}
