#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"
#include "purse/work/charge.h"

static void write_json(
	struct purse_json *json, const struct purse_charge_result *result, const struct purse_charge_wish *wish) {
	purse_json_flag(json, "dry_run", wish->dry_run);
	purse_json_date(json, "to", wish->to);
	purse_json_number(json, "activities", result->activities);
	purse_json_number(json, "purchases", result->purchases);
	purse_json_number(json, "staff_costs", result->staff_costs);
	purse_json_number(json, "use_shares", result->use_shares);
	purse_json_number(json, "lapses", result->lapses);
	purse_json_number(json, "reversals", result->reversals);
	purse_json_number(json, "arrears", result->arrears);
	purse_json_number(json, "cut_offs", result->cut_offs);
	purse_json_number(json, "withdrawn", result->withdrawn);
	purse_json_number(json, "entries", result->posted.entries);
	purse_json_number(json, "late", result->late);
	struct purse_json *list = purse_json_list(json, "late_entries");
	for (size_t i = 0; i < result->late_count; i++) {
		struct purse_json *item = purse_json_item(list);
		purse_json_text(item, "what", result->late_entries[i].what);
		purse_json_date(item, "service", result->late_entries[i].service);
		purse_json_date(item, "booked", result->late_entries[i].booked);
	}
	purse_json_number(json, "postings", result->posted.postings);
	list = purse_json_list(json, "charges");
	for (size_t i = 0; i < result->sum_count; i++) {
		const struct purse_charge_sum *sum = &result->sums[i];
		struct purse_json *item = purse_json_item(list);
		purse_json_text(item, "agreement", sum->agreement);
		purse_json_text(item, "provider", sum->provider);
		purse_json_text(item, "customer", sum->customer);
		purse_json_number(item, "charges", sum->charges);
		purse_json_number(item, "pence", sum->pence);
	}
}

static const char *counted(struct purse_arena *arena, long count, const char *one, const char *many) {
	return purse_text(arena, "%ld %s", count, count == 1 ? one : many);
}

static void show_sums(struct purse_cli *cli, const struct purse_charge_result *result) {
	struct purse_arena *arena = cli->run->arena;
	static const struct purse_table_column columns[] = {
		{ .heading = "Agreement" },
		{ .heading = "What", .widest = 44, .spare = 2 },
		{ .heading = "Provider" },
		{ .heading = "Charged" },
		{ .heading = "Charges", .right = true, .spare = 1 },
		{ .heading = "Amount", .right = true },
	};
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < result->sum_count; i++) {
		const struct purse_charge_sum *sum = &result->sums[i];
		bool own = purse_same(sum->provider, sum->customer);
		const char *const cells[] = { sum->agreement, sum->agreement_name, sum->provider,
			own ? "own share" : sum->customer, purse_text(arena, "%ld", sum->charges),
			purse_money_pounds(arena, sum->pence) };
		purse_table_row(table, cells);
	}
	purse_show_table(cli->show, table, 0);
}

static void show_late(struct purse_cli *cli, const struct purse_charge_result *result) {
	static const struct purse_table_column columns[] = {
		{ .heading = "Late", .widest = 44 },
		{ .heading = "Happened" },
		{ .heading = "Booked" },
	};
	struct purse_arena *arena = cli->run->arena;
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < result->late_count; i++)
		purse_table_row(table, (const char *[]){ result->late_entries[i].what,
								   purse_date_words(arena, result->late_entries[i].service),
								   purse_date_words(arena, result->late_entries[i].booked) });
	purse_show_blank(cli->show);
	purse_show_words(cli->show, 0, "%s late: the month is closed, so the books say the first open day.",
		counted(arena, result->late, "entry is", "entries are"));
	purse_show_table(cli->show, table, 0);
	if (result->late > (long)result->late_count)
		purse_show_words(cli->show, 0, "And %ld more.", result->late - (long)result->late_count);
}

static void show_cut_offs(
	struct purse_cli *cli, const struct purse_charge_wish *wish, const struct purse_charge_result *result) {
	if (!result->cut_offs) return;
	purse_show_words(cli->show, 0, "%s as prepaid what is for later months, and %s what was: %s.",
		wish->dry_run ? "Would set aside" : "Set aside", wish->dry_run ? "release" : "released",
		counted(cli->run->arena, result->cut_offs, "entry", "entries"));
}

