#include "purse/cli/command.h"

#include <string.h>

#include "purse/base/text.h"
#include "purse/cli/priced.h"
#include "purse/work/pricing.h"

static const char *const units[] = { "day", "half-day", "hour", "month", "year", NULL };

static bool run(struct purse_cli *cli) {
	struct purse_arena *arena = cli->run->arena;
	const struct purse_options *options = cli->options;
	struct purse_pricing_wish wish = {
		.agreement = purse_upper(arena, purse_option_text(options, "agreement")),
		.item = purse_option_text(options, "item"),
		.unit = purse_option_text(options, "unit"),
		.post = purse_upper(arena, purse_option_text(options, "post")),
		.school = purse_upper(arena, purse_option_text(options, "school")),
		.from = purse_option_date(options, "from"),
		.to = purse_option_date(options, "to"),
		.admin = purse_option_text(options, "admin"),
		.how = purse_option_text(options, "how"),
		.follows_pay = purse_option_flag(options, "follows-pay"),
		.dry_run = purse_option_flag(options, "dry-run"),
	};
	struct purse_priced priced;
	struct purse_db *db;
	if (wish.admin && purse_ends(wish.admin, "%"))
		wish.admin = purse_copy_bytes(arena, wish.admin, strlen(wish.admin) - 1);
	if (!purse_cli_open(cli, &db) || !purse_price_post(cli->run, db, &wish, &priced)) return false;
	struct purse_json *json = purse_json_new(arena);
	purse_json_flag(json, "dry_run", wish.dry_run);
	purse_json_flag(json, "follows_pay", wish.follows_pay);
	purse_priced_json(cli, json, &priced);
	if (purse_cli_json(cli, json)) return true;
	purse_priced_show(cli, &priced);
	purse_show_blank(cli->show);
	purse_show_words(cli->show, 0, "%s",
		wish.dry_run ? "Nothing was recorded: this was a dry run."
					 : "The price is recorded. Partners see it, and nothing of what it was worked out from.");
	return true;
}

const struct purse_command purse_command_staff_price = {
	.name = "staff price",
	.group = PURSE_GROUP_WORK,
	.summary = "work out a price from the cost of a post, and record it as agreed",
	.options =
		(const struct purse_option[]){
			{ .name = "agreement",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "the agreement whose price it is",
				.required = true },
			{ .name = "item",
				.kind = PURSE_OPTION_TEXT,
				.argument = "WORDS",
				.help = "what is priced, in the words that activities.csv uses",
				.required = true },
			{ .name = "unit",
				.kind = PURSE_OPTION_CHOICE,
				.argument = "UNIT",
				.help = "what the price is for one of",
				.choices = units,
				.required = true },
			{ .name = "post",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "a post of your school, as posts.csv has it",
				.required = true },
			{ .name = "school",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "whose post it is, when two of your schools have one of that code" },
			{ .name = "from",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.help = "the first day of the price; the pay and the rates of that day are used",
				.required = true },
			{ .name = "to",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.help = "its last day; left out while it goes on" },
			{ .name = "admin",
				.kind = PURSE_OPTION_TEXT,
				.argument = "PERCENT",
				.help = "what is added for administration, as 5%" },
			{ .name = "how",
				.kind = PURSE_OPTION_TEXT,
				.argument = "WORDS",
				.help = "who agreed it and when",
				.required = true },
			{ .name = "follows-pay",
				.kind = PURSE_OPTION_FLAG,
				.help = "it was agreed that pay awards change the price; otherwise it is fixed" },
			{ .name = "dry-run", .kind = PURSE_OPTION_FLAG, .help = "show it, and record nothing" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"The price is what the post costs a year, with national insurance, pension and levy, divided by "
	        "the "
			"days or hours that it works, and rounded once by the rule that the agreement names: to the "
	        "whole "
			"pound unless it says otherwise, because a price to the penny gives away what the person is "
	        "paid. "
			"With the rule band it is the price of the band above, of those that the agreement has in "
			"prices.csv (their Item begins with the word band).",
			"What it was worked out from is kept for the employing school, and no other can read it. `purse "
			"verify` checks that the price follows from it.",
			"A price that follows pay is brought up to date by `purse staff follow` after a pay award; what "
	        "was "
			"charged already is then charged the difference. A fixed price stays.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse staff price --agreement TA-SHARE --item assistant --unit hour --post TA-1 --from "
			  "2026-04-01 --how heads --dry-run",
				"shows what an hour of a teaching assistant would be priced at", PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
