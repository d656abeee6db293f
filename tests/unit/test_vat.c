/* rules/vat: the table of rules as it is shipped, against DOMAIN 1.3: its matrix cell by cell, each rule once
 * matching and once not, each condition alone, gates, and what people decided. tests/build/vat_table.sh
 * changes the table row by row and expects this program to notice. */
#include "unit/facts_builder.h"

#include "unit/vat_cases.h"
#include "unit/vat_table.h"

static struct purse_vat_table table;
static struct purse_agreement *sharing;
static struct purse_supply_fact said[16];
static struct purse_vat_ruling rulings[8];

static int open_vat(void **state) {
	static const struct {
		int school, body, flags;
		const char *code, *kind;
	} all[] = {
		{ MAINTAINED, COUNTY, ELIGIBLE | REGISTERED | RECOVERS | AUTHORITY, "maintained", "community" },
		{ NEIGHBOUR, COUNTY, ELIGIBLE | REGISTERED | RECOVERS | AUTHORITY, "neighbour",
			"voluntary controlled" },
		{ ELSEWHERE, OTHER_COUNTY, ELIGIBLE | REGISTERED | RECOVERS | AUTHORITY, "elsewhere", "community" },
		{ ACADEMY, TRUST, ELIGIBLE | REGISTERED | RECOVERS, "academy", "academy" },
		{ SISTER, TRUST, ELIGIBLE | REGISTERED | RECOVERS, "sister", "academy" },
		{ STRANGER, OTHER_TRUST, ELIGIBLE | REGISTERED | RECOVERS, "stranger", "academy" },
		{ BISHOP, BOARD, REGISTERED, "diocese", "independent" },
		{ VILLAGE, HALL, 0, "village hall", "independent" },
		{ SMALL, SMALL_TRUST, ELIGIBLE | RECOVERS, "unregistered academy", "academy" },
		{ COLLEGE, FOUNDERS, ELIGIBLE | REGISTERED, "independent school", "independent" },
		{ AIDED, COUNTY, ELIGIBLE | REGISTERED | RECOVERS | AUTHORITY, "aided", "voluntary aided" },
		{ FOUNDATION, COUNTY, ELIGIBLE | REGISTERED | RECOVERS | AUTHORITY, "foundation", "foundation" },
		{ ABROAD, FOUNDERS + 1, ELIGIBLE, "abroad", "abroad" },
	};
	open_facts(state);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		add_school(all[i].school, all[i].code);
		belongs_to(all[i].school, all[i].body, all[i].flags, "2010-09-01", NULL);
		is_a(all[i].school, all[i].kind, "secondary");
	}
	add_school(UNKNOWN, "unknown");
	table = vat_table();
	sharing = agree(SHARING, MAINTAINED, "staff", "price");
	sharing->supply_facts = said;
	sharing->rulings = rulings;
	return 0;
}

/* States facts as conditions are written: `at or below cost=yes; both agree to tax=no`. */
static void state_facts(const char *text) {
	char *copy = purse_text(arena, "%s", text), *rest = copy;
	sharing->supply_fact_count = 0;
	for (char *part = strtok_r(copy, ";", &rest); part; part = strtok_r(NULL, ";", &rest)) {
		char *fact = purse_trim(arena, part), *is = strrchr(fact, '=');
		assert_non_null(is);
		*is = '\0';
		assert_true(purse_vat_fact_named(&table, fact) >= 0);
		assert_true(sharing->supply_fact_count < sizeof said / sizeof *said);
		said[sharing->supply_fact_count++] = (struct purse_supply_fact){ .fact = fact,
			.from = day("1999-09-01"),
			.to = PURSE_FOREVER,
			.yes = strcmp(is + 1, "yes") == 0,
			.evidence = "a letter" };
	}
}

static struct purse_vat_supply supply_of(int from, int to, const char *supply, const char *date) {
	return (struct purse_vat_supply){ school(from), school(to), sharing, supply, day(date) };
}

static struct purse_vat_decision decide(int from, int to, const char *supply, const char *date) {
	struct purse_vat_supply asked = supply_of(from, to, supply, date);
	return purse_vat_decide(arena, &table, &asked);
}

