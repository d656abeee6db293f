#include "purse/cli/command.h"

#include <string.h>

#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/output/table.h"
#include "purse/work/document.h"

enum { NAMES = 16, PLACES = 6 }; /* the column of names; decimals of quantities and prices */

/* ---- for programs ---- */

static void json_party(struct purse_json *json, const char *key, const struct purse_document_party *party) {
	struct purse_json *object = purse_json_object(json, key);
	purse_json_text(object, "name", party->name);
	purse_json_text(object, "body", party->body);
	purse_json_text(object, "address", party->address);
	purse_json_text(object, "postcode", party->postcode);
	purse_json_text(object, "urn", party->urn);
	purse_json_text(object, "email", party->email);
	purse_json_text(object, "vat_number", party->vat_number);
	purse_json_text(object, "cost_centre", party->cost_centre);
}

static void json_lines(
	struct purse_arena *arena, struct purse_json *json, const struct purse_document *document) {
	struct purse_json *lines = purse_json_list(json, "lines"),
					  *taxes = purse_json_list(json, "vat_by_treatment");
	for (size_t i = 0; i < document->line_count; i++) {
		const struct purse_document_line *line = &document->lines[i];
		struct purse_json *item = purse_json_item(lines);
		purse_json_number(item, "line", (int64_t)i + 1);
		purse_json_date(item, "service_from", line->from);
		purse_json_date(item, "service_to", line->to);
		purse_json_text(item, "description", line->description);
		purse_json_text(item, "working", line->working);
		purse_json_text(item, "evidence", line->evidence);
		purse_json_text(item, "quantity", purse_fraction_about(arena, line->quantity, PLACES));
		purse_json_text(item, "unit", line->unit);
		purse_json_text(item, "price", purse_fraction_about(arena, line->price, PLACES));
		purse_json_number(item, "net_pence", line->net_pence);
		purse_json_text(item, "vat_key", line->vat_key);
		purse_json_text(item, "provider_code", line->provider_code);
		purse_json_text(item, "customer_code", line->customer_code);
		purse_json_text(item, "customer_fund", line->customer_fund);
		purse_json_number(item, "general_pence", line->general_pence);
		purse_json_text(item, "customer_academy_code", line->customer_academy_code);
		purse_json_text(item, "provider_local_code", line->provider_local_code);
		purse_json_text(item, "customer_local_code", line->customer_local_code);
		purse_json_text(item, "customer_sector", line->customer_sector);
	}
	for (size_t i = 0; i < document->vat_count; i++) {
		const struct purse_document_vat *vat = &document->vat[i];
		struct purse_json *item = purse_json_item(taxes);
		purse_json_text(item, "key", vat->key);
		purse_json_text(item, "treatment", vat->name);
		purse_json_text(item, "reason", vat->reason);
		purse_json_text(
			item, "rate", purse_fraction_given(vat->rate) ? purse_fraction_text(arena, vat->rate) : NULL);
		purse_json_number(item, "net_pence", vat->net_pence);
		purse_json_number(item, "vat_pence", vat->vat_pence);
	}
}

static void add_json(struct purse_arena *arena, struct purse_json *list,
	const struct purse_document *document, const struct purse_document_item *about) {
	struct purse_json *item = purse_json_item(list);
	purse_json_text(item, "number", document->number);
	purse_json_text(item, "kind", about->kind);
	purse_json_date(item, "issued", document->issued);
	purse_json_date(item, "due", document->due);
	purse_json_date(item, "tax_point", document->tax_point);
	purse_json_date(item, "service_from", document->period_from);
	purse_json_date(item, "service_to", document->period_to);
	json_party(item, "from", &document->provider);
	json_party(item, "to", &document->customer);
	purse_json_text(item, "purchase_order", document->purchase_order);
	purse_json_text(item, "goes_with", document->goes_with);
	purse_json_text(item, "payment_reference", document->payment_reference);
	purse_json_text(item, "account_name", document->account_name);
	purse_json_text(item, "sort_code", document->sort_code);
	purse_json_text(item, "account_number", document->account_number);
	purse_json_text(item, "credits", document->credits_number);
	purse_json_text(item, "reason", document->reason);
	json_lines(arena, item, document);
	purse_json_number(item, "net_pence", document->net_pence);
	purse_json_number(item, "vat_pence", document->vat_pence);
	purse_json_number(item, "total_pence", document->gross_pence);
	purse_json_number(item, "credited_pence", -about->credited_pence);
	purse_json_text(item, "raised_by", document->raised_by);
	purse_json_text(item, "accepted_by", document->accepted_by);
}

