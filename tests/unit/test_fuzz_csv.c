/* Replays the corpus of the fuzz target, and mutations of it, so that the target never rots. */
#include "input.h"

#include "fuzz/fuzz_csv.c"
#include "seed.h"

#define CORPUS "tests/fuzz/corpus/csv"

static char **names;
static size_t name_count;

static struct purse_bytes read_sample(size_t i) {
	struct purse_bytes bytes;
	assert_true(purse_bytes_read(run, run->arena, purse_text(run->arena, CORPUS "/%s", names[i]), &bytes));
	return bytes;
}

static void replays_the_corpus(void **state) {
	(void)state;
	assert_true(purse_list_folder(run, CORPUS, &names, &name_count));
	assert_true(name_count > 10);
	for (size_t i = 0; i < name_count; i++) {
		struct purse_bytes bytes = read_sample(i);
		LLVMFuzzerTestOneInput((const uint8_t *)bytes.bytes, bytes.length);
	}
}

/* Every text with every one of its prefixes. */
static void survives_truncation(void **state) {
	(void)state;
	assert_true(purse_list_folder(run, CORPUS, &names, &name_count));
	for (size_t i = 0; i < name_count; i++) {
		struct purse_bytes bytes = read_sample(i);
		size_t step = bytes.length / 100 + 1;
		for (size_t length = 0; length < bytes.length; length += step)
			LLVMFuzzerTestOneInput((const uint8_t *)bytes.bytes, length);
	}
}

static void survives_mutation(void **state) {
	(void)state;
	static const char spice[] = "\",;\t\r\n\xEF\xBB\xBF\xFF\xFE\xA3\xC2\x81/-.£%0123456789AZaz ='\0";
	assert_true(purse_list_folder(run, CORPUS, &names, &name_count));
	seed_start();
	for (seed_step = 0; seed_step < 4000; seed_step++) {
		struct purse_bytes bytes = read_sample((size_t)random_between(0, (int64_t)name_count - 1));
		if (bytes.length > 4096) bytes.length = 4096;
		char *text = purse_copy_bytes(run->arena, bytes.bytes, bytes.length);
		for (int64_t i = random_between(1, 6); i > 0; i--) {
			size_t at = (size_t)random_between(0, (int64_t)bytes.length - 1);
			text[at] = spice[random_between(0, sizeof spice - 1)];
		}
		LLVMFuzzerTestOneInput((const uint8_t *)text, bytes.length);
		if (seed_step % 100 == 0) {
			fresh_run();
			assert_true(purse_list_folder(run, CORPUS, &names, &name_count));
		}
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(replays_the_corpus, open_run, close_run),
		cmocka_unit_test_setup_teardown(survives_truncation, open_run, close_run),
		cmocka_unit_test_setup_teardown(survives_mutation, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
