#include "purse/rules/whatif.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/apportion.h"
#include "purse/exact/money.h"
#include "purse/exact/round.h"

/* One side of the comparison while it is added up. */
struct side {
	struct purse_whatif_figures *figures;
	/* by line and school: how much, and what was paid; what was provided to others */
	struct purse_fraction *quantity, *provided;
	int64_t *pays;
};

struct work {
	struct purse_run *run;
	struct purse_arena *arena;
	const struct purse_whatif_agreement *agreement;
	struct purse_whatif_outcome *outcome;
	struct side before, after;
	/* the stream of shares: carries by school, and who was in it */
	struct purse_fraction *carry;
	bool *in_stream;
};

static const struct purse_whatif_school *school_of(const struct work *work, size_t i) {
	return &work->agreement->schools[i];
}
static bool leaves(const struct work *work, size_t i) {
	return school_of(work, i)->role == PURSE_WHATIF_LEAVES;
}
static size_t cell(const struct work *work, size_t line, size_t school) {
	return line * work->agreement->school_count + school;
}

static bool too_large(struct purse_run *run) {
	return purse_fail(
		run, PURSE_E_OVERFLOW, NULL, NULL, "the amounts add up to more than the books can hold");
}

static bool grow(struct work *work, int64_t *sum, int64_t more) {
	return purse_money_add(*sum, more, sum) || too_large(work->run);
}

/* ---- adding up -------------------------------------------------------------------------------------- */

static struct side new_side(const struct work *work, struct purse_whatif_figures *figures) {
	size_t schools = work->agreement->school_count, cells = (work->agreement->line_count + 1) * schools;
	struct side side = { .figures = figures,
		.quantity = purse_alloc_array(work->arena, cells, sizeof *side.quantity),
		.provided = purse_alloc_array(work->arena, cells, sizeof *side.provided),
		.pays = purse_alloc_array(work->arena, cells, sizeof *side.pays) };
	for (size_t i = 0; i < cells; i++) side.quantity[i] = side.provided[i] = purse_fraction_of(0);
	for (size_t i = 0; i < schools; i++) figures[i].quantity = purse_fraction_of(0);
	return side;
}

/* What a school uses of a line and pays for it, to the provider. */
static bool add_use(struct work *work, struct side *side, const struct purse_whatif_use *use,
	struct purse_fraction quantity, int64_t pence) {
	struct purse_whatif_figures *customer = &side->figures[use->customer];
	size_t used = cell(work, use->line, use->customer), given = cell(work, use->line, use->provider);
	side->quantity[used] = purse_fraction_add(work->arena, side->quantity[used], quantity);
	customer->quantity = purse_fraction_add(work->arena, customer->quantity, quantity);
	if (!grow(work, &side->pays[used], pence) || !grow(work, &customer->pays_pence, pence)) return false;
	if (use->provider == use->customer || use->from_lots) return true;
	side->provided[given] = purse_fraction_add(work->arena, side->provided[given], quantity);
	return grow(work, &side->figures[use->provider].earns_pence, pence);
}

static bool add_part(struct work *work, struct side *side, const struct purse_whatif_pool *pool,
	size_t school, int64_t pence) {
	size_t used = cell(work, pool->line, school);
	if (pool->counts_once)
		side->quantity[used] = purse_fraction_add(work->arena, side->quantity[used], purse_fraction_of(1));
	return grow(work, &side->pays[used], pence) && grow(work, &side->figures[school].pays_pence, pence);
}

static void set_shares(struct work *work, struct side *side, const size_t *schools,
	const struct purse_part *parts, size_t count) {
	struct purse_fraction sum = purse_fraction_of(0);
	for (size_t i = 0; i < count; i++) sum = purse_fraction_add(work->arena, sum, parts[i].weight);
	for (size_t i = 0; i < work->agreement->school_count; i++)
		side->figures[i].share = (struct purse_fraction){ 0 };
	if (purse_fraction_sign(sum) == 0) return;
	for (size_t i = 0; i < count; i++)
		side->figures[schools[i]].share = purse_fraction_divide(work->arena, parts[i].weight, sum);
}

/* What each would have paid alone, and saved: quote times quantity, a line rounded once, as in the savings
 * report. A provider with a quote of its own saves what it would have spent itself. */
