#include "purse/report/documentbook.h"

#include <string.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/exact/round.h"
#include "purse/output/xlsx.h"
#include "purse/report/layout.h"
#include "purse/report/value.h"

/* Columns of the page: together as wide as A4 upright holds unscaled. */
enum { DATE, WHAT, QUANTITY, UNIT, PRICE, VAT, AMOUNT, COLUMNS };
static const int widths[COLUMNS] = { 14, 39, 9, 8, 10, 5, 13 };
enum { LABELS = QUANTITY, LABELS_END = UNIT, VALUES = PRICE, LEFT_WIDTH = 53, MOST_CODINGS = 64 };

struct page {
	struct purse_run *run;
	struct purse_arena *arena;
	const struct purse_document *document;
	struct purse_xlsx_sheet *sheet;
	uint32_t row;                       /* the next free one */
	uint32_t head_row, first_row, last_row;   /* of the lines */
};

static const struct purse_xlsx_look plain = { .across = PURSE_XLSX_LEFT, .down = PURSE_XLSX_TOP };
static const struct purse_xlsx_look wrapped = {
	.across = PURSE_XLSX_LEFT, .down = PURSE_XLSX_TOP, .wrap = true,
};
static const struct purse_xlsx_look bold = {
	.bold = true, .across = PURSE_XLSX_LEFT, .down = PURSE_XLSX_TOP,
};
static const struct purse_xlsx_look quiet = {
	.points = 9, .ink = PURSE_XLSX_GREY, .across = PURSE_XLSX_LEFT, .down = PURSE_XLSX_TOP,
};
static const struct purse_xlsx_look label = {
	.points = 10, .ink = PURSE_XLSX_GREY, .across = PURSE_XLSX_LEFT, .down = PURSE_XLSX_TOP,
};
static const struct purse_xlsx_look heading = {
	.bold = true, .ink = PURSE_XLSX_DEEP, .across = PURSE_XLSX_LEFT,
};

static bool has(const char *text) { return text && *text; }

/* ---- heads: who, whom, when ---- */

static void left(struct page *page, uint32_t *row, const char *text, const struct purse_xlsx_look *look) {
	if (!has(text)) return;
	purse_xlsx_merged(page->sheet, *row, DATE, *row, WHAT, text, look);
	(*row)++;
}

static void pair(struct page *page, uint32_t *row, const char *name, const char *text,
                 const struct purse_xlsx_look *look) {
	if (!has(text)) return;
	purse_xlsx_merged(page->sheet, *row, LABELS, *row, LABELS_END, name, &label);
	purse_xlsx_merged(page->sheet, *row, VALUES, *row, AMOUNT, text, look);
	(*row)++;
}

static void date_pair(struct page *page, uint32_t *row, const char *name, struct purse_date date) {
	if (!purse_date_given(date)) return;
	struct purse_xlsx_look look = plain;
	look.number = PURSE_XLSX_DATE;
	purse_xlsx_merged(page->sheet, *row, LABELS, *row, LABELS_END, name, &label);
	purse_xlsx_merged(page->sheet, *row, VALUES, *row, AMOUNT, "", &look);
	purse_xlsx_date(page->sheet, *row, VALUES, date, &look);
	(*row)++;
}

/* The parts that are there, joined. */
static const char *joined(struct page *page, const char *first, const char *between, const char *second) {
	if (!has(first)) return second;
	return has(second) ? purse_text(page->arena, "%s%s%s", first, between, second) : first;
}

static void party(struct page *page, uint32_t *row, const struct purse_document_party *who, bool show_vat) {
	if (has(who->body) && !purse_same_words(who->body, who->name)) left(page, row, who->body, &quiet);
	const char *address = joined(page, who->address, " ", who->postcode);
	if (has(address))
		purse_xlsx_height(page->sheet, *row, purse_layout_text_height(address, LEFT_WIDTH, 11, false));
	left(page, row, address, &wrapped);
	const char *urn = has(who->urn) ? purse_text(page->arena, "URN %s", who->urn) : NULL;
	left(page, row, joined(page, urn, " · ", who->email), &quiet);
	if (!show_vat || !has(who->vat_number)) return;
	const char *name =
		has(who->vat_name) && !purse_same_words(who->vat_name, who->body) ? who->vat_name : NULL;
	left(page, row, purse_text(page->arena, "VAT registration %s%s%s%s", who->vat_number, name ? " (" : "",
	     name ? name : "", name ? ")" : ""), &quiet);
}

