#include "purse/work/reader.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"

bool purse_reader_schools(
	struct purse_run *run, struct purse_db *db, struct purse_reader_school **schools, size_t *count) {
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/reader_schools.sql", NULL, 0, &rows)) return false;
	*count = (size_t)rows->count;
	*schools = purse_alloc_array(run->arena, *count, sizeof **schools);
	for (int i = 0; i < rows->count; i++)
		(*schools)[i] = (struct purse_reader_school){ .id = purse_cell_id(rows, i, "id"),
			.code = purse_cell_text(rows, i, "code"),
			.name = purse_cell_text(rows, i, "name"),
			.keeps_books = purse_cell_flag(rows, i, "keeps_books"),
			.may_read = purse_cell_flag(rows, i, "may_read"),
			.may_write = purse_cell_flag(rows, i, "may_write") };
	return true;
}

bool purse_reader_school(
	struct purse_run *run, struct purse_db *db, const char *code, struct purse_reader_school *school) {
	struct purse_reader_school *schools;
	size_t count;
	if (!purse_reader_schools(run, db, &schools, &count)) return false;
	const char **codes = purse_alloc_array(run->arena, count + 1, sizeof *codes);
	for (size_t i = 0; i < count; i++) {
		codes[i] = schools[i].code;
		if (!purse_same(schools[i].code, code)) continue;
		*school = schools[i];
		return true;
	}
	const char *near = purse_nearest(code, codes);
	return purse_fail(run, PURSE_E_UNKNOWN_REFERENCE, NULL,
		near ? purse_text(run->arena, "did you mean %s?", near) : "purse status lists the schools",
		"could not find the school \"%s\"", code);
}

bool purse_reader_may(struct purse_run *run, struct purse_db *db, const char *code) {
	struct purse_reader_school school;
	if (!purse_reader_school(run, db, code, &school)) return false;
	if (!school.keeps_books)
		return purse_fail(run, PURSE_E_UNKNOWN_REFERENCE, NULL,
			"what it owes stands in the books of the schools that charged it: purse statement",
			"could not read the books of \"%s\": it keeps none here", code);
	return school.may_read
	       || purse_fail(run, PURSE_E_NOT_YOUR_SCHOOL, NULL,
			   "ask a manager of the school for the right to read",
			   "could not read the books of \"%s\": you have no right to", code);
}

bool purse_reader_begin(struct purse_run *run, struct purse_db *db) {
	return purse_db_begin(run, db)
	       && purse_db_command_text(
			   run, db, "set transaction isolation level repeatable read, read only", NULL, 0);
}

const struct purse_fraction *purse_given_for(
	const struct purse_given *given, size_t count, const char *school) {
	const struct purse_fraction *found = NULL;
	for (size_t i = 0; i < count; i++)
		if ((!given[i].school && !found) || purse_same(given[i].school, school)) found = &given[i].number;
	return found;
}