/* ---- for people ---- */

static void entry(struct purse_cli *cli, const char *name, const char *words) {
	if (words && *words) purse_show_entry(cli->show, 0, NAMES, name, words);
}

static void entry_date(struct purse_cli *cli, const char *name, struct purse_date date) {
	if (purse_date_given(date)) entry(cli, name, purse_date_words(cli->run->arena, date));
}

static void show_party(struct purse_cli *cli, const char *name, const struct purse_document_party *party) {
	struct purse_arena *arena = cli->run->arena;
	entry(cli, name, party->name);
	if (party->body && !purse_same_words(party->body, party->name)) entry(cli, "", party->body);
	const char *address = party->address && party->postcode
	                          ? purse_text(arena, "%s, %s", party->address, party->postcode)
	                      : party->address ? party->address
	                                       : party->postcode;
	entry(cli, "", address);
	if (party->email) entry(cli, "", party->email);
	if (party->vat_number) entry(cli, "", purse_text(arena, "VAT registration %s", party->vat_number));
	if (party->cost_centre) entry(cli, "", purse_text(arena, "Cost centre %s", party->cost_centre));
}

static void show_head(struct purse_cli *cli, const struct purse_document *document) {
	struct purse_arena *arena = cli->run->arena;
	purse_show_title(cli->show, "%s  %s", purse_document_heading(document), document->number);
	purse_show_blank(cli->show);
	show_party(cli, "From", &document->provider);
	show_party(cli, "To", &document->customer);
	entry_date(cli, "Issued", document->issued);
	if (document->tax_point.day != document->issued.day) entry_date(cli, "Tax point", document->tax_point);
	entry_date(cli, "Payment due", document->due);
	const char *from = purse_date_words(arena, document->period_from);
	entry(cli, "Service",
		document->period_from.day == document->period_to.day
			? from
			: purse_text(arena, "%s to %s", from, purse_date_words(arena, document->period_to)));
	entry(cli, "Purchase order", document->purchase_order);
	if (document->credits_number)
		entry(cli, "Credit of",
			purse_text(arena, "%s, issued %s", document->credits_number,
				purse_date_words(arena, document->credits_issued)));
	entry(cli, "Why", document->reason);
}

/* A price in pounds with two decimals at least: `42.50`, `0.4525`. */
static const char *price_words(struct purse_arena *arena, struct purse_fraction price) {
	const char *text = purse_fraction_about(arena, price, PLACES), *point = strchr(text, '.');
	size_t decimals = point ? strlen(point + 1) : 0;
	return decimals >= 2 ? text : purse_text(arena, "%s%s%s", text, point ? "" : ".", decimals ? "0" : "00");
}

/* What stands below a line, in the column of the description. */
static void add_detail(struct purse_table *table, const char *words) {
	const char *const cells[] = { NULL, NULL, words, NULL, NULL, NULL, NULL, NULL, NULL };
	purse_table_row(table, cells);
}

static void add_total(struct purse_table *table, const char *name, const char *pounds) {
	const char *const cells[] = { NULL, NULL, name, NULL, NULL, NULL, NULL, NULL, pounds };
	purse_table_row(table, cells);
}

static void add_line(struct purse_arena *arena, struct purse_table *table,
	const struct purse_document_line *line, size_t number) {
	bool restricted = line->customer_fund && !purse_same(line->customer_fund, "GENERAL");
	const char *code = purse_document_customer_code(arena, line);
	if (restricted) code = purse_text(arena, "%s %s", code, line->customer_fund);
	const char *const cells[] = { purse_text(arena, "%zu", number), purse_date_iso(arena, line->from),
		line->description, purse_fraction_about(arena, line->quantity, PLACES), line->unit,
		price_words(arena, line->price), line->vat_key, code, purse_money_text(arena, line->net_pence) };
	purse_table_row(table, cells);
	if (purse_date_given(line->to) && line->to.day != line->from.day)
		add_detail(table, purse_text(arena, "  until %s", purse_date_words(arena, line->to)));
	if (line->working) add_detail(table, purse_text(arena, "  How shared: %s", line->working));
	if (line->evidence) add_detail(table, purse_text(arena, "  Evidence: %s", line->evidence));
	if (line->general_pence)
		add_detail(table, purse_text(arena, "  Your general fund bears %s of it",
							  purse_money_pounds(arena, line->general_pence)));
}

