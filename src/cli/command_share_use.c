#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/work/useshare.h"

static struct purse_json *make_json(struct purse_cli *cli, const struct purse_useshare_wish *wish,
	const struct purse_useshare_result *result) {
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_flag(json, "dry_run", wish->dry_run);
	purse_json_text(json, "agreement", wish->agreement);
	purse_json_date(json, "from", wish->from);
	purse_json_date(json, "to", wish->to);
	purse_json_number(json, "pence", result->pence);
	struct purse_json *list = purse_json_list(json, "schools");
	for (size_t i = 0; i < result->school_count; i++) {
		struct purse_json *item = purse_json_item(list);
		purse_json_text(item, "school", result->schools[i].school);
		purse_json_text(item, "quantity", result->schools[i].quantity);
		purse_json_text(item, "unit", result->schools[i].unit);
	}
	return json;
}

static void show(struct purse_cli *cli, const struct purse_useshare_wish *wish,
	const struct purse_useshare_result *result) {
	struct purse_arena *arena = cli->run->arena;
	struct purse_buffer used = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (size_t i = 0; i < result->school_count; i++)
		purse_buffer_addf(
			&used, "%s%s %s", i ? ", " : "", result->schools[i].school, result->schools[i].quantity);
	purse_show_words(cli->show, 0, "%s, %s to %s. Used, by the %s: %s.", result->agreement_name,
		purse_date_words(arena, wish->from), purse_date_words(arena, wish->to),
		result->school_count ? result->schools[0].unit : "day", used.text);
	if (result->pence == 0) {
		purse_show_words(cli->show, 0, "All that these days cost is shared by use already.");
		return;
	}
	purse_show_words(cli->show, 0,
		"%s of cost is taken back as it was shared, and shared by use: two rows, which together come to "
		"nothing.",
		purse_money_pounds(arena, result->pence));
	if (wish->dry_run) purse_show_words(cli->show, 0, "Nothing was recorded: this was a dry run.");
	else purse_cli_next(cli, "charge them: purse charge --dry-run");
}

static bool run(struct purse_cli *cli) {
	struct purse_run *run = cli->run;
	struct purse_db *db;
	struct purse_useshare_result result;
	struct purse_useshare_wish wish = {
		.agreement = purse_upper(run->arena, purse_option_text(cli->options, "agreement")),
		.from = purse_option_date(cli->options, "from"),
		.to = purse_option_date(cli->options, "to"),
		.dry_run = purse_option_flag(cli->options, "dry-run")
	};
	if (wish.to.day < wish.from.day)
		return purse_fail(run, PURSE_E_USAGE, NULL, "give the first day with --from, the last with --to",
			"the last day is before the first");
	if (!purse_cli_open(cli, &db) || !purse_useshare_record(run, db, &wish, &result)) return false;
	if (!purse_cli_json(cli, make_json(cli, &wish, &result))) show(cli, &wish, &result);
	return true;
}

const struct purse_command purse_command_share_use = {
	.name = "share use",
	.group = PURSE_GROUP_WORK,
	.summary = "share what something cost anew, by what each school used of it",
	.options =
		(const struct purse_option[]){
			{ .name = "agreement",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "the agreement whose cost it is",
				.required = true },
			{ .name = "from",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.help = "first day of the service",
				.required = true },
			{ .name = "to",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.help = "its last day",
				.required = true },
			{ .name = "dry-run",
				.kind = PURSE_OPTION_FLAG,
				.help = "show what would be recorded, and record nothing" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"A minibus, a hall or a kitchen costs fuel, insurance and repairs, which one school pays. "
			"Purchases are shared as they come, by the basis of their agreement: an estimate of use. When "
			"the days are over, write what each school used into meter-readings.csv, the lead's own use too. "
			"This command then records that the estimated shares of these days are taken back and the same "
			"cost is shared by use; purse charge books both, and the difference comes on the next documents.",
			"It waits until every purchase of these days is charged. A cost that comes later is shared by "
			"estimate again; run the command again for the same days. To bill a rate for each use "
			"instead, agree a price (prices.csv) and record activities.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse share use --agreement COACHING --from 2025-09-08 --to 2025-12-12 --dry-run",
				"shows what of the autumn would be shared by use", PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