/* A rule across the page. */
static void rule(struct page *page, enum purse_xlsx_line line) {
	struct purse_xlsx_look look = { .above = line, .rule = PURSE_XLSX_DEEP };
	for (int column = 0; column < COLUMNS; column++) purse_xlsx_blank(page->sheet, page->row, column, &look);
	purse_xlsx_height(page->sheet, page->row, 8);
	page->row++;
}

static bool charges_vat(const struct purse_document *document) {
	for (size_t i = 0; i < document->vat_count; i++)
		if (purse_fraction_given(document->vat[i].rate))
			return document->kind != PURSE_DOCUMENT_INTERNAL_CHARGE;
	return false;
}

static void put_sender(struct page *page) {
	const struct purse_document *document = page->document;
	struct purse_xlsx_look name = {
		.points = 15, .bold = true, .ink = PURSE_XLSX_DEEP, .wrap = true, .down = PURSE_XLSX_TOP,
		.across = PURSE_XLSX_LEFT,
	};
	struct purse_xlsx_look kind = {
		.points = 20, .ink = PURSE_XLSX_DEEP, .across = PURSE_XLSX_RIGHT, .down = PURSE_XLSX_TOP,
	};
	struct purse_xlsx_look number = {
		.points = 12, .bold = true, .across = PURSE_XLSX_RIGHT, .down = PURSE_XLSX_TOP
	};
	int height = purse_layout_text_height(document->provider.name, LEFT_WIDTH, 15, true);
	purse_xlsx_merged(page->sheet, 0, DATE, 0, WHAT, document->provider.name, &name);
	purse_xlsx_merged(page->sheet, 0, QUANTITY, 0, AMOUNT, purse_document_heading(document), &kind);
	purse_xlsx_height(page->sheet, 0, height > 30 ? height : 30);
	purse_xlsx_merged(page->sheet, 1, QUANTITY, 1, AMOUNT, document->number, &number);
	uint32_t row = 1;
	party(page, &row, &document->provider, charges_vat(document));
	page->row = (row > 2 ? row : 2) + 1;
	rule(page, PURSE_XLSX_MEDIUM);
}

/* `7 Jan 2026`: where a date in words must be short. */
static const char *short_date(struct page *page, struct purse_date date) {
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
		                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int year, month, day;
	purse_date_split(date, &year, &month, &day);
	return purse_text(page->arena, "%d %s %d", day, months[month - 1], year);
}

static const char *period(struct page *page) {
	const struct purse_document *document = page->document;
	if (!purse_date_given(document->period_from)) return NULL;
	const char *from = short_date(page, document->period_from);
	if (!purse_date_given(document->period_to) || document->period_to.day == document->period_from.day)
		return from;
	return purse_text(page->arena, "%s to %s", from, short_date(page, document->period_to));
}

static void put_dates(struct page *page, uint32_t *row) {
	const struct purse_document *document = page->document;
	date_pair(page, row, "Issued", document->issued);
	if (document->tax_point.day != document->issued.day)
		date_pair(page, row, "Tax point", document->tax_point);
	date_pair(page, row, "Payment due", document->due);
	pair(page, row, "Service period", period(page), &plain);
	pair(page, row, "Your purchase order", document->purchase_order, &bold);
	pair(page, row, "Credit of", document->credits_number, &bold);
	if (has(document->credits_number)) date_pair(page, row, "issued", document->credits_issued);
	pair(page, row, "Your cost centre", document->customer.cost_centre, &plain);
	pair(page, row, "Our cost centre", document->provider.cost_centre, &plain);
}

