#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/cli/raised.h"
#include "purse/work/raise.h"

static bool read_days(struct purse_cli *cli, struct purse_raise_wish *wish) {
	struct purse_term term;
	wish->from = purse_option_date(cli->options, "from");
	wish->to = purse_option_date(cli->options, "to");
	bool has_term = purse_option_term(cli->options, "term", &term);
	if (has_term && (purse_date_given(wish->from) || purse_date_given(wish->to)))
		return purse_fail(cli->run, PURSE_E_USAGE, NULL, "give a term, or the first and the last day",
			"--term goes without --from and --to");
	if (has_term) wish->to = term.to; /* what is late from before goes on the same documents */
	if (!purse_date_given(wish->to))
		return purse_fail(cli->run, PURSE_E_USAGE, NULL,
			"for example: purse invoice raise --term autumn-2025",
			"say for which term or up to which day to raise documents");
	wish->issued = purse_option_date(cli->options, "date");
	if (!purse_date_given(wish->issued)) wish->issued = purse_run_today(cli->run);
	return true;
}

static bool run(struct purse_cli *cli) {
	struct purse_raise_wish wish = { .provider = purse_option_text(cli->options, "from-school"),
		.customer = purse_option_text(cli->options, "to-school"),
		.dry_run = purse_option_flag(cli->options, "dry-run") };
	struct purse_raise_result result;
	struct purse_db *db;
	if (!read_days(cli, &wish) || !purse_cli_open(cli, &db)
		|| !purse_work_raise(cli->run, db, &wish, &result))
		return false;
	purse_raised_show(cli, &result, wish.dry_run);
	return true;
}

const struct purse_command purse_command_invoice_raise = {
	.name = "invoice raise",
	.group = PURSE_GROUP_WORK,
	.summary = "issue invoices and internal charges for what is charged",
	.options =
		(const struct purse_option[]){
			{ .name = "term",
				.kind = PURSE_OPTION_TERM,
				.argument = "TERM",
				.help = "autumn-2025, spring-2026 or summer-2026; what is late from before comes with it" },
			{ .name = "from", .kind = PURSE_OPTION_DATE, .argument = "DATE", .help = "first day of service" },
			{ .name = "to", .kind = PURSE_OPTION_DATE, .argument = "DATE", .help = "last day of service" },
			{ .name = "from-school",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "documents of this school only" },
			{ .name = "to-school",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "documents to this school only" },
			{ .name = "date",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.help = "date of issue; today when left out" },
			{ .name = "dry-run",
				.kind = PURSE_OPTION_FLAG,
				.help = "show the documents as they would be, and issue nothing" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"Raises one document for each pair of schools and kind: an internal charge where both belong to "
	        "one VAT person, an "
			"invoice where no VAT is due, a VAT invoice where it is. Each charge stands on one document "
	        "only. A charge that was "
			"reversed after it had been issued gets a credit note.",
			"What a governing board has not authorised is held, and what needs a VAT decision waits; both "
	        "are listed. Numbers have "
			"no gaps, and an issued document never changes.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse invoice raise --term autumn-2025 --dry-run", "shows the documents of the autumn",
				PURSE_EXAMPLE_BOOKS },
			{ "purse invoice raise --term autumn-2025 --date 2026-01-05", "issues them",
				PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
