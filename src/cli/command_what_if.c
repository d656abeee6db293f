#include "purse/cli/command.h"

#include <string.h>

#include "purse/base/text.h"
#include "purse/cli/asked.h"
#include "purse/cli/figures.h"
#include "purse/exact/money.h"
#include "purse/exact/round.h"
#include "purse/output/table.h"
#include "purse/work/whatif.h"

enum { WIDEST_NAME = 30, PLACES = 6, PER_CENT = 100 };

static const char *const roles[] = { "stays", "joins", "leaves" };

/* ---- what is asked ---------------------------------------------------------------------------------- */

/* `+20%`, `-10%`, `ASHCOMBE=+20%`: what is used times 6/5, 9/10. */
static bool read_factor(struct purse_cli *cli, const char *word, struct purse_given *given) {
	struct purse_arena *arena = cli->run->arena;
	const char *percent = word;
	struct purse_fraction change;
	if (strchr(word, '=') && !purse_cli_pair(cli, "quantity", word, &given->school, &percent)) return false;
	if (purse_starts(percent, "+")) percent++;
	if (!purse_ends(percent, "%") || !purse_fraction_read(arena, percent, &change, NULL, NULL))
		return purse_fail(cli->run, PURSE_E_USAGE, NULL,
			"write how much more or less is used in per cent, as +20%, -10% or ASHCOMBE=+20%",
			"could not read \"%s\" for --quantity", word);
	given->number = purse_fraction_add(arena, purse_fraction_of(1), change);
	return purse_fraction_sign(given->number) >= 0
	       || purse_fail(cli->run, PURSE_E_USAGE, NULL, "write -100% or more",
			   "could not take \"%s\" for --quantity: no more than all can be left out", word);
}

static bool read_factors(struct purse_cli *cli, struct purse_whatif_wish *wish) {
	wish->factor_count = purse_option_count(cli->options, "quantity");
	struct purse_given *all = purse_alloc_array(cli->run->arena, wish->factor_count, sizeof *all);
	bool good = true;
	for (size_t i = 0; i < wish->factor_count; i++)
		if (!read_factor(cli, purse_option_text_at(cli->options, "quantity", i), &all[i])) good = false;
	wish->factors = all;
	return good;
}

static bool read_wish(struct purse_cli *cli, struct purse_whatif_wish *wish) {
	struct purse_arena *arena = cli->run->arena;
	*wish = (struct purse_whatif_wish){ .agreement =
											purse_upper(arena, purse_option_text(cli->options, "agreement")),
		.partnership = purse_upper(arena, purse_option_text(cli->options, "partnership")) };
	wish->joins = purse_cli_codes(cli, "join", &wish->join_count);
	wish->leaves = purse_cli_codes(cli, "leave", &wish->leave_count);
	bool good = purse_cli_days(cli, &wish->from, &wish->to);
	good = read_factors(cli, wish) && good;
	good = purse_cli_given(cli, "share", false, &wish->shares, &wish->share_count) && good;
	good = purse_cli_given(cli, "pupils", true, &wish->pupils, &wish->pupil_count) && good;
	good = purse_cli_given(cli, "uses", false, &wish->uses, &wish->use_count) && good;
	if (good && !wish->join_count && !wish->leave_count && !wish->factor_count)
		return purse_fail(cli->run, PURSE_E_USAGE, NULL,
			"say what changes: --join SCHOOL, --leave SCHOOL or --quantity +20%", "nothing changes");
	return good;
}

/* ---- for programs ----------------------------------------------------------------------------------- */

static const char *fraction(struct purse_arena *arena, struct purse_fraction x) {
	return purse_fraction_given(x) ? purse_fraction_text(arena, x) : NULL;
}

static void json_figures(struct purse_cli *cli, struct purse_json *school, const char *key,
	const struct purse_whatif_figures *figures) {
	struct purse_json *object = purse_json_object(school, key);
	purse_json_text(object, "share", fraction(cli->run->arena, figures->share));
	purse_json_text(object, "quantity", fraction(cli->run->arena, figures->quantity));
	purse_json_number(object, "pays_pence", figures->pays_pence);
	purse_json_number(object, "earns_pence", figures->earns_pence);
	purse_json_number(object, "alone_pence", figures->alone_pence);
	purse_json_number(object, "counted_pence", figures->counted_pence);
	purse_json_number(object, "saving_pence", figures->saving_pence);
}

