#include "purse/store/post.h"

#include "purse/base/arena.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"

static enum purse_post_kind kind_of(const char *word) {
	return purse_same(word, "teacher")      ? PURSE_POST_TEACHER
	       : purse_same(word, "leadership") ? PURSE_POST_LEADERSHIP
	                                        : PURSE_POST_SUPPORT;
}

static enum purse_scheme scheme_of(const char *word) {
	return purse_same(word, "TPS")    ? PURSE_SCHEME_TEACHERS
	       : purse_same(word, "LGPS") ? PURSE_SCHEME_LOCAL
	                                  : PURSE_SCHEME_NONE;
}

/* Support staff say their part of full time by their hours. */
static struct purse_fraction part_of(struct purse_arena *arena, const struct purse_rows *rows, int row) {
	if (!purse_cell_given(rows, row, "week_hours"))
		return purse_cell_fraction(arena, rows, row, "part_numerator", "part_denominator");
	return purse_fraction_divide(arena, purse_cell_decimal(arena, rows, row, "week_hours"),
		purse_cell_decimal(arena, rows, row, "full_hours"));
}

/* None where nothing is paid. */
static struct purse_fraction allowances_of(const struct purse_rows *rows, int row) {
	int64_t pence = purse_cell_number(rows, row, "allowances");
	return pence ? purse_fraction_of(pence) : (struct purse_fraction){ 0 };
}

struct purse_post_terms purse_post_terms_read(
	struct purse_arena *arena, const struct purse_rows *rows, int row) {
	return (struct purse_post_terms){ .from = purse_cell_date(rows, row, "valid_from"),
		.to = purse_cell_date(rows, row, "valid_to"),
		.kind = kind_of(purse_cell_text(rows, row, "kind")),
		.salary_pence = purse_fraction_of(purse_cell_number(rows, row, "salary")),
		.allowances_pence = allowances_of(rows, row),
		.part = part_of(arena, rows, row),
		.week_hours = purse_cell_decimal(arena, rows, row, "week_hours"),
		.weeks = purse_cell_decimal(arena, rows, row, "weeks"),
		.leave_days = purse_cell_decimal(arena, rows, row, "leave_days"),
		.paid_weeks = purse_cell_decimal(arena, rows, row, "paid_weeks"),
		.days = purse_cell_decimal(arena, rows, row, "days"),
		.hours = purse_cell_decimal(arena, rows, row, "hours"),
		.oncost = { .scheme = scheme_of(purse_cell_text(rows, row, "pension")),
			.employer = purse_cell_text(rows, row, "employer"),
			.levy = purse_cell_flag(rows, row, "levy") } };
}

bool purse_load_post(struct purse_run *run, struct purse_arena *arena, struct purse_db *db, const char *code,
	const char *school, struct purse_post *post) {
	const char *const params[] = { code, school };
	struct purse_rows *rows;
	*post = (struct purse_post){ .code = code };
	if (!purse_db_query_in(run, arena, db, "sql/query/post.sql", params, 2, &rows)) return false;
	if (!rows->count)
		return purse_fail(run, PURSE_E_UNKNOWN_REFERENCE, NULL,
			"write the code of a post as posts.csv has it; you see those of your own schools",
			"post \"%s\" is not known", code);
	post->terms = purse_alloc_array(arena, (size_t)rows->count, sizeof *post->terms);
	post->school = purse_cell_text(rows, 0, "school");
	for (int row = 0; row < rows->count; row++) {
		const char *other = purse_cell_text(rows, row, "school");
		if (!purse_same(other, post->school))
			return purse_fail(run, PURSE_E_UNKNOWN_REFERENCE, NULL,
				"write --school with the code of one of them", "both \"%s\" and \"%s\" have a post \"%s\"",
				post->school, other, code);
		post->role = purse_cell_text(rows, row, "role");
		post->terms[post->count++] = purse_post_terms_read(arena, rows, row);
	}
	return true;
}
