#include "purse/cli/command.h"

#include <inttypes.h>

#include "purse/base/text.h"
#include "purse/cli/funded.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"
#include "purse/work/fund.h"

/* ---- for programs ---- */

static void json_lists(struct purse_json *item, const struct purse_fund_account *account) {
	struct purse_json *list = purse_json_list(item, "payments");
	for (size_t i = 0; i < account->payment_count; i++) {
		struct purse_json *one = purse_json_item(list);
		purse_json_text(one, "ref", account->payments[i].ref);
		purse_json_date(one, "date", account->payments[i].date);
		purse_json_number(one, "pence", account->payments[i].pence);
		purse_json_text(one, "description", account->payments[i].description);
	}
	list = purse_json_list(item, "uses");
	for (size_t i = 0; i < account->use_count; i++) {
		struct purse_json *one = purse_json_item(list);
		purse_json_text(one, "use", account->uses[i].use);
		purse_json_text(one, "words", account->uses[i].words);
		purse_json_flag(one, "forbidden", account->uses[i].forbidden);
		purse_json_number(one, "pence", account->uses[i].pence);
	}
	list = purse_json_list(item, "decisions");
	for (size_t i = 0; i < account->decision_count; i++) {
		struct purse_json *one = purse_json_item(list);
		purse_json_text(one, "ref", account->decisions[i].ref);
		purse_json_text(one, "rule", account->decisions[i].rule);
		purse_json_text(one, "decided_by", account->decisions[i].decided_by);
		purse_json_text(one, "reason", account->decisions[i].reason);
		purse_json_number(one, "pence", account->decisions[i].pence);
	}
	purse_funded_json(item, account->kept, account->kept_count);
}

static void json_account(struct purse_json *item, const struct purse_fund_account *account) {
	purse_json_text(item, "school", account->school);
	purse_json_text(item, "school_name", account->school_name);
	purse_json_text(item, "fund", account->fund);
	purse_json_text(item, "name", account->name);
	purse_json_text(item, "grant", account->grant);
	purse_json_text(item, "grant_name", account->grant_name);
	purse_json_text(item, "conditions", account->conditions);
	purse_json_date(item, "from", account->from);
	purse_json_date(item, "to", account->to);
	if (account->pupils < 0) purse_json_text(item, "pupils", NULL);
	else purse_json_number(item, "pupils", account->pupils);
	purse_json_text(item, "carry_over", account->carry_over);
	purse_json_flag(item, "is_over", account->is_over);
	purse_json_number(item, "allocated_pence", account->allocated_pence);
	purse_json_number(item, "received_pence", account->received_pence);
	purse_json_number(item, "to_come_pence", account->to_come_pence);
	purse_json_number(item, "spent_pence", account->spent_pence);
	purse_json_number(item, "unspent_pence", account->unspent_pence);
	purse_json_number(item, "to_repay_pence", account->to_repay_pence);
	purse_json_number(item, "carried_over_pence", account->carried_pence);
	purse_json_number(item, "general_pence", account->general_pence);
	json_lists(item, account);
}

/* ---- for people ---- */

struct page {
	struct purse_cli *cli;
	struct purse_arena *arena;
	struct purse_table *table;
};

static void add_row(struct page *page, const char *what, int64_t pence) {
	purse_table_row(page->table, (const char *[]){ what, purse_money_pounds(page->arena, pence) });
}

static const char *allocated_words(struct page *page, const struct purse_fund_account *account) {
	if (account->pupils < 0) return "Allocated";
	return purse_text(page->arena, "Allocated, for %" PRId64 " eligible pupil%s", account->pupils,
		account->pupils == 1 ? "" : "s");
}

static void add_uses(struct page *page, const struct purse_fund_account *account) {
	for (size_t i = 0; i < account->use_count; i++) {
		const struct purse_fund_spent *use = &account->uses[i];
		const char *words = use->words ? use->words : use->use;
		add_row(page,
			!use->use ? "Spent, use not said"
					  : purse_text(page->arena, "Spent on %s: %s%s", use->use, words,
						  use->forbidden ? " (by decision)" : ""),
			use->pence);
	}
}

static void show_account(struct page *page, const struct purse_fund_account *account) {
	static const struct purse_table_column columns[] = {
		{ .heading = "", .widest = 62 },
		{ .heading = "Pounds", .right = true },
	};
	struct purse_arena *arena = page->arena;
	struct purse_show *show = page->cli->show;
	purse_show_title(show, "%s: %s", account->school_name, account->name);
	purse_show_words(show, 0, "Fund %s, grant %s (%s), %s to %s.", account->fund, account->grant,
		account->grant_name, purse_date_words(arena, account->from), purse_date_words(arena, account->to));
	page->table = purse_table_new(arena, columns, 2);
	add_row(page, allocated_words(page, account), account->allocated_pence);
	for (size_t i = 0; i < account->payment_count; i++)
		add_row(page,
			purse_text(arena, "%s %s: %s", account->payments[i].pence < 0 ? "Paid back" : "Received",
				purse_date_words(arena, account->payments[i].date), account->payments[i].description),
			account->payments[i].pence);
	add_row(page, "Received", account->received_pence);
	if (account->to_come_pence) add_row(page, "Still to come", account->to_come_pence);
	purse_table_rule(page->table);
	add_uses(page, account);
	add_row(page, "Spent", account->spent_pence);
	purse_table_rule(page->table);
	add_row(page, account->is_over ? "Unspent" : "Left to spend", account->unspent_pence);
	if (account->is_over && purse_same(account->carry_over, "yes"))
		add_row(page, "Carried over", account->carried_pence);
	add_row(page, "To be paid back", account->to_repay_pence);
	purse_show_table(show, page->table, 0);
}