static void json_tiers(
	struct purse_cli *cli, struct purse_json *list, const struct purse_whatif_answer *answer) {
	struct purse_arena *arena = cli->run->arena;
	for (size_t i = 0; i < answer->outcome.tier_count; i++) {
		const struct purse_whatif_tier *tier = &answer->outcome.tiers[i];
		struct purse_json *item = purse_json_item(list);
		purse_json_text(item, "item", answer->facts.lines[tier->line].item);
		purse_json_text(item, "unit", answer->facts.lines[tier->line].unit);
		purse_json_text(item, "quantity_before", fraction(arena, tier->quantity_before));
		purse_json_text(item, "quantity_after", fraction(arena, tier->quantity_after));
		purse_json_text(item, "price_before", fraction(arena, tier->price_before));
		purse_json_text(item, "price_after", fraction(arena, tier->price_after));
		purse_json_number(item, "charged_pence", tier->charged_pence);
		purse_json_number(item, "list_before_pence", tier->list_before_pence);
	}
}

static void json_answer(
	struct purse_cli *cli, struct purse_json *item, const struct purse_whatif_answer *answer) {
	purse_json_text(item, "agreement", answer->code);
	purse_json_text(item, "name", answer->name);
	purse_json_text(item, "kind", answer->kind);
	purse_json_text(item, "basis", answer->basis);
	purse_json_text(item, "why_not", answer->why_not);
	struct purse_json *schools = purse_json_list(item, "schools"), *tiers = purse_json_list(item, "tiers");
	purse_json_number(item, "leaver_alone_pence", answer->alone_pence);
	if (answer->why_not) return;
	for (size_t i = 0; i < answer->facts.school_count; i++) {
		struct purse_json *school = purse_json_item(schools);
		purse_json_text(school, "school", answer->facts.schools[i].code);
		purse_json_text(school, "name", answer->names[i]);
		purse_json_text(school, "role", roles[answer->facts.schools[i].role]);
		json_figures(cli, school, "before", &answer->outcome.before[i]);
		json_figures(cli, school, "after", &answer->outcome.after[i]);
	}
	json_tiers(cli, tiers, answer);
}

static void json_total(
	struct purse_cli *cli, struct purse_json *object, const struct purse_whatif_total *total) {
	json_figures(cli, object, "before", &total->before);
	json_figures(cli, object, "after", &total->after);
}

static struct purse_json *make_json(
	struct purse_cli *cli, const struct purse_whatif_wish *wish, const struct purse_whatif *whatif) {
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_date(json, "from", wish->from);
	purse_json_date(json, "to", wish->to);
	struct purse_json *list = purse_json_list(json, "agreements");
	for (size_t i = 0; i < whatif->count; i++) json_answer(cli, purse_json_item(list), &whatif->answers[i]);
	list = purse_json_list(json, "schools");
	for (size_t i = 0; i < whatif->school_count; i++) {
		struct purse_json *item = purse_json_item(list);
		purse_json_text(item, "school", whatif->schools[i].code);
		purse_json_text(item, "name", whatif->schools[i].name);
		json_total(cli, item, &whatif->schools[i]);
	}
	json_total(cli, purse_json_object(json, "together"), &whatif->all);
	purse_json_number(json, "agreements_unchanged", (int64_t)whatif->unconcerned);
	list = purse_json_list(json, "assumptions");
	for (size_t i = 0; i < whatif->assumption_count; i++) purse_json_item_text(list, whatif->assumptions[i]);
	return json;
}

/* ---- for people ------------------------------------------------------------------------------------- */

static const char *figure(struct purse_cli *cli, struct purse_fraction x) {
	if (!purse_fraction_given(x) || purse_fraction_sign(x) == 0) return NULL;
	return purse_fraction_about(cli->run->arena, x, PLACES);
}

/* `30.35%` */
static const char *share(struct purse_cli *cli, struct purse_fraction x) {
	struct purse_arena *arena = cli->run->arena;
	int64_t hundredths;
	if (!purse_fraction_given(x)
		|| !purse_round_line(
			purse_fraction_multiply(arena, x, purse_fraction_of(PER_CENT * PER_CENT)), &hundredths))
		return NULL;
	return purse_text(arena, "%s%%", purse_money_plain(arena, hundredths));
}

static const char *money(struct purse_cli *cli, int64_t pence) {
	return purse_money_text(cli->run->arena, pence);
}

/* After the name of the school come three columns of what holds in one agreement. */
enum { COLUMNS = 11, OF_AGREEMENT = 3 };