/* DOMAIN 1.3, "default for the three commonest supplies"; of the sports lets what happens ad hoc, and a
 * series. A voluntary aided school is under the county for VAT, but who supplies is asked (G2). */
static void the_matrix_cell_by_cell(void **state) {
	(void)state;
	static const struct {
		int from, to;
		const char *teacher, *admin, *sports, *series;
	} cells[] = {
		{ MAINTAINED, NEIGHBOUR, "no supply", "no supply", "no supply", "no supply" },
		{ MAINTAINED, ELSEWHERE, "exempt", "standard", "standard", "exempt" },
		{ MAINTAINED, ACADEMY, "exempt", "standard", "standard", "exempt" },
		{ ACADEMY, MAINTAINED, "exempt", "standard", "standard", "exempt" },
		{ SMALL, MAINTAINED, "exempt", "not registered", "not registered", "exempt" }, /* "if registered" */
		{ ACADEMY, SISTER, "no supply", "no supply", "no supply", "no supply" },
		{ ACADEMY, STRANGER, "exempt", "standard", "standard", "exempt" },
		{ SMALL, STRANGER, "exempt", "not registered", "not registered", "exempt" },
		{ AIDED, MAINTAINED, "review", "review", "review", "review" }, /* no supply, but G2 */
		{ FOUNDATION, MAINTAINED, "review", "review", "review", "review" },
		{ MAINTAINED, AIDED, "no supply", "no supply", "no supply", "no supply" },
		{ AIDED, ACADEMY, "review", "review", "review", "review" },
		{ BISHOP, MAINTAINED, "review", "standard", "standard", "exempt" }, /* a board is no eligible body */
		{ MAINTAINED, VILLAGE, "review", "standard", "standard", "exempt" },
		{ VILLAGE, MAINTAINED, "review", "not registered", "not registered", "exempt" },
	};
	static const char *const series = "ten sessions or more=yes;same activity=yes;same place=yes;one to "
									  "fourteen days apart=yes;paid as a whole in writing=yes;exclusive "
									  "use=yes;school or club=yes";
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		const char *const supplies[] = { "teaching staff", "other staff", "sports facility",
			"sports facility" };
		const char *const expected[] = { cells[i].teacher, cells[i].admin, cells[i].sports, cells[i].series };
		for (size_t k = 0; k < 4; k++) {
			state_facts(k == 3 ? series : "");
			struct purse_vat_decision found = decide(cells[i].from, cells[i].to, supplies[k], "2025-11-10");
			if (strcmp(found.treatment, expected[k]) != 0)
				print_error(
					"%s, %s to %s\n", supplies[k], school(cells[i].from)->code, school(cells[i].to)->code);
			assert_string_equal(found.treatment, expected[k]);
		}
	}
}

static const struct told *told_of(const char *rule) {
	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		if (strcmp(told[i].rule, rule) == 0) return &told[i];
	fail_msg("no rule %s is told of", rule);
	return NULL;
}

static void each_rule_and_each_condition(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		state_facts(cases[i].facts);
		struct purse_vat_decision found = decide(cases[i].from, cases[i].to, cases[i].supply, "2025-11-10");
		if (!found.rule || strcmp(found.rule->rule, cases[i].rule) != 0 || found.open_count)
			fail_msg("%s, %s to %s, %s: by %s and not by %s: %s", cases[i].supply,
				school(cases[i].from)->code, school(cases[i].to)->code, cases[i].facts,
				found.rule ? found.rule->rule : "nothing", cases[i].rule, found.reason);
		const struct told *rule = told_of(cases[i].rule);
		assert_int_equal(found.rule->version, rule->version);
		assert_string_equal(found.rule->source, rule->source);
		assert_string_equal(found.rule->reason, rule->reason);
		assert_string_equal(found.rule->document_kind, rule->document_kind);
		assert_string_equal(found.rule->treatment, rule->treatment);
		bool decides = rule->decides && strcmp(rule->treatment, "review") != 0;
		assert_string_equal(found.treatment, decides ? rule->treatment : "review");
		if (decides) {
			assert_string_equal(found.document_kind, rule->document_kind);
			assert_string_equal(found.reason, rule->reason);
			assert_string_equal(
				found.decided_by, purse_text(arena, "%s version %d", rule->rule, rule->version));
		} else {
			assert_null(found.document_kind);
			assert_null(found.decided_by);
			assert_non_null(strstr(found.reason, rule->reason));
		}
		if (!decides && strcmp(rule->treatment, "review") != 0)
			assert_string_equal(found.suggestion, rule->treatment);
	}
}

