#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/cli/figures.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"
#include "purse/work/vat.h"

enum { MARGIN = 12 };

static const char *upper(struct purse_cli *cli, const char *option) {
	const char *text = purse_option_text(cli->options, option);
	return text ? purse_upper(cli->run->arena, text) : NULL;
}

static void read_wish(struct purse_cli *cli, struct purse_vat_wish *wish) {
	const struct purse_options *options = cli->options;
	size_t count = purse_option_count(options, "fact");
	const char **facts = purse_alloc_array(cli->run->arena, count, sizeof *facts);
	for (size_t i = 0; i < count; i++) facts[i] = purse_option_text_at(options, "fact", i);
	*wish = (struct purse_vat_wish){ .from = upper(cli, "from"),
		.to = upper(cli, "to"),
		.supply = purse_option_text(options, "supply"),
		.agreement = upper(cli, "agreement"),
		.date = purse_option_date(options, "on"),
		.facts = facts,
		.fact_count = count };
}

static const char *answer_word(enum purse_answer answer) {
	return answer == PURSE_ANSWER_ASK ? "not stated" : answer == PURSE_ANSWER_YES ? "yes" : "no";
}

/* A person's decision names no rule, unless a gate had the last word. */
static const struct purse_vat_rule *rule_of(const struct purse_vat_decision *decision) {
	return decision->ruling && !decision->rule ? NULL : decision->rule;
}

/* ---- for programs ---- */

static struct purse_json *make_json(struct purse_cli *cli, const struct purse_vat_told *told) {
	const struct purse_vat_decision *decision = &told->decision;
	const struct purse_vat_rule *rule = rule_of(decision);
	struct purse_json *json = purse_json_new(cli->run->arena), *list, *item;
	purse_json_text(json, "from", told->from);
	purse_json_text(json, "to", told->to);
	purse_json_text(json, "supply", told->supply);
	purse_json_text(json, "agreement", told->agreement);
	purse_json_date(json, "on", told->date);
	purse_json_text(json, "treatment", decision->treatment);
	purse_json_text(json, "rate", decision->document_kind ? decision->rate_text : NULL);
	purse_json_text(json, "document_kind", decision->document_kind);
	purse_json_text(json, "decided_by", decision->decided_by);
	purse_json_text(json, "rule", rule ? rule->rule : NULL);
	purse_json_text(json, "reason", decision->reason);
	purse_json_text(json, "source", rule ? rule->source : NULL);
	purse_json_text(json, "confidence", rule ? rule->confidence : NULL);
	purse_json_text(json, "suggestion", decision->suggestion);
	purse_json_flag(json, "customer_recovers", decision->recovers);
	list = purse_json_list(json, "facts");
	for (size_t i = 0; i < told->fact_count; i++) {
		item = purse_json_item(list);
		purse_json_text(item, "fact", told->facts[i].fact->fact);
		purse_json_text(item, "question", told->facts[i].fact->question);
		purse_json_text(item, "answer",
			told->facts[i].answer == PURSE_ANSWER_ASK ? NULL : answer_word(told->facts[i].answer));
	}
	list = purse_json_list(json, "why_not");
	for (size_t i = 0; i < told->why_not_count; i++) {
		item = purse_json_item(list);
		purse_json_text(item, "rule", told->why_not[i].rule->rule);
		purse_json_text(item, "treatment", told->why_not[i].rule->treatment);
		purse_json_text(item, "why", told->why_not[i].why);
	}
	purse_json_number(json, "turnover_pence", told->turnover_pence);
	purse_json_number(json, "threshold_pence", told->threshold_pence);
	return json;
}

/* ---- for people ---- */

static void entry(struct purse_cli *cli, const char *name, const char *words) {
	purse_show_entry(cli->show, 2, MARGIN, name, words);
}

static void show_decision(struct purse_cli *cli, const struct purse_vat_told *told) {
	struct purse_arena *arena = cli->run->arena;
	const struct purse_vat_decision *decision = &told->decision;
	const struct purse_vat_rule *rule = rule_of(decision);
	bool review = !decision->document_kind;
	purse_show_title(cli->show, "%s from %s to %s on %s: %s", told->supply, told->from, told->to,
		purse_date_words(arena, told->date),
		review ? "a person has to decide"
			   : purse_text(arena, "%s%s", decision->treatment,
				   purse_fraction_sign(decision->rate)
					   ? purse_text(arena, ", %s", purse_figure_percent(arena, decision->rate_text))
					   : ""));
	if (!review)
		entry(
			cli, "document", purse_text(arena, "%s", purse_figure_document(arena, decision->document_kind)));
	entry(cli, "reason", decision->reason);
	if (decision->decided_by) entry(cli, "decided by", decision->decided_by);
	if (decision->suggestion)
		entry(cli, "suggested",
			purse_text(arena,
				"%s; nothing is issued until a named person decides, "
				"with a reason",
				decision->suggestion));
	if (rule) entry(cli, "source", purse_text(arena, "%s (%s)", rule->source, rule->confidence));
	for (size_t i = 0; i < told->fact_count; i++)
		entry(cli, i ? "" : "asked",
			purse_text(arena, "%s %s (%s)", told->facts[i].fact->question, answer_word(told->facts[i].answer),
				told->facts[i].fact->fact));
	entry(cli, "customer",
		decision->recovers
			? "VAT on it would come back to the customer, as far as it serves what is no business"
			: "VAT on it would be a cost of the customer");
}

