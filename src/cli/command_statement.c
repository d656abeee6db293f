#include "purse/cli/command.h"

#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"
#include "purse/work/statement.h"

/* ---- for programs ---- */

static void json_sides(struct purse_json *json, const char *key, const struct purse_statement *statement,
	struct purse_statement_sides sides) {
	struct purse_json *object = purse_json_object(json, key);
	if (statement->first_shown) purse_json_number(object, "school_pence", sides.first_pence);
	else purse_json_text(object, "school_pence", NULL);
	if (statement->second_shown) purse_json_number(object, "other_pence", sides.second_pence);
	else purse_json_text(object, "other_pence", NULL);
}

static struct purse_json *make_json(struct purse_cli *cli, const struct purse_statement *statement) {
	struct purse_json *json = purse_json_new(cli->run->arena);
	purse_json_text(json, "school", statement->first.code);
	purse_json_text(json, "other", statement->second.code);
	for (int i = 0; i < PURSE_STATEMENT_PARTS; i++) {
		const struct purse_statement_part *part = &statement->parts[i];
		struct purse_json *object = purse_json_object(json, part->name);
		json_sides(object, "opening", statement, part->opening);
		struct purse_json *lines = purse_json_list(object, "lines");
		for (size_t k = 0; k < part->line_count; k++) {
			struct purse_json *item = purse_json_item(lines);
			purse_json_date(item, "date", part->lines[k].date);
			purse_json_date(item, "service_date", part->lines[k].service_date);
			purse_json_text(item, "document", part->lines[k].document);
			purse_json_text(item, "what", part->lines[k].what);
			json_sides(item, "amount", statement, part->lines[k].amount);
			json_sides(item, "balance", statement, part->lines[k].balance);
		}
		json_sides(object, "closing", statement, part->closing);
	}
	json_sides(json, "closing", statement, statement->closing);
	bool both = statement->first_shown && statement->second_shown;
	if (both) purse_json_flag(json, "agrees", statement->differences == 0);
	else purse_json_text(json, "agrees", NULL);
	return json;
}

/* ---- for people ---- */

struct page {
	struct purse_cli *cli;
	struct purse_arena *arena;
	const struct purse_statement *statement;
	struct purse_table *table;
	bool both;
};

/* Amounts in the books of those shown, then the balance: one, or one for each when they differ. */
static void add_row(struct page *page, const char *date, const char *document, const char *what,
	const struct purse_statement_sides *amount, struct purse_statement_sides balance) {
	const struct purse_statement *statement = page->statement;
	const char *cells[6] = { date, document, what };
	size_t count = 3;
	if (statement->first_shown)
		cells[count++] = amount ? purse_money_text(page->arena, amount->first_pence) : NULL;
	if (statement->second_shown)
		cells[count++] = amount ? purse_money_text(page->arena, amount->second_pence) : NULL;
	const char *stands =
		purse_money_text(page->arena, statement->first_shown ? balance.first_pence : balance.second_pence);
	if (page->both && balance.first_pence != balance.second_pence)
		stands =
			purse_text(page->arena, "%s / %s", stands, purse_money_text(page->arena, balance.second_pence));
	cells[count] = stands;
	purse_table_row(page->table, cells);
}

static struct purse_table *new_table(const struct page *page) {
	const struct purse_statement *statement = page->statement;
	struct purse_table_column columns[6] = { { .heading = "Date" }, { .heading = "Document", .spare = 1 },
		{ .heading = "What", .widest = 48 } };
	size_t count = 3;
	for (int side = 0; side < 2; side++)
		if (side == 0 ? statement->first_shown : statement->second_shown)
			columns[count++] =
				(struct purse_table_column){ .heading = purse_text(page->arena, "Books of %s",
												 side == 0 ? statement->first.code : statement->second.code),
					.right = true };
	columns[count++] = (struct purse_table_column){ .heading = "Balance", .right = true };
	return purse_table_new(page->arena, columns, count);
}

static void show_part(struct page *page, const char *title, const struct purse_statement_part *part) {
	purse_show_blank(page->cli->show);
	purse_show_title(page->cli->show, "%s", title);
	page->table = new_table(page);
	add_row(page, NULL, NULL, "Opening balance", NULL, part->opening);
	for (size_t i = 0; i < part->line_count; i++) {
		const struct purse_statement_line *line = &part->lines[i];
		const char *what = line->what;
		if (line->service_date.day != line->date.day)
			what = purse_text(
				page->arena, "%s (of %s)", what, purse_date_words(page->arena, line->service_date));
		add_row(page, purse_date_iso(page->arena, line->date), line->document, what, &line->amount,
			line->balance);
	}
	purse_table_rule(page->table);
	add_row(page, NULL, NULL, "Closing balance", NULL, part->closing);
	purse_show_table(page->cli->show, page->table, 0);
}

/* `PEL owes HAZ £12.00`, `HAZ owes PEL £12.00`, `nothing is owed`. */
static const char *owes(const struct page *page, int64_t pence) {
	const char *first = page->statement->first.code, *second = page->statement->second.code;
	if (pence == 0) return "nothing is owed";
	const char *text = purse_money_pounds(page->arena, pence);
	if (pence < 0) text++; /* the minus */
	return purse_text(page->arena, "%s owes %s £%s", pence > 0 ? second : first, pence > 0 ? first : second,
		text + (purse_starts(text, "£") ? sizeof "£" - 1 : 0));
}