/* Every rule of the table is told of here and matches somewhere, in the order of DOMAIN; each holds from the
 * day on which VAT began. */
static void every_rule_is_covered(void **state) {
	(void)state;
	assert_int_equal(table.rule_count, sizeof told / sizeof *told);
	for (size_t i = 0; i < table.rule_count; i++) {
		bool matched = false;
		assert_string_equal(table.rules[i].rule, told[i].rule);
		assert_string_equal(table.rules[i].supply, told[i].supply);
		assert_int_equal(table.rules[i].from.day, day("1973-04-01").day);
		assert_int_equal(table.rules[i].to.day, PURSE_FOREVER.day);
		for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
			if (strcmp(cases[k].rule, told[i].rule) == 0) matched = true;
		if (!matched) fail_msg("no case matches rule %s", told[i].rule);
	}
}

/* Nobody said: a rule that hangs on it ends in review, which names what to state; or silence means no. */
static void what_is_not_stated(void **state) {
	(void)state;
	static const struct {
		const char *rule;
		int from, to;
		const char *supply, *facts, *suggestion, *reason;
	} asked[] = {
		{ "R12T", ACADEMY, MAINTAINED, "room hire", "", NULL,
			"Rule R12T hangs on what is not stated: option to tax" },
		{ "R18", ACADEMY, MAINTAINED, "minibus with driver", "", NULL,
			"Rule R18 hangs on what is not stated: ten passengers or more" },
		{ "R16", MAINTAINED, ACADEMY, "meals", "", NULL,
			"Rule R16 hangs on what is not stated: meals direct to pupils, at or below cost" },
		{ "R16", MAINTAINED, ACADEMY, "meals", "meals direct to pupils=yes", NULL,
			"Rule R16 hangs on what is not stated: at or below cost" },
		{ "R15", ACADEMY, MAINTAINED, "meals", "", NULL,
			"Rule R15 hangs on what is not stated: meals direct to pupils" },
		{ "R10", MAINTAINED, ELSEWHERE, "overheads", "not in competition=yes", NULL,
			"Rule R10 hangs on what is not stated: at or below cost" },
		{ "R4", ACADEMY, ABROAD, "catering staff", "", NULL,
			"Rule R4 hangs on what is not stated: education for a charge" },
		{ "R5", BISHOP, ABROAD, "catering staff", "", NULL,
			"Rule R5 hangs on what is not stated: education for a charge" },
		{ "R20", ACADEMY, MAINTAINED, "bought-in service", "exact amount=no", NULL,
			"Rule R20 hangs on what is not stated: underlying supply standard-rated" },
		{ "R19", ACADEMY, MAINTAINED, "bought-in service", TICKS_BUT_FIRST, NULL,
			"Rule R19 hangs on what is not stated: acted as agent" },
		{ "R19", ACADEMY, MAINTAINED, "bought-in service", "", NULL,
			"Rule R19 hangs on what is not stated: acted as agent, customer received and used it, customer "
			"responsible to pay and 5 more" },
		{ "G2", AIDED, MAINTAINED, "teaching staff", "", "no supply",
			"Rule G2 hangs on what is not stated: supplied by the authority" },
		{ "G2", FOUNDATION, ACADEMY, "teaching staff", "", "exempt",
			"Rule G2 hangs on what is not stated: supplied by the authority" },
	};
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		state_facts(asked[i].facts);
		struct purse_vat_decision found = decide(asked[i].from, asked[i].to, asked[i].supply, "2025-11-10");
		assert_string_equal(found.treatment, "review");
		assert_string_equal(found.rule->rule, asked[i].rule);
		assert_string_equal(found.reason, asked[i].reason);
		assert_true(found.open_count > 0);
		assert_non_null(strstr(found.reason, found.open[0]->fact));
		if (asked[i].suggestion) assert_string_equal(found.suggestion, asked[i].suggestion);
		else assert_null(found.suggestion);
	}
	for (size_t i = 0; i < table.rule_count; i++) /* a bare room is not exempt for want of another rule */
		if (strcmp(table.rules[i].rule, "R12T") == 0) table.rules[i].to = day("2000-01-01");
	state_facts("");
	assert_string_equal(decide(ACADEMY, MAINTAINED, "room hire", "2025-11-10").reason,
		"Rule R12 hangs on what is not stated: option to tax");
	state_facts("supplied by the authority=no"); /* G2 says what would follow */
	assert_string_equal(decide(AIDED, ACADEMY, "other staff", "2025-11-10").suggestion, "standard");
}