static bool find_savings(struct work *work, struct side *side) {
	const struct purse_whatif_agreement *agreement = work->agreement;
	for (size_t line = 0; line < agreement->line_count; line++)
		for (size_t i = 0; i < agreement->school_count; i++) {
			struct purse_whatif_figures *figures = &side->figures[i];
			size_t at = cell(work, line, i);
			bool quoted =
				!agreement->lines[line].added && purse_fraction_given(agreement->lines[line].quotes[i]);
			int64_t alone = 0, provided = 0;
			if (!quoted && !agreement->lines[line].added) continue;
			if (quoted
				&& (!purse_round_line(purse_fraction_multiply(
										  work->arena, agreement->lines[line].quotes[i], side->quantity[at]),
						&alone)
					|| !purse_round_line(purse_fraction_multiply(work->arena,
											 agreement->lines[line].quotes[i], side->provided[at]),
						&provided)))
				return too_large(work->run);
			if (!grow(work, &figures->alone_pence, alone) || !grow(work, &figures->alone_pence, provided)
				|| !grow(work, &figures->counted_pence, side->pays[at]))
				return false;
		}
	for (size_t i = 0; i < agreement->school_count; i++)
		if (!purse_money_subtract(
				side->figures[i].alone_pence, side->figures[i].counted_pence, &side->figures[i].saving_pence))
			return too_large(work->run);
	return true;
}

/* ---- what is used ----------------------------------------------------------------------------------- */

/* Whether a use goes on: neither side of it leaves. */
static bool goes_on(const struct work *work, const struct purse_whatif_use *use) {
	return !leaves(work, use->customer) && !leaves(work, use->provider);
}

static struct purse_fraction quantity_after(const struct work *work, const struct purse_whatif_use *use) {
	if (!goes_on(work, use)) return purse_fraction_of(0);
	return purse_fraction_multiply(work->arena, use->quantity, school_of(work, use->customer)->factor);
}

/* Pence after, at the price that was charged. What stays as it was stays to the penny. */
static bool price_after(struct work *work, const struct purse_whatif_use *use, int64_t *pence) {
	struct purse_fraction factor = school_of(work, use->customer)->factor;
	*pence = 0;
	if (!goes_on(work, use)) return true;
	*pence = use->pence;
	if (purse_fraction_equal(factor, purse_fraction_of(1))) return true;
	return purse_round_line(purse_fraction_multiply(work->arena, use->exact, factor), pence)
	       || too_large(work->run);
}

/* What is taken of a line in all, by how many schools and at what cost; who provides most of it. */
struct taken {
	struct purse_fraction quantity, exact, most;
	size_t customers, provider;
	bool from_lots;
};

/* Whether an earlier use of the line is the same customer's. */
static bool is_known(const struct purse_whatif_agreement *agreement, size_t use) {
	for (size_t i = 0; i < use; i++)
		if (agreement->uses[i].line == agreement->uses[use].line
			&& agreement->uses[i].customer == agreement->uses[use].customer)
			return true;
	return false;
}

static struct taken take_together(const struct work *work, size_t line) {
	struct taken all = { .quantity = purse_fraction_of(0),
		.exact = purse_fraction_of(0),
		.most = purse_fraction_of(0),
		.provider = work->agreement->lead };
	for (size_t i = 0; i < work->agreement->use_count; i++) {
		const struct purse_whatif_use *use = &work->agreement->uses[i];
		if (use->line != line || purse_fraction_sign(use->quantity) <= 0 || leaves(work, use->provider))
			continue;
		all.quantity = purse_fraction_add(work->arena, all.quantity, use->quantity);
		all.exact = purse_fraction_add(work->arena, all.exact, use->exact);
		all.customers += !is_known(work->agreement, i);
		if (purse_fraction_compare(use->quantity, all.most) <= 0) continue;
		all.most = use->quantity;
		all.provider = use->provider;
		all.from_lots = use->from_lots;
	}
	return all;
}

/* What a school that joins would use of a line, at the average price that was charged. */
static bool joining_use(
	struct work *work, size_t line, size_t school, const struct taken *all, struct purse_whatif_use *use) {
	const struct purse_whatif_school *joins = school_of(work, school);
	struct purse_fraction customers = purse_fraction_of((int64_t)all->customers);
	*use = (struct purse_whatif_use){ .line = line,
		.customer = school,
		.provider = all->provider,
		.from_lots = all->from_lots,
		.quantity = purse_fraction_divide(work->arena, all->quantity, customers) };
	if (purse_fraction_given(joins->uses)) use->quantity = joins->uses;
	else if (purse_same(work->agreement->lines[line].unit, "pupil") && joins->pupils != PURSE_NO_ROLL)
		use->quantity = purse_fraction_of(joins->pupils);
	use->exact = purse_fraction_multiply(
		work->arena, purse_fraction_divide(work->arena, all->exact, all->quantity), use->quantity);
	return purse_round_line(use->exact, &use->pence) || too_large(work->run);
}

