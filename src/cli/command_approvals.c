#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"
#include "purse/work/approvals.h"

/* ---- for programs ---- */

static void json_part(struct purse_json *list, struct purse_arena *arena,
	const struct purse_approval_agreement *agreement, const struct purse_approval_part *part) {
	struct purse_json *item = purse_json_item(list);
	purse_json_text(item, "school", part->school);
	purse_json_flag(item, "is_lead", part->is_lead);
	purse_json_text(item, "state", part->state);
	purse_json_text(item, "board", part->board);
	purse_json_text(item, "minute", part->minute);
	purse_json_date(item, "decided", part->decided);
	purse_json_date(item, "from", part->from);
	purse_json_date(item, "until", part->until);
	purse_json_text(item, "conditions", part->conditions);
	purse_json_text(item, "signed_by", part->authorised_by);
	if (part->has_limit) purse_json_number(item, "limit_pence", part->limit_pence);
	else purse_json_text(item, "limit_pence", NULL);
	purse_json_number(item, "charged_pence", part->charged_pence);
	purse_json_number(item, "held_charges", part->held_charges);
	purse_json_number(item, "held_pence", part->held_pence);
	purse_json_text(item, "to_put_to_the_board", purse_approval_words(arena, agreement, part));
}

static struct purse_json *make_json(struct purse_cli *cli, const struct purse_approvals_wish *wish,
	const struct purse_approvals *approvals) {
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_date(json, "at", wish->at);
	struct purse_json *list = purse_json_list(json, "agreements");
	for (size_t i = 0; i < approvals->agreement_count; i++) {
		const struct purse_approval_agreement *agreement = &approvals->agreements[i];
		struct purse_json *item = purse_json_item(list);
		purse_json_text(item, "agreement", agreement->code);
		purse_json_text(item, "name", agreement->name);
		purse_json_text(item, "lead", agreement->lead);
		purse_json_text(item, "raised_by", agreement->raised_by);
		purse_json_date(item, "raised_on", agreement->raised_on);
		purse_json_text(item, "advice", agreement->advice);
		purse_json_text(item, "committee", agreement->committee);
		purse_json_text(item, "minute", agreement->minute);
		purse_json_text(item, "basis", agreement->basis);
		purse_json_date(item, "recommended_on", agreement->recommended_on);
		purse_json_date(item, "review_due", agreement->review_due);
		purse_json_flag(item, "review_is_due", agreement->review_is_due);
		struct purse_json *schools = purse_json_list(item, "schools");
		for (size_t k = 0; k < agreement->part_count; k++)
			json_part(schools, cli->run->arena, agreement, &agreement->parts[k]);
	}
	return json;
}

/* ---- for people ---- */

static const char *day(struct purse_arena *arena, struct purse_date date) {
	return purse_date_given(date) ? purse_date_iso(arena, date) : NULL;
}

static void show_parts(struct purse_cli *cli, const struct purse_approval_agreement *agreement) {
	struct purse_arena *arena = cli->run->arena;
	const struct purse_table_column columns[] = { { .heading = "School" }, { .heading = "State" },
		{ .heading = "Minute", .spare = 1, .widest = 30 }, { .heading = "Decided" }, { .heading = "Until" },
		{ .heading = "Limit", .right = true }, { .heading = "Charged", .right = true },
		{ .heading = "Held", .right = true } };
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < agreement->part_count; i++) {
		const struct purse_approval_part *part = &agreement->parts[i];
		const char *const cells[] = { purse_text(arena, "%s%s", part->school, part->is_lead ? ", lead" : ""),
			part->state, part->minute, day(arena, part->decided),
			part->until.day == PURSE_FOREVER.day ? "no end" : day(arena, part->until),
			part->has_limit ? purse_money_text(arena, part->limit_pence) : NULL,
			part->board && !part->is_lead ? purse_money_text(arena, part->charged_pence) : NULL,
			part->held_charges ? purse_money_text(arena, part->held_pence) : NULL };
		purse_table_row(table, cells);
	}
	purse_show_table(cli->show, table, 0);
}

