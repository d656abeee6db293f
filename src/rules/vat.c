#include "purse/rules/vat.h"

#include <string.h>

#include "purse/base/arena.h"
#include "purse/base/limit.h"
#include "purse/base/text.h"

enum { NAMED_AT_MOST = 3 }; /* open questions in a reason; `purse vat` lists all of them */

/* The facts of one supply, looked up once. */
struct asked {
	const struct purse_vat_supply *supply;
	const struct purse_vat_person *from, *to;
	const char *from_kind, *to_kind, *to_phase; /* of the schools on the day; NULL: not known */
	const char *treatment;                      /* what the rules decided, for the gates */
};

static enum purse_answer answer_of(bool yes) { return yes ? PURSE_ANSWER_YES : PURSE_ANSWER_NO; }

/* ---- facts that follow from what is known of the schools ---------------------------------------------- */

static enum purse_answer same_person(const struct asked *asked) {
	return answer_of(asked->from->body == asked->to->body);
}
static enum purse_answer both_eligible(const struct asked *asked) {
	return answer_of(asked->from->eligible && asked->to->eligible);
}
static enum purse_answer supplier_eligible(const struct asked *asked) {
	return answer_of(asked->from->eligible);
}
static enum purse_answer supplier_registered(const struct asked *asked) {
	return answer_of(asked->from->registered);
}
static enum purse_answer supplier_under_authority(const struct asked *asked) {
	return answer_of(asked->from->authority);
}
static enum purse_answer both_authorities(const struct asked *asked) {
	return answer_of(asked->from->authority && asked->to->authority);
}
static enum purse_answer supplier_aided(const struct asked *asked) {
	if (!asked->from_kind) return PURSE_ANSWER_ASK;
	return answer_of(
		purse_same(asked->from_kind, "voluntary aided") || purse_same(asked->from_kind, "foundation"));
}
static enum purse_answer vat_charged(const struct asked *asked) {
	return answer_of(purse_same(asked->treatment, "standard") || purse_same(asked->treatment, "zero"));
}

static enum purse_answer education_for_a_charge(const struct asked *asked) {
	static const char *const free_of_charge[] = { "community", "voluntary controlled", "voluntary aided",
		"foundation", "academy" };
	for (size_t i = 0; i < sizeof free_of_charge / sizeof *free_of_charge; i++)
		if (purse_same(asked->to_kind, free_of_charge[i])) return PURSE_ANSWER_NO;
	return purse_same(asked->to_kind, "independent") ? PURSE_ANSWER_YES : PURSE_ANSWER_ASK;
}

static enum purse_answer school_or_club(const struct asked *asked) {
	return asked->to_phase && !purse_same(asked->to_phase, "other") ? PURSE_ANSWER_YES : PURSE_ANSWER_ASK;
}

static const struct {
	const char *fact;
	enum purse_answer (*answer)(const struct asked *asked);
} derived[] = {
	{ "same VAT person", same_person },
	{ "both eligible", both_eligible },
	{ "supplier eligible", supplier_eligible },
	{ "supplier registered", supplier_registered },
	{ "supplier under an authority", supplier_under_authority },
	{ "both local authorities", both_authorities },
	{ "supplier voluntary aided or foundation", supplier_aided },
	{ "VAT charged", vat_charged },
	{ "education for a charge", education_for_a_charge },
	{ "school or club", school_or_club },
};

/* ---- what is stated, and what a person decided: the row that began last holds ------------------------- */

static const struct purse_supply_fact *stated(const struct purse_vat_supply *supply, const char *fact) {
	const struct purse_supply_fact *found = NULL;
	for (size_t i = 0; supply->agreement && i < supply->agreement->supply_fact_count; i++) {
		const struct purse_supply_fact *one = &supply->agreement->supply_facts[i];
		if (purse_same(one->fact, fact) && one->from.day <= supply->date.day) found = one;
	}
	return found && supply->date.day <= found->to.day ? found : NULL;
}

/* For that customer alone before one for all customers. */
static const struct purse_vat_ruling *ruling_for(const struct purse_vat_supply *supply) {
	for (int i = 0; supply->agreement && i < 2; i++) {
		int customer = i == 0 ? supply->customer->id : 0;
		const struct purse_vat_ruling *found = NULL;
		for (size_t k = 0; k < supply->agreement->ruling_count; k++) {
			const struct purse_vat_ruling *one = &supply->agreement->rulings[k];
			if (one->customer == customer && one->from.day <= supply->date.day) found = one;
		}
		if (found && supply->date.day <= found->to.day) return found;
	}
	return NULL;
}