static void put_customer(struct page *page) {
	static const char *const titles[] = { "Invoice to", "Charged to", "Credit to" };
	const struct purse_document *document = page->document;
	struct purse_xlsx_look name = {
		.points = 12, .bold = true, .wrap = true, .across = PURSE_XLSX_LEFT, .down = PURSE_XLSX_TOP,
	};
	uint32_t row = page->row, right = page->row;
	left(page, &row, titles[document->kind], &label);
	int height = purse_layout_text_height(document->customer.name, LEFT_WIDTH, 12, true);
	if (height > 20) purse_xlsx_height(page->sheet, row, height);
	left(page, &row, document->customer.name, &name);
	party(page, &row, &document->customer, false);
	put_dates(page, &right);
	page->row = (row > right ? row : right) + 1;
}

/* A text across the page, wrapped. */
static void across(struct page *page, const char *text, const struct purse_xlsx_look *look) {
	if (!has(text)) return;
	struct purse_xlsx_look wrap = *look;
	wrap.wrap = true;
	int total = 0;
	for (int column = 0; column < COLUMNS; column++) total += widths[column];
	purse_xlsx_merged(page->sheet, page->row, 0, page->row, AMOUNT, text, &wrap);
	purse_xlsx_height(page->sheet, page->row,
	                  purse_layout_text_height(text, total, look->points ? look->points : 11, look->bold));
	page->row++;
}

/* ---- lines ---- */

static void put_line_head(struct page *page) {
	static const char *const names[COLUMNS] = { "Date",  "Description", "Quantity", "Unit",
		                                        "Price", "VAT",         "Amount" };
	struct purse_xlsx_look look = {
		.bold = true, .ink = PURSE_XLSX_WHITE, .fill = PURSE_XLSX_DEEP, .down = PURSE_XLSX_MIDDLE,
	};
	page->head_row = page->row;
	for (int column = 0; column < COLUMNS; column++) {
		bool number = column == QUANTITY || column == PRICE || column == AMOUNT;
		look.across = number ? PURSE_XLSX_RIGHT : column == VAT ? PURSE_XLSX_CENTRE : PURSE_XLSX_LEFT;
		look.indent = column == UNIT ? 1 : 0;
		bool empty = column == VAT && page->document->vat_count == 0;
		purse_xlsx_text(page->sheet, page->row, column, empty ? NULL : names[column], &look);
	}
	purse_xlsx_height(page->sheet, page->row, 20);
	page->row++;
}

static const char *details(struct page *page, const struct purse_document_line *line) {
	struct purse_buffer made = purse_buffer(page->arena, PURSE_MAX_CELL_BYTES);
	if (purse_date_given(line->to) && line->to.day != line->from.day)
		purse_buffer_addf(&made, "%s to %s", purse_date_words(page->arena, line->from),
		                  purse_date_words(page->arena, line->to));
	if (has(line->working))
		purse_buffer_addf(&made, "%s%s: %s", made.length ? "\n" : "",
			purse_same(line->unit, "share") ? "How shared" : "How it came about", line->working);
	if (has(line->evidence))
		purse_buffer_addf(&made, "%sEvidence: %s", made.length ? "\n" : "", line->evidence);
	return made.length ? made.text : NULL;
}

