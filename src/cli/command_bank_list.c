#include "purse/cli/command.h"

#include "purse/output/table.h"
#include "purse/work/bank.h"

static const char *standing(const struct purse_bank_detail *detail) {
	if (!detail->in_use) return "waits for a second person";
	return detail->confirmed_by ? "confirmed" : "first of the school";
}

static void show_details(struct purse_cli *cli, const struct purse_bank_detail *details, size_t count) {
	struct purse_arena *arena = cli->run->arena;
	static const struct purse_table_column columns[] = {
		{ .heading = "School" },
		{ .heading = "From" },
		{ .heading = "Account name", .widest = 32, .spare = 1 },
		{ .heading = "Sort code" },
		{ .heading = "Account" },
		{ .heading = "Recorded by", .spare = 2 },
		{ .heading = "Confirmed by" },
		{ .heading = "Standing" },
	};
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < count; i++) {
		const struct purse_bank_detail *detail = &details[i];
		purse_table_row(table,
		                (const char *[]){ detail->school, purse_date_iso(arena, detail->from),
		                                  detail->account_name, detail->sort_code, detail->account_number,
		                                  detail->recorded_by, detail->confirmed_by, standing(detail) });
	}
	purse_show_table(cli->show, table, 0);
}

static bool run(struct purse_cli *cli) {
	struct purse_bank_detail *details;
	size_t count;
	struct purse_db *db;
	if (!purse_cli_open(cli, &db) || !purse_bank_list(cli->run, db, &details, &count)) return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	struct purse_json *list = purse_json_list(json, "bank_details");
	const char *waiting = NULL;
	for (size_t i = 0; i < count; i++) {
		struct purse_json *item = purse_json_item(list);
		purse_json_text(item, "school", details[i].school);
		purse_json_date(item, "valid_from", details[i].from);
		purse_json_text(item, "account_name", details[i].account_name);
		purse_json_text(item, "sort_code", details[i].sort_code);
		purse_json_text(item, "account_number", details[i].account_number);
		purse_json_text(item, "recorded_by", details[i].recorded_by);
		purse_json_text(item, "confirmed_by", details[i].confirmed_by);
		purse_json_flag(item, "in_use", details[i].in_use);
		if (!details[i].in_use) waiting = details[i].school;
	}
	if (purse_cli_json(cli, json)) return true;
	if (count) show_details(cli, details, count);
	else purse_show_words(cli->show, 0, "There are no bank details of schools whose books you may read.");
	if (waiting)
		purse_cli_next(cli, "a second person asks the school, and then confirms: purse bank confirm %s",
		               waiting);
	return true;
}

const struct purse_command purse_command_bank_list = {
	.name = "bank list",
	.group = PURSE_GROUP_KEEP,
	.summary = "list the bank details of schools, and which wait for a second person",
	.description = (const char *const[]){
		"The first bank details of a school count as soon as they are imported; a change counts only when a "
		"second person has confirmed it. Until then invoices carry the earlier ones.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse bank list", "lists them", PURSE_EXAMPLE_BOOKS },
		{ 0 },
	},
	.run = run,
};
