#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/report/formula.h"

static struct purse_run *run;
static const struct purse_place place = { .file = "x.sql", .row = 7, .column = 10 };

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

static struct purse_fraction number(const char *text) {
	struct purse_fraction value;
	assert_true(purse_fraction_read(run->arena, text, &value, NULL, NULL));
	return value;
}

/* a = 7.50 in A1, b = 2 in B1, zero in C1, blank D1 (empty), gone E1 (a formula that gave ""), word F1. */
static bool find(void *context, const struct purse_expression *name, struct purse_reference *reference) {
	static const struct { const char *name, *value, *cell; } cells[] = {
		{ "a", "7.5", "A1" }, { "b", "2", "B1" }, { "zero", "0", "C1" }, { "Cost alone", "3", "G1" },
		{ "third", "1/3", "H1" },
	};
	(void)context;
	if (name->node == PURSE_NODE_SUM || name->node == PURSE_NODE_TOTAL) {
		reference->value = purse_value_number(number("15"));
		reference->cell = name->node == PURSE_NODE_SUM ? "SUM($A$1:$A$2)" : "'By school'!A9";
		return true;
	}
	if (name->node == PURSE_NODE_COUNT) {
		reference->value = purse_value_number(number("4"));
		reference->cell = "COUNTIF($A$1:$A$2,\"<0\")";
		return true;
	}
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		if (!purse_same(cells[i].name, name->column)) continue;
		reference->value = purse_value_number(number(cells[i].value));
		reference->cell = cells[i].cell;
		return true;
	}
	reference->value = purse_value_none();
	reference->cell = "F1";
	if (purse_same(name->column, "blank")) {
		reference->cell = "D1";
		reference->blank = true;
	} else if (purse_same(name->column, "gone")) {
		reference->cell = "E1";
		reference->empty_text = true;
	} else {
		reference->value = purse_value_text("Quote");
	}
	return true;
}

static const struct purse_names names = { find, NULL };

static const struct purse_expression *read(const char *text) {
	const struct purse_expression *expression = NULL;
	assert_true(purse_expression_read(run, run->arena, &place, text, &expression));
	return expression;
}

static char *formula(const char *text, int places) {
	return purse_formula_text(run->arena, read(text), &names, places);
}

/* The exact result as a fraction, a text in quotes, or "none". */
static const char *value(const char *text, int places) {
	struct purse_value result;
	assert_true(purse_formula_value(run, run->arena, &place, read(text), &names, places, &result));
	if (result.kind == PURSE_VALUE_NONE) return "none";
	if (result.kind == PURSE_VALUE_TEXT) return purse_text(run->arena, "\"%s\"", result.text);
	return purse_fraction_text(run->arena, result.number);
}

static void gives_value_and_formula(void **state) {
	(void)state;
	static const struct { const char *text, *value, *formula; int places; } cases[] = {
		{ "a - b", "11/2", "=ROUND(A1-B1,2)", 2 },
		{ "a + b * 3", "27/2", "=A1+B1*3", -1 },
		{ "(a + b) * 3", "57/2", "=(A1+B1)*3", -1 },
		{ "a - (b - 1)", "13/2", "=A1-(B1-1)", -1 },
		{ "a / b / 3", "5/4", "=IF(B1=0,0,A1/B1)/3", -1 },
		{ "a × 2 ÷ 3 − 1", "4", "=A1*2/3-1", -1 },
		{ "-a", "-15/2", "=-A1", -1 },
		{ "-(a + b)", "-19/2", "=-(A1+B1)", -1 },
		{ "12.5% * b", "1/4", "=0.125*B1", -1 },
		{ "a / zero", "none", "=IF(C1=0,\"\",ROUND(A1/C1,2))", 2 },
		{ "a / b", "15/4", "=IF(B1=0,\"\",A1/B1)", -1 },
		{ "1 + a / zero", "1", "=1+IF(C1=0,0,A1/C1)", -1 },
		{ "a / 3", "5/2", "=ROUND(A1/3,2)", 2 },
		{ "b / 3", "67/100", "=ROUND(B1/3,2)", 2 },
		{ "if(a < b, a, b)", "2", "=IF(A1<B1,A1,B1)", 2 },
		{ "if(blank = none, none, a - blank)", "none", "=IF(D1=\"\",\"\",ROUND(A1-D1,2))", 2 },
		{ "a - blank", "15/2", "=ROUND(A1-D1,2)", 2 },
		{ "a - gone", "15/2", "=ROUND(A1-N(E1),2)", 2 },
		{ "blank", "none", "=IF(D1=\"\",\"\",D1)", 2 },
		{ "gone", "none", "=E1", 2 },
		{ "max(a, blank)", "15/2", "=MAX(A1,N(D1))", -1 },
		{ "min(a + 1, b)", "2", "=MIN(A1+1,B1)", -1 },
		{ "round(third, 2)", "33/100", "=ROUND(H1,2)", -1 },
		{ "round(a * 1000, -3)", "8000", "=ROUND(A1*1000,-3)", -1 },
		{ "third", "33/100", "=ROUND(H1,2)", 2 },
		{ "if(word = \"Quote\", 1, 2)", "1", "=IF(EXACT(F1,\"Quote\"),1,2)", -1 },
		{ "if(word <> \"quote\", 1, 2)", "1", "=IF(NOT(EXACT(F1,\"quote\")),1,2)", -1 },
		{ "if(a >= 7.5, \"so \"\"much\"\"\", none)", "\"so \"much\"\"",
		  "=IF(A1>=7.5,\"so \"\"much\"\"\",\"\")", -1 },
		{ "[Cost alone] / sum(a)", "1/5", "=IF(SUM($A$1:$A$2)=0,\"\",G1/SUM($A$1:$A$2))", -1 },
		{ "total(by_school.saving)", "15", "='By school'!A9", 2 },
		{ "count(by_school.saving < 0)", "4", "=COUNTIF($A$1:$A$2,\"<0\")", -1 },
		{ "2 * if(a = 1, none, b)", "4", "=2*IF(A1=1,0,B1)", -1 },
		{ NULL, NULL, NULL, 0 },
	};
	for (size_t i = 0; cases[i].value; i++) {
		assert_string_equal(value(cases[i].text, cases[i].places), cases[i].value);
		assert_string_equal(formula(cases[i].text, cases[i].places), cases[i].formula);
	}
}

