#include "purse/store/books.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "purse/base/arena.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/db.h"
#include "purse/store/schema.h"
#include "purse/store/server.h"
#include "purse/store/system.h"

enum {
	MAX_NAME_BYTES = 63,
	TRIES = 5,
	TRY_AGAIN_MS = 20,
	REPAIR_WAIT_MS = 600 * 1000, /* as long as a server may take to start */
};

static const char *given(const char *text) {
	return text != NULL && *text != '\0' ? text : NULL;
}

/* A login name in the letters a name may have: `Maria.Ó Brien` gives `maria___brien`. */
static const char *plain_name(struct purse_run *run, const char *login) {
	char *name = purse_copy_text(run->arena, login);
	size_t length = 0;

	for (const unsigned char *c = (const unsigned char *)login; *c != '\0' && length < MAX_NAME_BYTES; c++) {
		if (*c >= 'A' && *c <= 'Z') name[length++] = (char)(*c - 'A' + 'a');
		else if ((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9')) name[length++] = (char)*c;
		else if ((*c & 0xC0) != 0x80) name[length++] = '_'; /* one for each character */
	}
	name[length] = '\0';
	if (purse_schema_is_person(name)) return name;
	return purse_text(run->arena, "user_%.50s", name);
}

bool purse_person_name(struct purse_run *run, const char *as, const char **name) {
	const struct passwd *entry;

	*name = given(as) ? as : given(getenv("PURSE_USER"));
	if (*name == NULL) {
		entry = getpwuid(geteuid());
		*name = entry ? plain_name(run, entry->pw_name)
		              : purse_text(run->arena, "user_%lu", (unsigned long)geteuid());
		return true;
	}
	return purse_schema_is_person(*name) ||
	       purse_fail(run, PURSE_E_USAGE, NULL, "names are of a to z, 0 to 9 and _, with a letter first",
	                  "\"%s\" can't be the name of a person", *name);
}

bool purse_target_find(struct purse_run *run, const struct purse_choice *choice, struct purse_target *target,
                       struct purse_server **server) {
	const char *ambient = choice->start_folder == NULL ? given(getenv("PURSE_DATABASE")) : NULL;
	const char *uri = given(choice->uri) ? choice->uri : ambient;
	const char *person;

	*server = NULL;
	if (uri != NULL) {
		*target = (struct purse_target){ .uri = uri, .role = given(choice->as) };
		return true;
	}
	if (!purse_server_find(run, choice->start_folder, server) || !purse_person_name(run, choice->as, &person))
		return false;
	*target = purse_server_target(*server, person);
	return true;
}

/* Whether a private server that was up a moment ago may have been stopped by somebody else, so that starting
 * it and connecting again can do. */
static bool may_have_stopped(struct purse_run *run, struct purse_mark mark) {
	const struct purse_problem *problem = &run->problems[mark.problem_count];

	return run->problem_count == mark.problem_count + 1 && problem->code == PURSE_E_NOT_CONNECTED &&
	       problem->detail != NULL && strstr(problem->detail, "does not exist") == NULL;
}

/* Whether the server is there and repairs the books, after somebody killed a part of it: it is on its way.
 * Its words are in English, since a private cluster is made so. */
static bool is_repairing(struct purse_run *run, struct purse_mark mark) {
	const struct purse_problem *problem = &run->problems[mark.problem_count];

	return run->problem_count == mark.problem_count + 1 && problem->code == PURSE_E_NOT_CONNECTED &&
	       problem->detail != NULL && purse_starts(problem->detail, "the database system is ");
}

static bool open_private(struct purse_run *run, struct purse_server *server, const char *role,
                         const char *command, struct purse_db **db) {
	struct purse_mark mark = purse_db_mark(run);
	long until = purse_clock_ms() + REPAIR_WAIT_MS;

	for (int tries = 1;; tries++) {
		struct purse_target target;

		if (!purse_server_start(run, server, NULL)) return false;
		target = purse_server_target(server, role);
		if (purse_db_open(run, run->arena, &target, command, db)) return true;
		if (is_repairing(run, mark) && purse_clock_ms() < until) {
			tries--;
			purse_run_progress(run, "waiting for the server, which repairs the books", 0, 0);
		} else if (tries == TRIES || !may_have_stopped(run, mark)) {
			return false;
		}
		purse_db_forget(run, mark);
		if (purse_run_stopped(run)) return false;
		purse_sleep_ms(TRY_AGAIN_MS);
	}
}

static bool open_books(struct purse_run *run, const struct purse_choice *choice, bool admin,
                       struct purse_db **db) {
	struct purse_server *server;
	struct purse_target target;

	*db = NULL;
	if (!purse_target_find(run, choice, &target, &server)) return false;
	if (server == NULL) return purse_db_open(run, run->arena, &target, choice->command, db);
	return open_private(run, server, admin ? PURSE_ADMIN_ROLE : target.role, choice->command, db);
}

bool purse_books_open(struct purse_run *run, const struct purse_choice *choice, struct purse_db **db) {
	return open_books(run, choice, false, db) && purse_schema_check(run, *db, NULL);
}

bool purse_books_open_admin(struct purse_run *run, const struct purse_choice *choice, struct purse_db **db) {
	return open_books(run, choice, true, db);
}
