#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"
#include "purse/work/balance.h"

static bool read_wish(struct purse_cli *cli, struct purse_balance_wish *wish) {
	const struct purse_options *options = cli->options;
	int32_t month;
	wish->at = purse_option_date(options, "at");
	wish->by_fund = purse_option_flag(options, "fund");
	wish->net = purse_option_flag(options, "net");
	wish->school = purse_upper(cli->run->arena, purse_option_text(options, "school"));
	if (wish->net && purse_option_flag(options, "gross"))
		return purse_fail(cli->run, PURSE_E_USAGE, NULL, "gross is what is shown when both are left out",
			"--net goes without --gross");
	if (!purse_option_month(options, "month", &month)) return true;
	if (purse_date_given(wish->at))
		return purse_fail(
			cli->run, PURSE_E_USAGE, NULL, "--month stands for its last day", "--month goes without --at");
	wish->at = purse_date_last_of_month(purse_date_of_month_number(month));
	return true;
}

/* ---- for programs ---- */

static void json_part(struct purse_json *json, const struct purse_balance_part *part) {
	purse_json_number(json, "debit_pence", part->debit_pence);
	purse_json_number(json, "credit_pence", part->credit_pence);
	struct purse_json *rows = purse_json_list(json, "accounts");
	for (size_t i = 0; i < part->row_count; i++) {
		const struct purse_balance_row *row = &part->rows[i];
		struct purse_json *item = purse_json_item(rows);
		purse_json_text(item, "fund", row->fund);
		purse_json_text(item, "account", row->account);
		purse_json_text(item, "name", row->name);
		purse_json_text(item, "class", row->class);
		purse_json_number(item, "debit_pence", row->debit_pence);
		purse_json_number(item, "credit_pence", row->credit_pence);
		purse_json_text(item, "academy_code", row->academy_code);
		struct purse_json *sectors = purse_json_list(item, "income_by_sector");
		for (size_t k = 0; k < row->sector_count; k++) {
			struct purse_json *sector = purse_json_item(sectors);
			purse_json_text(sector, "sector", row->sectors[k].sector);
			purse_json_number(sector, "pence", row->sectors[k].pence);
		}
	}
}

static struct purse_json *make_json(
	struct purse_cli *cli, const struct purse_balance_wish *wish, const struct purse_balance *balance) {
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_date(json, "at", wish->at);
	purse_json_text(json, "view", wish->net ? "net" : "gross");
	struct purse_json *schools = purse_json_list(json, "schools");
	for (size_t i = 0; i < balance->school_count; i++) {
		struct purse_json *item = purse_json_item(schools);
		purse_json_text(item, "school", balance->schools[i].school);
		purse_json_text(item, "name", balance->schools[i].school_name);
		json_part(item, &balance->schools[i]);
	}
	if (balance->together.row_count) json_part(purse_json_object(json, "together"), &balance->together);
	else purse_json_text(json, "together", NULL);
	return json;
}

/* ---- for people ---- */

static const char *amount(struct purse_arena *arena, int64_t pence) {
	return pence ? purse_money_text(arena, pence) : NULL;
}

static void add_total(struct purse_arena *arena, struct purse_table *table, const char *name, bool by_fund,
	int64_t debit_pence, int64_t credit_pence) {
	const char *debit = purse_money_text(arena, debit_pence), *credit = purse_money_text(arena, credit_pence);
	const char *const with_fund[] = { NULL, NULL, name, debit, credit, NULL };
	const char *const without[] = { NULL, name, debit, credit, NULL };
	purse_table_row(table, by_fund ? with_fund : without);
}

/* The rows; by fund with a total for each. */
static void show_part(struct purse_cli *cli, const struct purse_balance_part *part, bool by_fund) {
	static const struct purse_table_column columns[] = { { .heading = "Fund" }, { .heading = "Account" },
		{ .heading = "Name", .widest = 50 }, { .heading = "Debit", .right = true },
		{ .heading = "Credit", .right = true }, { .heading = "Academy code" } };
	struct purse_arena *arena = cli->run->arena;
	size_t count = (by_fund ? 5U : 4U) + (part->is_academy ? 1U : 0U);
	struct purse_table *table = purse_table_new(arena, by_fund ? columns : columns + 1, count);
	int64_t debit = 0, credit = 0;
	size_t funds = 0;
	for (size_t i = 0; i < part->row_count; i++) {
		const struct purse_balance_row *row = &part->rows[i];
		bool first = i == 0 || !purse_same(row->fund, part->rows[i - 1].fund);
		bool last = i + 1 == part->row_count || !purse_same(row->fund, part->rows[i + 1].fund);
		const char *const cells[] = { first ? row->fund : NULL, row->account, row->name,
			amount(arena, row->debit_pence), amount(arena, row->credit_pence), row->academy_code };
		purse_table_row(table, by_fund ? cells : cells + 1);
		debit += row->debit_pence; /* no more than the part's totals */
		credit += row->credit_pence;
		if (!by_fund || !last) continue;
		purse_table_rule(table);
		add_total(arena, table, purse_text(arena, "Fund %s", row->fund), true, debit, credit);
		purse_table_rule(table);
		debit = credit = 0;
		funds++;
	}
	purse_table_rule(table);
	if (funds != 1) add_total(arena, table, "Total", by_fund, part->debit_pence, part->credit_pence);
	purse_show_table(cli->show, table, 0);
}

