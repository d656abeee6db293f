#include "purse/work/whatif.h"

#include <stdlib.h>
#include <string.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/sql.h"
#include "purse/work/reader.h"
#include "purse/work/tiers.h"

enum { PENCE = 100 };

struct job {
	struct purse_run *run;
	struct purse_arena *arena;
	struct purse_db *db;
	const struct purse_whatif_wish *wish;
	struct purse_whatif *whatif;
	const char *ids, *from, *to; /* parameters: agreements, days */
	struct purse_rows *agreements, *schools, *uses, *pools, *quotes;
	struct purse_tiers lists;
	size_t assumption_room;
};

static void assume(struct job *job, const char *sentence) {
	struct purse_whatif *whatif = job->whatif;
	for (size_t i = 0; i < whatif->assumption_count; i++)
		if (purse_same(whatif->assumptions[i], sentence)) return;
	whatif->assumptions = purse_make_room(job->arena, whatif->assumptions, whatif->assumption_count,
		&job->assumption_room, sizeof *whatif->assumptions);
	whatif->assumptions[whatif->assumption_count++] = sentence;
}

static bool in_list(const char *const *list, size_t count, const char *code) {
	for (size_t i = 0; i < count; i++)
		if (purse_same(list[i], code)) return true;
	return false;
}

/* ---- reading ---------------------------------------------------------------------------------------- */

static bool check_school(struct job *job, const char *code) {
	struct purse_reader_school school;
	return purse_reader_school(job->run, job->db, code, &school);
}

static bool check_given(struct job *job, const struct purse_given *given, size_t count) {
	for (size_t i = 0; i < count; i++)
		if (given[i].school && !check_school(job, given[i].school)) return false;
	return true;
}

static bool check_schools(struct job *job) {
	const struct purse_whatif_wish *wish = job->wish;
	for (size_t i = 0; i < wish->join_count; i++)
		if (!check_school(job, wish->joins[i])) return false;
	for (size_t i = 0; i < wish->leave_count; i++) {
		if (!check_school(job, wish->leaves[i])) return false;
		if (in_list(wish->joins, wish->join_count, wish->leaves[i]))
			return purse_fail(job->run, PURSE_E_USAGE, NULL, "let it join or leave",
				"\"%s\" can't both join and leave", wish->leaves[i]);
	}
	return check_given(job, wish->factors, wish->factor_count)
	       && check_given(job, wish->shares, wish->share_count)
	       && check_given(job, wish->pupils, wish->pupil_count)
	       && check_given(job, wish->uses, wish->use_count);
}

static bool read_agreements(struct job *job) {
	const char *const params[] = { job->wish->agreement, job->wish->partnership, job->from, job->to };
	if (!purse_db_query(job->run, job->db, "sql/query/whatif_agreements.sql", params, 4, &job->agreements))
		return false;
	if (job->agreements->count == 0)
		return purse_fail(job->run, PURSE_E_NOTHING_FOUND, NULL,
			"ask for days in which something was charged, or for another agreement",
			"nothing was charged%s%s from %s to %s",
			job->wish->agreement || job->wish->partnership ? " under " : "",
			job->wish->agreement     ? job->wish->agreement
			: job->wish->partnership ? job->wish->partnership
									 : "",
			purse_date_words(job->arena, job->wish->from), purse_date_words(job->arena, job->wish->to));
	const char **ids = purse_alloc_array(job->arena, (size_t)job->agreements->count, sizeof *ids);
	for (int i = 0; i < job->agreements->count; i++) ids[i] = purse_cell_text(job->agreements, i, "id");
	job->ids = purse_sql_array(job->arena, ids, (size_t)job->agreements->count);
	return true;
}

static bool read_charges(struct job *job) {
	const struct purse_whatif_wish *wish = job->wish;
	const char *const params[] = { job->ids, job->from, job->to,
		purse_sql_array(job->arena, wish->joins, wish->join_count) };
	return purse_db_query(job->run, job->db, "sql/query/whatif_schools.sql", params, 4, &job->schools)
	       && purse_db_query(job->run, job->db, "sql/query/whatif_uses.sql", params, 3, &job->uses)
	       && purse_db_query(job->run, job->db, "sql/query/whatif_pools.sql", params, 3, &job->pools)
	       && purse_db_query(job->run, job->db, "sql/query/whatif_quotes.sql", params, 1, &job->quotes)
	       && purse_tiers_load(job->run, job->db, wish->agreement, NULL, wish->from, wish->to, &job->lists);
}