static void show_turnover(struct purse_cli *cli, const struct purse_vat_told *told) {
	if (!told->threshold_pence) return;
	struct purse_arena *arena = cli->run->arena;
	entry(cli, "turnover",
		purse_text(arena,
			"%s is not registered: %s of taxable supplies invoiced here in "
			"the twelve months to that day, of %s from which on it has to register",
			told->from, purse_money_pounds(arena, told->turnover_pence),
			purse_money_pounds(arena, told->threshold_pence)));
	if (told->turnover_pence >= told->warn_pence)
		entry(cli, "", "that is near the threshold: ask now whether to register");
}

static void show_why_not(struct purse_cli *cli, const struct purse_vat_told *told) {
	static const struct purse_table_column columns[] = { { .heading = "Rule" },
		{ .heading = "Would be", .widest = 16 }, { .heading = "Why not", .widest = 60 } };
	struct purse_table *table = purse_table_new(cli->run->arena, columns, 3);
	for (size_t i = 0; i < told->why_not_count; i++) {
		const char *const cells[] = { told->why_not[i].rule->rule, told->why_not[i].rule->treatment,
			told->why_not[i].why };
		purse_table_row(table, cells);
	}
	purse_show_blank(cli->show);
	if (told->why_not_count) purse_show_table(cli->show, table, 0);
	else purse_show_words(cli->show, 0, "No rule comes before it.");
}

static bool run(struct purse_cli *cli) {
	struct purse_vat_wish wish;
	struct purse_vat_told told;
	struct purse_db *db;
	read_wish(cli, &wish);
	if (!purse_cli_open(cli, &db) || !purse_vat_tell(cli->run, db, &wish, &told)) return false;
	if (purse_cli_json(cli, make_json(cli, &told))) return true;
	show_decision(cli, &told);
	show_turnover(cli, &told);
	if (purse_option_flag(cli->options, "why-not")) show_why_not(cli, &told);
	if (told.decision.open_count)
		purse_cli_next(
			cli, "answer what is not stated in supply-facts.csv, with its evidence, and import it");
	else if (!told.decision.document_kind)
		purse_cli_next(cli, "record who decided, and why, in vat-decisions.csv, and import it");
	return true;
}

const struct purse_command purse_command_vat = {
	.name = "vat",
	.group = PURSE_GROUP_LOOK,
	.summary = "how a supply between two schools is treated for VAT, and why",
	.options =
		(const struct purse_option[]){
			{ .name = "from",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "the school that supplies; the lead of the agreement when left out" },
			{ .name = "to",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "the school that is charged",
				.required = true },
			{ .name = "supply",
				.kind = PURSE_OPTION_TEXT,
				.argument = "KIND",
				.help = "what is supplied, as in agreements.csv: teaching-staff; the agreement's when left "
						"out" },
			{ .name = "on",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.help = "the day of the service",
				.required = true },
			{ .name = "agreement",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "with what is stated and decided for this agreement" },
			{ .name = "fact",
				.kind = PURSE_OPTION_TEXT,
				.argument = "NAME=yes",
				.help = "suppose an answer, yes or no, without recording it",
				.repeatable = true },
			{ .name = "why-not", .help = "say of each rule that was asked before why it did not decide" },
			{ 0 } },
	.description =
		(const char *const[]){
			"Asks an ordered table of dated rules; the first that fits decides. Rules ask facts: most follow "
			"from what is recorded of the two schools, the others are stated for an agreement, with evidence "
			"(supply-facts.csv).",
			"Where a rule hangs on what nobody stated, where it is not sure enough, or where none fits, a "
			"named person decides with a reason (vat-decisions.csv); until then nothing is invoiced. This is "
			"no tax advice.",
			NULL },
	.examples =
		(const struct purse_example[]){
			{ "purse vat --from ashcombe --to bramley --supply teaching-staff --on 2025-11-10",
				"what lending a teacher would be", PURSE_EXAMPLE_BOOKS },
			{ "purse vat --agreement TA-SHARE --to bramley --on 2025-11-10 --why-not",
				"and why no earlier rule decided", PURSE_EXAMPLE_BOOKS },
			{ 0 } },
	.run = run,
};
