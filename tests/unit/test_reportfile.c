#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/embedded.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/report/resolve.h"

static struct purse_run *run;

static int open_run(void **state) {
	(void)state;
	run = purse_run_new();
	return 0;
}

static int close_run(void **state) {
	(void)state;
	purse_run_close(run);
	return 0;
}

static struct purse_report_file *parse(const char *text) {
	struct purse_report_file *report = NULL;
	bool done = purse_report_parse(run, run->arena, "mine.sql", text, &report);
	if (!done) print_message("%ld:%d %s\n", run->problems[0].place.row, run->problems[0].place.column,
	                         run->problems[0].message);
	assert_true(done);
	return report;
}

static const char *const good =
	"-- a comment\n"
	"--: report mine \"My report\"\n"
	"--: param from date \"From\"\n"
	"--: param school code \"School\" optional\n"
	"--: sheet summary \"Summary\"\n"
	"--: title \"Since {from}\"\n"
	"--: headline saving money \"Saving\" = total(lines.saving)\n"
	"--: figure many number \"Lines\" \"that\"\n"
	"--:     \"there are\"\n"
	"--:     = count(lines)\n"
	"--: chart columns beside \"Saving\" lines school saving\n"
	"--: alt \"One column\"\n"
	"--:     \"a school.\"\n"
	"--: copy lines school saving\n"
	"--: sheet lines \"All lines\"\n"
	"--: column school text \"School\" width 20 wrap\n"
	"--: column alone money \"Alone\"\n"
	"--: formula saving money \"Saving\" = alone - 1\n"
	"--: total alone saving\n"
	"--: condition saving below -0.5 amber\n"
	"--: link school summary\n"
	"--: freeze school\n"
	"--: filter\n"
	"--: empty \"Nothing\"\n"
	"-- a remark on the query\n"
	"select 'x' as school,\n"
	"\t1 as alone; \n"
	"\n";

static void reads_a_report(void **state) {
	(void)state;
	struct purse_report_file *report = parse(good);
	assert_string_equal(report->name, "mine");
	assert_int_equal(report->param_count, 2);
	assert_true(report->params[1].optional);
	assert_int_equal(report->sheet_count, 2);
	assert_int_equal(report->sheets[0].block_count, 5);
	const struct purse_report_block *figure = &report->sheets[0].blocks[2];
	assert_string_equal(figure->remark, "that there are");
	assert_int_equal(figure->formula->node, PURSE_NODE_COUNT);
	const struct purse_report_block *chart = &report->sheets[0].blocks[3];
	assert_true(chart->beside);
	assert_string_equal(chart->description, "One column a school.");
	assert_int_equal(chart->columns[1], 2);
	const struct purse_report_table *table = report->tables[0];
	assert_string_equal(table->sql, "select 'x' as school,\n\t1 as alone");
	assert_int_equal(table->sql_place.row, 26);
	assert_int_equal(table->column_count, 3);
	assert_int_equal(table->columns[0].width, 20);
	assert_true(table->columns[0].wrap && table->filter && table->columns[1].totalled);
	assert_int_equal(table->frozen_columns, 1);
	assert_int_equal(table->columns[2].condition_count, 1);
}

static void dos_line_ends_are_the_same(void **state) {
	(void)state;
	struct purse_buffer text = purse_buffer(run->arena, 8192);
	for (const char *at = good; *at; at++) {
		if (*at == '\n') purse_buffer_add(&text, "\r");
		purse_buffer_add_bytes(&text, at, 1);
	}
	struct purse_report_file *report = parse(text.text);
	assert_string_equal(report->sheets[0].blocks[3].description, "One column a school.");
	assert_int_equal(report->tables[0]->column_count, 3);
}

#define HEAD "--: report mine \"M\"\n--: sheet one \"One\"\n"
#define TABLE HEAD "--: column school text \"School\"\n--: column cost money \"Cost\"\n"