/* Each tick of a disbursement that nobody stated keeps it from being one. */
static void ticks_one_by_one(void **state) {
	(void)state;
	state_facts(TICKS);
	size_t ticks = sharing->supply_fact_count;
	assert_int_equal(ticks, 8);
	for (size_t i = 0; i < ticks; i++) {
		state_facts(TICKS);
		const char *fact = said[i].fact;
		said[i] = said[--sharing->supply_fact_count];
		struct purse_vat_decision found = decide(ACADEMY, MAINTAINED, "bought-in service", "2025-11-10");
		assert_string_equal(found.treatment, "review");
		assert_int_equal(found.open_count, 1);
		assert_string_equal(found.open[0]->fact, fact);
	}
}

/* What is derived can't be stated otherwise, and what follows from silence is part of the table. */
static void what_may_be_stated(void **state) {
	(void)state;
	static const struct {
		const char *silent;
		bool stated;
		const char *facts[24];
	} all[] = {
		{ "derived", false,
			{ "same VAT person", "both eligible", "supplier eligible", "supplier registered",
				"supplier under an authority", "both local authorities",
				"supplier voluntary aided or foundation", "VAT charged" } },
		{ "derived", true, { "education for a charge", "school or club" } },
		{ "no", true,
			{ "outside the delegated budget", "joint employment contract", "host is employer",
				"supplier directs the work", "not in competition", "both agree to tax",
				"exclusive let over 24 hours", "ten sessions or more", "same activity", "same place",
				"one to fourteen days apart", "paid as a whole in writing", "exclusive use" } },
		{ "ask", true,
			{ "supplied by the authority", "at or below cost", "option to tax", "meals direct to pupils",
				"ten passengers or more", "acted as agent", "customer received and used it",
				"customer responsible to pay", "customer authorised it", "customer knew the supplier",
				"itemised separately", "exact amount", "additional to own supplies",
				"underlying supply standard-rated" } },
	};
	size_t count = 0;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		for (const char *const *fact = all[i].facts; *fact; fact++, count++) {
			int at = purse_vat_fact_named(&table, *fact);
			assert_true(at >= 0);
			assert_string_equal(table.facts[at].when_silent, all[i].silent);
			assert_int_equal(table.facts[at].stated, all[i].stated);
			assert_true(strlen(table.facts[at].source) > 0);
			assert_true(purse_ends(table.facts[at].question, "?"));
		}
	assert_int_equal(count, table.fact_count);
	assert_int_equal(purse_vat_fact_named(&table, "a fact of which nobody heard"), -1);
	state_facts("same VAT person=yes;supplier registered=no");
	assert_string_equal(decide(ACADEMY, STRANGER, "goods", "2025-11-10").treatment, "standard");
}

