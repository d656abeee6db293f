#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/cli/asked.h"
#include "purse/cli/funded.h"
#include "purse/work/approvals.h"
#include "purse/work/close.h"

/* What is held for want of a board's decision, of service up to the end of the month. */
typedef void held_use(void *context, const struct purse_approval_agreement *agreement,
                      const struct purse_approval_part *part);
static void each_held(const struct purse_approvals *approvals, int32_t month_number, held_use *use,
                      void *context) {
	struct purse_date last = purse_date_last_of_month(purse_date_of_month_number(month_number));
	for (size_t i = 0; i < approvals->agreement_count; i++) {
		const struct purse_approval_agreement *agreement = &approvals->agreements[i];
		for (size_t k = 0; k < agreement->part_count; k++)
			if (agreement->parts[k].held_charges && agreement->parts[k].held_first.day <= last.day)
				use(context, agreement, &agreement->parts[k]);
	}
}

static void json_held(void *context, const struct purse_approval_agreement *agreement,
                      const struct purse_approval_part *part) {
	struct purse_json *item = purse_json_item(context);
	purse_json_text(item, "agreement", agreement->code);
	purse_json_text(item, "school", part->school);
	purse_json_number(item, "charges", part->held_charges);
	purse_json_number(item, "pence", part->held_pence);
}

static void show_held(void *context, const struct purse_approval_agreement *agreement,
                      const struct purse_approval_part *part) {
	struct purse_cli *cli = context;
	purse_show_words(cli->show, 0, "To put to the board of %s: %s", part->school,
	                 purse_approval_words(cli->run->arena, agreement, part));
}

static void write_json(struct purse_json *json, const struct purse_close_wish *wish,
                       const struct purse_close_result *result, const struct purse_approvals *approvals) {
	purse_json_month(json, "month", wish->month_number);
	struct purse_json *schools = purse_json_list(json, "schools");
	for (size_t i = 0; i < result->school_count; i++) purse_json_item_text(schools, result->schools[i]);
	purse_json_number(json, "closed", result->closed);
	purse_json_number(json, "settled", result->settled);
	purse_json_number(json, "cut_offs", result->cut_offs);
	purse_json_number(json, "uncharged_activities", result->activities);
	purse_json_number(json, "uncharged_purchases", result->purchases);
	purse_json_number(json, "uncharged_staff_costs", result->staff_costs);
	purse_json_number(json, "charges_not_invoiced", result->charges);
	each_held(approvals, wish->month_number, json_held, purse_json_list(json, "held"));
	purse_funded_json(json, result->kept, result->kept_count);
}

static const char *counted(struct purse_arena *arena, long count, const char *one, const char *many) {
	return purse_text(arena, "%ld %s", count, count == 1 ? one : many);
}

/* What is left to do; it does not keep the month open. */
static void show_rest(struct purse_cli *cli, int32_t month_number, const struct purse_close_result *result) {
	struct purse_arena *arena = cli->run->arena;
	struct purse_date first = purse_date_of_month_number(month_number);
	const char *last = purse_date_words(arena, purse_date_last_of_month(first));
	const char *activities = counted(arena, result->activities, "activity", "activities");
	const char *purchases = counted(arena, result->purchases, "purchase", "purchases");
	const char *charges = counted(arena, result->charges, "charge is", "charges are");
	if (result->activities || result->purchases)
		purse_show_words(cli->show, 0,
		                 "Not charged yet, up to %s: %s%s%s. When charged, they are booked in the next open "
		                 "month and listed as late.",
		                 last, result->activities ? activities : "",
		                 result->activities && result->purchases ? " and " : "",
		                 result->purchases ? purchases : "");
	if (result->staff_costs)
		purse_show_words(cli->show, 0,
		                 "Not shared yet, up to %s: %s. What is shared later is booked in the next open "
		                 "month.",
		                 last, counted(arena, result->staff_costs, "cost", "costs"));
	if (result->charges)
		purse_show_words(cli->show, 0,
		                 "Up to %s %s on no document yet. They still can be: a document is booked in the "
		                 "month in which it is issued.",
		                 last, charges);
}