static bool read_all(struct job *job) {
	return purse_reader_begin(job->run, job->db) && check_schools(job) && read_agreements(job)
	       && read_charges(job);
}

/* ---- one agreement ---------------------------------------------------------------------------------- */

/* An agreement while it is gathered: rows of the queries become indices. */
struct gathering {
	struct job *job;
	struct purse_whatif_answer *answer;
	const char *id;
	int *schools; /* ids */
	struct purse_whatif_line *lines;
	const char **purchases; /* record of a line; NULL: none */
	struct purse_fraction *quotes;
	bool *drawn; /* by line */
};

static bool is_of(const struct gathering *g, const struct purse_rows *rows, int row) {
	return purse_same(g->id, purse_cell_text(rows, row, "agreement"));
}

static size_t school_index(const struct gathering *g, int id) {
	size_t i = 0;
	while (i + 1 < g->answer->facts.school_count && g->schools[i] != id) i++;
	return i;
}

/* The line of an item and unit, or of a purchase; made when it is new. */
static size_t line_index(struct gathering *g, const char *item, const char *unit, const char *purchase) {
	struct purse_whatif_agreement *facts = &g->answer->facts;
	for (size_t i = 0; i < facts->line_count; i++)
		if (purse_same(g->purchases[i], purchase)
			&& (purchase || (purse_same(g->lines[i].item, item) && purse_same(g->lines[i].unit, unit))))
			return i;
	size_t line = facts->line_count++;
	struct purse_fraction *quotes = &g->quotes[line * facts->school_count];
	g->lines[line] = (struct purse_whatif_line){
		.item = item ? item : "charges", .unit = unit ? unit : "item", .quotes = quotes
	};
	g->purchases[line] = purchase;
	for (int i = 0; i < g->job->quotes->count; i++) {
		const struct purse_rows *rows = g->job->quotes;
		bool same = purchase ? purse_same(purse_cell_text(rows, i, "purchase"), purchase)
		                     : purse_same(purse_cell_text(rows, i, "item"), item)
		                           && purse_same(purse_cell_text(rows, i, "unit"), unit);
		int school = purse_cell_id(rows, i, "school");
		size_t at = school_index(g, school);
		if (is_of(g, rows, i) && same && g->schools[at] == school)
			quotes[at] = purse_fraction_multiply(
				g->job->arena, purse_cell_decimal(g->job->arena, rows, i, "price"), purse_fraction_of(PENCE));
	}
	return line;
}

/* The schools, those that join behind the others. */
static void gather_schools(struct gathering *g, const char *lead) {
	struct job *job = g->job;
	const struct purse_whatif_wish *wish = job->wish;
	struct purse_whatif_agreement *facts = &g->answer->facts;
	size_t most = (size_t)job->schools->count;
	facts->schools = purse_alloc_array(job->arena, most, sizeof *facts->schools);
	g->schools = purse_alloc_array(job->arena, most, sizeof *g->schools);
	g->answer->names = purse_alloc_array(job->arena, most, sizeof *g->answer->names);
	for (int i = 0; i < job->schools->count; i++) {
		const char *code = purse_cell_text(job->schools, i, "code");
		if (!is_of(g, job->schools, i)) continue;
		size_t at = facts->school_count++;
		const struct purse_fraction *factor = purse_given_for(wish->factors, wish->factor_count, code),
									*share = purse_given_for(wish->shares, wish->share_count, code),
									*pupils = purse_given_for(wish->pupils, wish->pupil_count, code),
									*uses = purse_given_for(wish->uses, wish->use_count, code);
		struct purse_whatif_school *school = &facts->schools[at];
		bool within = purse_cell_flag(job->schools, i, "within");
		*school = (struct purse_whatif_school){ .code = code,
			.role = !within                                          ? PURSE_WHATIF_JOINS
			        : in_list(wish->leaves, wish->leave_count, code) ? PURSE_WHATIF_LEAVES
			                                                         : PURSE_WHATIF_STAYS,
			.factor = factor ? *factor : purse_fraction_of(1),
			.pupils = purse_cell_given(job->schools, i, "pupils")
			              ? purse_cell_number(job->schools, i, "pupils")
			              : PURSE_NO_ROLL };
		if (pupils) purse_fraction_floor(*pupils, &school->pupils);
		if (share) school->share = *share;
		if (uses) school->uses = *uses;
		g->schools[at] = purse_cell_id(job->schools, i, "school");
		g->answer->names[at] = purse_cell_text(job->schools, i, "name");
		if (purse_same(code, lead)) facts->lead = at;
	}
}

