#include "input.h"

#include "purse/base/limit.h"
#include "purse/input/kind.h"

static void is_complete(void **state) {
	(void)state;
	int count;
	const struct purse_kind *kinds = purse_kinds(&count);
	assert_int_equal(count, 37);
	for (int i = 0; i < count; i++) {
		const struct purse_kind *kind = &kinds[i];
		assert_string_equal(kind->file, purse_text(run->arena, "%s.csv", kind->name));
		assert_ptr_equal(purse_kind_named(kind->name), kind);
		assert_ptr_equal(purse_kind_of_file(purse_upper(run->arena, kind->file)), kind);
		assert_true(*kind->title && *kind->guide && kind->column_count > 0
		            && kind->column_count <= PURSE_MAX_COLUMNS);
		int keys = 0, owners = 0;
		for (int j = 0; j < kind->column_count; j++) {
			const struct purse_column *column = &kind->columns[j];
			assert_true(*column->heading && *column->guide);
			assert_int_equal(purse_kind_column(kind, column->heading), j);   /* so no heading stands twice */
			assert_int_equal(column->type == PURSE_TYPE_WORD, column->words != NULL);
			if (column->not_before) {
				int before = purse_kind_column(kind, column->not_before);
				assert_true(before >= 0 && kind->columns[before].type == PURSE_TYPE_DATE);
				assert_int_equal(column->type, PURSE_TYPE_DATE);
			}
			if (!keys && (column->flags & PURSE_COLUMN_KEY))
				assert_true(column->flags & PURSE_COLUMN_REQUIRED);
			keys += (column->flags & PURSE_COLUMN_KEY) != 0;
			owners += (column->flags & PURSE_COLUMN_OWNER) != 0;
		}
		assert_true(keys > 0);
		assert_true(owners <= 1);
	}
	for (enum purse_type type = 0; type < PURSE_TYPES; type++)
		assert_true(*purse_kind_type_guide(type) && *purse_kind_type_name(type));
}

static void has_examples_of_the_right_width(void **state) {
	(void)state;
	int count;
	const struct purse_kind *kinds = purse_kinds(&count);
	for (int i = 0; i < count; i++) {
		assert_int_equal(kinds[i].example_count == 0, kinds[i].made);
		for (int j = 0; j < kinds[i].example_count; j++) {
			int cells = 1;
			for (const char *c = kinds[i].examples[j]; *c; c++) cells += *c == '|';
			if (cells != kinds[i].column_count) print_error("%s\n", kinds[i].examples[j]);
			assert_int_equal(cells, kinds[i].column_count);
		}
	}
}

static void finds_by_name(void **state) {
	(void)state;
	assert_non_null(purse_kind_of_file("Pupil-Numbers.CSV"));
	assert_null(purse_kind_of_file("pupil-numbers"));
	assert_null(purse_kind_of_file("2025-activities.csv"));
	assert_null(purse_kind_named("activity"));
	const struct purse_kind *kind = purse_kind_named("activities");
	assert_int_equal(purse_kind_column(kind, "  for   SCHOOL "), 6);
	assert_int_equal(purse_kind_column(kind, "School"), -1);
	assert_int_equal(purse_kind_column(kind, ""), -1);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(is_complete, open_run, close_run),
		cmocka_unit_test_setup_teardown(has_examples_of_the_right_width, open_run, close_run),
		cmocka_unit_test_setup_teardown(finds_by_name, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
