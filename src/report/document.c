#include "purse/report/document.h"

#include <string.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/exact/round.h"
#include "purse/output/csv.h"

/* ---- whether it adds up ---- */

static bool differs(struct purse_run *run, const struct purse_document *document, const char *what,
                    int64_t is, int64_t should_be) {
	return purse_fail(run, PURSE_E_BUG, NULL, "nothing was written; report this",
	                  "the document \"%s\" does not add up: %s is %s, not %s", document->number, what,
	                  purse_money_pounds(run->arena, is), purse_money_pounds(run->arena, should_be));
}

static bool overflows(struct purse_run *run, const struct purse_document *document) {
	return purse_fail(run, PURSE_E_OVERFLOW, NULL, NULL, "the document \"%s\" is too large",
	                  document->number);
}

static bool check_line(struct purse_run *run, const struct purse_document *document,
                       const struct purse_document_line *line) {
	struct purse_fraction hundred = purse_fraction_of(100);
	struct purse_fraction exact = purse_fraction_multiply(run->arena, line->quantity, line->price);
	int64_t pence;
	if (!purse_round_line(purse_fraction_multiply(run->arena, exact, hundred), &pence))
		return overflows(run, document);
	if (pence == line->net_pence) return true;
	return differs(run, document, purse_text(run->arena, "the line \"%s\"", line->description),
	               line->net_pence, pence);
}

/* What the lines of a VAT treatment come to; of all lines when key is NULL. */
static bool sum_lines(struct purse_run *run, const struct purse_document *document, const char *key,
                      int64_t *sum) {
	*sum = 0;
	for (size_t i = 0; i < document->line_count; i++) {
		if (key && !purse_same(document->lines[i].vat_key, key)) continue;
		if (!purse_money_add(*sum, document->lines[i].net_pence, sum)) return overflows(run, document);
	}
	return true;
}

static bool check_keys(struct purse_run *run, const struct purse_document *document) {
	for (size_t i = 0; document->vat_count > 0 && i < document->line_count; i++) {
		bool found = false;
		for (size_t k = 0; k < document->vat_count; k++)
			if (purse_same(document->vat[k].key, document->lines[i].vat_key)) found = true;
		if (!found)
			return purse_fail(run, PURSE_E_BUG, NULL, NULL,
			                  "a line of the document \"%s\" has no VAT treatment: \"%s\"", document->number,
			                  document->lines[i].description);
	}
	return true;
}

bool purse_document_check(struct purse_run *run, const struct purse_document *document) {
	int64_t sum, net = 0, vat = 0;
	for (size_t i = 0; i < document->line_count; i++)
		if (!check_line(run, document, &document->lines[i])) return false;
	if (!sum_lines(run, document, NULL, &sum)) return false;
	if (sum != document->net_pence) return differs(run, document, "the net total", document->net_pence, sum);
	if (!check_keys(run, document)) return false;
	for (size_t i = 0; i < document->vat_count; i++) {
		const struct purse_document_vat *row = &document->vat[i];
		if (!sum_lines(run, document, row->key, &sum)) return false;
		if (sum != row->net_pence)
			return differs(run, document, purse_text(run->arena, "the net of VAT treatment %s", row->key),
			               row->net_pence, sum);
		if (!purse_money_add(net, row->net_pence, &net) || !purse_money_add(vat, row->vat_pence, &vat))
			return overflows(run, document);
	}
	if (vat != document->vat_pence) return differs(run, document, "the VAT", document->vat_pence, vat);
	if (!purse_money_add(document->net_pence, document->vat_pence, &sum)) return overflows(run, document);
	if (sum != document->gross_pence) return differs(run, document, "the total", document->gross_pence, sum);
	return true;
}

const char *purse_document_heading(const struct purse_document *document) {
	switch (document->kind) {
	case PURSE_DOCUMENT_INTERNAL_CHARGE: return "INTERNAL CHARGE";
	case PURSE_DOCUMENT_CREDIT_NOTE: return "CREDIT NOTE";
	case PURSE_DOCUMENT_INVOICE: break;
	}
	for (size_t i = 0; i < document->vat_count; i++)
		if (purse_fraction_given(document->vat[i].rate)) return "VAT INVOICE";
	return "INVOICE";
}

static const char *beside(struct purse_arena *arena, const char *code, const char *other) {
	return code && other ? purse_text(arena, "%s / %s", code, other) : code;
}

