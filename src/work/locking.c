#include "purse/work/locking.h"

#include <inttypes.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/db.h"
#include "purse/store/loader.h"

bool purse_lock_for_posting(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
                            const char *agreements, struct purse_date first, struct purse_date last) {
	struct purse_facts before;
	if (!purse_load_facts(run, arena, db, agreements, &before)) return false;
	int32_t first_month = purse_date_month_number(first), last_month = purse_date_month_number(last);
	struct purse_buffer schools = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (size_t i = 0; i < before.school_count; i++) {
		const struct purse_school *school = &before.schools[i];
		if (!school->keeps_books) continue;
		purse_buffer_addf(&schools, "%s%d", schools.length ? "," : "{", school->id);
		if (school->closed_count && school->closed[school->closed_count - 1] + 1 > last_month)
			last_month = school->closed[school->closed_count - 1] + 1;
	}
	purse_buffer_add(&schools, schools.length ? "}" : "{}");
	struct purse_buffer months = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	for (int32_t month = first_month; month <= last_month; month++)
		purse_buffer_addf(&months, "%s%" PRId32, months.length ? "," : "{", month);
	purse_buffer_add(&months, months.length ? "}" : "{}");
	const char *const params[] = { schools.text, months.text, agreements };
	struct purse_rows *rows;
	return purse_db_one_row_text(
		run, db, "select purse_api.lock_for_posting($1::int[], $2::int[], $3::int[])", params, 3, &rows);
}