static struct asked ask(const struct purse_vat_supply *supply) {
	const struct purse_school_kind *from = purse_facts_school_kind(supply->provider, supply->date);
	const struct purse_school_kind *to = purse_facts_school_kind(supply->customer, supply->date);
	return (struct asked){ .supply = supply,
		.from = purse_facts_vat_person(supply->provider, supply->date),
		.to = purse_facts_vat_person(supply->customer, supply->date),
		.from_kind = from ? from->kind : NULL,
		.to_kind = to ? to->kind : NULL,
		.to_phase = to ? to->phase : NULL };
}

static enum purse_answer answer(const struct purse_vat_table *table, const struct asked *asked, int fact) {
	if (fact < 0) return PURSE_ANSWER_ASK;
	const struct purse_vat_fact *of = &table->facts[fact];
	const struct purse_supply_fact *said = of->stated ? stated(asked->supply, of->fact) : NULL;
	if (said) return answer_of(said->yes);
	if (purse_same(of->when_silent, "no")) return PURSE_ANSWER_NO;
	for (size_t i = 0; purse_same(of->when_silent, "derived") && i < sizeof derived / sizeof *derived; i++)
		if (purse_same(derived[i].fact, of->fact)) return derived[i].answer(asked);
	return PURSE_ANSWER_ASK;
}

enum purse_answer purse_vat_answer(
	const struct purse_vat_table *table, const struct purse_vat_supply *supply, int fact) {
	struct asked asked = ask(supply);
	return asked.from && asked.to ? answer(table, &asked, fact) : PURSE_ANSWER_ASK;
}

int purse_vat_fact_named(const struct purse_vat_table *table, const char *name) {
	for (size_t i = 0; i < table->fact_count; i++)
		if (purse_same(table->facts[i].fact, name)) return (int)i;
	return -1;
}

/* ---- the table ---------------------------------------------------------------------------------------- */

static void read_conditions(
	struct purse_arena *arena, const struct purse_vat_table *table, struct purse_vat_rule *rule) {
	size_t most = 1;
	for (const char *at = rule->conditions; *at; at++) most += *at == ';';
	struct purse_vat_condition *tests = purse_alloc_array(arena, most, sizeof *tests);
	rule->tests = tests;
	rule->test_count = 0;
	for (const char *at = rule->conditions; *at;) {
		size_t length = strcspn(at, ";");
		char *text = purse_trim(arena, purse_copy_bytes(arena, at, length));
		char *wanted = strrchr(text, '=');
		struct purse_vat_condition *test = &tests[rule->test_count++];
		*test = (struct purse_vat_condition){ .fact = -1, .wanted = wanted && purse_same(wanted, "=yes") };
		if (wanted) {
			*wanted = '\0';
			test->fact = purse_vat_fact_named(table, text);
		}
		at += length + (at[length] == ';');
	}
}

void purse_vat_prepare(struct purse_arena *arena, struct purse_vat_table *table) {
	for (size_t i = 0; i < table->rule_count; i++) {
		struct purse_vat_rule *rule = &table->rules[i];
		read_conditions(arena, table, rule);
		rule->newer = NULL;
		for (size_t k = 0; k < table->rule_count; k++) {
			const struct purse_vat_rule *other = &table->rules[k];
			if (purse_same(other->rule, rule->rule) && other->version > rule->version
				&& (!rule->newer || other->version < rule->newer->version))
				rule->newer = other;
		}
	}
}

/* The latest version that holds on the day, of those that are for such a supply. */
static bool in_force(const struct purse_vat_rule *rule, struct purse_date date) {
	if (!purse_date_between(date, rule->from, rule->to)) return false;
	for (const struct purse_vat_rule *newer = rule->newer; newer; newer = newer->newer)
		if (purse_date_between(date, newer->from, newer->to)) return false;
	return true;
}

static bool is_for(const struct purse_vat_rule *rule, const char *supply) {
	if (purse_same(rule->supply, "any")) return true;
	size_t length = strlen(supply);
	for (const char *at = rule->supply; *at; at += strcspn(at, "|"), at += *at == '|')
		if (strcspn(at, "|") == length && strncmp(at, supply, length) == 0) return true;
	return false;
}

/* YES: all conditions hold; NO: one does not; ASK: it hangs on what nobody stated. */
static enum purse_answer fits(
	const struct purse_vat_table *table, const struct asked *asked, const struct purse_vat_rule *rule) {
	enum purse_answer all = PURSE_ANSWER_YES;
	for (size_t i = 0; i < rule->test_count; i++) {
		enum purse_answer is = answer(table, asked, rule->tests[i].fact);
		if (is == PURSE_ANSWER_ASK) all = PURSE_ANSWER_ASK;
		else if (is != answer_of(rule->tests[i].wanted)) return PURSE_ANSWER_NO;
	}
	return all;
}