static void show_agreement(struct purse_cli *cli, const struct purse_approval_agreement *agreement) {
	struct purse_arena *arena = cli->run->arena;
	struct purse_show *show = cli->show;
	purse_show_blank(show);
	purse_show_title(show, "%s  %s", agreement->code, agreement->name);
	if (agreement->raised_by)
		purse_show_words(show, 0, "Put forward by %s on %s: %s.", agreement->raised_by,
			purse_date_words(arena, agreement->raised_on), agreement->proposal);
	if (agreement->advice)
		purse_show_words(show, 0, "%s, %s: %s, minute %s%s%s.", agreement->committee,
			purse_date_words(arena, agreement->recommended_on), agreement->advice, agreement->minute,
			agreement->basis ? "; the cost shared " : "", agreement->basis ? agreement->basis : "");
	show_parts(cli, agreement);
	for (size_t i = 0; i < agreement->part_count; i++) {
		const struct purse_approval_part *part = &agreement->parts[i];
		const char *words = purse_approval_words(arena, agreement, part);
		if (part->conditions)
			purse_show_words(show, 0, "The board of %s asked for: %s.", part->school, part->conditions);
		if (words) purse_show_words(show, 0, "To put to the board of %s: %s", part->school, words);
	}
	if (agreement->review_is_due)
		purse_show_words(show, 0, "Its yearly review was due on %s; record it in recommendations.csv.",
			purse_date_words(arena, agreement->review_due));
}

static bool run(struct purse_cli *cli) {
	struct purse_run *run = cli->run;
	const char *agreement = purse_option_text(cli->options, "agreement");
	struct purse_approvals_wish wish = { .at = purse_option_date(cli->options, "at"),
		.agreement = agreement ? purse_upper(run->arena, agreement) : NULL };
	struct purse_approvals approvals;
	struct purse_db *db;
	if (!purse_date_given(wish.at)) wish.at = purse_run_today(run);
	if (!purse_cli_open(cli, &db) || !purse_approvals_read(run, db, &wish, &approvals)) return false;
	if (purse_cli_json(cli, make_json(cli, &wish, &approvals))) return true;
	purse_show_words(cli->show, 0, "What boards decided, as of %s", purse_date_words(run->arena, wish.at));
	if (!approvals.agreement_count)
		purse_show_words(cli->show, 0, "No agreement holds on this day that you may read.");
	for (size_t i = 0; i < approvals.agreement_count; i++) show_agreement(cli, &approvals.agreements[i]);
	return true;
}

const struct purse_command purse_command_approvals = {
	.name = "approvals",
	.group = PURSE_GROUP_LOOK,
	.summary = "what each board decided of an agreement, what is held, and the words to put to a board",
	.options =
		(const struct purse_option[]){
			{ .name = "agreement",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "this agreement only, also when it is over" },
			{ .name = "at",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.help = "what had been decided by this day; today when left out" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"Shows how far each agreement has come: put forward (proposals.csv), recommended by a joint "
			"committee (recommendations.csv), authorised or declined by each school's board (approvals.csv). "
			"It is live for those schools alone whose board has authorised it.",
			"What a board has not authorised, or what goes beyond its limit, is booked all the same and "
			"held: it comes on no invoice. The words to put to the board are shown with it. Once the minute "
			"is imported, purse invoice raise takes what was held. If a board declines, correct the "
			"activities with the quantity 0, and what was booked is reversed.",
			"Where a committee has recommended an agreement and a board declines, the shares change for "
			"everybody: nobody's earlier approval counts from that day on, until the committee has "
			"recommended anew and the boards have decided again.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse approvals", "shows all agreements that hold today", PURSE_EXAMPLE_BOOKS },
			{ "purse approvals --agreement TA-SHARE --at 2025-12-31",
				"shows one agreement as it stood at the end of the year", PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
