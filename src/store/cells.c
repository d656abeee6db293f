#include "purse/store/cells.h"

#include <assert.h>
#include <stdlib.h>

#include "purse/base/text.h"

const char *purse_cell_text(const struct purse_rows *rows, int row, const char *name) {
	int column = purse_rows_column(rows, name);
	assert(column >= 0 && row >= 0 && row < rows->count);
	return rows->cells[row][column];
}

bool purse_cell_given(const struct purse_rows *rows, int row, const char *name) {
	return purse_cell_text(rows, row, name) != NULL;
}

int64_t purse_cell_number(const struct purse_rows *rows, int row, const char *name) {
	const char *text = purse_cell_text(rows, row, name);
	if (!text) return 0;
	char *end;
	long long number = strtoll(text, &end, 10);
	assert(end != text && *end == '\0');
	return number;
}

int purse_cell_id(const struct purse_rows *rows, int row, const char *name) {
	int64_t number = purse_cell_number(rows, row, name);
	assert(number >= 0 && number <= INT32_MAX);
	return (int)number;
}

bool purse_cell_flag(const struct purse_rows *rows, int row, const char *name) {
	return purse_same(purse_cell_text(rows, row, name), "t");
}

struct purse_date purse_cell_date(const struct purse_rows *rows, int row, const char *name) {
	const char *text = purse_cell_text(rows, row, name);
	if (!text) return PURSE_NO_DATE;
	if (purse_same(text, "infinity")) return PURSE_FOREVER;
	if (purse_same(text, "-infinity")) return PURSE_NO_DATE;
	struct purse_date date;
	bool read = purse_date_read(text, &date, NULL);
	assert(read);
	return read ? date : PURSE_NO_DATE;
}

struct purse_fraction purse_cell_fraction(struct purse_arena *arena, const struct purse_rows *rows, int row,
	const char *numerator, const char *denominator) {
	struct purse_fraction value = { 0 };
	const char *above = purse_cell_text(rows, row, numerator),
			   *below = purse_cell_text(rows, row, denominator);
	if (!above || !below) return value;
	bool read = purse_fraction_parts(arena, above, below, &value);
	assert(read);
	return read ? value : (struct purse_fraction){ 0 };
}

struct purse_fraction purse_cell_decimal(
	struct purse_arena *arena, const struct purse_rows *rows, int row, const char *name) {
	struct purse_fraction value = { 0 };
	const char *text = purse_cell_text(rows, row, name);
	if (!text) return value;
	bool read = purse_fraction_read(arena, text, &value, NULL, NULL);
	assert(read);
	return read ? value : (struct purse_fraction){ 0 };
}
