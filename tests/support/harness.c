#include "support/harness.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/db.h"
#include "purse/store/schema.h"
#include "purse/store/server.h"
#include "purse/store/sql.h"
#include "purse/store/system.h"

#define FIRST_PERSON "first"

static struct purse_run *suite; /* lives as long as the server */
static struct purse_server *server;
static const char *folder; /* ours to remove; NULL when the suite's */
static bool started;
static int databases;

void harness_expect_none(struct purse_run *run) {
	for (int i = 0; i < run->problem_count; i++) {
		const struct purse_problem *problem = &run->problems[i];

		print_error("%s: %s\n  detail: %s\n  hint: %s\n", purse_error_name(problem->code), problem->message,
		            problem->detail ? problem->detail : "", problem->hint ? problem->hint : "");
	}
	assert_int_equal(run->problem_count, 0);
}

void harness_expect(struct purse_run *run, enum purse_code code) {
	if (run->problem_count != 1 || run->problems[0].code != code) {
		print_error("expected %s\n", purse_error_name(code));
		harness_expect_none(run);
		fail();
	}
	purse_db_forget(run, (struct purse_mark){ 0, 0, 0 });
	run->stop_reported = false;
}

const char *harness_folder(struct purse_run *run) {
	const char *parent = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
	char *path = purse_text(run->arena, "%s/purse tést-XXXXXX", parent);

	assert_non_null(mkdtemp(path));
	return path;
}

void harness_remove_folder(struct purse_run *run, const char *path) {
	struct purse_mark mark = purse_db_mark(run);
	struct purse_server *inside;

	/* for root the cluster lies elsewhere */
	if (purse_server_find(run, path, &inside) && purse_starts(inside->folder, path))
		assert_true(purse_server_remove(run, inside));
	else purse_db_forget(run, mark);
	assert_true(purse_remove_tree(run, path));
}

int harness_start(void **state) {
	const char *given = getenv("PURSE_TEST_SERVER");
	const struct purse_schema_files none = { NULL, 0 };
	const struct purse_server_plan plan = { .person = FIRST_PERSON, .files = &none };

	(void)state;
	suite = purse_run_new();
	if (given != NULL && *given != '\0') {
		if (purse_server_find(suite, given, &server) && purse_server_start(suite, server, &started)) return 0;
	} else {
		folder = harness_folder(suite);
		started = true;
		if (purse_server_init(suite, folder, &plan, &server)) return 0;
	}
	for (int i = 0; i < suite->problem_count; i++)
		print_error("%s\n%s\n", suite->problems[i].message, suite->problems[i].detail);
	return -1;
}

int harness_stop(void **state) {
	(void)state;
	if (folder != NULL) harness_remove_folder(suite, folder);
	else if (started) purse_server_stop(suite, server, NULL);
	purse_run_close(suite);
	return 0;
}

struct purse_server *harness_server(void) {
	return server;
}

struct purse_db *harness_open(struct purse_run *run, const char *database, const char *role) {
	struct purse_target target = purse_server_target(server, role ? role : PURSE_ADMIN_ROLE);
	struct purse_db *db;

	target.database = database;
	if (!purse_db_open(run, NULL, &target, "test", &db)) harness_expect_none(run);
	return db;
}

/* A statement that can't be in a transaction, or concerns the whole server. */
static void as_admin(struct purse_run *run, const char *sql) {
	struct purse_arena *arena = purse_arena_new(run->arena);
	struct purse_target target = purse_server_target(server, PURSE_ADMIN_ROLE);
	struct purse_db *db;

	target.database = "postgres";
	if (!purse_db_open(run, arena, &target, "test", &db) || !purse_db_command_text(run, db, sql, NULL, 0))
		harness_expect_none(run);
	purse_arena_close(arena);
}

static const char *make_database(struct purse_run *run, const char *template) {
	const char *name = purse_text(run->arena, "test_%ld_%d", (long)getpid(), ++databases);

	as_admin(run, purse_text(run->arena, "create database %s template %s", name, template));
	return name;
}

/* The database that purse init made serves as the template; a server of our own gets its schema when it is
 * first wanted. */
const char *harness_books(struct purse_run *run) {
	static bool ready;
	struct purse_arena *arena = purse_arena_new(run->arena);
	struct purse_target target = purse_server_target(server, PURSE_ADMIN_ROLE);
	struct purse_db *db;

	if (!ready && folder != NULL) {
		if (!purse_db_open(run, arena, &target, "test", &db) || !purse_schema_upgrade(run, db, NULL, NULL))
			harness_expect_none(run);
		ready = true;
	}
	purse_arena_close(arena);
	return make_database(run, server->database);
}

const char *harness_empty(struct purse_run *run) {
	return make_database(run, "template0");
}

void harness_drop(struct purse_run *run, const char *database) {
	as_admin(run, purse_text(run->arena, "drop database %s with (force)", database));
}

const char *harness_person(struct purse_run *run, const char *name) {
	struct purse_arena *arena = purse_arena_new(run->arena);
	struct purse_target target = purse_server_target(server, PURSE_ADMIN_ROLE);
	struct purse_db *db;

	target.database = "postgres";
	if (!purse_db_open(run, arena, &target, "test", &db) || !purse_schema_add_person(run, db, name))
		harness_expect_none(run);
	purse_arena_close(arena);
	return name;
}
