/* Workbooks of every kind, written into the folder PURSE_SAMPLES when it is named: what tests/office has
 * office programs recalculate, and what a person can look at. */
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
#include "purse/report/resolve.h"
#include "purse/report/workbook.h"
#include "unit/sample_documents.h"
#include "unit/savings_source.h"

static struct purse_run *run;
static const char *folder;

static int open_run(void **state) {
	(void)state;
	run = purse_run_new();
	run->now_s = 1774958400;
	const char *base = getenv("PURSE_SAMPLES"), *temporary = getenv("TMPDIR");
	folder = base ? base : purse_text(run->arena, "%s/purse-samples", temporary ? temporary : "/tmp");
	assert_true(purse_make_folder(run, folder));
	return 0;
}

static int close_run(void **state) {
	(void)state;
	if (!getenv("PURSE_SAMPLES")) assert_int_equal(system(purse_text(run->arena, "rm -rf '%s'", folder)), 0);
	purse_run_close(run);
	return 0;
}

static char *in_folder(const char *name) { return purse_text(run->arena, "%s/%s.xlsx", folder, name); }

static void write_savings(const char *name, const struct saving_line *lines, size_t count) {
	struct saving_source from = { lines, count };
	struct purse_row_source source = { fetch_savings, &from };
	static const char *const year[] = { "2025-09-01", "2026-08-31", NULL };
	assert_true(purse_report_write(run, "savings", &source, year, 3, in_folder(name), NULL));
}

static void writes_savings(void **state) {
	(void)state;
	write_savings("savings", year_of_lines, YEAR_OF_LINES);
	write_savings("savings-empty", year_of_lines, 0);
	struct saving_line wide[2] = { year_of_lines[0], year_of_lines[1] };
	wide[0].alone = INT64_C(1000000000000000);
	write_savings("savings-wide", wide, 2);
	enum { SCHOOLS = 30 };
	struct saving_line many[SCHOOLS * 8];
	for (int i = 0; i < SCHOOLS * 8; i++) {
		many[i] = year_of_lines[i % 8];
		many[i].school = purse_text(run->arena, "S%d", i / 8);
		many[i].school_name =
			purse_text(run->arena, "Saint Æthelburga’s Voluntary Aided Primary School No. %d", i / 8 + 1);
		many[i].together += i * 1237;
	}
	write_savings("savings-large", many, SCHOOLS * 8);
}

static void writes_documents(void **state) {
	(void)state;
	static const char *const names[] = { "invoice", "vat-invoice", "internal-charge", "credit-note" };
	for (int i = 0; i < SAMPLE_DOCUMENTS; i++) {
		struct purse_document document = sample_document(run, i);
		assert_true(purse_document_workbook(run, &document, in_folder(names[i])));
	}
}

/* A report that uses everything an expression can say, on rows with gaps, losses, fractions and texts. */
static bool fetch_mixed(void *context, struct purse_run *of, struct purse_arena *arena,
                        const struct purse_place *place, const char *sql, const char *const *parameters,
                        size_t parameter_count, struct purse_rows_found *found) {
	static const char *const cells[][5] = {
		{ "Ashcombe", "quote", "16516", "0.5", "2025-09-01" },
		{ "Bramley", "list price", "-100", "1/3", NULL },
		{ "Coldharbour", NULL, NULL, "2", "2026-02-28" },
		{ "=SUM(A1)", "Quote", "0", "0", "2024-02-29" },
		{ "0042", "quote", "33333", "1.0005", "2026-12-31" },
		{ "", "x", "1", NULL, NULL },
	};
	(void)context, (void)of, (void)place, (void)sql, (void)parameters, (void)parameter_count;
	begin_rows(arena, found, (const char *[]){ "name", "method", "price", "times", "day" }, 5, 6);
	for (size_t i = 0; i < 6; i++) add_row(arena, found, cells[i]);
	return true;
}

static const char *const mixed =
	"--: report mixed \"Mixed & more\"\n--: sheet one \"St John's & Co\"\n--: title \"Everything\"\n"
	"--: column name code \"Name\"\n--: column method text \"Method\"\n--: column price money \"Price\"\n"
	"--: column times quantity \"Times\"\n--: column day date \"Day\"\n"
	"--: formula cost money \"Cost\" = if(price = none, none, price * times)\n"
	"--: formula share percent \"Share of all\" = cost / sum(cost)\n"
	"--: formula per money \"Cost [per time], rounded\" = cost / times\n"
	"--: formula more money \"More\" = max(cost, price) + min(times, 1) - -round(price, 1) * 12.5%\n"
	"--: formula kind text \"Kind\" = if(method = \"quote\", \"asked\", if(method <> \"x\", \"other\", "
	"none))\n"
	"--: formula blankly money \"Blankly\" = price\n"
	"--: formula nested number \"Nested\" = (1 + if(times >= 1, 2, 3)) * 2 - (4 - 1)\n"
	"--: total price times cost share more per\n--: condition cost negative\n--: condition price bar\n"
	"--: condition method is \"list price\" amber\n--: filter\n--: freeze name\nselect 1\n"
	"--: sheet two \"Figures\"\n--: headline total money \"Total\" = total(one.cost)\n"
	"--: headline half money \"Half\" = total / 2\n--: figure rows number \"Rows\" = count(one)\n"
	"--: figure losses number \"Losses\" = count(one.cost < 0)\n"
	"--: figure quotes number \"Quotes\" = count(one.method = \"quote\")\n"
	"--: figure others number \"Others\" = count(one.method <> \"quote\")\n"
	"--: figure most number \"Not nil\" = count(one.price <> 0)\n"
	"--: figure ratio percent \"Ratio\" = total / (total(one.price) - total(one.price))\n"
	"--: figure again percent \"Again\" = 1 + ratio\n"
	"--: figure verdict text \"Verdict\" \"in a word\" = if(total < 0, \"a loss\", \"a gain\")\n"
	"--: copy one name cost per kind share\n--: chart line \"Cost\" one name cost price\n"
	"--: alt \"Two lines\"\n"
	"--: chart pie \"Price\" one name price\n--: alt \"A pie\"\n";

static void writes_a_mixed_report(void **state) {
	(void)state;
	struct purse_report_file *report;
	struct purse_grid *grid;
	struct purse_row_source source = { fetch_mixed, NULL };
	assert_true(purse_report_parse(run, run->arena, "mixed.sql", mixed, &report));
	assert_true(purse_grid_make(run, report, &source, NULL, 0, &grid));
	assert_true(purse_report_workbook(run, grid, in_folder("mixed")));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(writes_savings, open_run, close_run),
		cmocka_unit_test_setup_teardown(writes_documents, open_run, close_run),
		cmocka_unit_test_setup_teardown(writes_a_mixed_report, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