static void show_lines(struct purse_cli *cli, const struct purse_document *document) {
	static const struct purse_table_column columns[] = { { .heading = "Line", .right = true },
		{ .heading = "Date", .spare = 3 }, { .heading = "Description", .widest = 50 },
		{ .heading = "Quantity", .right = true }, { .heading = "Unit", .spare = 1 },
		{ .heading = "Price", .right = true }, { .heading = "VAT", .spare = 2 },
		{ .heading = "Your code", .spare = 4 }, { .heading = "Amount", .right = true } };
	struct purse_arena *arena = cli->run->arena;
	struct purse_table *table = purse_table_new(arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < document->line_count; i++) add_line(arena, table, &document->lines[i], i + 1);
	purse_table_rule(table);
	if (document->vat_count) {
		add_total(table, "Net", purse_money_pounds(arena, document->net_pence));
		add_total(table, "VAT", purse_money_pounds(arena, document->vat_pence));
	}
	add_total(table, "Total", purse_money_pounds(arena, document->gross_pence));
	purse_show_blank(cli->show);
	purse_show_table(cli->show, table, 0);
}

static const char *rate_words(struct purse_arena *arena, struct purse_fraction rate) {
	if (!purse_fraction_given(rate)) return "";
	return purse_text(arena, " at %s%%",
		purse_fraction_about(arena, purse_fraction_multiply(arena, rate, purse_fraction_of(100)), 2));
}

static void show_end(
	struct purse_cli *cli, const struct purse_document *document, const struct purse_document_item *about) {
	struct purse_arena *arena = cli->run->arena;
	purse_show_blank(cli->show);
	for (size_t i = 0; i < document->vat_count; i++) {
		const struct purse_document_vat *vat = &document->vat[i];
		entry(cli, purse_text(arena, "VAT %s", vat->key),
			purse_text(arena, "%s%s: net %s, VAT %s. %s", vat->name, rate_words(arena, vat->rate),
				purse_money_pounds(arena, vat->net_pence), purse_money_pounds(arena, vat->vat_pence),
				vat->reason ? vat->reason : ""));
	}
	if (document->kind == PURSE_DOCUMENT_INTERNAL_CHARGE)
		entry(cli, "VAT",
			"Internal charge between schools of one VAT person: no supply for VAT, and not a VAT invoice.");
	entry(cli, "VAT", document->statement);
	if (document->account_number)
		entry(cli, "Pay",
			purse_text(arena, "%s to %s, sort code %s, account %s, reference %s",
				purse_money_pounds(arena, document->gross_pence), document->account_name, document->sort_code,
				document->account_number, document->payment_reference));
	else entry(cli, "Reference", document->payment_reference);
	if (about->credited_pence)
		entry(cli, "Credited since", purse_money_pounds(arena, -about->credited_pence));
	entry(cli, "Raised by", document->raised_by);
	entry(cli, "Accepted by", document->accepted_by);
	entry(cli, "Agreements", document->agreement);
}

/* ---- the command ---- */

static bool choose(
	struct purse_cli *cli, struct purse_db *db, struct purse_document_item **items, size_t *count) {
	struct purse_arena *arena = cli->run->arena;
	struct purse_term term = { PURSE_NO_DATE, PURSE_NO_DATE, NULL };
	purse_option_term(cli->options, "term", &term);
	struct purse_document_filter filter = {
		.issuer = purse_upper(arena, purse_option_text(cli->options, "from-school")),
		.customer = purse_upper(arena, purse_option_text(cli->options, "to-school")),
		.issued_from = PURSE_NO_DATE,
		.issued_to = PURSE_NO_DATE,
		.service_from = term.from,
		.service_to = term.to,
	};
	if (purse_option_flag(cli->options, "all"))
		return purse_document_list(cli->run, db, &filter, items, count);
	const char **numbers = purse_alloc_array(arena, cli->argument_count, sizeof *numbers);
	for (size_t i = 0; i < cli->argument_count; i++) numbers[i] = purse_upper(arena, cli->arguments[i]);
	return purse_document_find(cli->run, db, numbers, cli->argument_count, items, count);
}