static void gather_uses(struct gathering *g) {
	struct job *job = g->job;
	const struct purse_rows *rows = job->uses;
	struct purse_whatif_agreement *facts = &g->answer->facts;
	struct purse_whatif_use *uses = purse_alloc_array(job->arena, (size_t)rows->count, sizeof *uses);
	for (int i = 0; i < rows->count; i++) {
		if (!is_of(g, rows, i)) continue;
		size_t line = line_index(g, purse_cell_text(rows, i, "item"), purse_cell_text(rows, i, "unit"), NULL);
		struct purse_whatif_use one = { .line = line,
			.provider = school_index(g, purse_cell_id(rows, i, "provider")),
			.customer = school_index(g, purse_cell_id(rows, i, "customer")),
			.quantity = purse_cell_decimal(job->arena, rows, i, "quantity"),
			.exact = purse_cell_fraction(job->arena, rows, i, "exact_numerator", "exact_denominator"),
			.pence = purse_cell_number(rows, i, "pence"),
			.from_lots = purse_cell_flag(rows, i, "drawn") };
		struct purse_whatif_use *use = facts->use_count ? &uses[facts->use_count - 1] : NULL;
		if (use && use->line == line && use->provider == one.provider && use->customer == one.customer
			&& use->from_lots == one.from_lots) { /* another denominator */
			use->quantity = purse_fraction_add(job->arena, use->quantity, one.quantity);
			use->exact = purse_fraction_add(job->arena, use->exact, one.exact);
			use->pence += one.pence;
		} else {
			uses[facts->use_count++] = one;
		}
		if (one.from_lots) g->drawn[line] = true;
	}
	facts->uses = uses;
}

static void gather_pools(struct gathering *g) {
	struct job *job = g->job;
	const struct purse_rows *rows = job->pools;
	struct purse_whatif_agreement *facts = &g->answer->facts;
	struct purse_whatif_pool *pools = purse_alloc_array(job->arena, (size_t)rows->count, sizeof *pools);
	struct purse_whatif_part *parts = purse_alloc_array(job->arena, (size_t)rows->count, sizeof *parts);
	const char *source = NULL, *lot = NULL;
	for (int i = 0; i < rows->count; i++) {
		if (!is_of(g, rows, i)) continue;
		struct purse_whatif_pool *pool = facts->pool_count ? &pools[facts->pool_count - 1] : NULL;
		bool lapsed = purse_cell_flag(rows, i, "lapsed");
		if (!pool || pool->lapsed != lapsed || !purse_same(source, purse_cell_text(rows, i, "source"))
			|| !purse_same(lot, purse_cell_text(rows, i, "lot"))) {
			source = purse_cell_text(rows, i, "source");
			lot = purse_cell_text(rows, i, "lot");
			pool = &pools[facts->pool_count++];
			*pool = (struct purse_whatif_pool){ .lapsed = lapsed,
				.parts = &parts[i],
				.share_key = purse_cell_text(rows, i, "share_key"),
				.counts_once = purse_cell_flag(rows, i, "counts_once"),
				.line = line_index(g, purse_cell_text(rows, i, "item"), purse_cell_text(rows, i, "unit"),
					purse_cell_text(rows, i, "purchase")) };
			g->lines[pool->line].added = purse_cell_flag(rows, i, "added");
		}
		struct purse_fraction weight =
			purse_cell_fraction(job->arena, rows, i, "weight_numerator", "weight_denominator");
		parts[i] = (struct purse_whatif_part){ .school = school_index(g, purse_cell_id(rows, i, "customer")),
			.weight = purse_fraction_given(weight) ? weight : purse_fraction_of(1),
			.pence = purse_cell_number(rows, i, "pence") };
		pool->part_count++;
	}
	facts->pools = pools;
}

/* Whether each customer of a line has one provider. */
static bool has_one_provider(const struct purse_whatif_agreement *facts, size_t line) {
	for (size_t i = 0; i < facts->use_count; i++)
		for (size_t k = 0; k < i; k++)
			if (facts->uses[i].line == line && facts->uses[k].line == line
				&& facts->uses[i].customer == facts->uses[k].customer)
				return false;
	return true;
}

