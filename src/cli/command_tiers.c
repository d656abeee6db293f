#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/cli/asked.h"
#include "purse/cli/figures.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"
#include "purse/work/tiers.h"

enum { QUANTITY_PLACES = 6, WIDEST_NAME = 30 };

/* ---- what is asked ---------------------------------------------------------------------------------- */

static bool read_wish(struct purse_cli *cli, struct purse_tiers_wish *wish) {
	const char *agreement = purse_option_text(cli->options, "agreement");
	*wish = (struct purse_tiers_wish){ .agreement = purse_upper(cli->run->arena, agreement),
		.item = purse_option_text(cli->options, "item") };
	wish->group = purse_cli_codes(cli, "school", &wish->group_count);
	bool days = purse_cli_days(cli, &wish->from, &wish->to);
	bool quantities = purse_cli_given(cli, "quantity", false, &wish->quantities, &wish->quantity_count);
	return purse_cli_given(cli, "pupils", true, &wish->pupils, &wish->pupil_count) && quantities && days;
}

/* ---- for programs ----------------------------------------------------------------------------------- */

static const char *decimal(struct purse_arena *arena, struct purse_fraction x) {
	char *text;
	if (purse_fraction_decimal(arena, x, QUANTITY_PLACES, &text)) return text;
	return purse_fraction_about(arena, x, QUANTITY_PLACES);
}

static void json_tier(struct purse_cli *cli, struct purse_json *object, const struct purse_tier *tier) {
	struct purse_arena *arena = cli->run->arena;
	purse_json_text(object, "minimum", purse_fraction_text(arena, tier->minimum));
	purse_json_number(object, "roll_from", tier->roll_from);
	if (tier->roll_to == PURSE_NO_ROLL) purse_json_text(object, "roll_to", NULL);
	else purse_json_number(object, "roll_to", tier->roll_to);
	purse_json_text(object, "price", purse_fraction_text(arena, tier->price));
	purse_json_number(object, "fee_pence", tier->fee_pence);
	purse_json_flag(object, "fee_for_order", tier->fee_for_order);
	purse_json_number(object, "school_minimum_pence", tier->school_minimum_pence);
}

static void json_paid(
	struct purse_cli *cli, struct purse_json *school, const char *key, const struct purse_tier_line *line) {
	struct purse_arena *arena = cli->run->arena;
	struct purse_json *object = purse_json_object(school, key);
	purse_json_text(object, "minimum", line->tier ? purse_fraction_text(arena, line->tier->minimum) : NULL);
	purse_json_text(object, "price", line->tier ? purse_fraction_text(arena, line->tier->price) : NULL);
	purse_json_text(object, "exact", purse_fraction_text(arena, line->exact));
	purse_json_flag(object, "at_school_minimum", line->at_minimum);
	purse_json_number(object, "order_pence", line->order_pence);
	purse_json_number(object, "pence", line->pence);
}

static void json_next(
	struct purse_cli *cli, struct purse_json *list, const struct purse_tiers_answer *answer) {
	struct purse_arena *arena = cli->run->arena;
	const struct purse_tier_next *next = &answer->next;
	if (answer->why_not || !next->there) {
		purse_json_text(list, "next", NULL);
		return;
	}
	struct purse_json *object = purse_json_object(list, "next");
	purse_json_text(object, "minimum", purse_fraction_text(arena, next->minimum));
	purse_json_text(object, "more", purse_fraction_text(arena, next->more));
	purse_json_text(object, "price", next->has_filled ? purse_fraction_text(arena, next->price) : NULL);
	purse_json_number(object, "at_price_pence", next->at_pence);
	if (next->has_filled) purse_json_number(object, "filled_pence", next->filled_pence);
	else purse_json_text(object, "filled_pence", NULL);
}

/* Nothing of a list that was not worked out. */
static void json_together(
	struct purse_cli *cli, struct purse_json *list, const struct purse_tiers_answer *answer) {
	struct purse_arena *arena = cli->run->arena;
	bool told = !answer->why_not;
	purse_json_text(list, "quantity", told ? purse_fraction_text(arena, answer->together.quantity) : NULL);
	purse_json_text(list, "unused", told ? purse_fraction_text(arena, answer->together.unused) : NULL);
	purse_json_number(list, "alone_pence", told ? answer->alone_pence : 0);
	purse_json_number(list, "together_pence", told ? answer->together.pence : 0);
}

