/* Fuzz target of the whole input path: decode, CSV, headings, cells, keys. The first byte chooses the kind of
 * file, or plain CSV; the rest is the file. A crash, an assert or a sanitizer's complaint is a failure. `make
 * fuzz` looks for one with clang's libFuzzer; build/fuzz/fuzz_csv FILE plays what it found. The corpus is
 * played, cut and altered too, by tests/unit/test_fuzz_csv.c at every check. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/input/bytes.h"
#include "purse/input/csv.h"
#include "purse/input/keys.h"
#include "purse/input/kind.h"
#include "purse/input/rows.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Cells are valid text of bounded length, rows count up, and reading ends. */
static void fuzz_csv(struct purse_run *fuzzed, const struct purse_bytes *text) {
	struct purse_csv csv;
	if (!purse_csv_open(fuzzed, fuzzed->arena, text, &csv)) return;
	long row = 0;
	for (enum purse_csv_step step; (step = purse_csv_next(&csv)) != PURSE_CSV_END;) {
		assert(csv.row == ++row && csv.at <= csv.length && csv.count <= PURSE_MAX_COLUMNS);
		if (step == PURSE_CSV_BAD) assert(fuzzed->problems_found > 0);
		for (int i = 0; step == PURSE_CSV_ROW && i < csv.count; i++) {
			size_t length = strlen(csv.cells[i]);
			assert(length <= PURSE_MAX_CELL_BYTES && purse_is_utf8(csv.cells[i], length, NULL));
		}
	}
	assert(csv.at == csv.length);
}

static bool fuzz_take(struct purse_run *fuzzed, void *context, const struct purse_record *records,
                      size_t count) {
	*(long *)context += (long)count;
	for (size_t i = 0; i < count; i++) {
		const struct purse_record *record = &records[i];
		assert(*record->ref);
		for (int j = 0; j < record->kind->column_count; j++) {
			const char *value = record->content[j];
			if (!value) assert(!(record->kind->columns[j].flags & PURSE_COLUMN_REQUIRED));
			else assert(*value && purse_is_utf8(value, strlen(value), NULL));
		}
	}
	return fuzzed->problems_found == 0;
}

static void fuzz_rows(struct purse_run *fuzzed, const struct purse_kind *kind,
                      const struct purse_bytes *text) {
	long delivered = 0, rows = 0;
	struct purse_taker taker = { fuzz_take, &delivered };
	bool good = purse_rows_read_text(fuzzed, kind, text, purse_keys_new(fuzzed->arena), &taker, &rows);
	assert(good == (fuzzed->problems_found == 0));
	assert(!good || delivered == rows);
	for (int i = 0; i < fuzzed->problem_count; i++) {
		const struct purse_problem *problem = &fuzzed->problems[i];
		assert(problem->place.file && problem->hint && *problem->message);
		assert(purse_is_utf8(problem->message, strlen(problem->message), NULL));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	if (size == 0) return 0;
	int count;
	const struct purse_kind *kinds = purse_kinds(&count);
	struct purse_run *fuzzed = purse_run_new();
	struct purse_bytes text,
		raw = { .file = "fuzz.csv",
		        .length = size - 1,
		        .bytes = purse_copy_bytes(fuzzed->arena, (const char *)data + 1, size - 1) };
	if (purse_bytes_decode(fuzzed, fuzzed->arena, &raw, &text)) {
		assert(purse_is_utf8(text.bytes, text.length, NULL));
		int choice = *data % (count + 1);
		if (choice == count) fuzz_csv(fuzzed, &text);
		else fuzz_rows(fuzzed, &kinds[choice], &text);
	}
	purse_run_close(fuzzed);
	return 0;
}