/* The one price list that holds for a line on all the days. */
static void find_lists(struct gathering *g) {
	struct job *job = g->job;
	for (size_t line = 0; line < g->answer->facts.line_count; line++)
		for (size_t i = 0; i < job->lists.count; i++) {
			const struct purse_tiers_answer *list = &job->lists.answers[i];
			if (!purse_same(list->agreement, g->answer->code) || !purse_same(list->item, g->lines[line].item)
				|| !purse_same(list->unit, g->lines[line].unit) || g->purchases[line])
				continue;
			const char *what =
				purse_text(job->arena, "%s, %s by the %s", list->agreement, list->item, list->unit);
			if (g->drawn[line])
				assume(job, purse_text(job->arena,
								"%s: the price list is not applied to credits that are bought "
								"already; purse tiers shows what another quantity would cost.",
								what));
			else if (list->from.day != job->wish->from.day || list->to.day != job->wish->to.day)
				assume(job, purse_text(job->arena,
								"%s: no price list holds on all of the days, so the prices that "
								"were charged are kept.",
								what));
			else if (!has_one_provider(&g->answer->facts, line))
				assume(job, purse_text(job->arena,
								"%s: it has more than one provider, so the price list is not "
								"applied.",
								what));
			else g->lines[line].list = &list->list;
		}
}

static void gather(struct job *job, struct purse_whatif_answer *answer, int row) {
	const struct purse_rows *rows = job->agreements;
	*answer = (struct purse_whatif_answer){ .code = purse_cell_text(rows, row, "code"),
		.name = purse_cell_text(rows, row, "name"),
		.kind = purse_cell_text(rows, row, "kind"),
		.basis = purse_cell_text(rows, row, "basis") };
	struct gathering g = { .job = job, .answer = answer, .id = purse_cell_text(rows, row, "id") };
	gather_schools(&g, purse_cell_text(rows, row, "lead"));
	size_t lines = (size_t)(job->uses->count + job->pools->count) + 1;
	g.lines = purse_alloc_array(job->arena, lines, sizeof *g.lines);
	g.purchases = purse_alloc_array(job->arena, lines, sizeof *g.purchases);
	g.drawn = purse_alloc_array(job->arena, lines, sizeof *g.drawn);
	g.quotes = purse_alloc_array(job->arena, lines * answer->facts.school_count, sizeof *g.quotes);
	gather_uses(&g);
	gather_pools(&g);
	answer->facts.lines = g.lines;
	find_lists(&g);
	if (purse_cell_flag(rows, row, "brokered"))
		answer->why_not = "it goes through a hub, each activity in two legs";
}

/* ---- what was assumed ------------------------------------------------------------------------------- */

static bool any_role(const struct purse_whatif_answer *answer, enum purse_whatif_role role) {
	for (size_t i = 0; i < answer->facts.school_count; i++)
		if (answer->facts.schools[i].role == role) return true;
	return false;
}

static void assume_of_pools(struct job *job, const struct purse_whatif_answer *answer) {
	bool joins = any_role(answer, PURSE_WHATIF_JOINS);
	if (!answer->facts.pool_count || !(joins || any_role(answer, PURSE_WHATIF_LEAVES))) return;
	assume(job, "Shared costs stay what they were, however many share them. They are shared anew among those "
				"that would be in the agreement, by the shares that each cost was shared by.");
	for (size_t i = 0; joins && i < answer->facts.school_count; i++) {
		const struct purse_whatif_school *school = &answer->facts.schools[i];
		if (school->role != PURSE_WHATIF_JOINS) continue;
		if (purse_same(answer->basis, "pupil numbers"))
			assume(job, purse_text(job->arena, "%s counts with %lld pupils.", school->code,
							(long long)school->pupils));
		if (purse_same(answer->basis, "fixed shares"))
			assume(job, purse_text(job->arena,
							"%s has a share of %s beside the shares agreed for the others; "
							"each bears its share of the sum.",
							school->code, purse_fraction_text(job->arena, school->share)));
	}
}