static void json_answer(
	struct purse_cli *cli, struct purse_json *list, const struct purse_tiers_answer *answer) {
	struct purse_arena *arena = cli->run->arena;
	purse_json_text(list, "agreement", answer->agreement);
	purse_json_text(list, "agreement_name", answer->name);
	purse_json_text(list, "item", answer->item);
	purse_json_text(list, "unit", answer->unit);
	purse_json_date(list, "from", answer->from);
	purse_json_date(list, "to", answer->to);
	purse_json_text(list, "evidence", answer->evidence);
	purse_json_text(list, "why_not", answer->why_not);
	struct purse_json *tiers = purse_json_list(list, "tiers");
	for (size_t i = 0; i < answer->list.count; i++)
		json_tier(cli, purse_json_item(tiers), &answer->list.tiers[i]);
	struct purse_json *schools = purse_json_list(list, "schools");
	for (size_t i = 0; !answer->why_not && i < answer->count; i++) {
		const struct purse_tiers_school *school = &answer->schools[i];
		struct purse_json *object = purse_json_item(schools);
		purse_json_text(object, "school", school->code);
		purse_json_text(object, "name", school->name);
		purse_json_text(object, "quantity", purse_fraction_text(arena, school->quantity));
		purse_json_text(object, "how", school->how);
		if (school->pupils == PURSE_NO_ROLL) purse_json_text(object, "pupils", NULL);
		else purse_json_number(object, "pupils", school->pupils);
		json_paid(cli, object, "alone", &school->alone);
		json_paid(cli, object, "together", &school->together);
	}
	json_together(cli, list, answer);
	json_next(cli, list, answer);
}

/* ---- for people ------------------------------------------------------------------------------------- */

static const char *pounds(struct purse_cli *cli, int64_t pence) {
	return purse_money_pounds(cli->run->arena, pence);
}

static const char *quantity(
	struct purse_cli *cli, const struct purse_tiers_answer *answer, struct purse_fraction x) {
	return purse_figure_quantity(cli->run->arena, decimal(cli->run->arena, x), answer->unit);
}

static void show_list(struct purse_cli *cli, const struct purse_tiers_answer *answer) {
	struct purse_arena *arena = cli->run->arena;
	for (size_t i = 0; i < answer->list.count; i++) {
		const struct purse_tier *tier = &answer->list.tiers[i];
		struct purse_buffer words = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
		if (tier->roll_to != PURSE_NO_ROLL)
			purse_buffer_addf(
				&words, "%lld to %lld pupils, ", (long long)tier->roll_from, (long long)tier->roll_to);
		else if (tier->roll_from > 0)
			purse_buffer_addf(&words, "%lld pupils and more, ", (long long)tier->roll_from);
		purse_buffer_addf(
			&words, "from %s: %s", decimal(arena, tier->minimum), purse_figure_pounds(arena, tier->price));
		if (tier->fee_pence)
			purse_buffer_addf(&words, ", and %s for %s", pounds(cli, tier->fee_pence),
				tier->fee_for_order ? "the order" : "each school");
		if (tier->school_minimum_pence)
			purse_buffer_addf(&words, ", at least %s a school", pounds(cli, tier->school_minimum_pence));
		purse_show_words(cli->show, 2, "%s", words.text);
	}
}

static const char *unit_price(struct purse_cli *cli, const struct purse_tier_line *line) {
	if (!line->tier) return NULL;
	if (line->at_minimum) return "minimum";
	return purse_figure_pounds(cli->run->arena, line->tier->price);
}

static void show_schools(struct purse_cli *cli, const struct purse_tiers_answer *answer) {
	struct purse_arena *arena = cli->run->arena;
	static const struct purse_table_column columns[] = { { .heading = "School", .widest = WIDEST_NAME },
		{ .heading = "Takes", .right = true }, { .heading = "known by", .spare = 2 },
		{ .heading = "Pupils", .right = true, .spare = 3 },
		{ .heading = "Price alone", .right = true, .spare = 1 }, { .heading = "Alone", .right = true },
		{ .heading = "Price together", .right = true, .spare = 1 }, { .heading = "Together", .right = true },
		{ .heading = "Saves", .right = true } };
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < answer->count; i++) {
		const struct purse_tiers_school *school = &answer->schools[i];
		bool known = school->pupils != PURSE_NO_ROLL;
		purse_table_row(
			table, (const char *[]){ school->name, decimal(arena, school->quantity), school->how,
					   known ? purse_text_integer(arena, school->pupils) : NULL,
					   unit_price(cli, &school->alone), purse_money_text(arena, school->alone.pence),
					   unit_price(cli, &school->together), purse_money_text(arena, school->together.pence),
					   purse_money_text(arena, school->alone.pence - school->together.pence) });
	}
	purse_table_rule(table);
	purse_table_row(table, (const char *[]){ "In all", decimal(arena, answer->together.quantity), NULL, NULL,
							   NULL, purse_money_text(arena, answer->alone_pence), NULL,
							   purse_money_text(arena, answer->together.pence),
							   purse_money_text(arena, answer->alone_pence - answer->together.pence) });
	purse_show_table(cli->show, table, 0);
}

/* `£96.00 less`, `£3.00 more` */
static const char *beside(struct purse_cli *cli, int64_t pence, int64_t now) {
	if (pence == now) return "as much as now";
	return purse_text(cli->run->arena, "%s %s", pounds(cli, pence < now ? now - pence : pence - now),
		pence < now ? "less" : "more");
}