const char *purse_document_customer_code(struct purse_arena *arena, const struct purse_document_line *line) {
	const char *code = beside(arena, line->customer_code, line->customer_academy_code);
	return beside(arena, code, line->customer_local_code);
}

const char *purse_document_provider_code(struct purse_arena *arena, const struct purse_document_line *line) {
	return beside(arena, line->provider_code, line->provider_local_code);
}

/* ---- CSV ---- */

static void csv_head(struct purse_csv_out *csv) {
	static const char *const headings[] = {
		"Document", "Number", "Credits", "Issued", "Due", "Tax point", "Provider", "Provider cost centre",
		"Customer", "Customer cost centre", "Agreement", "Purchase order", "Payment reference", "Line",
		"Service from", "Service to", "Description", "Working", "Evidence", "Quantity", "Unit", "Price",
		"Net", "VAT key", "VAT treatment", "VAT rate", "Provider code", "Customer code", "Customer fund",
		"Document net", "Document VAT", "Document total", "Customer academy code", "Customer sector",
		"Provider ledger code", "Customer ledger code", "Of net general fund",
	};
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) purse_csv_out_plain(csv, headings[i]);
	purse_csv_out_row(csv);
}

static void csv_line(struct purse_run *run, struct purse_csv_out *csv, const struct purse_document *document,
                     size_t i) {
	const struct purse_document_line *line = &document->lines[i];
	const struct purse_document_vat *vat = NULL;
	for (size_t k = 0; k < document->vat_count; k++)
		if (purse_same(document->vat[k].key, line->vat_key)) vat = &document->vat[k];
	purse_csv_out_plain(csv, purse_document_heading(document));
	purse_csv_out_text(csv, document->number);
	purse_csv_out_text(csv, document->credits_number);
	purse_csv_out_date(csv, document->issued);
	purse_csv_out_date(csv, document->due);
	purse_csv_out_date(csv, document->tax_point);
	purse_csv_out_text(csv, document->provider.name);
	purse_csv_out_text(csv, document->provider.cost_centre);
	purse_csv_out_text(csv, document->customer.name);
	purse_csv_out_text(csv, document->customer.cost_centre);
	purse_csv_out_text(csv, document->agreement);
	purse_csv_out_text(csv, document->purchase_order);
	purse_csv_out_text(csv, document->payment_reference ? document->payment_reference : document->number);
	purse_csv_out_plain(csv, purse_text(run->arena, "%zu", i + 1));
	purse_csv_out_date(csv, line->from);
	purse_csv_out_date(csv, purse_date_given(line->to) ? line->to : line->from);
	purse_csv_out_text(csv, line->description);
	purse_csv_out_text(csv, line->working);
	purse_csv_out_text(csv, line->evidence);
	purse_csv_out_decimal(csv, line->quantity, 6);
	purse_csv_out_text(csv, line->unit);
	purse_csv_out_decimal(csv, line->price, 4);
	purse_csv_out_money(csv, line->net_pence);
	purse_csv_out_text(csv, line->vat_key);
	purse_csv_out_text(csv, vat ? vat->name : NULL);
	purse_csv_out_decimal(csv, vat ? vat->rate : (struct purse_fraction){ 0 }, 4);
	purse_csv_out_text(csv, line->provider_code);
	purse_csv_out_text(csv, line->customer_code);
	purse_csv_out_text(csv, line->customer_fund);
	purse_csv_out_money(csv, document->net_pence);
	purse_csv_out_money(csv, document->vat_pence);
	purse_csv_out_money(csv, document->gross_pence);
	purse_csv_out_text(csv, line->customer_academy_code);
	purse_csv_out_text(csv, line->customer_sector);
	purse_csv_out_text(csv, line->provider_local_code);
	purse_csv_out_text(csv, line->customer_local_code);
	if (line->general_pence) purse_csv_out_money(csv, line->general_pence);
	else purse_csv_out_text(csv, NULL);
	purse_csv_out_row(csv);
}

bool purse_document_csv(struct purse_run *run, const struct purse_document *documents, size_t count,
                        const char *path) {
	struct purse_csv_out *csv;
	for (size_t i = 0; i < count; i++)
		if (!purse_document_check(run, &documents[i])) return false;
	if (!purse_csv_out_begin(run, path, &csv)) return false;
	csv_head(csv);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < documents[i].line_count; k++) csv_line(run, csv, &documents[i], k);
	return purse_csv_out_done(run, csv);
}