static void assume_of_uses(struct job *job, const struct purse_whatif_answer *answer) {
	if (!answer->facts.use_count) return;
	assume(job, "What is used stays at the prices that were charged, each school's line rounded once.");
	for (size_t i = 0; i < answer->facts.school_count; i++) {
		const struct purse_whatif_school *school = &answer->facts.schools[i];
		if (school->role == PURSE_WHATIF_JOINS && !purse_fraction_given(school->uses))
			assume(job, purse_text(job->arena,
							"%s uses of each thing as much as the others did on average, and "
							"as many as it has pupils of what goes by the pupil.",
							school->code));
	}
	if (answer->outcome.tier_count)
		assume(job, "What a provider takes itself is not charged, so it counts in no tier here.");
	for (size_t i = 0; i < answer->outcome.tier_count; i++) {
		const struct purse_whatif_tier *tier = &answer->outcome.tiers[i];
		const struct purse_whatif_line *line = &answer->facts.lines[tier->line];
		assume(job, purse_text(job->arena,
						"%s, %s by the %s: after the change by its price list in tiers, at the "
						"quantity of all.",
						answer->code, line->item, line->unit));
		if (tier->charged_pence != tier->list_before_pence)
			assume(job,
				purse_text(job->arena,
					"%s, %s by the %s: %s was charged, and the price list gives %s for "
					"the same quantities.",
					answer->code, line->item, line->unit, purse_money_pounds(job->arena, tier->charged_pence),
					purse_money_pounds(job->arena, tier->list_before_pence)));
	}
}

static void assume_of_credits(struct job *job, const struct purse_whatif_answer *answer) {
	const struct purse_whatif_outcome *outcome = &answer->outcome;
	bool drawn = false;
	for (size_t i = 0; i < answer->facts.use_count; i++) drawn |= answer->facts.uses[i].from_lots;
	if (!drawn) return;
	assume(job, "Credits that were bought stay bought, and are drawn at what they cost. What is drawn more "
				"comes out of credits that lapsed; what "
				"is drawn less lapses, or stays in the lot while it lasts.");
	if (outcome->bought_pence)
		assume(job, purse_text(job->arena,
						"%s: credits for %s more are drawn than lapsed; they are in the lots "
						"still, or would have to be bought at the same price.",
						answer->code, purse_money_pounds(job->arena, outcome->bought_pence)));
	if (outcome->left_pence)
		assume(job, purse_text(job->arena, "%s: credits for %s more are left in the lots.", answer->code,
						purse_money_pounds(job->arena, outcome->left_pence)));
}

/* What a school that joins pays without a quote would make the saving of the others look like one of all. */
static void assume_of_quotes(struct job *job, const struct purse_whatif_answer *answer) {
	for (size_t i = 0; i < answer->facts.school_count; i++) {
		const struct purse_whatif_figures *after = &answer->outcome.after[i];
		if (answer->facts.schools[i].role != PURSE_WHATIF_JOINS || after->pays_pence == after->counted_pence)
			continue;
		assume(job, purse_text(job->arena,
						"%s: %s would pay %s for what it has no quote for. Whether it saves "
						"is not known, and the saving of all together is without it.",
						answer->code, answer->facts.schools[i].code,
						purse_money_pounds(job->arena, after->pays_pence - after->counted_pence)));
	}
}

static void assume_of(struct job *job, const struct purse_whatif_answer *answer) {
	assume_of_quotes(job, answer);
	assume_of_pools(job, answer);
	assume_of_uses(job, answer);
	assume_of_credits(job, answer);
	for (size_t i = 0; i < answer->facts.school_count; i++)
		if (answer->outcome.before[i].earns_pence != answer->outcome.after[i].earns_pence)
			assume(job,
				"A school that works for others earns more or less by it. Whether its own cost changes as "
				"much is for it to say; the saving takes it to be so, as the savings report does.");
	if (any_role(answer, PURSE_WHATIF_LEAVES))
		assume(job,
			"A school that leaves pays nothing and saves nothing any more. What it would pay alone, by "
			"its quotes, is told.");
}

/* ---- all together ----------------------------------------------------------------------------------- */