/* All uses of a line, those of schools that join behind the others. */
static bool uses_of(struct work *work, size_t line, struct purse_whatif_use **uses, size_t *count) {
	const struct purse_whatif_agreement *agreement = work->agreement;
	struct taken all = take_together(work, line);
	*uses = purse_alloc_array(work->arena, agreement->use_count + agreement->school_count, sizeof **uses);
	*count = 0;
	for (size_t i = 0; i < agreement->use_count; i++)
		if (agreement->uses[i].line == line) (*uses)[(*count)++] = agreement->uses[i];
	for (size_t i = 0; all.customers && i < agreement->school_count; i++)
		if (agreement->schools[i].role == PURSE_WHATIF_JOINS
			&& !joining_use(work, line, i, &all, &(*uses)[(*count)++]))
			return false;
	return true;
}

static bool is_new(const struct work *work, const struct purse_whatif_use *use) {
	return school_of(work, use->customer)->role == PURSE_WHATIF_JOINS;
}

/* Takers of a list: what each customer takes of the line, before or after. */
static struct purse_tier_taker *takers_of(
	const struct work *work, const struct purse_whatif_use *uses, size_t count, bool after) {
	struct purse_tier_taker *takers = purse_alloc_array(work->arena, count, sizeof *takers);
	for (size_t i = 0; i < count; i++) {
		const struct purse_whatif_school *school = school_of(work, uses[i].customer);
		struct purse_fraction quantity = uses[i].quantity;
		if (after) quantity = quantity_after(work, &uses[i]);
		else if (is_new(work, &uses[i])) quantity = purse_fraction_of(0);
		if (purse_fraction_sign(quantity) < 0) quantity = purse_fraction_of(0);
		takers[i] = (struct purse_tier_taker){ school->code, quantity, school->pupils };
	}
	return takers;
}

static struct purse_fraction list_price(
	const struct purse_tier_list *list, const struct purse_tier_cost *cost) {
	if (purse_tiers_have_bands(list) || purse_fraction_sign(cost->quantity) == 0)
		return (struct purse_fraction){ 0 };
	return purse_tiers_reached(list, PURSE_NO_ROLL, cost->quantity)->price;
}

static bool use_by_list(struct work *work, size_t line, const struct purse_whatif_use *uses, size_t count) {
	const struct purse_tier_list *list = work->agreement->lines[line].list;
	struct purse_tier_cost before, after;
	struct purse_whatif_tier *tier = &work->outcome->tiers[work->outcome->tier_count++];
	if (!purse_tiers_cost(work->run, work->arena, list, takers_of(work, uses, count, false), count, &before)
		|| !purse_tiers_cost(work->run, work->arena, list, takers_of(work, uses, count, true), count, &after))
		return false;
	*tier = (struct purse_whatif_tier){ .line = line,
		.quantity_before = before.quantity,
		.quantity_after = after.quantity,
		.list_before_pence = before.pence,
		.price_before = list_price(list, &before),
		.price_after = list_price(list, &after) };
	for (size_t i = 0; i < count; i++)
		if (!grow(work, &tier->charged_pence, is_new(work, &uses[i]) ? 0 : uses[i].pence)
			|| !add_use(work, &work->after, &uses[i], quantity_after(work, &uses[i]), after.lines[i].pence))
			return false;
	return true;
}

/* One line of uses, before and after. drawn: pence that are drawn of lots beyond what was. */
static bool use_line(struct work *work, size_t line, int64_t *drawn) {
	size_t count;
	struct purse_whatif_use *uses;
	if (!uses_of(work, line, &uses, &count)) return false;
	for (size_t i = 0; i < count; i++)
		if (!is_new(work, &uses[i])
			&& !add_use(work, &work->before, &uses[i], uses[i].quantity, uses[i].pence))
			return false;
	if (count && work->agreement->lines[line].list) return use_by_list(work, line, uses, count);
	for (size_t i = 0; i < count; i++) {
		int64_t pence, more;
		if (!price_after(work, &uses[i], &pence)
			|| !add_use(work, &work->after, &uses[i], quantity_after(work, &uses[i]), pence))
			return false;
		if (!uses[i].from_lots) continue;
		if (!purse_money_subtract(pence, is_new(work, &uses[i]) ? 0 : uses[i].pence, &more))
			return too_large(work->run);
		if (!grow(work, drawn, more)) return false;
	}
	return true;
}

/* ---- what is shared --------------------------------------------------------------------------------- */

