#include "purse/cli/command.h"

#include <stdlib.h>

#include "purse/base/text.h"
#include "purse/cli/raised.h"
#include "purse/work/raise.h"

static bool read_lines(struct purse_cli *cli, struct purse_credit_wish *wish) {
	wish->line_count = purse_option_count(cli->options, "line");
	int *lines = purse_alloc_array(cli->run->arena, wish->line_count, sizeof *lines);
	for (size_t i = 0; i < wish->line_count; i++) {
		const char *text = purse_option_text_at(cli->options, "line", i);
		char *end;
		long line = strtol(text, &end, 10);
		if (end == text || *end || line < 1 || line > 100000)
			return purse_fail(cli->run, PURSE_E_USAGE, NULL, "lines are numbered from 1, as on the document",
				"\"%s\" is no number of a line", text);
		lines[i] = (int)line;
	}
	wish->lines = lines;
	return true;
}

static bool run(struct purse_cli *cli) {
	struct purse_credit_wish wish = { .document = purse_cli_argument(cli, 0),
		.reason = purse_option_text(cli->options, "reason"),
		.rebill = purse_option_flag(cli->options, "rebill"),
		.issued = purse_option_date(cli->options, "date"),
		.dry_run = purse_option_flag(cli->options, "dry-run") };
	if (!purse_date_given(wish.issued)) wish.issued = purse_run_today(cli->run);
	struct purse_raise_result result;
	struct purse_db *db;
	if (!read_lines(cli, &wish) || !purse_cli_open(cli, &db)
		|| !purse_work_credit(cli->run, db, &wish, &result))
		return false;
	purse_raised_show(cli, &result, wish.dry_run);
	return true;
}

const struct purse_command purse_command_invoice_credit = {
	.name = "invoice credit",
	.group = PURSE_GROUP_WORK,
	.summary = "credit an issued document, whole or some lines",
	.arguments =
		(const struct purse_argument[]){ { .name = "NUMBER", .help = "the document's number" }, { 0 } },
	.options =
		(const struct purse_option[]){
			{ .name = "reason",
				.kind = PURSE_OPTION_TEXT,
				.argument = "WORDS",
				.help = "why; it stands on the credit note",
				.required = true },
			{ .name = "line",
				.kind = PURSE_OPTION_TEXT,
				.argument = "NUMBER",
				.help = "this line only",
				.repeatable = true },
			{ .name = "rebill",
				.kind = PURSE_OPTION_FLAG,
				.help = "keep the charges, free for one new document; without it they are reversed" },
			{ .name = "date",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.help = "date of issue; today when left out" },
			{ .name = "dry-run",
				.kind = PURSE_OPTION_FLAG,
				.help = "show the credit note as it would be, and issue nothing" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"An issued document never changes. A credit note cancels it, or some of its lines: the charges "
	        "are reversed too, as if "
			"the service had not been given. With --rebill the charges stay and go on the next document, for "
	        "example when the "
			"purchase order was wrong.",
			"The VAT credited is the VAT on all that was credited so far, less what was credited before, so "
	        "that crediting line by "
			"line gives back exactly what was charged.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse invoice credit HAZ-INT-00001 --line 2 --reason cancelled",
				"cancels one line", PURSE_EXAMPLE_SHOWN },
			{ 0 },
		},
	.run = run,
};