static struct purse_table *new_table(struct purse_cli *cli, bool of_agreement) {
	static const struct purse_table_column columns[COLUMNS] = { { .heading = "School",
																	.widest = WIDEST_NAME },
		{ .heading = "It" }, { .heading = "Share or use now", .right = true, .spare = 2 },
		{ .heading = "then", .right = true, .spare = 2 }, { .heading = "Pays now", .right = true },
		{ .heading = "then", .right = true }, { .heading = "Change", .right = true },
		{ .heading = "Earns now", .right = true, .spare = 3 },
		{ .heading = "then", .right = true, .spare = 3 },
		{ .heading = "Saves now", .right = true, .spare = 1 },
		{ .heading = "then", .right = true, .spare = 1 } };
	if (of_agreement) return purse_table_new(cli->run->arena, columns, COLUMNS);
	struct purse_table_column some[COLUMNS - OF_AGREEMENT] = { columns[0] };
	for (size_t i = 1; i < COLUMNS - OF_AGREEMENT; i++) some[i] = columns[i + OF_AGREEMENT];
	return purse_table_new(cli->run->arena, some, COLUMNS - OF_AGREEMENT);
}

/* role NULL: a row over all agreements. */
static void add_row(struct purse_cli *cli, struct purse_table *table, const char *name, const char *role,
	const struct purse_whatif_figures *before, const struct purse_whatif_figures *after) {
	bool shared = purse_fraction_given(before->share) || purse_fraction_given(after->share);
	bool earns = before->earns_pence || after->earns_pence;
	const char *cells[COLUMNS] = { name, role,
		shared ? share(cli, before->share) : figure(cli, before->quantity),
		shared ? share(cli, after->share) : figure(cli, after->quantity), money(cli, before->pays_pence),
		money(cli, after->pays_pence), money(cli, after->pays_pence - before->pays_pence),
		earns ? money(cli, before->earns_pence) : NULL, earns ? money(cli, after->earns_pence) : NULL,
		money(cli, before->saving_pence), money(cli, after->saving_pence) };
	if (!role) cells[OF_AGREEMENT] = name;
	purse_table_row(table, role ? cells : cells + OF_AGREEMENT);
}

static void show_tiers(struct purse_cli *cli, const struct purse_whatif_answer *answer) {
	struct purse_arena *arena = cli->run->arena;
	for (size_t i = 0; i < answer->outcome.tier_count; i++) {
		const struct purse_whatif_tier *tier = &answer->outcome.tiers[i];
		bool priced = purse_fraction_given(tier->price_before) && purse_fraction_given(tier->price_after);
		purse_show_words(cli->show, 0, "%s by the %s: %s now, %s then%s.",
			answer->facts.lines[tier->line].item, answer->facts.lines[tier->line].unit,
			purse_fraction_about(arena, tier->quantity_before, PLACES),
			purse_fraction_about(arena, tier->quantity_after, PLACES),
			priced ? purse_text(arena, ", which reach %s now and %s then",
				purse_figure_pounds(arena, tier->price_before), purse_figure_pounds(arena, tier->price_after))
				   : "");
	}
}

static void show_answer(struct purse_cli *cli, const struct purse_whatif_answer *answer) {
	purse_show_title(cli->show, "%s: %s", answer->code, answer->name);
	if (answer->why_not) {
		purse_show_words(cli->show, 0, "Not worked out: %s.", answer->why_not);
		return;
	}
	struct purse_table *table = new_table(cli, true);
	for (size_t i = 0; i < answer->facts.school_count; i++)
		add_row(cli, table, answer->names[i], roles[answer->facts.schools[i].role],
			&answer->outcome.before[i], &answer->outcome.after[i]);
	purse_show_table(cli->show, table, 0);
	show_tiers(cli, answer);
	if (answer->alone_pence)
		purse_show_words(cli->show, 0, "Alone, by quotes, those that leave would pay %s.",
			purse_money_pounds(cli->run->arena, answer->alone_pence));
}