/* A line, and below it in small how it came about. */
static void put_line(struct page *page, const struct purse_document_line *line) {
	const char *more = details(page, line);
	struct purse_xlsx_look text = {
		.wrap = true, .across = PURSE_XLSX_LEFT, .down = PURSE_XLSX_TOP,
		.below = more ? PURSE_XLSX_NO_LINE : PURSE_XLSX_THIN, .rule = PURSE_XLSX_RULE,
	};
	struct purse_xlsx_look number = text, day = text, unit = text, centre = text;
	number.across = PURSE_XLSX_RIGHT;
	number.wrap = false;
	day.number = PURSE_XLSX_DATE;
	unit.indent = 1;
	centre.across = PURSE_XLSX_CENTRE;
	purse_xlsx_date(page->sheet, page->row, DATE, line->from, &day);
	purse_xlsx_text(page->sheet, page->row, WHAT, line->description, &text);
	number.number = PURSE_XLSX_DECIMAL;
	number.decimals = purse_value_places(page->arena, line->quantity, 4);
	purse_xlsx_value(page->sheet, page->row, QUANTITY, line->quantity, &number);
	purse_xlsx_text(page->sheet, page->row, UNIT, line->unit, &unit);
	number.number = PURSE_XLSX_PRICE;
	purse_xlsx_value(page->sheet, page->row, PRICE, line->price, &number);
	purse_xlsx_text(page->sheet, page->row, VAT, line->vat_key, &centre);
	number.number = PURSE_XLSX_MONEY;
	purse_xlsx_money(page->sheet, page->row, AMOUNT, line->net_pence, &number);
	purse_xlsx_height(page->sheet, page->row,
	                  purse_layout_text_height(line->description, widths[WHAT], 11, false) + 2);
	page->row++;
	if (!more) return;
	struct purse_xlsx_look small = quiet, rest = { .below = PURSE_XLSX_THIN, .rule = PURSE_XLSX_RULE };
	small.wrap = true;
	small.below = rest.below;
	small.rule = rest.rule;
	int width = widths[WHAT] + widths[QUANTITY] + widths[UNIT] + widths[PRICE];
	for (int column = 0; column < COLUMNS; column++) purse_xlsx_blank(page->sheet, page->row, column, &rest);
	purse_xlsx_merged(page->sheet, page->row, WHAT, page->row, PRICE, more, &small);
	purse_xlsx_height(page->sheet, page->row, purse_layout_text_height(more, width, 9, false) + 3);
	page->row++;
}

/* ---- totals ---- */

static const char *column_range(struct page *page, int column) {
	return purse_text(page->arena, "%s:%s", purse_xlsx_cell_name(page->arena, page->first_row, column, true),
	                  purse_xlsx_cell_name(page->arena, page->last_row, column, true));
}

static void put_amount(struct page *page, const char *formula, int64_t pence,
                       const struct purse_xlsx_look *look) {
	bool wide = purse_xlsx_money_is_wide(pence);
	for (size_t i = 0; i < page->document->line_count; i++)
		if (purse_xlsx_money_is_wide(page->document->lines[i].net_pence)) wide = true;
	if (wide) purse_xlsx_money(page->sheet, page->row, AMOUNT, pence, look);
	else
		purse_xlsx_formula(page->sheet, page->row, AMOUNT, formula,
		                   purse_fraction_ratio(page->arena, pence, 100), look);
}

static uint32_t put_total(struct page *page, const char *name, const char *formula, int64_t pence, bool due) {
	struct purse_xlsx_look text = { .across = PURSE_XLSX_LEFT, .down = PURSE_XLSX_MIDDLE, .indent = 1 };
	if (due)
		text = (struct purse_xlsx_look){
			.points = 12, .bold = true, .ink = PURSE_XLSX_WHITE, .fill = PURSE_XLSX_DEEP,
			.across = PURSE_XLSX_LEFT, .down = PURSE_XLSX_MIDDLE, .indent = 1,
		};
	struct purse_xlsx_look amount = text;
	amount.across = PURSE_XLSX_RIGHT;
	amount.indent = 0;
	amount.number = PURSE_XLSX_MONEY;
	purse_xlsx_merged(page->sheet, page->row, QUANTITY, page->row, VAT, name, &text);
	put_amount(page, formula, pence, &amount);
	purse_xlsx_height(page->sheet, page->row, due ? 26 : 18);
	return page->row++;
}