/* The last answer that began holds, until it ends or the next begins. */
static void answers_have_dates(void **state) {
	(void)state;
	state_facts("joint employment contract=yes;joint employment contract=no");
	said[0].from = day("2025-09-01");
	said[0].to = day("2026-08-31");
	said[1].from = day("2026-01-01");
	said[1].to = day("2026-03-31");
	static const struct {
		const char *date, *rule;
	} days[] = { { "2025-08-31", "R3T" }, { "2025-09-01", "R1" }, { "2025-12-31", "R1" },
		{ "2026-01-01", "R3T" }, { "2026-03-31", "R3T" }, { "2026-04-01", "R3T" } };
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		assert_string_equal(
			decide(ACADEMY, STRANGER, "teaching staff", days[i].date).rule->rule, days[i].rule);
	sharing->supply_fact_count = 1;
	assert_string_equal(decide(ACADEMY, STRANGER, "teaching staff", "2026-08-31").rule->rule, "R1");
	assert_string_equal(decide(ACADEMY, STRANGER, "teaching staff", "2026-09-01").rule->rule, "R3T");
	struct purse_vat_supply asked = supply_of(ACADEMY, STRANGER, "teaching staff", "2026-08-31");
	int fact = purse_vat_fact_named(&table, "joint employment contract");
	assert_int_equal(purse_vat_answer(&table, &asked, fact), PURSE_ANSWER_YES);
	asked.agreement = NULL;
	assert_int_equal(purse_vat_answer(&table, &asked, fact), PURSE_ANSWER_NO);
	assert_int_equal(purse_vat_answer(&table, &asked, -1), PURSE_ANSWER_ASK);
	asked.provider = school(UNKNOWN);
	assert_int_equal(purse_vat_answer(&table, &asked, fact), PURSE_ANSWER_ASK);
}

static void rules(int customer, const char *treatment, const char *from, const char *to) {
	size_t count = sharing->ruling_count++;
	rulings[count] = (struct purse_vat_ruling){ .record = 811 + (int64_t)count,
		.customer = customer,
		.from = day(from),
		.to = day(to),
		.treatment = treatment,
		.reason = "The authority's VAT team wrote so",
		.decided_by = "Ada Ash, business manager" };
}

/* A person's decision goes before every rule but that of one VAT person; for one customer before all. */
static void people_decide(void **state) {
	(void)state;
	rules(0, "exempt", "2025-09-01", "2026-08-31");
	rules(STRANGER, "standard", "2026-01-01", "2026-03-31");
	static const struct {
		int from, to;
		const char *supply, *date, *treatment, *by, *document;
	} days[] = {
		{ ACADEMY, STRANGER, "minibus", "2025-08-31", "review", NULL, NULL },
		{ ACADEMY, STRANGER, "minibus", "2025-09-01", "exempt", "decision 811", "invoice" },
		{ ACADEMY, STRANGER, "minibus", "2026-01-01", "standard", "decision 812", "vat invoice" },
		{ ACADEMY, STRANGER, "minibus", "2026-03-31", "standard", "decision 812", "vat invoice" },
		{ ACADEMY, STRANGER, "minibus", "2026-04-01", "exempt", "decision 811", "invoice" },
		{ ACADEMY, STRANGER, "minibus", "2026-09-01", "review", NULL, NULL },
		{ ACADEMY, ELSEWHERE, "minibus", "2026-01-01", "exempt", "decision 811", "invoice" },
		{ ACADEMY, STRANGER, "goods", "2025-09-01", "exempt", "decision 811", "invoice" },
		{ ACADEMY, SISTER, "goods", "2025-09-01", "no supply", "R0 version 2", "internal charge" },
		{ AIDED, ACADEMY, "other staff", "2025-09-01", "exempt", "decision 811", "invoice" },
		{ AIDED, MAINTAINED, "other staff", "2025-09-01", "exempt", "decision 811", "invoice" },
	};
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct purse_vat_decision found = decide(days[i].from, days[i].to, days[i].supply, days[i].date);
		assert_string_equal(found.treatment, days[i].treatment);
		if (!days[i].by) continue;
		assert_string_equal(found.decided_by, days[i].by);
		assert_string_equal(found.document_kind, days[i].document);
	}
	struct purse_vat_decision found = decide(ACADEMY, STRANGER, "minibus", "2026-01-01");
	assert_string_equal(
		found.reason, "The authority's VAT team wrote so (decided by Ada Ash, business manager)");
	assert_string_equal(found.rate_text, "0.2");
	assert_int_equal(found.ruling->record, 812);
}