/* Works one agreement out; what can't be is told of it, or ends the whole where it was asked for alone. */
static bool answer_one(struct job *job, struct purse_whatif_answer *answer) {
	bool alone = job->wish->agreement != NULL;
	if (answer->why_not)
		return !alone
		       || purse_fail(job->run, PURSE_E_NOT_ALLOWED_VALUE, NULL, "ask about another agreement",
				   "could not work out agreement %s: %s", answer->code, answer->why_not);
	struct purse_mark mark = purse_db_mark(job->run);
	if (!purse_whatif_work_out(job->run, job->arena, &answer->facts, &answer->outcome)) {
		if (alone) return false;
		answer->why_not = purse_copy_text(job->arena, job->run->problems[mark.problem_count].message);
		purse_db_forget(job->run, mark);
		return true;
	}
	for (size_t i = 0; i < answer->facts.school_count; i++)
		if (answer->facts.schools[i].role == PURSE_WHATIF_LEAVES)
			answer->alone_pence += answer->outcome.before[i].alone_pence;
	assume_of(job, answer);
	return true;
}

static bool add(int64_t *sum, int64_t more) { return purse_money_add(*sum, more, sum); }

static bool add_figures(struct purse_whatif_figures *sum, const struct purse_whatif_figures *more) {
	return add(&sum->pays_pence, more->pays_pence) && add(&sum->earns_pence, more->earns_pence)
	       && add(&sum->alone_pence, more->alone_pence) && add(&sum->counted_pence, more->counted_pence)
	       && add(&sum->saving_pence, more->saving_pence);
}

static struct purse_whatif_total *total_of(struct purse_whatif *whatif, const char *code, const char *name) {
	for (size_t i = 0; i < whatif->school_count; i++)
		if (purse_same(whatif->schools[i].code, code)) return &whatif->schools[i];
	struct purse_whatif_total *total = &whatif->schools[whatif->school_count++];
	*total = (struct purse_whatif_total){ .code = code, .name = name };
	return total;
}

static int by_code(const void *a, const void *b) {
	const struct purse_whatif_total *x = a, *y = b;
	return strcmp(x->code, y->code);
}

static bool add_up(struct job *job) {
	struct purse_whatif *whatif = job->whatif;
	whatif->schools = purse_alloc_array(job->arena, (size_t)job->schools->count, sizeof *whatif->schools);
	for (size_t a = 0; a < whatif->count; a++) {
		const struct purse_whatif_answer *answer = &whatif->answers[a];
		for (size_t i = 0; !answer->why_not && i < answer->facts.school_count; i++) {
			struct purse_whatif_total *total =
				total_of(whatif, answer->facts.schools[i].code, answer->names[i]);
			if (!add_figures(&total->before, &answer->outcome.before[i])
				|| !add_figures(&total->after, &answer->outcome.after[i])
				|| !add_figures(&whatif->all.before, &answer->outcome.before[i])
				|| !add_figures(&whatif->all.after, &answer->outcome.after[i]))
				return purse_fail(job->run, PURSE_E_OVERFLOW, NULL, NULL,
					"the amounts add up to more than the books can hold");
		}
	}
	qsort(whatif->schools, whatif->school_count, sizeof *whatif->schools, by_code);
	return true;
}

static bool answer_all(struct job *job) {
	struct purse_whatif *whatif = job->whatif;
	whatif->answers = purse_alloc_array(job->arena, (size_t)job->agreements->count, sizeof *whatif->answers);
	for (int i = 0; i < job->agreements->count; i++) {
		struct purse_whatif_answer *answer = &whatif->answers[whatif->count];
		gather(job, answer, i);
		if (!purse_whatif_concerns(&answer->facts)) {
			whatif->unconcerned++;
			continue;
		}
		whatif->count++;
		if (!answer_one(job, answer)) return false;
	}
	if (whatif->count == 0)
		return purse_fail(job->run, PURSE_E_NOTHING_FOUND, NULL,
			"name a school that is not in the agreement yet to join, one that is in it to leave",
			"the change makes no difference to what was charged");
	assume(job,
		"The saving is what each school would have paid alone, by its quotes, less what it pays; lines "
		"without a quote count in none. VAT that does not come back is left out.");
	return add_up(job);
}

bool purse_whatif_read(struct purse_run *run, struct purse_db *db, const struct purse_whatif_wish *wish,
	struct purse_whatif *whatif) {
	*whatif = (struct purse_whatif){ 0 };
	struct job job = { .run = run,
		.arena = run->arena,
		.db = db,
		.wish = wish,
		.whatif = whatif,
		.from = purse_date_iso(run->arena, wish->from),
		.to = purse_date_iso(run->arena, wish->to) };
	bool done = read_all(&job);
	purse_db_rollback(db);
	return done && answer_all(&job);
}