static void rounds_half_away_from_zero(void **state) {
	(void)state;
	assert_string_equal(value("round(0.125, 2)", -1), "13/100");
	assert_string_equal(value("round(-0.125, 2)", -1), "-13/100");
	assert_string_equal(value("0.005", 2), "1/100");
	assert_string_equal(value("-0.005", 2), "-1/100");
}

static void refuses(const char *text, int column) {
	const struct purse_expression *expression;
	run->problem_count = 0;
	assert_false(purse_expression_read(run, run->arena, &place, text, &expression));
	assert_int_equal(run->problem_count, 1);
	assert_int_equal(run->problems[0].code, PURSE_E_REPORT_FILE);
	assert_string_equal(run->problems[0].place.file, "x.sql");
	assert_int_equal(run->problems[0].place.row, 7);
	assert_int_equal(run->problems[0].place.column, 9 + column);
}

static void says_where_it_is_wrong(void **state) {
	(void)state;
	refuses("", 1);
	refuses("a +", 4);
	refuses("a b", 3);
	refuses("(a", 3);
	refuses("sqrt(a)", 1);
	refuses("if(a, b, 1)", 5);
	refuses("if(a < b, 1)", 12);
	refuses("round(a)", 8);
	refuses("round(a, b)", 10);
	refuses("round(a, 12)", 10);
	refuses("\"open", 1);
	refuses("é + 1", 1);
	refuses("1.2.3", 1);
	refuses("total(saving)", 13);
	refuses("sum(by_school.saving)", 21);
	refuses("count(lines.method < total(x.y))", 32);
	refuses("if(a < \"x\", 1, 2)", 11);
	char *deep = purse_text(run->arena, "%s", "((((((((((((((((((((((((((((((((((((((((((((((((1))))))))))");
	refuses(deep, 41);
}

static void refuses_to_calculate_with_texts(void **state) {
	(void)state;
	struct purse_value result;
	assert_false(purse_formula_value(run, run->arena, &place, read("a + word"), &names, 2, &result));
	assert_int_equal(run->problems[0].code, PURSE_E_REPORT_FILE);
	assert_int_equal(run->problems[0].place.column, 14);
	assert_false(
		purse_formula_value(run, run->arena, &place, read("if(a = word, 1, 2)"), &names, 2, &result));
	assert_false(
		purse_formula_value(run, run->arena, &place, read("a * 100000000000000000000"), &names, 2, &result));
	assert_int_equal(run->problems[2].code, PURSE_E_OVERFLOW);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(gives_value_and_formula, open_run, close_run),
		cmocka_unit_test_setup_teardown(rounds_half_away_from_zero, open_run, close_run),
		cmocka_unit_test_setup_teardown(says_where_it_is_wrong, open_run, close_run),
		cmocka_unit_test_setup_teardown(refuses_to_calculate_with_texts, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