static int64_t shown(const struct purse_statement *statement, struct purse_statement_sides sides) {
	return statement->first_shown ? sides.first_pence : sides.second_pence;
}

static void show_end(struct page *page) {
	const struct purse_statement *statement = page->statement;
	struct purse_show *show = page->cli->show;
	purse_show_blank(show);
	purse_show_words(show, 0, "Not invoiced: %s. Invoiced: %s. In all: %s.",
		owes(page, shown(statement, statement->parts[0].closing)),
		owes(page, shown(statement, statement->parts[1].closing)),
		owes(page, shown(statement, statement->closing)));
	if (page->both && !statement->differences)
		purse_show_words(show, 0, "The books of %s and %s agree to the penny, line by line.",
			statement->first.code, statement->second.code);
	else if (page->both)
		purse_show_words(show, 0,
			"The books of %s and %s differ at %zu places: see where the two columns differ, and "
			"run purse verify.",
			statement->first.code, statement->second.code, statement->differences);
	else {
		const struct purse_reader_school *missing =
			statement->first_shown ? &statement->second : &statement->first;
		purse_show_words(show, 0,
			missing->keeps_books ? "You have no right to read the books of %s, so that only one side is "
		                           "shown. By the rules of the books the "
								   "other side says the same."
								 : "%s keeps no books here, so that there is one side only.",
			missing->code);
	}
}

static bool show_statement(struct purse_cli *cli, const struct purse_statement *statement) {
	struct page page = { .cli = cli,
		.arena = cli->run->arena,
		.statement = statement,
		.both = statement->first_shown && statement->second_shown };
	purse_show_title(cli->show, "%s  %s", statement->first.code, statement->first.name);
	purse_show_title(cli->show, "%s  %s", statement->second.code, statement->second.name);
	purse_show_words(cli->show, 0, "Amounts are what %s owes %s; negative, what %s owes %s.",
		statement->second.code, statement->first.code, statement->first.code, statement->second.code);
	show_part(&page, "Charged, on no document yet", &statement->parts[0]);
	show_part(&page, "Invoiced and internally charged", &statement->parts[1]);
	show_end(&page);
	return true;
}

static bool run(struct purse_cli *cli) {
	struct purse_arena *arena = cli->run->arena;
	struct purse_statement_wish wish = { .first = purse_upper(arena, purse_cli_argument(cli, 0)),
		.second = purse_upper(arena, purse_cli_argument(cli, 1)),
		.from = purse_option_date(cli->options, "from"),
		.to = purse_option_date(cli->options, "to") };
	struct purse_statement statement;
	struct purse_db *db;
	const char *path = purse_option_text(cli->options, "csv");
	if (purse_date_given(wish.from) && purse_date_given(wish.to) && wish.from.day > wish.to.day)
		return purse_fail(
			cli->run, PURSE_E_USAGE, NULL, "give the earlier day first", "--from is after --to");
	if (!purse_cli_open(cli, &db) || !purse_statement_read(cli->run, db, &wish, &statement)) return false;
	if (path && !purse_statement_csv(cli->run, &statement, path)) return false;
	if (purse_cli_json(cli, make_json(cli, &statement))) return true;
	if (!path) return show_statement(cli, &statement);
	struct page page = { .cli = cli,
		.arena = arena,
		.statement = &statement,
		.both = statement.first_shown && statement.second_shown };
	purse_show_words(cli->show, 0, "The statement is in %s.", path);
	show_end(&page);
	return true;
}

const struct purse_command purse_command_statement = {
	.name = "statement",
	.group = PURSE_GROUP_LOOK,
	.summary = "what stands between two schools, from both sides",
	.arguments =
		(const struct purse_argument[]){
			{ .name = "SCHOOL", .help = "code of one school, from whose side it is told" },
			{ .name = "OTHER", .help = "code of the other school" },
			{ 0 },
		},
	.options =
		(const struct purse_option[]){
			{ .name = "from",
				.kind = PURSE_OPTION_DATE,
				.argument = "DATE",
				.help = "first day in the books" },
			{ .name = "to", .kind = PURSE_OPTION_DATE, .argument = "DATE", .help = "last day in the books" },
			{ .name = "csv",
				.kind = PURSE_OPTION_TEXT,
				.argument = "FILE",
				.help = "write it to this file instead" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"Lists everything that one school owes the other, with a running balance: first what is charged "
	        "and on no "
			"document yet, then what is on invoices, internal charges and credit notes. Each amount is taken "
	        "from the "
			"books of both schools, side by side; every entry books both at once, so that they agree to the "
	        "penny at "
			"every line.",
			"Of a school whose books you may not read, only the other side is shown.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse statement ASHCOMBE BRAMLEY", "shows all that ever stood between them",
				PURSE_EXAMPLE_BOOKS },
			{ "purse statement ASHCOMBE BRAMLEY --from 2025-09-01 --to 2025-12-31 --csv statement.csv",
				"writes a term for a spreadsheet", PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
