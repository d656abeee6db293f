#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/file.h"
#include "purse/report/documentbook.h"
#include "unit/sample_documents.h"
#include "unit/unzipped.h"

static struct purse_run *run;
static char folder[256];

static int open_run(void **state) {
	(void)state;
	run = purse_run_new();
	run->now_s = 1774958400;
	const char *base = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%s/purse-document-XXXXXX", base ? base : "/tmp");
	assert_non_null(mkdtemp(folder));
	return 0;
}

static int close_run(void **state) {
	(void)state;
	assert_int_equal(system(purse_text(run->arena, "rm -rf '%s'", folder)), 0);
	purse_run_close(run);
	return 0;
}

static char *in_folder(const char *name) { return purse_text(run->arena, "%s/%s", folder, name); }

static char *file_text(const char *path) {
	char *text = purse_alloc(run->arena, 16384);
	FILE *stream = fopen(path, "rb");
	assert_non_null(stream);
	text[fread(text, 1, 16383, stream)] = '\0';
	fclose(stream);
	return text;
}

static void has_its_heading(void **state) {
	(void)state;
	static const char *const headings[] = { "INVOICE", "VAT INVOICE", "INTERNAL CHARGE", "CREDIT NOTE" };
	for (int i = 0; i < SAMPLE_DOCUMENTS; i++) {
		struct purse_document document = sample_document(run, i);
		char *path = in_folder("document.xlsx");
		assert_true(purse_document_check(run, &document));
		assert_true(purse_document_workbook(run, &document, path));
		char *strings = unzipped(run, path, "xl/sharedStrings.xml");
		assert_non_null(strstr(strings, purse_text(run->arena, ">%s<", headings[i])));
		assert_non_null(strstr(strings, purse_text(run->arena, ">%s<", document.number)));
		bool says_number = strstr(strings, "VAT registration") != NULL;
		assert_int_equal(says_number, i == SAMPLE_VAT_INVOICE);   /* only where VAT is charged */
	}
}

static void totals_are_live(void **state) {
	(void)state;
	struct purse_document document = sample_document(run, SAMPLE_VAT_INVOICE);
	char *path = in_folder("document.xlsx");
	assert_true(purse_document_workbook(run, &document, path));
	char *xml = unzipped(run, path, "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(xml, "<v>5265.64</v>"));
	assert_non_null(strstr(xml, "<f>SUM($G$"));
	assert_non_null(strstr(xml, "<f>SUMIF($F$"));
	assert_non_null(strstr(xml, "<v>5296.94</v>"));
	assert_non_null(strstr(xml, "<v>0.4525</v>"));
	assert_non_null(strstr(xml, "fitToHeight=\"0\""));
	assert_null(strstr(xml, "landscape"));
}

static void same_document_same_bytes(void **state) {
	(void)state;
	struct purse_document document = sample_document(run, SAMPLE_VAT_INVOICE);
	assert_true(purse_document_workbook(run, &document, in_folder("a.xlsx")));
	assert_true(purse_document_workbook(run, &document, in_folder("b.xlsx")));
	assert_int_equal(system(purse_text(run->arena, "cmp -s '%s/a.xlsx' '%s/b.xlsx'", folder, folder)), 0);
}

static void writes_csv(void **state) {
	(void)state;
	struct purse_document documents[2] = { sample_document(run, SAMPLE_VAT_INVOICE),
		                                   sample_document(run, SAMPLE_CREDIT) };
	documents[1].purchase_order = "=cmd";
	assert_true(purse_document_csv(run, documents, 2, in_folder("all.csv")));
	char *text = file_text(in_folder("all.csv"));
	assert_non_null(
		strstr(text, ",22.4,mile,0.4525,10.14,S,Standard rate,0.2,I08b,E23,,5265.64,31.30,5296.94,,,,,\r\n"));
	assert_non_null(strstr(text, "CREDIT NOTE,ASH-2025-C0002,ASH-2025-00017,2026-01-07,,2026-01-07,"));
	assert_non_null(strstr(text, ",'=cmd,"));
	int lines = 0;
	for (const char *at = text; (at = strstr(at, "\r\n")); at += 2) lines++;
	assert_int_equal(lines, 6);
}

/* R8: a document that does not add up is never written. */
static void refuses_what_does_not_add_up(void **state) {
	(void)state;
	for (int wrong = 0; wrong < 8; wrong++) {
		struct purse_document document = sample_document(run, SAMPLE_VAT_INVOICE);
		struct purse_document_line *lines = purse_alloc_array(run->arena, 4, sizeof *lines);
		struct purse_document_vat vat[2] = { document.vat[0], document.vat[1] };
		memcpy(lines, document.lines, 4 * sizeof *lines);
		document.lines = lines;
		document.vat = vat;
		run->problem_count = 0;
		switch (wrong) {
		case 0: lines[0].net_pence++; break;
		case 1: document.net_pence++; break;
		case 2: document.gross_pence--; break;
		case 3: document.vat_pence++; break;
		case 4: vat[0].net_pence++; break;
		case 5: vat[1].vat_pence++; break;
		case 6: lines[3].vat_key = "Q"; break;
		default: lines[1].price = sample_number(run, "99999999999999999999"); break;
		}
		assert_false(purse_document_workbook(run, &document, in_folder("never.xlsx")));
		assert_false(purse_document_csv(run, &document, 1, in_folder("never.csv")));
		assert_int_equal(run->problems[0].code, wrong == 7 ? PURSE_E_OVERFLOW : PURSE_E_BUG);
		assert_false(purse_file_exists(in_folder("never.xlsx")));
		assert_false(purse_file_exists(in_folder("never.csv")));
	}
}

static void holds_much_and_little(void **state) {
	(void)state;
	enum { MANY = 300 };
	struct purse_document document = sample_document(run, SAMPLE_INVOICE);
	struct purse_document_line *lines = purse_alloc_array(run->arena, MANY, sizeof *lines);
	struct purse_document_vat vat = document.vat[0];
	for (int i = 0; i < MANY; i++) {
		lines[i] = document.lines[0];
		lines[i].customer_code = purse_text(run->arena, "E%d", i);   /* more codes than are shown */
	}
	document.lines = lines;
	document.line_count = MANY;
	document.net_pence = document.gross_pence = vat.net_pence = MANY * lines[0].net_pence;
	document.vat = &vat;
	assert_true(purse_document_workbook(run, &document, in_folder("many.xlsx")));
	struct purse_document bare = {
		.kind = PURSE_DOCUMENT_INTERNAL_CHARGE,
		.number = "X-1",
		.issued = PURSE_NO_DATE,
		.due = PURSE_NO_DATE,
		.tax_point = PURSE_NO_DATE,
		.period_from = PURSE_NO_DATE,
		.period_to = PURSE_NO_DATE,
		.provider = { .name = "A" },
		.customer = { .name = "B" },
		.credits_issued = PURSE_NO_DATE,
	};
	assert_true(purse_document_workbook(run, &bare, in_folder("bare.xlsx")));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(has_its_heading, open_run, close_run),
		cmocka_unit_test_setup_teardown(totals_are_live, open_run, close_run),
		cmocka_unit_test_setup_teardown(same_document_same_bytes, open_run, close_run),
		cmocka_unit_test_setup_teardown(writes_csv, open_run, close_run),
		cmocka_unit_test_setup_teardown(refuses_what_does_not_add_up, open_run, close_run),
		cmocka_unit_test_setup_teardown(holds_much_and_little, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
