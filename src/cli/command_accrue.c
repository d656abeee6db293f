#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"
#include "purse/work/accrue.h"

static void write_json(struct purse_json *json, const struct purse_accrue_wish *wish,
	const struct purse_accrue_result *result) {
	purse_json_flag(json, "dry_run", wish->dry_run);
	purse_json_text(json, "school", result->school);
	purse_json_date(json, "on", wish->on);
	purse_json_number(json, "accrued", result->accrued);
	purse_json_number(json, "withdrawn", result->withdrawn);
	purse_json_number(json, "cost_pence", result->cost_pence);
	struct purse_json *list = purse_json_list(json, "items");
	for (size_t i = 0; i < result->count; i++) {
		const struct purse_accrue_item *from = &result->items[i];
		struct purse_json *item = purse_json_item(list);
		purse_json_text(item, "ref", from->ref);
		purse_json_text(item, "what", from->what);
		purse_json_text(item, "agreement", from->agreement);
		purse_json_text(item, "provider", from->provider);
		purse_json_text(item, "working", from->working);
		purse_json_number(item, "pence", from->pence);
		purse_json_number(item, "school_pence", from->school_pence);
		purse_json_text(item, "left_out", from->left_out);
	}
}

static void show_items(struct purse_cli *cli, const struct purse_accrue_result *result, bool left_out) {
	struct purse_arena *arena = cli->run->arena;
	const struct purse_table_column columns[] = {
		{ .heading = "Ref" },
		{ .heading = "Provider" },
		{ .heading = "What", .widest = 36, .spare = 2 },
		{ .heading = left_out ? "Not accrued, because" : "Working", .widest = 56, .spare = 1 },
		{ .heading = left_out ? "" : "Cost", .right = true },
	};
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	size_t shown = 0;
	for (size_t i = 0; i < result->count; i++) {
		const struct purse_accrue_item *item = &result->items[i];
		if ((item->left_out != NULL) != left_out) continue;
		purse_table_row(table,
			(const char *[]){ item->ref, item->provider, item->what,
				left_out ? item->left_out : item->working,
				left_out ? "" : purse_money_pounds(arena, item->school_pence) });
		shown++;
	}
	if (!shown) return;
	purse_show_table(cli->show, table, 0);
	purse_show_blank(cli->show);
}

static void show_result(struct purse_cli *cli, const struct purse_accrue_wish *wish,
	const struct purse_accrue_result *result) {
	struct purse_arena *arena = cli->run->arena;
	const char *day = purse_date_words(arena, wish->on);
	show_items(cli, result, false);
	show_items(cli, result, true);
	if (result->withdrawn)
		purse_show_words(cli->show, 0, "Withdrawn because the real charge is there: %ld.", result->withdrawn);
	if (result->accrued)
		purse_show_words(cli->show, 0,
			"%s at %s, and taken back the next day: %ld. In the books of %s that is a cost of %s; what is "
			"below nought is income.",
			wish->dry_run ? "Would be accrued" : "Accrued", day, result->accrued, result->school,
			purse_money_pounds(arena, result->cost_pence));
	else purse_show_words(cli->show, 0, "Nothing to accrue for %s at %s.", result->school, day);
	if (wish->dry_run) purse_show_words(cli->show, 0, "Nothing was booked: this was a dry run.");
}

static bool run(struct purse_cli *cli) {
	struct purse_db *db;
	struct purse_accrue_wish wish = {
		.school = purse_upper(cli->run->arena, purse_option_text(cli->options, "school")),
		.on = purse_option_date(cli->options, "on"),
		.dry_run = purse_option_flag(cli->options, "dry-run")
	};
	struct purse_accrue_result result;
	if (!purse_cli_open(cli, &db) || !purse_accrue(cli->run, db, &wish, &result)) return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	write_json(json, &wish, &result);
	if (!purse_cli_json(cli, json)) show_result(cli, &wish, &result);
	return true;
}

const struct purse_command purse_command_accrue = {
	.name = "accrue",
	.group = PURSE_GROUP_KEEP,
	.summary = "estimate at a school's year-end what is not charged yet, and take it back the next day",
	.options =
		(const struct purse_option[]){
			{ .name = "school",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.required = true,
				.help = "the school whose year ends" },
			{ .name = "on",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.required = true,
				.help = "the last day of its year, such as 2026-03-31" },
			{ .name = "dry-run",
				.kind = PURSE_OPTION_FLAG,
				.help = "show what would be accrued, and book nothing" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"Works out what the school had or provided up to the day that nobody has charged: activities at "
			"their price, suppliers' invoices, what suppliers have not billed (expected-purchases.csv), and "
			"costs of staff with their true-ups, which `purse staff share` records. Each is worked out as "
			"`purse charge` would, as far as its days are over, and its working is shown.",
			"It is booked in the books of both schools on the day and taken back on the next, so that the "
			"real charge, when it comes, counts once. Asked again it adds only what is new. What is charged "
			"before the month is closed takes the place of its estimate.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse accrue --school BRAMLEY --on 2026-03-31 --dry-run",
				"shows what Bramley had up to the end of March that is not charged", PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