/* The weight of a school that joins, by the key of the cost. */
static bool joining_weight(
	struct work *work, const struct purse_whatif_pool *pool, size_t i, struct purse_fraction *weight) {
	const struct purse_whatif_school *school = school_of(work, i);
	*weight = purse_fraction_of(0);
	if (purse_same(pool->share_key, "equal")) {
		*weight = purse_fraction_of(1);
	} else if (purse_same(pool->share_key, "pupil numbers")) {
		if (school->pupils == PURSE_NO_ROLL)
			return purse_fail(work->run, PURSE_E_NO_PUPILS, NULL,
				purse_text(
					work->run->arena, "import its pupil numbers, or give --pupils %s=NUMBER", school->code),
				"could not share by pupil numbers: none of \"%s\" is known", school->code);
		*weight = purse_fraction_of(school->pupils);
	} else if (purse_same(pool->share_key, "fixed shares")) {
		if (!purse_fraction_given(school->share))
			return purse_fail(work->run, PURSE_E_MISSING_VALUE, NULL,
				purse_text(
					work->run->arena, "give --share %s=SHARE, beside those of the others", school->code),
				"could not share by fixed shares: that of \"%s\" is not known", school->code);
		*weight = school->share;
	}
	return true;
}

/* A change to who bears the cost: a school with a share leaves, or one with a share joins. */
static bool is_shared_anew(const struct work *work, const struct purse_whatif_pool *pool) {
	for (size_t i = 0; i < pool->part_count; i++)
		if (leaves(work, pool->parts[i].school) && purse_fraction_sign(pool->parts[i].weight) != 0)
			return true;
	for (size_t i = 0; i < work->agreement->school_count; i++)
		if (work->agreement->schools[i].role == PURSE_WHATIF_JOINS && !purse_same(pool->share_key, "lead"))
			return true;
	return false;
}

/* Who is left, and who joins. */
static bool parts_after(struct work *work, const struct purse_whatif_pool *pool, size_t *schools,
	struct purse_part *parts, size_t *count) {
	*count = 0;
	for (size_t i = 0; i < pool->part_count; i++)
		if (!leaves(work, pool->parts[i].school) && purse_fraction_sign(pool->parts[i].weight) != 0) {
			schools[*count] = pool->parts[i].school;
			parts[(*count)++] = (struct purse_part){ .weight = pool->parts[i].weight };
		}
	for (size_t i = 0; i < work->agreement->school_count; i++) {
		if (work->agreement->schools[i].role != PURSE_WHATIF_JOINS) continue;
		struct purse_fraction weight;
		if (!joining_weight(work, pool, i, &weight)) return false;
		if (purse_fraction_sign(weight) == 0) continue;
		schools[*count] = i;
		parts[(*count)++] = (struct purse_part){ .weight = weight };
	}
	return *count > 0
	       || purse_fail(work->run, PURSE_E_ZERO_SHARES, NULL, "let a school with a share stay",
			   "could not share %s: nobody is left who bears a share",
			   work->agreement->lines[pool->line].item);
}

/* The carries go on while the same schools bear the costs (R4). */
static void take_carries(struct work *work, const size_t *schools, struct purse_part *parts, size_t count) {
	size_t known = 0, in_stream = 0;
	for (size_t i = 0; i < work->agreement->school_count; i++) in_stream += work->in_stream[i];
	for (size_t i = 0; i < count; i++) known += work->in_stream[schools[i]];
	bool goes = known == count && in_stream == count;
	for (size_t i = 0; i < work->agreement->school_count; i++) {
		if (!goes) work->carry[i] = purse_fraction_of(0);
		work->in_stream[i] = false;
	}
	for (size_t i = 0; i < count; i++) {
		work->in_stream[schools[i]] = true;
		parts[i].carry_in = work->carry[schools[i]];
	}
}

static bool share_anew(struct work *work, const struct purse_whatif_pool *pool, int64_t total) {
	size_t most = pool->part_count + work->agreement->school_count, count;
	size_t *schools = purse_alloc_array(work->arena, most, sizeof *schools);
	struct purse_part *parts = purse_alloc_array(work->arena, most, sizeof *parts);
	if (!parts_after(work, pool, schools, parts, &count)) return false;
	take_carries(work, schools, parts, count);
	if (!purse_apportion(work->run, work->arena, purse_fraction_of(total), total, parts, count)) return false;
	for (size_t i = 0; i < count; i++) {
		work->carry[schools[i]] = parts[i].carry_out;
		if (!add_part(work, &work->after, pool, schools[i], parts[i].pence)) return false;
	}
	if (!pool->lapsed) set_shares(work, &work->after, schools, parts, count);
	return true;
}