/* Who is not registered charges no VAT, whatever is decided; within one VAT person what the governing body
 * does on its own account may be decided to be no supply, as an internal charge. */
static void what_nobody_can_decide(void **state) {
	(void)state;
	rules(0, "standard", "2025-09-01", NULL);
	struct purse_vat_decision found = decide(SMALL, MAINTAINED, "minibus", "2025-11-10");
	assert_string_equal(found.treatment, "not registered");
	assert_string_equal(found.decided_by, "G1 version 1");
	assert_string_equal(found.document_kind, "invoice");
	rulings[0].treatment = "no supply";
	state_facts("outside the delegated budget=yes");
	found = decide(MAINTAINED, NEIGHBOUR, "minibus", "2025-11-10");
	assert_string_equal(found.document_kind, "internal charge");
	assert_string_equal(found.decided_by, "decision 811");
	found = decide(MAINTAINED, ELSEWHERE, "minibus", "2025-11-10");
	assert_string_equal(found.document_kind, "invoice");
	rulings[0].treatment = "zero";
	assert_string_equal(decide(MAINTAINED, ELSEWHERE, "minibus", "2025-11-10").document_kind, "vat invoice");
	rulings[0].treatment = "non-business";
	found = decide(MAINTAINED, NEIGHBOUR, "minibus", "2025-11-10");
	assert_string_equal(found.document_kind, "invoice");
	assert_true(purse_vat_is_outside("non-business"));
	assert_true(purse_vat_is_outside("no supply"));
	assert_true(purse_vat_is_outside("outside scope"));
	assert_false(purse_vat_is_outside("exempt"));
	assert_false(purse_vat_is_outside("zero"));
}

/* Why not: every rule that was asked before the one that matched, in order, each with what did not fit. */
static void why_not(void **state) {
	(void)state;
	size_t count;
	struct purse_vat_supply asked = supply_of(ACADEMY, MAINTAINED, "teaching staff", "2025-11-10");
	struct purse_vat_refusal *list = purse_vat_why_not(arena, &table, &asked, &count);
	static const char *const expected[][2] = {
		{ "R0X", "same VAT person: no; outside the delegated budget: no" },
		{ "R0", "same VAT person: no" },
		{ "R1", "joint employment contract: no" },
		{ "R2", "host is employer: no" },
		{ "R2E", "supplier directs the work: no" },
		{ "R2S", "supplier directs the work: no" },
	};
	assert_int_equal(count, 6);
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(list[i].rule->rule, expected[i][0]);
		assert_string_equal(list[i].why, expected[i][1]);
	}
	asked = supply_of(ACADEMY, MAINTAINED, "a kind that no rule names", "2025-11-10");
	list = purse_vat_why_not(arena, &table, &asked, &count);
	assert_int_equal(count, sizeof told / sizeof *told - 3); /* all but R99 and the gates */
	assert_string_equal(list[6].rule->rule, "R3T");
	assert_string_equal(list[6].why, "it is for teaching staff");
	assert_string_equal(
		list[2].why, "it is for teaching staff, classroom assistants, other staff, catering staff");
	asked = supply_of(MAINTAINED, ACADEMY, "overheads", "2025-11-10");
	state_facts("at or below cost=yes");
	list = purse_vat_why_not(arena, &table, &asked, &count);
	assert_string_equal(list[count - 1].rule->rule, "R10");
	assert_string_equal(list[count - 1].why, "both local authorities: no; not in competition: no");
	asked.customer = school(UNKNOWN);
	purse_vat_why_not(arena, &table, &asked, &count);
	assert_int_equal(count, 0);
}