static void show_words(
	struct purse_cli *cli, const struct purse_charge_wish *wish, const struct purse_charge_result *result) {
	struct purse_show *show = cli->show;
	purse_show_blank(show);
	purse_show_words(show, 0, "%s %s and %s up to %s, in %s.", wish->dry_run ? "Would charge" : "Charged",
		counted(cli->run->arena, result->activities, "activity", "activities"),
		counted(cli->run->arena, result->purchases, "purchase", "purchases"),
		purse_date_words(cli->run->arena, wish->to),
		counted(cli->run->arena, result->posted.entries, "entry", "entries"));
	if (result->staff_costs)
		purse_show_words(show, 0, "Shared what staff cost: %s.",
			counted(cli->run->arena, result->staff_costs, "row", "rows"));
	if (result->use_shares)
		purse_show_words(show, 0, "Shared anew by use: %s.",
			counted(cli->run->arena, result->use_shares, "step", "steps"));
	if (result->reversals)
		purse_show_words(show, 0, "Reversed because an activity was corrected: %s.",
			counted(cli->run->arena, result->reversals, "earlier charge", "earlier charges"));
	if (result->arrears)
		purse_show_words(show, 0, "Charged the difference that an award makes: to %s.",
			counted(cli->run->arena, result->arrears, "earlier charge", "earlier charges"));
	if (result->lapses)
		purse_show_words(show, 0, "Unused credits lapsed and were shared: %s.",
			counted(cli->run->arena, result->lapses, "lot", "lots"));
	show_cut_offs(cli, wish, result);
	if (result->withdrawn)
		purse_show_words(show, 0, "Withdrawn because the real charge is there: %s.",
			counted(cli->run->arena, result->withdrawn, "accrual", "accruals"));
	if (result->late) show_late(cli, result);
	if (wish->dry_run && result->late) purse_show_blank(show);
	if (wish->dry_run) purse_show_words(show, 0, "Nothing was booked: this was a dry run.");
	else
		purse_cli_next(
			cli, "raise the documents of a term: purse invoice raise --term autumn-2025 --dry-run");
}

static bool run(struct purse_cli *cli) {
	struct purse_db *db;
	struct purse_charge_wish wish = { .to = purse_option_date(cli->options, "to"),
		.agreement = purse_option_text(cli->options, "agreement"),
		.dry_run = purse_option_flag(cli->options, "dry-run") };
	if (!purse_date_given(wish.to)) wish.to = purse_run_today(cli->run);
	struct purse_charge_result result;
	if (!purse_cli_open(cli, &db) || !purse_work_charge(cli->run, db, &wish, &result)) return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	write_json(json, &result, &wish);
	if (purse_cli_json(cli, json)) return true;
	if (!result.sum_count && !result.purchases) {
		purse_show_words(
			cli->show, 0, "Nothing to charge up to %s.", purse_date_words(cli->run->arena, wish.to));
		show_cut_offs(cli, &wish, &result);
		return true;
	}
	show_sums(cli, &result);
	show_words(cli, &wish, &result);
	return true;
}

const struct purse_command purse_command_charge = {
	.name = "charge",
	.group = PURSE_GROUP_WORK,
	.summary = "charge what is recorded: activities, purchases, credits",
	.options =
		(const struct purse_option[]){
			{ .name = "to",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.help = "charge what happened up to this day; today when left out" },
			{ .name = "agreement",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "charge under this agreement only" },
			{ .name = "dry-run",
				.kind = PURSE_OPTION_FLAG,
				.help = "show what would be charged, and book nothing" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"Charges every activity at the price that was agreed for its date, shares the cost of every "
			"purchase and of shared staff by the basis of "
			"its agreement, draws credits from their lots, and shares what is left of a lot after its last "
			"day. Both schools' "
			"books are written in one entry. An activity that was corrected is reversed, and its successor "
			"charged.",
			"An activity under a brokered agreement is two charges: the home school charges the hub, and the "
			"hub charges its client, less or with the brokerage that was agreed. Each is charged by whoever "
			"may write for the school that it is the income of.",
			"Where the agreement says so under Cut-off, what is charged for later months waits as prepaid in "
			"the books of the school that pays, and as received in advance in those of the school that "
			"provides. Each run releases the months that have begun up to the day; closing a month does so "
			"too.",
			"Each charge keeps what it was made from, so that `purse explain` can show every step. Running "
			"again charges nothing "
			"twice.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse charge --dry-run", "shows what would be charged up to today", PURSE_EXAMPLE_BOOKS },
			{ "purse charge --to 2025-12-31", "charges what happened up to the end of the year",
				PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