/* What the cost becomes: of lapsed credits, what is then not drawn. */
static int64_t total_after(
	struct work *work, const struct purse_whatif_pool *pool, int64_t total, int64_t *drawn) {
	if (!pool->lapsed) return total;
	int64_t taken = *drawn > total ? total : *drawn;
	*drawn -= taken;
	work->outcome->lapse_before_pence += total;
	work->outcome->lapse_after_pence += total - taken;
	return total - taken;
}

static bool share_pool(struct work *work, const struct purse_whatif_pool *pool, int64_t *drawn) {
	size_t *schools = purse_alloc_array(work->arena, pool->part_count, sizeof *schools);
	struct purse_part *parts = purse_alloc_array(work->arena, pool->part_count, sizeof *parts);
	int64_t total = 0;
	for (size_t i = 0; i < pool->part_count; i++) {
		schools[i] = pool->parts[i].school;
		parts[i].weight = pool->parts[i].weight;
		if (!grow(work, &total, pool->parts[i].pence)
			|| !add_part(work, &work->before, pool, schools[i], pool->parts[i].pence))
			return false;
	}
	if (!pool->lapsed) set_shares(work, &work->before, schools, parts, pool->part_count);
	int64_t then = total_after(work, pool, total, drawn);
	if (then != total || is_shared_anew(work, pool)) return share_anew(work, pool, then);
	for (size_t i = 0; i < pool->part_count; i++)
		if (!add_part(work, &work->after, pool, schools[i], pool->parts[i].pence)) return false;
	if (!pool->lapsed) set_shares(work, &work->after, schools, parts, pool->part_count);
	return true;
}

/* ---- together --------------------------------------------------------------------------------------- */

bool purse_whatif_concerns(const struct purse_whatif_agreement *agreement) {
	for (size_t i = 0; i < agreement->school_count; i++) {
		const struct purse_whatif_school *school = &agreement->schools[i];
		if (school->role != PURSE_WHATIF_STAYS) return true;
		if (purse_fraction_equal(school->factor, purse_fraction_of(1))) continue;
		for (size_t k = 0; k < agreement->use_count; k++)
			if (agreement->uses[k].customer == i) return true;
	}
	return false;
}

/* Miles and days are not added up. */
static void forget_mixed(struct work *work) {
	const struct purse_whatif_agreement *agreement = work->agreement;
	const char *unit = NULL;
	bool mixed = false;
	for (size_t i = 0; i < agreement->use_count; i++) {
		const char *one = agreement->lines[agreement->uses[i].line].unit;
		mixed |= unit && !purse_same(unit, one);
		unit = one;
	}
	for (size_t i = 0; i < agreement->school_count; i++)
		if (mixed || !unit)
			work->before.figures[i].quantity = work->after.figures[i].quantity = (struct purse_fraction){ 0 };
}

static bool work_out(struct work *work) {
	const struct purse_whatif_agreement *agreement = work->agreement;
	int64_t drawn = 0;
	for (size_t i = 0; i < agreement->line_count; i++)
		if (!use_line(work, i, &drawn)) return false;
	for (size_t i = 0; i < agreement->pool_count; i++)
		if (!share_pool(work, &agreement->pools[i], &drawn)) return false;
	if (drawn > 0) work->outcome->bought_pence = drawn;
	else if (drawn < 0) work->outcome->left_pence = -drawn;
	forget_mixed(work);
	return find_savings(work, &work->before) && find_savings(work, &work->after);
}

bool purse_whatif_work_out(struct purse_run *run, struct purse_arena *arena,
	const struct purse_whatif_agreement *agreement, struct purse_whatif_outcome *outcome) {
	size_t schools = agreement->school_count;
	*outcome =
		(struct purse_whatif_outcome){ .before = purse_alloc_array(arena, schools, sizeof *outcome->before),
			.after = purse_alloc_array(arena, schools, sizeof *outcome->after),
			.tiers = purse_alloc_array(arena, agreement->line_count, sizeof *outcome->tiers) };
	if (agreement->schools[agreement->lead].role == PURSE_WHATIF_LEAVES)
		return purse_fail(run, PURSE_E_NOT_ALLOWED_VALUE, NULL, "somebody else has to provide first",
			"could not work it out without its lead, \"%s\"", agreement->schools[agreement->lead].code);
	struct work work = { .run = run,
		.arena = arena,
		.agreement = agreement,
		.outcome = outcome,
		.carry = purse_alloc_array(arena, schools, sizeof *work.carry),
		.in_stream = purse_alloc_array(arena, schools, sizeof *work.in_stream) };
	work.before = new_side(&work, outcome->before);
	work.after = new_side(&work, outcome->after);
	return work_out(&work);
}