/* What the decision says besides: the kind of document, the rate, the reason in words, who recovers. */
static void a_decision_is_complete(void **state) {
	(void)state;
	struct purse_vat_decision found = decide(MAINTAINED, NEIGHBOUR, "teaching staff", "2025-11-10");
	assert_string_equal(found.document_kind, "internal charge");
	assert_string_equal(found.reason, "No VAT: both schools belong to one VAT person; internal recharge");
	assert_string_equal(found.rate_text, "0");
	expect_fraction(found.rate, "0");
	found = decide(MAINTAINED, ACADEMY, "classroom assistants", "2025-11-10");
	assert_string_equal(found.document_kind, "invoice");
	expect_fraction(found.rate, "0");
	assert_true(found.recovers);
	found = decide(BISHOP, MAINTAINED, "other staff", "2025-11-10");
	assert_string_equal(found.document_kind, "vat invoice");
	assert_string_equal(found.rate_text, "0.2");
	expect_fraction(found.rate, "1/5");
	found = decide(MAINTAINED, BISHOP, "goods", "2025-11-10");
	assert_string_equal(found.treatment, "standard");
	assert_false(found.recovers); /* VAT is a cost of a board, which has no section 33 */
	assert_false(decide(MAINTAINED, BISHOP, "minibus", "2025-11-10").recovers);
	assert_true(decide(MAINTAINED, ACADEMY, "minibus", "2025-11-10").recovers);
}

/* Each treatment that a rule or a person may choose has a rate. */
static void each_treatment_has_a_rate(void **state) {
	(void)state;
	static const struct {
		const char *treatment, *rate, *from;
	} rates[] = {
		{ "standard", "0.2", "2011-01-04" },
		{ "exempt", "0", "1973-04-01" },
		{ "no supply", "0", "1973-04-01" },
		{ "zero", "0", "1973-04-01" },
		{ "outside scope", "0", "1973-04-01" },
		{ "non-business", "0", "1973-04-01" },
		{ "not registered", "0", "1973-04-01" },
	};
	assert_int_equal(table.rate_count, sizeof rates / sizeof *rates);
	for (size_t i = 0; i < table.rate_count; i++) {
		assert_string_equal(table.rates[i].treatment, rates[i].treatment);
		assert_string_equal(table.rates[i].text, rates[i].rate);
		assert_int_equal(table.rates[i].from.day, day(rates[i].from).day);
		assert_int_equal(table.rates[i].to.day, PURSE_FOREVER.day);
	}
}

/* A body that nobody recorded, on either side or for a time, is a question, not a default; nobody can decide
 * it away. */
static void unknown_bodies_need_a_decision(void **state) {
	(void)state;
	static const char *const reason = "It is not recorded which body stands behind both schools on that day";
	static const int pairs[][2] = { { UNKNOWN, MAINTAINED }, { MAINTAINED, UNKNOWN }, { UNKNOWN, UNKNOWN } };
	rules(0, "exempt", "2000-09-01", NULL);
	for (size_t i = 0; i < 3; i++) {
		struct purse_vat_decision found = decide(pairs[i][0], pairs[i][1], "teaching staff", "2025-11-10");
		assert_string_equal(found.treatment, "review");
		assert_string_equal(found.reason, reason);
		assert_null(found.rule);
		assert_null(found.document_kind);
		assert_string_equal(found.rate_text, "0");
		expect_fraction(found.rate, "0");
		assert_false(found.recovers);
	}
	assert_string_equal(decide(MAINTAINED, ACADEMY, "goods", "2010-08-31").reason, reason);
}

/* A maintained school becomes an academy of the trust on 1 January: until then it is one person with its
 * neighbour, from then on with the academies of the trust. */
static void conversion_changes_the_treatment(void **state) {
	(void)state;
	enum { CONVERTER = 40 };
	add_school(CONVERTER, "converter");
	is_a(CONVERTER, "academy", "primary");
	belongs_to(CONVERTER, COUNTY, ELIGIBLE | REGISTERED | RECOVERS, "2010-09-01", "2025-12-31");
	belongs_to(CONVERTER, TRUST, ELIGIBLE | REGISTERED | RECOVERS, "2026-01-01", NULL);
	static const struct {
		const char *date;
		int to;
		const char *treatment;
	} days[] = {
		{ "2025-12-31", NEIGHBOUR, "no supply" },
		{ "2026-01-01", NEIGHBOUR, "standard" },
		{ "2025-12-31", ACADEMY, "standard" },
		{ "2026-01-01", ACADEMY, "no supply" },
		{ "2026-01-01", STRANGER, "standard" },
	};
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		assert_string_equal(
			decide(CONVERTER, days[i].to, "other staff", days[i].date).treatment, days[i].treatment);
	/* whether it is voluntary aided is asked of its kind, which nobody recorded: G2 can't tell */
	state_facts("supplied by the authority=no");
	school(CONVERTER)->kind_count = 0;
	assert_string_equal(decide(CONVERTER, STRANGER, "other staff", "2026-01-01").treatment, "review");
}

