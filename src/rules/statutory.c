#include "purse/rules/statutory.h"

#include <assert.h>
#include <stdlib.h>

#include "purse/base/run.h"
#include "purse/base/text.h"

static const char *const names[PURSE_STATUTORY_NAMES] = { [PURSE_EMPLOYER_NI] = "employer national insurance",
	[PURSE_TEACHERS_PENSION] = "teachers pension",
	[PURSE_TEACHERS_PENSION_ADMIN] = "teachers pension administration",
	[PURSE_LOCAL_PENSION] = "local government pension",
	[PURSE_LEVY] = "apprenticeship levy",
	[PURSE_TEACHER_DAYS] = "teacher days",
	[PURSE_TEACHER_HOURS] = "teacher hours",
	[PURSE_WEEKS_OF_YEAR] = "weeks of a year",
	[PURSE_DAYS_OF_WEEK] = "days of a week" };

static bool is_time(enum purse_statutory_name name) { return name >= PURSE_TEACHER_DAYS; }

const char *purse_statutory_words(enum purse_statutory_name name) {
	assert((unsigned)name < PURSE_STATUTORY_NAMES);
	return names[name];
}

const char *purse_statutory_table(enum purse_statutory_name name) {
	return is_time(name) ? "working_time" : "statutory_rate";
}

bool purse_statutory_named(const char *text, enum purse_statutory_name *name) {
	for (unsigned i = 0; i < PURSE_STATUTORY_NAMES; i++)
		if (purse_same(text, names[i])) {
			*name = (enum purse_statutory_name)i;
			return true;
		}
	return false;
}

static int compare_rows(const void *first, const void *second) {
	const struct purse_statutory_row *a = first, *b = second;
	if (a->name != b->name) return a->name < b->name ? -1 : 1;
	if (!a->added_by != !b->added_by) return a->added_by ? -1 : 1;
	return (a->from.day < b->from.day) - (a->from.day > b->from.day);
}

struct purse_statutory purse_statutory_of(struct purse_statutory_row *rows, size_t count) {
	struct purse_statutory table = { .rows = rows };
	size_t at = 0;
	if (count) qsort(rows, count, sizeof *rows, compare_rows);
	for (unsigned name = 0; name < PURSE_STATUTORY_NAMES; name++) {
		table.first[name] = at;
		while (at < count && rows[at].name == name) at++;
	}
	table.first[PURSE_STATUTORY_NAMES] = at;
	assert(at == count);
	return table;
}

const struct purse_statutory_row *purse_statutory_find(const struct purse_statutory *table,
	enum purse_statutory_name name, const char *employer, struct purse_date day) {
	const struct purse_statutory_row *end = table->rows + table->first[name + 1];
	for (const struct purse_statutory_row *row = table->rows + table->first[name]; row < end; row++)
		if (purse_date_between(day, row->from, row->to) && purse_same(row->employer, employer)) return row;
	return NULL;
}

struct purse_date purse_statutory_until(
	const struct purse_statutory *table, const struct purse_statutory_row *row, struct purse_date day) {
	struct purse_date last = row->to;
	for (const struct purse_statutory_row *other = table->rows + table->first[row->name]; other < row;
		 other++)
		if (other->from.day > day.day && other->from.day <= last.day
			&& purse_same(other->employer, row->employer))
			last.day = other->from.day - 1;
	return last;
}

/* Why nothing is there before the first row, when the day lies before it. */
static const char *why_so_early(const struct purse_statutory *table, enum purse_statutory_name name,
	const char *employer, struct purse_date day) {
	const char *why = NULL;
	for (size_t i = table->first[name]; i < table->first[name + 1]; i++) {
		const struct purse_statutory_row *row = &table->rows[i];
		if (!purse_same(row->employer, employer)) continue;
		if (row->from.day <= day.day) return NULL;
		if (row->earlier) why = row->earlier;
	}
	return why;
}

static const char *what_to_add(
	struct purse_arena *arena, enum purse_statutory_name name, const char *employer) {
	if (is_time(name)) return "say yourself how many days and hours the post works a year";
	return purse_text(arena,
		"add a row to statutory-rates.csv, with its source, and import it: Rate \"%s\",%s%s%s From, To, "
		"%sPercent, Source and Reason",
		names[name], employer ? " Employer " : "", employer ? employer : "", employer ? "," : "",
		name == PURSE_EMPLOYER_NI ? "Threshold, " : "");
}

bool purse_statutory_need(struct purse_run *run, const struct purse_statutory *table,
	enum purse_statutory_name name, const char *employer, struct purse_date day,
	const struct purse_statutory_row **row) {
	*row = purse_statutory_find(table, name, employer, day);
	if (*row) return true;
	const char *early = why_so_early(table, name, employer, day);
	return purse_fail(run, PURSE_E_NO_RATE, NULL,
		early ? purse_text(run->arena, "choose a later day: %s", early)
			  : what_to_add(run->arena, name, employer),
		"could not find \"%s\"%s%s on %s: the table %s has no row for that day", names[name],
		employer ? " of " : "", employer ? employer : "", purse_date_words(run->arena, day),
		purse_statutory_table(name));
}