static void put_totals(struct page *page) {
	const struct purse_document *document = page->document;
	const char *last = document->kind == PURSE_DOCUMENT_CREDIT_NOTE ? "Total credit"
	                 : document->kind == PURSE_DOCUMENT_INTERNAL_CHARGE ? "Total charge"
	                 : !purse_date_given(document->due) ? "Amount due"
	                 : purse_text(page->arena, "Amount due by %s", short_date(page, document->due));
	char *sum = purse_text(page->arena, "=SUM(%s)", column_range(page, AMOUNT));
	page->row++;
	if (document->vat_count == 0) {
		put_total(page, last, sum, document->net_pence, true);
		return;
	}
	uint32_t net = put_total(page, "Net total", sum, document->net_pence, false);
	/* The VAT rows stand below, after a blank row and their head. */
	uint32_t first = net + 5;
	char *vat_sum = purse_text(
		page->arena, "=SUM(%s:%s)", purse_xlsx_cell_name(page->arena, first, AMOUNT, false),
		purse_xlsx_cell_name(page->arena, first + (uint32_t)document->vat_count - 1, AMOUNT, false));
	uint32_t vat = put_total(page, "VAT", vat_sum, document->vat_pence, false);
	char *gross = purse_text(page->arena, "=%s+%s", purse_xlsx_cell_name(page->arena, net, AMOUNT, false),
	                         purse_xlsx_cell_name(page->arena, vat, AMOUNT, false));
	put_total(page, last, gross, document->gross_pence, true);
}

static const char *rate_words(struct page *page, struct purse_fraction rate) {
	if (!purse_fraction_given(rate)) return "no rate";
	struct purse_fraction percent = purse_fraction_multiply(page->arena, rate, purse_fraction_of(100));
	return purse_text(page->arena, "%s%%", purse_decimal_words(page->arena, percent,
	                  purse_value_places(page->arena, percent, 2), false));
}

static void put_vat_row(struct page *page, const struct purse_document_vat *vat) {
	struct purse_xlsx_look text = {
		.points = 10, .wrap = true, .across = PURSE_XLSX_LEFT, .down = PURSE_XLSX_TOP,
		.below = PURSE_XLSX_THIN, .rule = PURSE_XLSX_RULE,
	};
	struct purse_xlsx_look money = text, rate = text;
	money.across = rate.across = PURSE_XLSX_RIGHT;
	money.number = PURSE_XLSX_MONEY;
	char *words = purse_text(page->arena, "%s%s%s", vat->name ? vat->name : "", has(vat->reason) ? ": " : "",
	                         has(vat->reason) ? vat->reason : "");
	char *net =
		purse_text(page->arena, "=SUMIF(%s,%s,%s)", column_range(page, VAT),
	               purse_xlsx_cell_name(page->arena, page->row, DATE, false), column_range(page, AMOUNT));
	purse_xlsx_text(page->sheet, page->row, DATE, vat->key, &text);
	purse_xlsx_text(page->sheet, page->row, WHAT, words, &text);
	purse_xlsx_text(page->sheet, page->row, QUANTITY, rate_words(page, vat->rate), &rate);
	purse_xlsx_merged(page->sheet, page->row, UNIT, page->row, PRICE, "", &money);
	if (purse_xlsx_money_is_wide(vat->net_pence))
		purse_xlsx_money(page->sheet, page->row, UNIT, vat->net_pence, &money);
	else
		purse_xlsx_formula(page->sheet, page->row, UNIT, net,
		                   purse_fraction_ratio(page->arena, vat->net_pence, 100), &money);
	purse_xlsx_blank(page->sheet, page->row, VAT, &text);
	purse_xlsx_money(page->sheet, page->row, AMOUNT, vat->vat_pence, &money);
	purse_xlsx_height(page->sheet, page->row, purse_layout_text_height(words, widths[WHAT], 10, false) + 2);
	page->row++;
}

