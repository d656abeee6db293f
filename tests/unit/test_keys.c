#include "input.h"

#include "purse/input/keys.h"
#include "purse/input/kind.h"

static const struct purse_kind *activities, *purchases;

static void tells_kind_and_owner_apart(void **state) {
	(void)state;
	struct purse_keys *keys = purse_keys_new(run->arena);
	activities = purse_kind_named("activities");
	purchases = purse_kind_named("purchases");
	struct purse_place first = { .file = "a.csv", .row = 2 }, second = { .file = "b.csv", .row = 7 }, earlier;
	assert_true(purse_keys_add(keys, activities, "BRAMLEY", "1", &first, NULL));
	assert_true(purse_keys_add(keys, activities, "ASHCOMBE", "1", &first, NULL));
	assert_true(purse_keys_add(keys, purchases, "BRAMLEY", "1", &first, NULL));
	assert_true(purse_keys_add(keys, activities, NULL, "1", &first, NULL));
	assert_true(purse_keys_add(keys, activities, "BRAMLEY", "11", &second, NULL));
	assert_false(purse_keys_add(keys, activities, NULL, "1", &second, NULL));
	assert_false(purse_keys_add(keys, activities, "BRAMLEY", "11", &first, &earlier));
	assert_string_equal(earlier.file, "b.csv");
	assert_int_equal(earlier.row, 7);
	assert_false(purse_keys_add(keys, purchases, "BRAMLEY", "1", &second, &earlier));
	assert_string_equal(earlier.file, "a.csv");
	assert_int_equal(earlier.row, 2);
}

static void holds_many(void **state) {
	(void)state;
	enum { MANY = 100000 };
	struct purse_keys *keys = purse_keys_new(run->arena);
	activities = purse_kind_named("activities");
	char ref[16];
	for (int i = 0; i < MANY; i++) {
		struct purse_place place = { .file = "a.csv", .row = i + 2 };
		snprintf(ref, sizeof ref, "ASH-%06d", i);
		assert_true(purse_keys_add(keys, activities, "ASHCOMBE", ref, &place, NULL));
	}
	for (int i = 0; i < MANY; i += 7) {
		struct purse_place place = { .file = "a.csv", .row = 1 }, earlier;
		snprintf(ref, sizeof ref, "ASH-%06d", i);
		assert_false(purse_keys_add(keys, activities, "ASHCOMBE", ref, &place, &earlier));
		assert_int_equal(earlier.row, i + 2);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(tells_kind_and_owner_apart, open_run, close_run),
		cmocka_unit_test_setup_teardown(holds_many, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