static const char *as_of(struct purse_cli *cli, const struct purse_balance_wish *wish) {
	if (!purse_date_given(wish->at)) return "";
	return purse_text(cli->run->arena, " at the end of %s", purse_date_words(cli->run->arena, wish->at));
}

static void show_balance(
	struct purse_cli *cli, const struct purse_balance_wish *wish, const struct purse_balance *balance) {
	purse_show_words(cli->show, 0, "Trial balance%s, %s", as_of(cli, wish),
		wish->net ? "net: what schools here charge each other is set against its cost"
				  : "gross: as each school books");
	for (size_t i = 0; i < balance->school_count; i++) {
		const struct purse_balance_part *part = &balance->schools[i];
		purse_show_blank(cli->show);
		purse_show_title(cli->show, "%s  %s", part->school, part->school_name);
		show_part(cli, part, wish->by_fund);
	}
	if (!balance->together.row_count) return;
	purse_show_blank(cli->show);
	purse_show_title(cli->show, "All %zu schools together", balance->school_count);
	show_part(cli, &balance->together, false);
}

static bool run(struct purse_cli *cli) {
	struct purse_balance_wish wish = { 0 };
	struct purse_balance balance;
	struct purse_db *db;
	const char *path = purse_option_text(cli->options, "csv");
	if (!read_wish(cli, &wish) || !purse_cli_open(cli, &db)
		|| !purse_balance_read(cli->run, db, &wish, &balance))
		return false;
	if (path && !purse_balance_csv(cli->run, &balance, path)) return false;
	if (purse_cli_json(cli, make_json(cli, &wish, &balance))) return purse_balance_check(cli->run, &balance);
	if (!balance.school_count)
		purse_show_words(cli->show, 0, "Nothing is booked%s that you may read.", as_of(cli, &wish));
	else if (!path) show_balance(cli, &wish, &balance);
	if (path) purse_show_words(cli->show, 0, "The trial balance is in %s.", path);
	return purse_balance_check(cli->run, &balance);
}

const struct purse_command purse_command_balance = {
	.name = "balance",
	.group = PURSE_GROUP_LOOK,
	.summary = "trial balance by school and fund, gross or net",
	.options =
		(const struct purse_option[]){
			{ .name = "school",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "the books of this school only" },
			{ .name = "fund", .kind = PURSE_OPTION_FLAG, .help = "by fund, with a total for each" },
			{ .name = "gross",
				.kind = PURSE_OPTION_FLAG,
				.help = "as each school books, for CFR returns (the default)" },
			{ .name = "net",
				.kind = PURSE_OPTION_FLAG,
				.help = "charges between schools here set against their cost, for governors" },
			{ .name = "at",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.help = "as it stood at the end of this day; all that is booked when left out" },
			{ .name = "month",
				.kind = PURSE_OPTION_MONTH,
				.argument = "MONTH",
				.help = "as it stood at the end of this month" },
			{ .name = "csv",
				.kind = PURSE_OPTION_TEXT,
				.argument = "FILE",
				.help = "write it to this file instead" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"Lists each account with what stands in it, debits and credits apart; each school's columns add "
	        "up to the "
			"same, and so do those of each fund. Income and expense are CFR codes.",
			"Gross is what each school books. A school that buys or employs for others looks large in it: "
	        "all it spends "
			"is there, and what the others pay it is income.",
			"Net is for governors. What one school with books here earns from another is set against the "
	        "cost, in the "
			"code in which the other school bears that cost; it is neither income nor spending of the school "
	        "that "
			"passed it on. Staff lent to another school show as a negative cost, since their pay stands in "
	        "the school's "
			"own accounts package. What two schools here owe each other is one figure, under 13xx or 23xx. "
	        "Over all "
			"schools together, what remains is what was paid to, and earned from, the world outside.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse balance", "shows the books of all your schools", PURSE_EXAMPLE_BOOKS },
			{ "purse balance --school ASHCOMBE --fund", "shows one school by fund", PURSE_EXAMPLE_BOOKS },
			{ "purse balance --net --month 2025-12", "shows what governors ask for, at the end of December",
				PURSE_EXAMPLE_BOOKS },
			{ "purse balance --csv balance.csv", "writes it for a spreadsheet", PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
