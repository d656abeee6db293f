/* The table of VAT rules and rates as it is shipped, read from the embedded files. Include after
 * facts_builder.h. */
#ifndef PURSE_TESTS_UNIT_VAT_TABLE_H
#define PURSE_TESTS_UNIT_VAT_TABLE_H

#include "purse/base/embedded.h"
#include "purse/rules/vat.h"

enum { VAT_ROWS = 32, VAT_COLUMNS = 16 };

struct vat_cells {
	char *cells[VAT_ROWS][VAT_COLUMNS];
	size_t count; /* rows without the heading */
};

/* Cuts a file without quoted cells at its commas. */
static inline void vat_cut(const char *path, const char *heading, struct vat_cells *rows) {
	const struct purse_embedded *file = purse_embedded(path);
	assert_non_null(file);
	assert_null(strchr(file->text, '"'));
	assert_true(purse_ends(file->text, "\n"));
	assert_true(purse_starts(file->text, heading));
	char *at = purse_text(arena, "%s", strchr(file->text, '\n') + 1);
	for (rows->count = 0; *at; rows->count++) {
		assert_true(rows->count < VAT_ROWS);
		size_t column = 0;
		for (bool ended = false; !ended; at++) {
			assert_true(column < VAT_COLUMNS);
			rows->cells[rows->count][column++] = at;
			at += strcspn(at, ",\n");
			ended = *at != ',';
			*at = '\0';
		}
	}
}

static inline struct purse_vat_table vat_table(void) {
	struct vat_cells rules, rates;
	vat_cut("sql/reference/vat_rule.csv",
		"rule,version,position,supply,same_person,both_eligible,supplier_registered,treatment,document_kind,"
		"reason,source,",
		&rules);
	vat_cut("sql/reference/vat_rate.csv", "treatment,rate,valid_from,valid_to,", &rates);
	struct purse_vat_rule *rule = purse_alloc_array(arena, rules.count, sizeof *rule);
	for (size_t i = 0; i < rules.count; i++) {
		char **cell = rules.cells[i];
		rule[i] = (struct purse_vat_rule){ .rule = cell[0],
			.version = cell[1],
			.supply = cell[3],
			.same_person = cell[4],
			.both_eligible = cell[5],
			.registered = cell[6],
			.treatment = cell[7],
			.document_kind = cell[8],
			.reason = cell[9],
			.source = cell[10] };
	}
	struct purse_vat_rate *rate = purse_alloc_array(arena, rates.count, sizeof *rate);
	for (size_t i = 0; i < rates.count; i++) {
		char **cell = rates.cells[i];
		bool open = strcmp(cell[3], "infinity") == 0;
		rate[i] = (struct purse_vat_rate){ .treatment = cell[0],
			.text = cell[1],
			.rate = number(cell[1]),
			.from = day(cell[2]),
			.to = day(open ? NULL : cell[3]) };
	}
	return (struct purse_vat_table){ rule, rules.count, rate, rates.count };
}

#endif