/* The phase says whether a customer is a school; what is of another phase is asked. */
static void a_school_or_a_club(void **state) {
	(void)state;
	state_facts(SERIES);
	sharing->supply_fact_count--; /* all but the last, school or club */
	assert_string_equal(decide(ACADEMY, STRANGER, "sports facility", "2025-11-10").rule->rule, "R14B");
	is_a(STRANGER, "academy", "other");
	struct purse_vat_decision found = decide(ACADEMY, STRANGER, "sports facility", "2025-11-10");
	assert_string_equal(found.reason, "Rule R14B hangs on what is not stated: school or club");
}

/* Rates have dates, rules have versions with dates; a condition that names no fact is never met. */
static void tables_may_have_gaps(void **state) {
	(void)state;
	struct purse_vat_decision found = decide(ACADEMY, STRANGER, "goods", "2011-01-03");
	assert_string_equal(found.treatment, "review");
	assert_string_equal(found.reason, "No rate of VAT is known for that day");
	assert_true(found.recovers);
	assert_string_equal(decide(ACADEMY, STRANGER, "goods", "2011-01-04").treatment, "standard");
	struct purse_vat_rule versions[] = {
		{ .rule = "R21", .version = 4, .from = day("2026-09-01"), .to = day("2027-08-31") },
		{ .rule = "R21", .version = 2, .from = day("2000-01-01"), .to = PURSE_FOREVER },
		{ .rule = "R21", .version = 3, .from = day("2026-01-01"), .to = day("2026-12-31") },
		{ .rule = "X1", .version = 1, .from = day("2000-01-01"), .to = PURSE_FOREVER },
	};
	static const char *const treatments[] = { "exempt", "standard", "zero", "exempt" };
	for (size_t i = 0; i < 4; i++) {
		versions[i].supply = i == 3 ? "any" : "goods";
		versions[i].conditions = i == 3 ? "a fact of which nobody heard=yes" : "";
		versions[i].treatment = treatments[i];
		versions[i].document_kind = "invoice";
		versions[i].reason = versions[i].source = "invented";
		versions[i].confidence = "verified";
	}
	table.rules = versions;
	table.rule_count = 4;
	purse_vat_prepare(arena, &table);
	static const struct {
		const char *date;
		int version;
	} days[] = { { "2025-12-31", 2 }, { "2026-01-01", 3 }, { "2026-08-31", 3 }, { "2026-09-01", 4 },
		{ "2027-08-31", 4 }, { "2027-09-01", 2 } };
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		assert_int_equal(decide(ACADEMY, STRANGER, "goods", days[i].date).rule->version, days[i].version);
	found = decide(ACADEMY, STRANGER, "minibus", "2025-11-10");
	assert_string_equal(found.treatment, "review");
	assert_string_equal(found.reason, "Rule X1 hangs on what is not stated: an unknown fact");
	assert_int_equal(found.open_count, 0);
	table.rule_count = 3;
	found = decide(ACADEMY, STRANGER, "minibus", "2025-11-10");
	assert_null(found.rule);
	assert_string_equal(found.reason, "The VAT treatment needs a decision");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_matrix_cell_by_cell, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(each_rule_and_each_condition, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(every_rule_is_covered, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(what_is_not_stated, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(ticks_one_by_one, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(what_may_be_stated, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(answers_have_dates, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(people_decide, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(what_nobody_can_decide, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(why_not, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(a_decision_is_complete, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(each_treatment_has_a_rate, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(unknown_bodies_need_a_decision, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(conversion_changes_the_treatment, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(a_school_or_a_club, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(tables_may_have_gaps, open_vat, close_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