static void put_vat(struct page *page) {
	static const char *const names[COLUMNS] = { "VAT", "Treatment and reason", "Rate", "Net", "", "", "VAT" };
	const struct purse_document *document = page->document;
	struct purse_xlsx_look look = {
		.points = 10, .bold = true, .ink = PURSE_XLSX_DEEP, .below = PURSE_XLSX_THIN, .rule = PURSE_XLSX_DEEP
	};
	page->row++;
	if (document->vat_count == 0) return;
	for (int column = 0; column < COLUMNS; column++) {
		look.across = column >= QUANTITY ? PURSE_XLSX_RIGHT : PURSE_XLSX_LEFT;
		purse_xlsx_text(page->sheet, page->row, column, names[column], &look);
	}
	look.across = PURSE_XLSX_RIGHT;
	purse_xlsx_merged(page->sheet, page->row, UNIT, page->row, PRICE, "Net", &look);
	page->row++;
	for (size_t i = 0; i < document->vat_count; i++) put_vat_row(page, &document->vat[i]);
	page->row++;
}

/* ---- paying, coding, the end ---- */

static void put_payment(struct page *page) {
	const struct purse_document *document = page->document;
	const char *reference = has(document->payment_reference) ? document->payment_reference : document->number;
	struct purse_xlsx_look large = { .bold = true, .across = PURSE_XLSX_LEFT };
	if (!has(document->account_number)) return;
	across(page, "How to pay", &heading);
	struct { const char *name, *text; } rows[] = {
		{ "Account name", document->account_name }, { "Sort code", document->sort_code },
		{ "Account number", document->account_number }, { "Reference", reference },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (!has(rows[i].text)) continue;
		purse_xlsx_text(page->sheet, page->row, DATE, rows[i].name, &label);
		struct purse_xlsx_look look = i == 3 ? large : plain;
		look.number = PURSE_XLSX_TEXT;
		purse_xlsx_text(page->sheet, page->row, WHAT, rows[i].text, &look);
		purse_xlsx_names_of_digits(page->sheet, page->row, WHAT, page->row, WHAT);
		page->row++;
	}
	page->row++;
}

struct coding { const char *provider_code, *customer_code, *fund; int64_t pence; };

/* Adds to the coding of those codes and that fund; false when there are too many of them, or too much. Parts
 * of a sum that purse_document_check has added without overflow may still overflow among themselves. */
static bool add_coding(struct coding *codings, size_t *count, const struct coding *part) {
	size_t k = 0;
	if (!part->pence) return true;
	while (k < *count && !(purse_same(codings[k].provider_code, part->provider_code) &&
	                       purse_same(codings[k].customer_code, part->customer_code) &&
	                       purse_same(codings[k].fund, part->fund)))
		k++;
	if (k == MOST_CODINGS) return false;
	if (k < *count) return purse_money_add(codings[k].pence, part->pence, &codings[k].pence);
	codings[(*count)++] = *part;
	return true;
}

/* What goes to which code, in the order of the lines; what a fund does not bear of a line goes to the general
 * one. */
static size_t collect_codings(struct page *page, struct coding *codings) {
	size_t count = 0;
	for (size_t i = 0; i < page->document->line_count; i++) {
		const struct purse_document_line *line = &page->document->lines[i];
		bool restricted = has(line->customer_fund) && !purse_same(line->customer_fund, "GENERAL");
		struct coding part = { purse_document_provider_code(page->arena, line),
			                   purse_document_customer_code(page->arena, line),
			                   restricted ? line->customer_fund : NULL,
			                   line->net_pence - line->general_pence };
		if (!has(part.customer_code) && !has(part.provider_code)) continue;
		if (!add_coding(codings, &count, &part)) return 0;
		part.fund = NULL;
		part.pence = line->general_pence;
		if (!add_coding(codings, &count, &part)) return 0;
	}
	return count;
}