static const struct { const char *text; int row, column; const char *says; } cases[] = {
	{ "", 1, 1, "no sheet" },
	{ "select 1\n", 1, 1, "before the first directive" },
	{ "--: sheet one \"One\"\n", 1, 5, "what report it is" },
	{ HEAD, 2, 5, "nothing stands on the sheet" },
	{ HEAD "--: colum x text \"X\"\n", 3, 5, "no such directive" },
	{ HEAD "--: 7\n", 3, 5, "a word is wanted" },
	{ HEAD "--: title \"open\n", 3, 11, "does not end" },
	{ HEAD "--: title words\n", 3, 5, "not written as it should be" },
	{ HEAD "--: title \"x\" = 1\n", 3, 5, "no = is wanted" },
	{ HEAD "--: formula x money \"X\"\nselect 1\n", 3, 5, "an expression is wanted" },
	{ HEAD "--: formula x money \"X\" = 1 +\n", 3, 30, "ends too early" },
	{ HEAD "--: column X text \"X\"\n", 3, 12, "not a name" },
	{ HEAD "--: column ab1 text \"X\"\n", 3, 12, "not a name" },
	{ HEAD "--: column school txt \"X\"\n", 3, 19, "no type" },
	{ HEAD "--: column school text \"\"\n", 3, 5, "heading is empty" },
	{ HEAD "--: column school text \"X\" width 500\n", 3, 5, "out of bounds" },
	{ HEAD "--: column school text \"X\" high\n", 3, 5, "not known here" },
	{ HEAD "--: paper sideways\n", 3, 5, "lay the paper" },
	{ HEAD "--: sheet two \"a/b\"\n", 3, 5, "Excel takes no sheet" },
	{ HEAD "--: sheet two \"ONE\"\n", 3, 5, "twice" },
	{ HEAD "--: total x\n", 3, 5, "no table stands before it" },
	{ HEAD "--: title \"x\"\nselect 1\n", 4, 1, "no query may follow" },
	{ HEAD "--: facts\n", 3, 5, "no query" },
	{ HEAD "--: axis \"a\" \"b\"\n", 3, 5, "no chart" },
	{ HEAD "--: facts\n--: \"more\"\n", 4, 5, "does not end with a quoted text" },
	{ HEAD "--: title \"to {when}\"\n", 3, 5, "no parameter" },
	{ HEAD "--: title \"to {when\"\n", 3, 5, "not closed" },
	{ HEAD "--: figure x money \"X\" = total(two.cost)\n", 3, 26, "no table" },
	{ HEAD "--: figure x money \"X\" = other + 1\n", 3, 26, "no figure" },
	{ TABLE, 3, 5, "has no query" },
	{ TABLE "--: column cost money \"C\"\nselect 1\n", 5, 5, "twice" },
	{ TABLE "--: total schol\nselect 1\n", 5, 11, "no column" },
	{ TABLE "--: total school\nselect 1\n", 3, 5, "does not add up" },
	{ TABLE "--: condition cost is \"x\" red\nselect 1\n", 4, 5, "does not suit" },
	{ TABLE "--: condition cost below x red\nselect 1\n", 5, 5, "a number is wanted" },
	{ TABLE "--: condition cost below 1 pink\nselect 1\n", 5, 5, "a colour" },
	{ TABLE "--: link cost one\nselect 1\n", 4, 5, "no link" },
	{ TABLE "--: link school two\nselect 1\n", 3, 5, "no sheet" },
	{ TABLE "--: formula share percent \"S\" = cost / later\n--: column later money \"L\"\nselect 1\n", 5,
	  40, "columns that stand before it" },
	{ TABLE "--: formula share percent \"S\" = cost / 2\n--: total share\nselect 1\n", 5, 33,
	  "has no total" },
	{ TABLE "select 1\n--: figure x money \"X\" = total(one.cost)\n", 6, 26, "has no total" },
	{ TABLE "select 1\n--: figure one money \"X\" = 1\n", 6, 5, "both called" },
	{ TABLE "select 1\n--: column more text \"More\"\n", 6, 5, "after the query" },
	{ TABLE "select 1\n--: filter\nselect 2\n", 7, 1, "has a query already" },
	{ TABLE "select 1\n--: chart pie \"P\" one school cost\n", 6, 5, "no description" },
	{ TABLE "select 1\n--: chart pie \"P\" one school school\n--: alt \"x\"\n", 6, 30, "can't show" },
	{ TABLE "select 1\n--: copy two school\n", 6, 5, "no table" },
	{ TABLE "select 1\n--: figure x number \"X\" = count(one.school < 1)\n", 6, 27, "unlike things" },
	{ TABLE "select 1\n--: figure x number \"X\" = count(one.school = \"a*\")\n", 6, 27, "a pattern" },
	{ "--: report mine \"\xFF\"\n", 0, 0, "not UTF-8" },
};