/* ---- deciding ----------------------------------------------------------------------------------------- */

bool purse_vat_is_outside(const char *treatment) {
	return purse_same(treatment, "no supply") || purse_same(treatment, "outside scope")
	       || purse_same(treatment, "non-business");
}

/* A rule that is not sure enough suggests, and a person decides. */
static bool decides(const struct purse_vat_rule *rule) {
	return !purse_same(rule->treatment, "review") && !purse_same(rule->confidence, "memory")
	       && !purse_same(rule->confidence, "review");
}

static struct purse_vat_decision review(const struct purse_vat_rule *rule, const char *reason) {
	return (struct purse_vat_decision){
		.rule = rule, .treatment = "review", .rate = purse_fraction_of(0), .rate_text = "0", .reason = reason
	};
}

/* REVIEW that names what the rule hangs on. */
static struct purse_vat_decision open_question(struct purse_arena *arena, const struct purse_vat_table *table,
	const struct asked *asked, const struct purse_vat_rule *rule) {
	struct purse_buffer words = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	const struct purse_vat_fact **open = purse_alloc_array(arena, rule->test_count, sizeof(void *));
	size_t count = 0;
	for (size_t i = 0; i < rule->test_count; i++) {
		int fact = rule->tests[i].fact;
		if (fact >= 0 && answer(table, asked, fact) == PURSE_ANSWER_ASK) open[count++] = &table->facts[fact];
	}
	purse_buffer_addf(&words, "Rule %s hangs on what is not stated: %s", rule->rule,
		count ? open[0]->fact : "an unknown fact");
	for (size_t i = 1; i < count && i < NAMED_AT_MOST; i++) purse_buffer_addf(&words, ", %s", open[i]->fact);
	if (count > NAMED_AT_MOST) purse_buffer_addf(&words, " and %zu more", count - NAMED_AT_MOST);
	struct purse_vat_decision decision = review(rule, words.text);
	decision.open = open;
	decision.open_count = count;
	return decision;
}

static struct purse_vat_decision by_rule(struct purse_arena *arena, const struct purse_vat_rule *rule) {
	if (!decides(rule)) {
		struct purse_vat_decision decision = review(rule, rule->reason);
		if (purse_same(rule->treatment, "review")) return decision;
		decision.suggestion = rule->treatment;
		decision.reason = purse_text(arena, "Rule %s is not sure enough; it suggests %s. %s", rule->rule,
			rule->treatment, rule->reason);
		return decision;
	}
	return (struct purse_vat_decision){ .rule = rule,
		.treatment = rule->treatment,
		.document_kind = rule->document_kind,
		.reason = rule->reason,
		.decided_by = purse_text(arena, "%s version %d", rule->rule, rule->version) };
}

static struct purse_vat_decision by_table(
	struct purse_arena *arena, const struct purse_vat_table *table, const struct asked *asked) {
	for (size_t i = 0; i < table->rule_count; i++) {
		const struct purse_vat_rule *rule = &table->rules[i];
		if (rule->gate || !in_force(rule, asked->supply->date) || !is_for(rule, asked->supply->supply))
			continue;
		enum purse_answer fit = fits(table, asked, rule);
		if (fit == PURSE_ANSWER_ASK) return open_question(arena, table, asked, rule);
		if (fit == PURSE_ANSWER_YES) return by_rule(arena, rule);
	}
	return review(NULL, "The VAT treatment needs a decision");
}

/* What is decided goes through the gates. A person's decision is not asked again, but nobody who is not
 * registered charges VAT. */
static struct purse_vat_decision through_gates(struct purse_arena *arena, const struct purse_vat_table *table,
	struct asked *asked, struct purse_vat_decision decision) {
	for (size_t i = 0; i < table->rule_count && !purse_same(decision.treatment, "review"); i++) {
		const struct purse_vat_rule *gate = &table->rules[i];
		if (!gate->gate || !in_force(gate, asked->supply->date) || !is_for(gate, asked->supply->supply)
			|| (decision.ruling && !decides(gate)))
			continue;
		asked->treatment = decision.treatment;
		enum purse_answer fit = fits(table, asked, gate);
		if (fit == PURSE_ANSWER_NO) continue;
		const char *was = decision.treatment;
		const struct purse_vat_ruling *ruling = decision.ruling;
		decision = fit == PURSE_ANSWER_ASK ? open_question(arena, table, asked, gate) : by_rule(arena, gate);
		if (purse_same(decision.treatment, "review")) decision.suggestion = was;
		decision.ruling = ruling;
	}
	return decision;
}