static void show(
	struct purse_cli *cli, const struct purse_whatif_wish *wish, const struct purse_whatif *whatif) {
	purse_show_words(cli->show, 0, "What was charged for %s, and what would have been.",
		purse_figure_span(cli->run->arena, wish->from, wish->to));
	for (size_t i = 0; i < whatif->count; i++) {
		purse_show_blank(cli->show);
		show_answer(cli, &whatif->answers[i]);
	}
	purse_show_blank(cli->show);
	if (whatif->unconcerned)
		purse_show_words(cli->show, 0, "%zu other %s as it is.", whatif->unconcerned,
			whatif->unconcerned == 1 ? "agreement stays" : "agreements stay, each");
	purse_show_title(cli->show, "All agreements above");
	struct purse_table *table = new_table(cli, false);
	for (size_t i = 0; i < whatif->school_count; i++)
		add_row(
			cli, table, whatif->schools[i].name, NULL, &whatif->schools[i].before, &whatif->schools[i].after);
	purse_table_rule(table);
	add_row(cli, table, "Together", NULL, &whatif->all.before, &whatif->all.after);
	purse_show_table(cli->show, table, 0);
	purse_show_blank(cli->show);
	purse_show_title(cli->show, "How it was worked out");
	for (size_t i = 0; i < whatif->assumption_count; i++)
		purse_show_words(cli->show, 0, "- %s", whatif->assumptions[i]);
	purse_cli_remark(cli, "Nothing was booked.");
}

static bool run(struct purse_cli *cli) {
	struct purse_whatif_wish wish;
	struct purse_whatif whatif;
	struct purse_db *db;
	if (!read_wish(cli, &wish) || !purse_cli_open(cli, &db)
		|| !purse_whatif_read(cli->run, db, &wish, &whatif))
		return false;
	if (!purse_cli_json(cli, make_json(cli, &wish, &whatif))) show(cli, &wish, &whatif);
	return true;
}

const struct purse_command purse_command_what_if = {
	.name = "what-if",
	.group = PURSE_GROUP_LOOK,
	.summary = "what everybody would have paid if a school joined or left, or more or less was used",
	.options =
		(const struct purse_option[]){
			{ .name = "join",
				.kind = PURSE_OPTION_TEXT,
				.argument = "SCHOOL",
				.help = "a school that would be in it too",
				.repeatable = true },
			{ .name = "leave",
				.kind = PURSE_OPTION_TEXT,
				.argument = "SCHOOL",
				.help = "a school that would not",
				.repeatable = true },
			{ .name = "quantity",
				.kind = PURSE_OPTION_TEXT,
				.argument = "PERCENT",
				.help = "how much more or less is used: +20%, -10%, of one school ASHCOMBE=+20%",
				.repeatable = true },
			{ .name = "agreement",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "this agreement only; all that anything was charged under when left out" },
			{ .name = "partnership",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "agreements of this partnership only" },
			{ .name = "year",
				.kind = PURSE_OPTION_TEXT,
				.argument = "YEAR",
				.help = "a school year, 2025-26; this one when no days are given" },
			{ .name = "from", .kind = PURSE_OPTION_DATE, .argument = "DATE", .help = "first day" },
			{ .name = "to", .kind = PURSE_OPTION_DATE, .argument = "DATE", .help = "last day" },
			{ .name = "share",
				.kind = PURSE_OPTION_TEXT,
				.argument = "SCHOOL=SHARE",
				.help = "the fixed share of a school that joins, beside those of the others: 1/3",
				.repeatable = true },
			{ .name = "pupils",
				.kind = PURSE_OPTION_TEXT,
				.argument = "SCHOOL=NUMBER",
				.help = "its pupils, where the books know none or others",
				.repeatable = true },
			{ .name = "uses",
				.kind = PURSE_OPTION_TEXT,
				.argument = "SCHOOL=NUMBER",
				.help = "what it would use of each thing; as much as the others on average when left out",
				.repeatable = true },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"Takes what was charged for the service of some days, and works out who would have paid and "
			"saved "
			"what if a school had joined or left, or if more or less had been used. Several changes count "
			"together. Nothing is booked; before and after stand side by side, and how it was worked out is "
			"told with it.",
			"Shared costs stay what they were and are shared anew. What is used at a price follows the "
			"quantity; where the agreement has a price list in tiers (purse tiers), the price is the one "
			"that "
			"all together reach.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse what-if --join DUNMORE --pupils DUNMORE=96 --year 2025-26",
				"a further school in all agreements", PURSE_EXAMPLE_SHOWN },
			{ "purse what-if --agreement COACHING --leave BRAMLEY --year 2025-26",
				"who bears the coaching without Bramley", PURSE_EXAMPLE_SHOWN },
			{ "purse what-if --quantity +20% --year 2025-26", "a fifth more of all that is used",
				PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