static void says_where_it_is_wrong(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct purse_report_file *report;
		run->problem_count = 0;
		bool done = purse_report_parse(run, run->arena, "mine.sql", cases[i].text, &report);
		if (done || !strstr(run->problems[0].message, cases[i].says) ||
		    run->problems[0].place.row != cases[i].row || run->problems[0].place.column != cases[i].column)
			fail_msg("case %zu (%s): %ld:%d %s", i, cases[i].says, run->problems[0].place.row,
			         run->problems[0].place.column,
			         run->problem_count ? run->problems[0].message : "no problem");
		assert_int_equal(run->problem_count, 1);
		assert_int_equal(run->problems[0].code, PURSE_E_REPORT_FILE);
		assert_string_equal(run->problems[0].place.file, "mine.sql");
		purse_run_close(run);
		run = purse_run_new();
	}
}

static void gives_hints(void **state) {
	(void)state;
	struct purse_report_file *report;
	assert_false(purse_report_parse(run, run->arena, "x", HEAD "--: colum school text \"X\"\n", &report));
	assert_string_equal(run->problems[0].hint, "did you mean column?");
	assert_false(purse_report_parse(run, run->arena, "x", HEAD "--: column school txt \"X\"\n", &report));
	assert_string_equal(run->problems[1].hint, "did you mean text?");
	assert_false(purse_report_parse(run, run->arena, "x", TABLE "select 1\n--: copy one schol\n", &report));
	assert_string_equal(run->problems[2].hint, "did you mean school?");
}

static void opens_by_name_and_path(void **state) {
	(void)state;
	struct purse_report_file *embedded, *on_disk;
	assert_true(purse_report_open(run, run->arena, "savings", &embedded));
	assert_string_equal(embedded->path, "reports/savings.sql");
	const char *base = getenv("TMPDIR");
	const char *path = purse_text(run->arena, "%s/purse-report.sql", base ? base : "/tmp");
	FILE *stream = fopen(path, "wb");
	assert_non_null(stream);
	fputs(purse_embedded("reports/savings.sql")->text, stream);
	fclose(stream);
	assert_true(purse_report_open(run, run->arena, path, &on_disk));
	remove(path);
	assert_string_equal(on_disk->title, embedded->title);
	assert_int_equal(on_disk->sheet_count, embedded->sheet_count);
	assert_false(purse_report_open(run, run->arena, "saving", &embedded));
	assert_int_equal(run->problems[0].code, PURSE_E_NOTHING_FOUND);
	assert_string_equal(run->problems[0].hint, "did you mean savings?");
	assert_false(purse_report_open(run, run->arena, "./not-there.sql", &embedded));
	assert_int_equal(run->problems[1].code, PURSE_E_FILE_READ);
}

static void every_report_of_ours_is_well_formed(void **state) {
	(void)state;
	size_t count;
	const struct purse_embedded *all = purse_embedded_under("reports/", &count);
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++) {
		struct purse_report_file *report = parse(all[i].text);
		assert_string_equal(all[i].path, purse_text(run->arena, "reports/%s.sql", report->name));
		assert_non_null(report->about);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(reads_a_report, open_run, close_run),
		cmocka_unit_test_setup_teardown(dos_line_ends_are_the_same, open_run, close_run),
		cmocka_unit_test_setup_teardown(says_where_it_is_wrong, open_run, close_run),
		cmocka_unit_test_setup_teardown(gives_hints, open_run, close_run),
		cmocka_unit_test_setup_teardown(opens_by_name_and_path, open_run, close_run),
		cmocka_unit_test_setup_teardown(every_report_of_ours_is_well_formed, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
