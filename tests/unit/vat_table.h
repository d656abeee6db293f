/* The table of VAT rules and rates as it is shipped, read from the embedded files; or with changes, from the
 * folder that PURSE_TEST_REFERENCE names, to see whether tests notice (tests/build/vat_table.sh). Include
 * after facts_builder.h. */
#ifndef PURSE_TESTS_UNIT_VAT_TABLE_H
#define PURSE_TESTS_UNIT_VAT_TABLE_H

#include <stdlib.h>

#include "purse/base/embedded.h"
#include "purse/base/file.h"
#include "purse/base/limit.h"
#include "purse/rules/vat.h"

enum { VAT_ROWS = 64, VAT_COLUMNS = 16 };

struct vat_cells {
	char *cells[VAT_ROWS][VAT_COLUMNS];
	size_t count; /* rows without the heading */
};

/* The text of a table: of the folder with changed ones, where one is named and holds it. */
static inline const char *vat_text(const char *path) {
	const char *folder = getenv("PURSE_TEST_REFERENCE");
	const struct purse_embedded *file = purse_embedded(path);
	assert_non_null(file);
	if (!folder) return file->text;
	char *bytes;
	size_t length;
	assert_true(purse_read_file(run, arena, purse_text(arena, "%s/%s", folder, strrchr(path, '/') + 1),
		PURSE_MAX_TEXT_BYTES, &bytes, &length));
	return bytes;
}

/* Cuts a file without quoted cells at its commas. */
static inline void vat_cut(const char *path, const char *heading, struct vat_cells *rows) {
	const char *text = vat_text(path);
	assert_null(strchr(text, '"'));
	assert_true(purse_ends(text, "\n"));
	assert_true(purse_starts(text, heading));
	char *at = purse_text(arena, "%s", strchr(text, '\n') + 1);
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

static inline struct purse_date vat_until(char *cell) {
	return day(strcmp(cell, "infinity") == 0 ? NULL : cell);
}

static inline struct purse_vat_table vat_table(void) {
	static struct vat_cells facts_read, rules, rates;
	vat_cut("sql/reference/vat_fact.csv", "fact,question,stated,when_silent,source,checked", &facts_read);
	vat_cut("sql/reference/vat_rule.csv",
		"rule,version,stage,position,valid_from,valid_to,supply,conditions,treatment,document_kind,reason,"
		"source,confidence,",
		&rules);
	vat_cut("sql/reference/vat_rate.csv", "treatment,rate,valid_from,valid_to,", &rates);
	struct purse_vat_fact *fact = purse_alloc_array(arena, facts_read.count, sizeof *fact);
	for (size_t i = 0; i < facts_read.count; i++) {
		char **cell = facts_read.cells[i];
		fact[i] = (struct purse_vat_fact){ cell[0], cell[1], strcmp(cell[2], "yes") == 0, cell[3], cell[4] };
	}
	struct purse_vat_rule *rule = purse_alloc_array(arena, rules.count, sizeof *rule);
	for (size_t i = 0; i < rules.count; i++) {
		char **cell = rules.cells[i];
		rule[i] = (struct purse_vat_rule){ .rule = cell[0],
			.version = (int)strtol(cell[1], NULL, 10),
			.gate = strcmp(cell[2], "gate") == 0,
			.from = day(cell[4]),
			.to = vat_until(cell[5]),
			.supply = cell[6],
			.conditions = cell[7],
			.treatment = cell[8],
			.document_kind = cell[9],
			.reason = cell[10],
			.source = cell[11],
			.confidence = cell[12] };
	}
	struct purse_vat_rate *rate = purse_alloc_array(arena, rates.count, sizeof *rate);
	for (size_t i = 0; i < rates.count; i++) {
		char **cell = rates.cells[i];
		rate[i] = (struct purse_vat_rate){ .treatment = cell[0],
			.text = cell[1],
			.rate = number(cell[1]),
			.from = day(cell[2]),
			.to = vat_until(cell[3]) };
	}
	struct purse_vat_table table = { fact, facts_read.count, rule, rules.count, rate, rates.count };
	purse_vat_prepare(arena, &table);
	return table;
}

#endif