static void put_codings(struct page *page) {
	static const char *const names[COLUMNS] = { "Your code", "Your fund", "Our code", "", "", "", "Net" };
	struct coding *codings = purse_alloc_array(page->arena, MOST_CODINGS, sizeof *codings);
	size_t count = collect_codings(page, codings);
	struct purse_xlsx_look look = {
		.points = 10, .bold = true, .ink = PURSE_XLSX_DEEP, .below = PURSE_XLSX_THIN, .rule = PURSE_XLSX_DEEP
	};
	if (count == 0) return;
	for (int column = 0; column < COLUMNS; column++) {
		look.across = column == AMOUNT ? PURSE_XLSX_RIGHT : PURSE_XLSX_LEFT;
		purse_xlsx_text(page->sheet, page->row, column, names[column], &look);
	}
	page->row++;
	for (size_t i = 0; i < count; i++, page->row++) {
		struct purse_xlsx_look text = {
			.points = 10, .across = PURSE_XLSX_LEFT, .below = PURSE_XLSX_THIN, .rule = PURSE_XLSX_RULE,
		};
		for (int column = 0; column < COLUMNS; column++)
			purse_xlsx_blank(page->sheet, page->row, column, &text);
		purse_xlsx_text(page->sheet, page->row, DATE, codings[i].customer_code, &text);
		purse_xlsx_text(page->sheet, page->row, WHAT, codings[i].fund ? codings[i].fund : "general", &text);
		purse_xlsx_text(page->sheet, page->row, QUANTITY, codings[i].provider_code, &text);
		text.across = PURSE_XLSX_RIGHT;
		text.number = PURSE_XLSX_MONEY;
		purse_xlsx_money(page->sheet, page->row, AMOUNT, codings[i].pence, &text);
	}
	page->row++;
}

static void put_end(struct page *page) {
	const struct purse_document *document = page->document;
	if (document->kind == PURSE_DOCUMENT_INTERNAL_CHARGE)
		across(page,
		       "Internal charge between schools of one VAT person: no supply for VAT, and not a VAT invoice.",
		       &quiet);
	across(page, document->statement, &quiet);
	if (has(document->raised_by))
		across(page,
		       purse_text(page->arena, "Raised by %s%s%s%s", document->raised_by,
		                  has(document->accepted_by) ? "; accepted by " : "",
		                  has(document->accepted_by) ? document->accepted_by : "",
		                  has(document->partnership) ? purse_text(page->arena, " · %s", document->partnership)
		                                             : ""),
		       &quiet);
	if (has(document->agreement))
		across(page, purse_text(page->arena, "Agreement: %s", document->agreement), &quiet);
}

bool purse_document_workbook(struct purse_run *run, const struct purse_document *document, const char *path) {
	struct page page = { .run = run, .arena = run->arena, .document = document };
	struct purse_xlsx *book;
	const char *title = purse_text(run->arena, "%s %s", purse_document_heading(document), document->number);
	if (!purse_document_check(run, document)) return false;
	struct purse_xlsx_properties properties = { .title = title, .company = document->provider.name };
	if (!purse_xlsx_begin(run, path, &properties, &book)) return false;
	page.sheet = purse_xlsx_sheet(book, document->kind == PURSE_DOCUMENT_CREDIT_NOTE ? "Credit note"
	                                    : document->kind == PURSE_DOCUMENT_INVOICE   ? "Invoice"
	                                                                                 : "Internal charge");
	for (int column = 0; column < COLUMNS; column++) purse_xlsx_width(page.sheet, column, widths[column]);
	purse_xlsx_hide_gridlines(page.sheet);
	put_sender(&page);
	put_customer(&page);
	if (has(document->reason)) {
		across(&page, purse_text(run->arena, "Why: %s", document->reason), &plain);
		page.row++;
	}
	put_line_head(&page);
	page.first_row = page.row;
	for (size_t i = 0; i < document->line_count; i++) put_line(&page, &document->lines[i]);
	page.last_row = page.row > page.first_row ? page.row - 1 : page.first_row;
	put_totals(&page);
	put_vat(&page);
	put_payment(&page);
	put_codings(&page);
	put_end(&page);
	struct purse_xlsx_paper paper = {
		.pages_wide = 1, .footer_left = purse_text(run->arena, "%s · %s", title, document->provider.name),
		.narrow_margins = true, .repeats = true, .repeat_from = page.head_row, .repeat_to = page.head_row,
	};
	purse_xlsx_set_paper(page.sheet, &paper, page.row > 0 ? page.row - 1 : 0, AMOUNT);
	return purse_xlsx_done(run, book);
}
