#include "purse/work/person.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/books.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/schema.h"

bool purse_person_first(struct purse_run *run, struct purse_db *admin, const char *login) {
	struct purse_rows *row;
	return purse_db_one_row_text(run, admin, "select purse.first_person($1, $1)", &login, 1, &row);
}

struct newcomer {
	const char *login, *name;
	bool added;
};

static bool add(struct purse_run *run, struct purse_db *db, void *context) {
	struct newcomer *newcomer = context;
	const char *params[] = { newcomer->login, newcomer->name };
	struct purse_rows *row;
	if (!purse_schema_add_person(run, db, newcomer->login)) return false;
	if (!purse_db_one_row_text(run, db, "select purse.add_person($1, $2) as added", params, 2, &row))
		return false;
	newcomer->added = purse_cell_flag(row, 0, "added");
	return true;
}

bool purse_person_add(struct purse_run *run, const struct purse_choice *choice, const char *login,
                      const char *name, bool *added) {
	struct newcomer newcomer = { .login = login, .name = name };
	struct purse_db *db;
	if (!purse_books_open_admin(run, choice, &db) || !purse_schema_check(run, db, NULL)) return false;
	if (!purse_db_transaction(run, db, add, &newcomer)) return false;
	*added = newcomer.added;
	return true;
}

bool purse_person_grant(struct purse_run *run, struct purse_db *db, const char *login, const char *school,
                        const char *role, bool give, bool *changed) {
	const char *params[] = { login, school, role, give ? "true" : "false" };
	struct purse_rows *row;
	if (!purse_db_one_row_text(run, db, "select purse_api.set_right($1, $2, $3, $4) as changed", params, 4,
	                           &row))
		return false;
	*changed = purse_cell_flag(row, 0, "changed");
	return true;
}

bool purse_person_list(struct purse_run *run, struct purse_db *db, struct purse_right **rights,
                       size_t *count) {
	struct purse_rows *rows;
	if (!purse_db_query_text(run, db,
	                         "select p.login, p.name, p.school, p.role, p.since::date as since, p.given_by"
	                         " from purse_api.people() p", NULL, 0, &rows))
		return false;
	*count = (size_t)rows->count;
	*rights = purse_alloc_array(run->arena, *count, sizeof **rights);
	for (int row = 0; row < rows->count; row++)
		(*rights)[row] = (struct purse_right){
			.login = purse_cell_text(rows, row, "login"),
			.name = purse_cell_text(rows, row, "name"),
			.school = purse_cell_text(rows, row, "school"),
			.role = purse_cell_text(rows, row, "role"),
			.since = purse_cell_text(rows, row, "since"),
			.given_by = purse_cell_text(rows, row, "given_by"),
		};
	return true;
}