static void show_next(struct purse_cli *cli, const struct purse_tiers_answer *answer) {
	const struct purse_tier_next *next = &answer->next;
	int64_t now = answer->together.pence;
	struct purse_arena *arena = cli->run->arena;
	if (purse_fraction_sign(answer->together.unused) > 0)
		purse_show_words(cli->show, 0, "%s are paid for and not taken: no less is sold.",
			quantity(cli, answer, answer->together.unused));
	if (purse_fraction_sign(answer->together.quantity) == 0) {
		purse_show_words(
			cli->show, 0, "Nothing is taken yet: give quantities with --quantity SCHOOL=NUMBER.");
		return;
	}
	if (!next->there) {
		purse_show_words(cli->show, 0, "The lowest price of the list is reached.");
		return;
	}
	purse_show_words(cli->show, 0,
		"The next tier begins at %s%s: %s more. What is taken now would cost %s at its price, %s.",
		decimal(arena, next->minimum),
		next->has_filled ? purse_text(arena, ", at %s", purse_figure_pounds(arena, next->price)) : "",
		quantity(cli, answer, next->more), pounds(cli, next->at_pence), beside(cli, next->at_pence, now));
	if (next->has_filled)
		purse_show_words(cli->show, 0, "To take so much more costs %s in all, %s%s.",
			pounds(cli, next->filled_pence), beside(cli, next->filled_pence, now),
			next->filled_pence < now ? ": it is cheaper to buy more" : "");
}

static void show_answer(struct purse_cli *cli, const struct purse_tiers_answer *answer) {
	purse_show_title(cli->show, "%s: %s by the %s, %s", answer->agreement, answer->item, answer->unit,
		purse_figure_span(cli->run->arena, answer->from, answer->to));
	show_list(cli, answer);
	purse_show_blank(cli->show);
	if (answer->why_not) {
		purse_show_words(cli->show, 0, "Not worked out: %s.", answer->why_not);
		return;
	}
	show_schools(cli, answer);
	purse_show_blank(cli->show);
	show_next(cli, answer);
	purse_show_words(cli->show, 0, "Price list: %s", answer->evidence);
}

static bool run(struct purse_cli *cli) {
	struct purse_tiers_wish wish;
	struct purse_tiers tiers;
	struct purse_db *db;
	if (!read_wish(cli, &wish) || !purse_cli_open(cli, &db) || !purse_tiers_read(cli->run, db, &wish, &tiers))
		return false;
	struct purse_json *json = purse_json_new(cli->run->arena), *lists = purse_json_list(json, "lists");
	for (size_t i = 0; i < tiers.count; i++) json_answer(cli, purse_json_item(lists), &tiers.answers[i]);
	if (purse_cli_json(cli, json)) return true;
	for (size_t i = 0; i < tiers.count; i++) {
		if (i > 0) purse_show_blank(cli->show);
		show_answer(cli, &tiers.answers[i]);
	}
	purse_cli_remark(cli,
		"Alone is the list at a school's own quantity, together at that of all. Each school's line is "
		"rounded once, to the penny; what is paid for the order as a whole is shared by quantity. What was "
		"charged follows from the prices that were agreed, not from this list.");
	return true;
}

const struct purse_command purse_command_tiers = {
	.name = "tiers",
	.group = PURSE_GROUP_LOOK,
	.summary = "what each school would pay alone, what all pay together, and how far the next price is",
	.options =
		(const struct purse_option[]){
			{ .name = "agreement",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "price lists of this agreement only" },
			{ .name = "item", .kind = PURSE_OPTION_TEXT, .argument = "WORDS", .help = "of this item only" },
			{ .name = "year",
				.kind = PURSE_OPTION_TEXT,
				.argument = "YEAR",
				.help = "a school year, 2025-26; this one when no days are given" },
			{ .name = "from", .kind = PURSE_OPTION_DATE, .argument = "DATE", .help = "first day" },
			{ .name = "to", .kind = PURSE_OPTION_DATE, .argument = "DATE", .help = "last day" },
			{ .name = "school",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "these alone take together, whoever else did",
				.repeatable = true },
			{ .name = "quantity",
				.kind = PURSE_OPTION_TEXT,
				.argument = "SCHOOL=NUMBER",
				.help = "what a school takes, in place of what the books say",
				.repeatable = true },
			{ .name = "pupils",
				.kind = PURSE_OPTION_TEXT,
				.argument = "SCHOOL=NUMBER",
				.help = "its pupils, in place of those in the books",
				.repeatable = true },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"A supplier's price list in tiers stands in price-tiers.csv: the price falls where all take more "
			"together, or goes by the pupils of a school. This shows what each school would pay alone, what "
			"all pay together, and how far the next tier is.",
			"What a school takes is what was charged to it in the days, and what is recorded and not charged "
			"yet. An item by the pupil that nothing is charged for counts the roll, one by the year counts "
			"one. What the provider takes itself is not charged: give it with --quantity. With it and "
			"--school any group can be tried.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse tiers --year 2025-26", "all price lists, by what was taken in the school year",
				PURSE_EXAMPLE_SHOWN },
			{ "purse tiers --agreement COACHING --year 2025-26 --quantity ASHCOMBE=40 --quantity BRAMLEY=24",
				"what 64 sessions would cost, alone and together", PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