static void show_result(struct purse_cli *cli, const struct purse_close_wish *wish,
                        const struct purse_close_result *result, const struct purse_approvals *approvals) {
	struct purse_arena *arena = cli->run->arena;
	const char *month = purse_month_words(arena, wish->month_number);
	struct purse_buffer schools = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (size_t i = 0; i < result->school_count; i++)
		purse_buffer_addf(&schools, "%s%s", i ? ", " : "", result->schools[i]);
	if (!result->closed) {
		purse_show_words(cli->show, 0, "%s was closed already for %s.", month, schools.text);
		return;
	}
	purse_show_words(cli->show, 0, "%s is closed for %s. Nothing is booked in it any more.", month,
	                 schools.text);
	if (result->settled)
		purse_show_words(cli->show, 0,
		                 "Before that %s of a penny or more, left by corrections in lots of credits, "
		                 "%s booked.",
		                 counted(arena, result->settled, "difference", "differences"),
		                 result->settled == 1 ? "was" : "were");
	if (result->cut_offs)
		purse_show_words(cli->show, 0,
		                 "Before that what is charged for later months was set aside as prepaid or released, "
		                 "in %s.", counted(arena, result->cut_offs, "entry", "entries"));
	show_rest(cli, wish->month_number, result);
	each_held(approvals, wish->month_number, show_held, cli);
	if (!result->kept_count) return;
	purse_show_words(cli->show, 0, "In it the general fund bears what a fund's rules keep from it:");
	purse_funded_table(cli->show, arena, result->kept, result->kept_count, true);
}

static bool run(struct purse_cli *cli) {
	struct purse_run *run = cli->run;
	const char *month = cli->arguments[0];
	struct purse_close_wish wish = { 0 };
	struct purse_close_result result;
	struct purse_db *db;
	if (!purse_month_read(month, &wish.month_number))
		return purse_fail(run, PURSE_E_USAGE, NULL, "write a month as 2025-11",
		                  "could not read \"%s\" as a month", month);
	wish.schools = purse_cli_codes(cli, "school", &wish.school_count);
	struct purse_approvals_wish as_of = { .at = purse_run_today(run) };
	struct purse_approvals approvals;
	/* read before anything is closed: a stop afterwards would look as if nothing had been done */
	if (!purse_cli_open(cli, &db) || !purse_approvals_read(run, db, &as_of, &approvals)
	    || !purse_close(run, db, &wish, &result))
		return false;
	struct purse_json *json = purse_json_new(run->arena);
	write_json(json, &wish, &result, &approvals);
	if (!purse_cli_json(cli, json)) show_result(cli, &wish, &result, &approvals);
	return true;
}

const struct purse_command purse_command_close = {
	.name = "close",
	.group = PURSE_GROUP_KEEP,
	.summary = "close a month, so that nothing is booked in it any more",
	.arguments = (const struct purse_argument[]){
		{ .name = "MONTH", .help = "as 2025-11" },
		{ 0 },
	},
	.options = (const struct purse_option[]){
		{ .name = "school", .kind = PURSE_OPTION_TEXT, .argument = "CODE",
		  .help = "the books of this school; all that you may write for when left out", .repeatable = true },
		{ 0 },
	},
	.description = (const char *const[]){
		"Closes the month in the books of each school. What is charged, raised or corrected later is booked "
		"on the first day of the next month that is open for both schools, keeps its own date of service, "
		"and is listed as late. Months close in order, each from its last day on, and a closed month stays "
		"closed. What is charged for later months is released first, up to the end of it.",
		"It then says what happened up to its end and has not been charged or invoiced. That does not keep "
		"the month open: a late timesheet is normal, and nothing is lost. What is held because a board has "
		"not authorised it is listed with the words to put to that board.",
		NULL,
	},
	.examples = (const struct purse_example[]){
		{ "purse close 2025-09", "closes September 2025 for all your schools", PURSE_EXAMPLE_BOOKS },
		{ "purse close 2025-10 --school ASHCOMBE --school BRAMLEY", "closes October 2025 for two schools",
		  PURSE_EXAMPLE_BOOKS },
		{ 0 },
	},
	.run = run,
};