static bool check_wish(struct purse_cli *cli) {
	bool all = purse_option_flag(cli->options, "all");
	bool filtered = purse_option_text(cli->options, "term") || purse_option_text(cli->options, "from-school")
	                || purse_option_text(cli->options, "to-school");
	if (all && cli->argument_count)
		return purse_fail(
			cli->run, PURSE_E_USAGE, NULL, "leave the numbers out, or --all", "--all goes without numbers");
	if (!all && filtered)
		return purse_fail(cli->run, PURSE_E_USAGE, NULL, "add --all",
			"--term, --from-school and --to-school go with --all");
	if (!all && !cli->argument_count)
		return purse_fail(cli->run, PURSE_E_USAGE, NULL,
			"`purse invoice list` shows the numbers; or give --all", "say which documents to show");
	return true;
}

static bool run(struct purse_cli *cli) {
	struct purse_document_item *items;
	struct purse_document *documents;
	struct purse_db *db;
	size_t count;
	const char *folder = purse_option_text(cli->options, "out");
	if (!check_wish(cli) || !purse_cli_open(cli, &db) || !choose(cli, db, &items, &count)
		|| !purse_document_load(cli->run, db, items, count, &documents)
		|| (folder && !purse_document_write(cli->run, documents, count, folder)))
		return false;
	struct purse_json *json = purse_json_new(cli->run->arena), *list = purse_json_list(json, "documents");
	for (size_t i = 0; cli->json && i < count; i++) add_json(cli->run->arena, list, &documents[i], &items[i]);
	if (purse_cli_json(cli, json)) return true;
	if (!count) purse_show_words(cli->show, 0, "There are no such documents.");
	else if (folder)
		purse_show_words(cli->show, 0,
			"%zu document%s in %s, %s as a workbook to send (NUMBER.xlsx) and as CSV for an "
			"accounts package (NUMBER.csv).",
			count, count == 1 ? " is" : "s are", folder, count == 1 ? "once" : "each");
	for (size_t i = 0; i < count && !folder; i++) {
		if (i) purse_show_line(cli->show, "\n%s\n", "----------------------------------------");
		show_head(cli, &documents[i]);
		show_lines(cli, &documents[i]);
		show_end(cli, &documents[i], &items[i]);
	}
	return true;
}

const struct purse_command purse_command_invoice_show = {
	.name = "invoice show",
	.group = PURSE_GROUP_WORK,
	.summary = "show documents, or write them as workbooks to send",
	.arguments =
		(const struct purse_argument[]){
			{ .name = "NUMBER", .help = "number of a document", .optional = true, .repeatable = true },
			{ 0 },
		},
	.options =
		(const struct purse_option[]){
			{ .name = "all", .kind = PURSE_OPTION_FLAG, .help = "all documents of your schools" },
			{ .name = "term",
				.kind = PURSE_OPTION_TERM,
				.argument = "TERM",
				.help = "with --all: those whose latest service began in this term" },
			{ .name = "from-school",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "with --all: issued by this school" },
			{ .name = "to-school",
				.kind = PURSE_OPTION_TEXT,
				.argument = "CODE",
				.help = "with --all: issued to this school" },
			{ .name = "out",
				.kind = PURSE_OPTION_TEXT,
				.argument = "FOLDER",
				.help =
					"write each as NUMBER.xlsx and NUMBER.csv into this folder, made when it is not there" },
			{ 0 },
		},
	.description =
		(const char *const[]){
			"Shows a document as it was issued: both schools as they stood on that day, each line with "
	        "quantity, price "
			"and amount, how a share was worked out, VAT with its reason, and how to pay. Line numbers are "
	        "those that "
			"`purse invoice credit --line` takes.",
			"With --out it is written as a workbook to send and as CSV for the other school's accounts "
	        "package; files "
			"of that name are replaced. An issued document never changes.",
			NULL,
		},
	.examples =
		(const struct purse_example[]){
			{ "purse invoice show HAZ-INT-00001", "shows one", PURSE_EXAMPLE_SHOWN },
			{ "purse invoice show --all --term autumn-2025 --out documents", "writes those of a term to send",
				PURSE_EXAMPLE_BOOKS },
			{ 0 },
		},
	.run = run,
};
