#include "purse/work/init.h"

#include <stdlib.h>

#include "purse/base/run.h"
#include "purse/store/books.h"
#include "purse/store/db.h"
#include "purse/store/schema.h"
#include "purse/store/server.h"
#include "purse/work/person.h"

static bool names_database(const struct purse_choice *choice) {
	const char *ambient = getenv("PURSE_DATABASE");
	return choice->uri || (ambient && *ambient);
}

static void note(struct purse_init_done *done, const struct purse_schema_done *schema) {
	done->schema = schema->number;
	done->steps = schema->migrations_applied;
	done->was_current = schema->was_current;
}

static bool init_database(struct purse_run *run, const struct purse_choice *choice,
                          struct purse_init_done *done) {
	struct purse_schema_done schema;
	struct purse_db *db;
	if (!purse_books_open_admin(run, choice, &db) || !purse_schema_install(run, db, NULL, &schema))
		return false;
	note(done, &schema);
	return purse_person_first(run, db, purse_db_role(db));
}

static bool init_folder(struct purse_run *run, const struct purse_choice *choice, const char *folder,
                        struct purse_init_done *done) {
	struct purse_server *server;
	if (!purse_person_name(run, choice->as, &done->person)) return false;
	struct purse_server_plan plan = { .person = done->person, .furnish = purse_person_first };
	if (!purse_server_init(run, folder, &plan, &server)) return false;
	done->server = server;
	return true;
}

bool purse_init(struct purse_run *run, const struct purse_choice *choice, const char *folder,
                struct purse_init_done *done) {
	*done = (struct purse_init_done){ 0 };
	if (folder && choice->uri)
		return purse_fail(run, PURSE_E_USAGE, NULL,
		                  "give one of them: a folder for books of its own, or a database",
		                  "could not make books in \"%s\" and in the database \"%s\" at once", folder,
		                  choice->uri);
	if (!folder && names_database(choice)) return init_database(run, choice, done);
	return init_folder(run, choice, folder ? folder : ".", done);
}

bool purse_init_upgrade(struct purse_run *run, const struct purse_choice *choice,
                        struct purse_init_done *done) {
	struct purse_schema_done schema;
	struct purse_db *db;
	*done = (struct purse_init_done){ 0 };
	if (!purse_books_open_admin(run, choice, &db) || !purse_schema_upgrade(run, db, NULL, &schema))
		return false;
	note(done, &schema);
	return true;
}

bool purse_init_server(struct purse_run *run, const struct purse_choice *choice,
                       struct purse_server **server) {
	struct purse_target target;
	if (!purse_target_find(run, choice, &target, server)) return false;
	if (*server) return true;
	return purse_fail(run, PURSE_E_USAGE, NULL,
	                  "leave out --database and PURSE_DATABASE to mean the books of this folder",
	                  "the books are in a database on a shared server, which purse neither starts nor stops");
}
