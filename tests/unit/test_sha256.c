/* base/sha256: the examples of FIPS 180-4 and of the NIST test vectors, and every length around the ends of
 * blocks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/base/sha256.h"

static void known_answers(void **state) {
	static const struct { const char *text, *sum;
	} cases[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
		{ "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmn"
		  "opqrstn"
		  "opqrstu",
		  "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
	};
	struct purse_arena *arena = purse_arena_new(NULL);
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(purse_sha256(arena, cases[i].text, strlen(cases[i].text)), cases[i].sum);
	char *many = purse_alloc(arena, 1000000);
	memset(many, 'a', 1000000);
	assert_string_equal(purse_sha256(arena, many, 1000000),
	                    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	purse_arena_close(arena);
}

/* The sum of the sums of 0 to 199 letters a, one after the other; worked out with sha256sum. */
static void every_length(void **state) {
	struct purse_arena *arena = purse_arena_new(NULL);
	char *sums = purse_alloc(arena, 200 * 64), letters[200];
	(void)state;
	memset(letters, 'a', sizeof letters);
	for (size_t length = 0; length < 200; length++)
		memcpy(sums + 64 * length, purse_sha256(arena, letters, length), 64);
	assert_string_equal(purse_sha256(arena, sums, 200 * 64),
	                    "019f2b9f1af27a53a1f046da7e98af2c179f431e4b5bebb000e74040917a4123");
	purse_arena_close(arena);
}

int main(void) {
	const struct CMUnitTest tests[] = { cmocka_unit_test(known_answers), cmocka_unit_test(every_length) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
