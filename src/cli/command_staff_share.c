#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/cli/figures.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"
#include "purse/work/staffshare.h"

static void write_json(struct purse_json *json, const struct purse_staffshare_wish *wish,
	const struct purse_staffshare_result *result) {
	purse_json_flag(json, "dry_run", wish->dry_run);
	purse_json_month(json, "month", wish->month_number);
	purse_json_number(json, "looked_at", (int64_t)result->looked_at);
	purse_json_number(json, "late", result->late);
	struct purse_json *list = purse_json_list(json, "staff_costs");
	for (size_t i = 0; i < result->count; i++) {
		const struct purse_staffshare_row *row = &result->rows[i];
		struct purse_json *item = purse_json_item(list);
		purse_json_text(item, "ref", row->ref);
		purse_json_text(item, "school", row->school);
		purse_json_text(item, "agreement", row->agreement);
		purse_json_text(item, "role", row->role);
		purse_json_date(item, "service_from", row->from);
		purse_json_date(item, "service_to", row->to);
		purse_json_text(item, "kind", row->kind);
		purse_json_text(item, "trues_up", row->trues_up);
		purse_json_number(item, "pence", row->pence);
		purse_json_number(item, "total_pence", row->total_pence);
	}
}

static const char *kind_words(struct purse_arena *arena, const struct purse_staffshare_row *row) {
	return row->trues_up ? purse_text(arena, "%s of %s", row->kind, row->trues_up) : row->kind;
}

static void show_rows(struct purse_cli *cli, const struct purse_staffshare_result *result) {
	static const struct purse_table_column columns[] = {
		{ .heading = "Ref" },
		{ .heading = "Staff", .widest = 32, .spare = 1 },
		{ .heading = "Month" },
		{ .heading = "What", .widest = 30, .spare = 2 },
		{ .heading = "Shared", .right = true },
		{ .heading = "Of the month", .right = true },
	};
	struct purse_arena *arena = cli->run->arena;
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < result->count; i++) {
		const struct purse_staffshare_row *row = &result->rows[i];
		const char *const cells[] = { row->ref, row->role,
			purse_month_words(arena, purse_date_month_number(row->from)), kind_words(arena, row),
			purse_money_pounds(arena, row->pence), purse_money_pounds(arena, row->total_pence) };
		purse_table_row(table, cells);
	}
	purse_show_table(cli->show, table, 0);
	purse_show_blank(cli->show);
}

static void show_words(struct purse_cli *cli, const struct purse_staffshare_wish *wish,
	const struct purse_staffshare_result *result) {
	const char *month = purse_month_words(cli->run->arena, wish->month_number);
	if (result->looked_at == 0)
		purse_show_words(cli->show, 0, "No post of your schools is shared up to %s.", month);
	else if (result->count == 0)
		purse_show_words(
			cli->show, 0, "Nothing has changed up to %s: what is recorded is what the posts cost.", month);
	if (result->count == 0) return;
	show_rows(cli, result);
	if (result->late)
		purse_show_words(cli->show, 0,
			"Of these %ld are of a month that is closed: they will be booked in the next open one.",
			result->late);
	if (wish->dry_run) purse_show_words(cli->show, 0, "Nothing was recorded: this was a dry run.");
	else purse_cli_next(cli, "share them among the parties: purse charge --dry-run");
}

static bool run(struct purse_cli *cli) {
	struct purse_db *db;
	struct purse_staffshare_wish wish = { .agreement = purse_option_text(cli->options, "agreement"),
		.dry_run = purse_option_flag(cli->options, "dry-run") };
	const char *month = purse_option_text(cli->options, "month");
	if (!month) wish.month_number = purse_date_month_number(purse_run_today(cli->run));
	else if (!purse_month_read(month, &wish.month_number))
		return purse_fail(cli->run, PURSE_E_USAGE, NULL, "write a month as 2025-11",
			"could not read \"%s\" as a month", month);
	struct purse_staffshare_result result;
	if (!purse_cli_open(cli, &db) || !purse_staffshare_record(cli->run, db, &wish, &result)) return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	write_json(json, &wish, &result);
	if (purse_cli_json(cli, json)) return true;
	show_words(cli, &wish, &result);
	return true;
}

const struct purse_command purse_command_staff_share = {
	.name = "staff share",
	.group = PURSE_GROUP_WORK,
	.summary = "record what is shared of posts, month by month",
	.options =
		(const struct purse_option[]){
			{ .name = "month",
				.kind = PURSE_OPTION_TEXT,
				.argument = "MONTH",
				.help = "the last month to look at, such as 2025-09; this month when left out" },
			{ .name = "agreement",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "look at the posts of this agreement only" },
			{ .name = "dry-run",
				.kind = PURSE_OPTION_FLAG,
				.help = "show what would be recorded, and record nothing" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"For every post in shared-posts.csv and every month up to the one named: the part that is shared "
			"of what payroll paid (payroll.csv), or, while payroll is not there, of what the post costs by "
			"the rates of those days. The first row of a month is an estimate or actual; when payroll comes, "
			"when a pay award is back-dated or when the agreed part changes, the difference is recorded as a "
			"true-up that names it. Running again records nothing twice.",
			"By calendar days a month is a twelfth of the year. By term weeks it is the weeks of term in it, "
			"counted in school days of term-weeks.csv, so that August costs nothing until payroll comes.",
			"Partners see the role and the amount; pay, and how the amount was worked out, are seen by your "
			"school alone. `purse charge` then shares each row by the basis of the agreement.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse staff share --month 2025-09 --dry-run", "shows what would be recorded up to September",
				PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
