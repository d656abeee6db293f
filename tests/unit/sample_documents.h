/* Documents as a school would send them, for tests and for looking at. */
#ifndef TESTS_UNIT_SAMPLE_DOCUMENTS_H
#define TESTS_UNIT_SAMPLE_DOCUMENTS_H

#include "purse/base/date.h"
#include "purse/base/run.h"
#include "purse/report/document.h"

enum { SAMPLE_INVOICE, SAMPLE_VAT_INVOICE, SAMPLE_INTERNAL, SAMPLE_CREDIT, SAMPLE_DOCUMENTS };

static inline struct purse_date sample_day(int year, int month, int day) {
	struct purse_date date = PURSE_NO_DATE;
	purse_date_make(year, month, day, &date);
	return date;
}

static inline struct purse_fraction sample_number(struct purse_run *run, const char *text) {
	struct purse_fraction value = { 0 };
	const char *why;
	purse_fraction_read(run->arena, text, &value, NULL, &why);
	return value;
}

static inline void sample_lines(struct purse_run *run, struct purse_document_line *lines) {
	const struct purse_date none = PURSE_NO_DATE;
	lines[0] = (struct purse_document_line){
		.from = sample_day(2025, 9, 11),
		.to = none,
		.description = "Intervention manager, reading groups in Year 2",
		.evidence = "timesheet ASH-0311",
		.quantity = sample_number(run, "0.5"),
		.unit = "day",
		.price = sample_number(run, "330.32"),
		.net_pence = 16516,
		.vat_key = "E",
		.provider_code = "I08b",
		.customer_code = "E26",
		.customer_fund = "GENERAL",
	};
	lines[1] = (struct purse_document_line){
		.from = sample_day(2025, 9, 18), .to = sample_day(2025, 12, 12),
		.description = "Head teacher working as executive head, agreed at the joint meeting of June",
		.evidence = "timesheets ASH-0318 to ASH-0340", .quantity = sample_number(run, "12"), .unit = "day",
		.price = sample_number(run, "412"), .net_pence = 494400, .vat_key = "E", .provider_code = "I08b",
		.customer_code = "E26", .customer_fund = "GENERAL",
	};
	lines[2] = (struct purse_document_line){
		.from = sample_day(2025, 10, 2), .to = none, .description = "Share of the subject leaders' away-day",
		.working = "£1,000.00 by pupil numbers on 2 October 2025: 112 + 54 + 203 = 369; 54 of 369 is £146.34",
		.evidence = "Hotel Weir, invoice 2025/771", .quantity = sample_number(run, "1"), .unit = "share",
		.price = sample_number(run, "146.34"), .net_pence = 14634, .vat_key = "S", .provider_code = "I08b",
		.customer_code = "E09", .customer_fund = "PESP-2526",
	};
	lines[3] = (struct purse_document_line){
		.from = sample_day(2025, 11, 20), .to = none, .description = "Minibus to the swimming pool",
		.quantity = sample_number(run, "22.4"), .unit = "mile", .price = sample_number(run, "0.4525"),
		.net_pence = 1014, .vat_key = "S", .provider_code = "I08b", .customer_code = "E23",
	};
}

static inline void sample_head(struct purse_document *document) {
	document->number = "ASH-2025-00017";
	document->issued = sample_day(2026, 1, 7);
	document->due = sample_day(2026, 2, 6);
	document->tax_point = document->issued;
	document->period_from = sample_day(2025, 9, 1);
	document->period_to = sample_day(2025, 12, 31);
	document->provider = (struct purse_document_party){
		.name = "Ashcombe Church of England (Voluntary Controlled) Primary School",
		.body = "Hartshire County Council",
		.address = "Church Lane, Ashcombe, Hartshire",
		.postcode = "HX12 4QD",
		.urn = "100234",
		.email = "office@ashcombe.hartshire.example",
		.vat_number = "GB 123 4567 82",
		.cost_centre = "ASH-410",
	};
	document->customer = (struct purse_document_party){
		.name = "Bramley Infant School",
		.body = "The Bramley Learning Trust",
		.address = "14 Mill Road, Bramley, Hartshire",
		.postcode = "HX9 1AB",
		.urn = "100987",
		.cost_centre = "BRA-1200",
	};
	document->partnership = "Hartwell Valley Schools";
	document->agreement = "Staff shared between Ashcombe and Bramley, 2025/26";
	document->purchase_order = "BRA-PO-4711";
	document->account_name = "Ashcombe CE Primary School";
	document->sort_code = "20-00-00";
	document->account_number = "01234567";
	document->raised_by = "Maria Wójcik";
}

/* The lines must live as long as the document: they come from the run's arena. */
static inline struct purse_document sample_document(struct purse_run *run, int which) {
	struct purse_document_line *lines = purse_alloc_array(run->arena, 4, sizeof *lines);
	struct purse_document_vat *vat = purse_alloc_array(run->arena, 2, sizeof *vat);
	struct purse_document document = {
		.kind = PURSE_DOCUMENT_INVOICE, .lines = lines, .line_count = 4, .vat = vat
	};
	sample_head(&document);
	sample_lines(run, lines);
	vat[0] = (struct purse_document_vat){
		.key = "E",
		.name = "Exempt",
		.reason = "teaching staff supplied between eligible bodies (VATA 1994, Schedule 9, Group 6)",
		.net_pence = 510916,
	};
	vat[1] = (struct purse_document_vat){
		.key = "S",
		.name = "Standard rate",
		.reason = "goods and services",
		.rate = sample_number(run, "20%"),
		.net_pence = 15648,
		.vat_pence = 3130,
	};
	document.vat_count = 2;
	if (which == SAMPLE_INVOICE) {
		document.line_count = 2;
		document.vat_count = 1;
	}
	if (which == SAMPLE_INTERNAL || which == SAMPLE_CREDIT) {
		document.kind =
			which == SAMPLE_INTERNAL ? PURSE_DOCUMENT_INTERNAL_CHARGE : PURSE_DOCUMENT_CREDIT_NOTE;
		document.vat_count = 0;
		document.account_number = NULL;
		for (int i = 0; i < 4; i++) lines[i].vat_key = NULL;
	}
	if (which == SAMPLE_CREDIT) {
		document.line_count = 1;
		document.number = "ASH-2025-C0002";
		document.credits_number = "ASH-2025-00017";
		document.credits_issued = sample_day(2026, 1, 7);
		document.due = PURSE_NO_DATE;
		document.reason = "the visit of 11 September was cancelled: the school was closed by snow";
	}
	for (size_t i = 0; i < document.line_count; i++) document.net_pence += lines[i].net_pence;
	for (size_t i = 0; i < document.vat_count; i++) document.vat_pence += vat[i].vat_pence;
	document.gross_pence = document.net_pence + document.vat_pence;
	return document;
}

#endif