/* What a reader asks next: what the fund did not bear, and by whose word it bore what it might not. */
static void show_rest(struct page *page, const struct purse_fund_account *account) {
	struct purse_show *show = page->cli->show;
	for (size_t i = 0; i < account->decision_count; i++) {
		const struct purse_fund_by_decision *decision = &account->decisions[i];
		purse_show_words(show, 0,
			"By decision of %s the fund bears %s that the rule on %s would keep out: %s.",
			decision->decided_by, purse_money_pounds(page->arena, decision->pence),
			purse_same(decision->rule, "forbidden") ? "uses" : decision->rule, decision->reason);
	}
	if (account->is_over && !account->carry_over && account->received_pence > account->spent_pence)
		purse_show_words(show, 0,
			"The rules of the grant do not say whether what is unspent may be carried over: ask who gave "
		    "it.");
	if (!account->kept_count) return;
	purse_show_words(show, 0,
		"The general fund bears %s in its place:", purse_money_pounds(page->arena, account->general_pence));
	purse_funded_table(show, page->arena, account->kept, account->kept_count, false);
}

static bool run(struct purse_cli *cli) {
	struct purse_fund_wish wish = { .from = PURSE_NO_DATE, .to = PURSE_NO_DATE };
	const char *school = purse_option_text(cli->options, "school"),
			   *fund = purse_cli_argument(cli, 0),
			   *year = purse_option_text(cli->options, "year");
	if (school) wish.school = purse_upper(cli->run->arena, school);
	if (fund) wish.fund = purse_upper(cli->run->arena, fund);
	if (year && !purse_school_year_read(year, &wish.from, &wish.to))
		return purse_fail(
			cli->run, PURSE_E_USAGE, NULL, "write a year as 2025-26", "\"%s\" is no year", year);
	if (year) { /* years of grants begin in April or September */
		wish.from = purse_date_of_month_number(purse_date_month_number(wish.from) - 5);
		wish.to =
			purse_date_add_days(purse_date_of_month_number(purse_date_month_number(wish.from) + 12), -1);
	}
	struct purse_fund_account *accounts;
	size_t count;
	struct purse_db *db;
	if (!purse_cli_open(cli, &db) || !purse_fund_accounts(cli->run, db, &wish, &accounts, &count))
		return false;
	struct purse_json *json = purse_json_new(cli->run->arena);
	struct purse_json *list = purse_json_list(json, "funds");
	for (size_t i = 0; i < count; i++) json_account(purse_json_item(list), &accounts[i]);
	if (purse_cli_json(cli, json)) return true;
	struct page page = { .cli = cli, .arena = cli->run->arena };
	for (size_t i = 0; i < count; i++) {
		if (i) purse_show_blank(cli->show);
		show_account(&page, &accounts[i]);
		show_rest(&page, &accounts[i]);
	}
	if (!count) purse_show_words(cli->show, 0, "There is no fund with a grant that you may see.");
	return true;
}

const struct purse_command purse_command_fund_statement = {
	.name = "fund statement",
	.group = PURSE_GROUP_LOOK,
	.summary = "what came in for a fund, what it was spent on, and what is to be paid back",
	.arguments =
		(const struct purse_argument[]){
			{ .name = "FUND", .optional = true, .help = "its code; all that have a grant if left out" },
			{ 0 },
		},
	.options =
		(const struct purse_option[]){
			{ .name = "school",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "funds of this school only" },
			{ .name = "year",
				.kind = PURSE_OPTION_TEXT,
				.argument = "YEAR",
				.help = "funds that begin in the year from April, 2025-26" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"For each fund whose Grant stands in funds.csv: what was allocated, what came in and is still to "
			"come, what was spent on each use of the grant, what is left and, once its last day has passed, "
			"what is to be paid back or may be carried over. It is ready to be published.",
			"A fund bears no more than its rules allow. What goes beyond its amount, lies outside its days, "
			"goes on after its last day, is capital or is a use that the grant forbids stands in the general "
			"fund, and is listed with the rule. Where a rule leaves room, a named person may decide "
	        "otherwise "
			"(fund-decisions.csv) before the cost is charged.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse fund statement", "shows all funds with a grant", PURSE_EXAMPLE_BOOKS },
			{ "purse fund statement --school ASHCOMBE --year 2025-26", "shows those of a school and year",
				PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
