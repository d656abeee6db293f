#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/work/bank.h"

static bool run(struct purse_cli *cli) {
	const char *school = purse_upper(cli->run->arena, cli->arguments[0]);
	long confirmed;
	struct purse_db *db;
	if (!purse_cli_open(cli, &db) || !purse_bank_confirm(cli->run, db, school, &confirmed)) return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_text(json, "school", school);
	purse_json_number(json, "confirmed", confirmed);
	if (purse_cli_json(cli, json)) return true;
	if (confirmed)
		purse_show_words(cli->show, 0,
		                 "The new bank details of %s are confirmed: invoices carry them from their date.",
		                 school);
	else purse_show_words(cli->show, 0, "No bank details of %s wait to be confirmed.", school);
	return true;
}

const struct purse_command purse_command_bank_confirm = {
	.name = "bank confirm",
	.group = PURSE_GROUP_KEEP,
	.summary = "confirm changed bank details of a school, as the second person",
	.arguments = (const struct purse_argument[]){
		{ .name = "SCHOOL", .help = "its code" },
		{ 0 },
	},
	.description = (const char *const[]){
		"Letters with changed bank details are a common fraud. So whoever imported a change can't confirm "
		"it: another manager of the school looks at `purse bank list`, rings the school on a number known "
		"from before, and then confirms.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse --as maria bank confirm BRAMLEY", "confirms as Maria what somebody else imported",
		  PURSE_EXAMPLE_BOOKS },
		{ 0 },
	},
	.run = run,
};