/* The document that goes with a treatment that a person decided. */
static const char *document_for(const char *treatment, bool one_person) {
	if (purse_same(treatment, "standard") || purse_same(treatment, "zero")) return "vat invoice";
	return one_person && purse_same(treatment, "no supply") ? "internal charge" : "invoice";
}

static struct purse_vat_decision by_person(
	struct purse_arena *arena, const struct asked *asked, const struct purse_vat_ruling *ruling) {
	return (struct purse_vat_decision){ .ruling = ruling,
		.treatment = ruling->treatment,
		.document_kind = document_for(ruling->treatment, asked->from->body == asked->to->body),
		.reason = purse_text(arena, "%s (decided by %s)", ruling->reason, ruling->decided_by),
		.decided_by = purse_text(arena, "decision %lld", (long long)ruling->record) };
}

static const struct purse_vat_rate *rate_for(
	const struct purse_vat_table *table, const char *treatment, struct purse_date date) {
	for (size_t i = 0; i < table->rate_count; i++)
		if (purse_same(table->rates[i].treatment, treatment)
			&& purse_date_between(date, table->rates[i].from, table->rates[i].to))
			return &table->rates[i];
	return NULL;
}

struct purse_vat_decision purse_vat_decide(
	struct purse_arena *arena, const struct purse_vat_table *table, const struct purse_vat_supply *supply) {
	struct asked asked = ask(supply);
	if (!asked.from || !asked.to)
		return review(NULL, "It is not recorded which body stands behind both schools on that day");
	struct purse_vat_decision decision = through_gates(arena, table, &asked, by_table(arena, table, &asked));
	/* what stays within one VAT person can't be decided otherwise */
	const struct purse_vat_ruling *ruling =
		purse_same(decision.document_kind, "internal charge") ? NULL : ruling_for(supply);
	if (ruling) decision = through_gates(arena, table, &asked, by_person(arena, &asked, ruling));
	decision.recovers = asked.to->recovers;
	if (purse_same(decision.treatment, "review")) return decision;
	const struct purse_vat_rate *rate = rate_for(table, decision.treatment, supply->date);
	if (!rate) {
		decision = review(decision.rule, "No rate of VAT is known for that day");
		decision.recovers = asked.to->recovers;
		return decision;
	}
	decision.rate = rate->rate;
	decision.rate_text = rate->text;
	return decision;
}

/* ---- why not ------------------------------------------------------------------------------------------ */

static const char *what_does_not_fit(struct purse_arena *arena, const struct purse_vat_table *table,
	const struct asked *asked, const struct purse_vat_rule *rule) {
	if (!is_for(rule, asked->supply->supply)) {
		struct purse_buffer kinds = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
		for (const char *at = rule->supply; *at; at++)
			purse_buffer_add(&kinds, *at == '|' ? ", " : (char[2]){ *at, '\0' });
		return purse_text(arena, "it is for %s", kinds.text);
	}
	struct purse_buffer words = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (size_t i = 0; i < rule->test_count; i++) {
		int fact = rule->tests[i].fact;
		enum purse_answer is = answer(table, asked, fact);
		if (is == PURSE_ANSWER_ASK || is == answer_of(rule->tests[i].wanted)) continue;
		purse_buffer_addf(&words, "%s%s: %s", words.length ? "; " : "", table->facts[fact].fact,
			is == PURSE_ANSWER_YES ? "yes" : "no");
	}
	return words.text;
}

struct purse_vat_refusal *purse_vat_why_not(struct purse_arena *arena, const struct purse_vat_table *table,
	const struct purse_vat_supply *supply, size_t *count) {
	struct purse_vat_refusal *list = purse_alloc_array(arena, table->rule_count, sizeof *list);
	struct asked asked = ask(supply);
	*count = 0;
	for (size_t i = 0; asked.from && asked.to && i < table->rule_count; i++) {
		const struct purse_vat_rule *rule = &table->rules[i];
		if (rule->gate || !in_force(rule, supply->date)) continue;
		if (is_for(rule, supply->supply) && fits(table, &asked, rule) != PURSE_ANSWER_NO) break;
		list[(*count)++] =
			(struct purse_vat_refusal){ .rule = rule, .why = what_does_not_fit(arena, table, &asked, rule) };
	}
	return list;
}
