/* store/server, store/cluster, store/books: the private server of a folder.
 * time limit: 300 s */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/base/embedded.h"
#include "purse/base/file.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/books.h"
#include "purse/store/db.h"
#include "purse/store/schema.h"
#include "purse/store/server.h"
#include "support/harness.h"

static const struct purse_schema_files no_files = { NULL, 0 };
static const struct purse_server_plan plan = { .person = "maria", .files = &no_files };

/* One set of books for all tests of this program: making one takes two seconds. */
static struct purse_run *suite;
static const char *folder;

static int make_books(void **state) {
	struct purse_server *server;

	(void)state;
	suite = purse_run_new();
	folder = harness_folder(suite);
	if (!purse_server_init(suite, folder, &plan, &server)) harness_expect_none(suite);
	return suite->problem_count;
}

static int remove_books(void **state) {
	(void)state;
	harness_remove_folder(suite, folder);
	purse_run_close(suite);
	return 0;
}

static struct purse_server *find(struct purse_run *run) {
	struct purse_server *server;

	if (!purse_server_find(run, folder, &server)) harness_expect_none(run);
	return server;
}

/* Connects as a person and asks something. */
static void expect_answer(struct purse_run *run, const struct purse_server *server, const char *role) {
	struct purse_target target = purse_server_target(server, role);
	struct purse_rows *row;
	struct purse_db *db;

	if (!purse_db_open(run, NULL, &target, "test", &db) ||
	    !purse_db_one_row_text(run, db, "select session_user as who", NULL, 0, &row))
		harness_expect_none(run);
	assert_string_equal(purse_rows_cell(row, 0, "who"), role);
}

static void serves_a_folder_with_blanks_and_accents(void **state) {
	struct purse_run *run = purse_run_new();
	struct purse_server *server = find(run);
	struct purse_rows *row;
	struct purse_target target;
	struct purse_db *db;

	(void)state;
	assert_non_null(strstr(folder, " t\303\251st"));
	assert_true(purse_server_start(run, server, NULL));
	expect_answer(run, server, "maria");
	target = purse_server_target(server, "maria");
	assert_true(purse_db_open(run, NULL, &target, "test", &db));
	assert_true(purse_db_one_row_text(
		run, db,
		"select current_setting('listen_addresses') as tcp, current_setting('fsync') as fsync,"
		" current_setting('data_checksums') as sums, current_setting('dynamic_shared_memory_type') as shared,"
		" current_setting('max_locks_per_transaction') as locks,"
		" current_setting('server_encoding') as encoding,"
		" (select rolsuper or rolcreaterole or rolcreatedb from pg_roles"
		"  where rolname = current_user) as strong,"
		" (select count(*) from pg_class where relowner = current_user::regrole) as owns",
		NULL, 0, &row));
	assert_string_equal(purse_rows_cell(row, 0, "tcp"), "");
	assert_string_equal(purse_rows_cell(row, 0, "fsync"), "on");
	assert_string_equal(purse_rows_cell(row, 0, "sums"), "on");
	assert_string_equal(purse_rows_cell(row, 0, "shared"), "mmap");
	assert_string_equal(purse_rows_cell(row, 0, "locks"), "256");
	assert_string_equal(purse_rows_cell(row, 0, "encoding"), "UTF8");
	assert_string_equal(purse_rows_cell(row, 0, "strong"), "f");
	assert_string_equal(purse_rows_cell(row, 0, "owns"), "0");
	purse_run_close(run);
}

static void is_private(void **state) {
	struct purse_run *run = purse_run_new();
	struct purse_server *server = find(run);
	struct stat found;

	(void)state;
	assert_int_equal(stat(server->cluster.socket_folder, &found), 0);
	assert_int_equal(found.st_mode & 0777, 0700);
	assert_int_equal(stat(server->cluster.data, &found), 0);
	assert_int_equal(found.st_mode & 0777, 0700);
	assert_int_not_equal(found.st_uid, 0);
	purse_run_close(run);
}

static void is_found_from_below(void **state) {
	struct purse_run *run = purse_run_new();
	const char *below = purse_text(run->arena, "%s/one/two", folder), *link;
	struct purse_server *server;

	(void)state;
	assert_true(purse_make_folder(run, below));
	assert_true(purse_server_find(run, below, &server));
	assert_string_equal(server->folder, folder);
	link = purse_text(run->arena, "%s.link", folder);
	assert_int_equal(symlink(below, link), 0);
	assert_true(purse_server_find(run, link, &server));
	assert_string_equal(server->folder, folder);
	unlink(link);
	assert_false(purse_server_find(run, "/", &server));
	assert_non_null(strstr(run->problems[0].hint, "purse init"));
	harness_expect(run, PURSE_E_NO_FOLDER);
	purse_run_close(run);
}

static void stops_and_starts(void **state) {
	struct purse_run *run = purse_run_new();
	struct purse_server *server = find(run);
	struct purse_server_status status;
	bool did;

	(void)state;
	assert_true(purse_server_start(run, server, NULL));
	assert_true(purse_server_status(run, server, &status));
	assert_true(status.running && status.pid > 0 && status.size_bytes > 1000000 && status.connections == 0);
	assert_true(purse_server_stop(run, server, &did));
	assert_true(did);
	assert_true(purse_server_stop(run, server, &did));
	assert_false(did);
	assert_true(purse_server_status(run, server, &status));
	assert_false(status.running);
	assert_true(purse_server_start(run, server, &did));
	assert_true(did);
	assert_true(purse_server_start(run, server, &did));
	assert_false(did);
	harness_expect_none(run);
	purse_run_close(run);
}

/* In a process of its own: starts the server and says by its exit status whether it did. */
static pid_t start_elsewhere(void) {
	pid_t pid = fork();

	if (pid == 0) {
		struct purse_run *run = purse_run_new();
		struct purse_server *server;
		bool did = false;

		_exit(!purse_server_find(run, folder, &server) || !purse_server_start(run, server, &did) ? 2
		      : did                                                                              ? 1
		                                                                                         : 0);
	}
	return pid;
}

static void many_at_once_start_one(void **state) {
	struct purse_run *run = purse_run_new();
	struct purse_server *server = find(run);
	int starters = 0, status;
	pid_t pids[8];

	(void)state;
	assert_true(purse_server_stop(run, server, NULL));
	for (int i = 0; i < 8; i++) pids[i] = start_elsewhere();
	for (int i = 0; i < 8; i++) {
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
		starters += WEXITSTATUS(status);
	}
	assert_int_equal(starters, 1);
	expect_answer(run, server, "maria");
	purse_run_close(run);
}

static void comes_back_after_a_kill(void **state) {
	struct purse_run *run = purse_run_new();
	struct purse_server *server = find(run);
	bool did;
	pid_t pid;

	(void)state;
	assert_true(purse_server_start(run, server, NULL));
	pid = purse_cluster_process(run, &server->cluster);
	assert_int_equal(kill(pid, SIGKILL), 0);
	while (purse_cluster_process(run, &server->cluster) == pid) purse_sleep_ms(1);
	assert_true(purse_server_start(run, server, &did));
	assert_true(did);
	assert_int_not_equal(purse_cluster_process(run, &server->cluster), pid);
	expect_answer(run, server, "maria");
	harness_expect_none(run);
	purse_run_close(run);
}

/* The number in the note of a killed server may be somebody else's by now: here it is ours. */
static void is_not_misled_by_a_stale_note(void **state) {
	struct purse_run *run = purse_run_new();
	struct purse_server *server = find(run);
	const char *note = purse_text(run->arena, "%s/postmaster.pid", server->cluster.data);
	char text[1024], *rest;
	bool did;

	(void)state;
	assert_true(purse_server_start(run, server, NULL));
	assert_true(purse_read_small(note, text, sizeof text));
	assert_true(purse_server_stop(run, server, NULL));
	rest = strchr(text, '\n');
	assert_true(purse_write_small(run, note, purse_text(run->arena, "%ld%s", (long)getpid(), rest), false));
	assert_int_equal(chown(note, server->cluster.account.user, server->cluster.account.group), 0);
	assert_int_equal(purse_cluster_process(run, &server->cluster), 0);
	assert_true(purse_server_stop(run, server, &did));
	assert_false(did);
	assert_true(purse_server_start(run, server, &did));
	assert_true(did);
	expect_answer(run, server, "maria");
	harness_expect_none(run);
	purse_run_close(run);
}

static void survives_the_loss_of_its_socket(void **state) {
	struct purse_run *run = purse_run_new();
	struct purse_server *server = find(run);
	bool did;

	(void)state;
	assert_true(purse_server_start(run, server, NULL));
	assert_true(purse_remove_tree(run, server->cluster.socket_folder));
	assert_true(purse_server_start(run, server, &did));
	assert_true(did);
	expect_answer(run, server, "maria");
	harness_expect_none(run);
	purse_run_close(run);
}

static void says_why_it_does_not_start(void **state) {
	struct purse_run *run = purse_run_new();
	struct purse_server *server = find(run);
	const char *settings = purse_text(run->arena, "%s/postgresql.auto.conf", server->cluster.data);

	(void)state;
	assert_true(purse_server_stop(run, server, NULL));
	assert_true(purse_write_small(run, settings, "no_such_setting = 1\n", false));
	assert_false(purse_server_start(run, server, NULL));
	assert_non_null(strstr(run->problems[0].detail, "no_such_setting"));
	harness_expect(run, PURSE_E_SERVER);
	assert_true(purse_write_small(run, settings, "", false));
	assert_int_equal(setenv("PURSE_PG_BIN", "/nowhere", 1), 0);
	assert_false(purse_server_start(run, server, NULL));
	harness_expect(run, PURSE_E_SERVER);
	assert_int_equal(unsetenv("PURSE_PG_BIN"), 0);
	assert_true(purse_server_start(run, server, NULL));
	purse_run_close(run);
}

static void runs_a_command(void **state) {
	char *const yes[] = { "sh", "-c", "exit 7", NULL }, *const killed[] = { "sh", "-c", "kill -9 $$", NULL },
				*const missing[] = { "/no/such/program", NULL };
	struct purse_run *run = purse_run_new();
	struct purse_server *server = find(run);
	int status;

	(void)state;
	assert_true(purse_server_stop(run, server, NULL));
	assert_true(purse_server_run(run, server, yes, &status));
	assert_int_equal(status, 7);
	assert_int_equal(purse_cluster_process(run, &server->cluster), 0);
	assert_true(purse_server_start(run, server, NULL));
	assert_true(purse_server_run(run, server, killed, &status));
	assert_int_equal(status, 128 + SIGKILL);
	assert_int_not_equal(purse_cluster_process(run, &server->cluster), 0);
	assert_false(purse_server_run(run, server, missing, &status));
	harness_expect(run, PURSE_E_USAGE);
	purse_run_close(run);
}

static void refuses_a_second_init(void **state) {
	struct purse_run *run = purse_run_new();
	struct purse_server *server;

	(void)state;
	assert_false(purse_server_init(run, folder, &plan, &server));
	harness_expect(run, PURSE_E_USAGE);
	purse_run_close(run);
}

/* A path too long for a socket, an init killed before its end, and the next one. */
static void recovers_from_a_killed_init(void **state) {
	struct purse_run *run = purse_run_new();
	const char *top = harness_folder(run), *place, *home;
	const char *deep = purse_text(run->arena, "%s/%0100d/books", top, 0);
	struct purse_server *server;
	char text[4096] = "";
	pid_t pid;

	(void)state;
	assert_true(purse_make_folder(run, deep));
	place = purse_text(run->arena, "%s/.purse.new", deep);
	pid = fork();
	if (pid == 0) {
		purse_server_init(purse_run_new(), deep, &plan, &server);
		_exit(0);
	}
	while (!purse_file_exists(purse_text(run->arena, "%s/server", place))) purse_sleep_ms(5);
	purse_sleep_ms(300);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	assert_true(purse_read_small(purse_text(run->arena, "%s/server", place), text, sizeof text));
	home = strstr(text, "home /");
	if (home != NULL) home = purse_copy_bytes(run->arena, home + 5, strcspn(home + 5, "\n"));
	assert_true(purse_server_init(run, deep, &plan, &server));
	assert_false(purse_file_exists(place));
	if (home != NULL) assert_false(purse_file_exists(home));
	if (geteuid() != 0) assert_true(purse_starts(server->cluster.socket_folder, "/tmp/purse-"));
	expect_answer(run, server, "maria");
	assert_true(purse_server_stop(run, server, NULL));
	if (geteuid() != 0) assert_false(purse_file_exists(server->cluster.socket_folder));
	assert_true(purse_server_start(run, server, NULL));
	assert_true(purse_server_stop(run, server, NULL));
	harness_expect_none(run);
	assert_true(purse_server_remove(run, server));
	harness_remove_folder(run, top);
	purse_run_close(run);
}

/* What fails inside leaves nothing behind. */
static void a_failed_init_leaves_nothing(void **state) {
	const struct purse_embedded bad[] = { { "sql/schema/001-bad.sql", "\nselect 1/0", 11 } };
	const struct purse_schema_files files = { bad, 1 };
	const struct purse_server_plan bad_plan = { .person = "maria", .files = &files };
	struct purse_run *run = purse_run_new();
	const char *place = harness_folder(run);
	struct purse_server *server;
	char **names;
	size_t count;

	(void)state;
	assert_false(purse_server_init(run, place, &bad_plan, &server));
	assert_non_null(strstr(run->problems[0].detail, "sql/schema/001-bad.sql line 2"));
	harness_expect(run, PURSE_E_DATABASE);
	assert_true(purse_list_folder(run, place, &names, &count));
	assert_int_equal(count, 0);
	harness_remove_folder(run, place);
	purse_run_close(run);
}

static void follows_a_folder_that_moves(void **state) {
	struct purse_run *run = purse_run_new();
	const char *moved = purse_text(run->arena, "%s moved", folder);
	struct purse_server *server;
	bool did;

	(void)state;
	assert_true(purse_server_start(run, find(run), NULL));
	assert_int_equal(rename(folder, moved), 0);
	assert_true(purse_server_find(run, moved, &server));
	assert_true(purse_server_start(run, server, &did));
	assert_false(did);
	expect_answer(run, server, "maria");
	assert_int_equal(rename(moved, folder), 0);
	harness_expect_none(run);
	purse_run_close(run);
}

/* A copy of the folder has books of its own, or, where it only points to them, is refused; never the
 * other's. */
static void does_not_share_books_with_a_copy(void **state) {
	struct purse_run *run = purse_run_new();
	const char *copy = purse_text(run->arena, "%s copy", folder);
	const char *moved = purse_text(run->arena, "%s moved", folder);
	struct purse_server *server = find(run), *other;
	bool did;

	(void)state;
	assert_true(purse_server_start(run, server, NULL));
	assert_int_equal(system(purse_text(run->arena, "cp -r '%s' '%s' 2>/dev/null || true", folder, copy)), 0);
	if (!purse_server_find(run, copy, &other)) {
		harness_expect(run, PURSE_E_SERVER);
	} else {
		assert_int_equal(purse_cluster_process(run, &other->cluster), 0);
		assert_true(purse_server_start(run, other, &did));
		assert_true(did);
		assert_int_not_equal(purse_cluster_process(run, &other->cluster),
		                     purse_cluster_process(run, &server->cluster));
		assert_true(purse_cluster_remove(run, &other->cluster));
	}
	assert_true(purse_remove_tree(run, copy));
	/* one that has moved is no copy */
	assert_int_equal(rename(folder, moved), 0);
	assert_true(purse_server_find(run, moved, &other));
	assert_int_equal(rename(moved, folder), 0);
	assert_true(purse_server_find(run, folder, &other));
	harness_expect_none(run);
	purse_run_close(run);
}

/* Root's books outlive the folder that pointed to them, but not their server, once new ones are made
 * there. */
static void stops_a_forsaken_server(void **state) {
	struct purse_run *run = purse_run_new();
	const char *top = harness_folder(run);
	struct purse_server *first, *second;

	(void)state;
	if (geteuid() == 0) {
		assert_true(purse_server_init(run, top, &plan, &first));
		assert_true(purse_remove_tree(run, purse_text(run->arena, "%s/.purse", top)));
		assert_int_not_equal(purse_cluster_process(run, &first->cluster), 0);
		assert_true(purse_server_init(run, top, &plan, &second));
		assert_int_equal(purse_cluster_process(run, &first->cluster), 0);
		assert_true(purse_file_exists(first->cluster.data));
		assert_true(purse_cluster_remove(run, &first->cluster));
		harness_expect_none(run);
	}
	harness_remove_folder(run, top);
	purse_run_close(run);
}

static void opens_books(void **state) {
	struct purse_choice choice = { .start_folder = folder, .as = "maria", .command = "status" };
	struct purse_run *run = purse_run_new();
	struct purse_target target;
	struct purse_server *server;
	const char *name;
	struct purse_db *db;

	(void)state;
	/* the ambient variables of libpq have no say, whatever they are */
	setenv("PGHOST", "/nowhere", 1);
	setenv("PGHOSTADDR", "192.0.2.1", 1);
	setenv("PGPORT", "1", 1);
	setenv("PGUSER", "nobody_there", 1);
	setenv("PGDATABASE", "nothing", 1);
	setenv("PGSERVICE", "no such service", 1);
	setenv("PGOPTIONS", "-c search_path=evil", 1);
	setenv("PGTZ", "Europe/Paris", 1);
	setenv("PGSSLMODE", "verify-full", 1);
	assert_true(purse_books_open_admin(run, &choice, &db));
	assert_string_equal(purse_db_role(db), PURSE_ADMIN_ROLE);
	/* this server was made without files, so to the check it is behind the program, if that has any */
	if (!purse_books_open(run, &choice, &db)) harness_expect(run, PURSE_E_OLDER_SCHEMA);
	assert_string_equal(getenv("PGHOSTADDR"), "192.0.2.1");
	setenv("PURSE_USER", "nobody_here", 1);
	choice.as = NULL;
	assert_false(purse_books_open(run, &choice, &db));
	harness_expect(run, PURSE_E_NOT_CONNECTED);
	unsetenv("PURSE_USER");
	choice.as = "purse_admin";
	assert_false(purse_books_open(run, &choice, &db));
	harness_expect(run, PURSE_E_USAGE);
	choice.as = NULL;
	setenv("PURSE_DATABASE", "postgresql://from.the.environment/db", 1);
	assert_true(purse_target_find(run, &choice, &target, &server)); /* who names a folder means it */
	assert_null(target.uri);
	assert_non_null(server);
	choice.start_folder = NULL;
	assert_true(purse_target_find(run, &choice, &target, &server));
	assert_string_equal(target.uri, "postgresql://from.the.environment/db");
	assert_null(server);
	choice.uri = "postgresql://from.the.option/db";
	assert_true(purse_target_find(run, &choice, &target, &server));
	assert_string_equal(target.uri, "postgresql://from.the.option/db");
	unsetenv("PURSE_DATABASE");
	for (const char *const *v =
	         (const char *const[]){ "PGHOST", "PGHOSTADDR", "PGPORT", "PGUSER", "PGDATABASE", "PGSERVICE",
	                                "PGOPTIONS", "PGTZ", "PGSSLMODE", NULL };
	     *v != NULL; v++)
		unsetenv(*v);
	assert_true(purse_person_name(run, NULL, &name));
	assert_true(purse_schema_is_person(name));
	purse_run_close(run);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(serves_a_folder_with_blanks_and_accents),
		cmocka_unit_test(is_private),
		cmocka_unit_test(is_found_from_below),
		cmocka_unit_test(stops_and_starts),
		cmocka_unit_test(many_at_once_start_one),
		cmocka_unit_test(comes_back_after_a_kill),
		cmocka_unit_test(is_not_misled_by_a_stale_note),
		cmocka_unit_test(survives_the_loss_of_its_socket),
		cmocka_unit_test(says_why_it_does_not_start),
		cmocka_unit_test(runs_a_command),
		cmocka_unit_test(refuses_a_second_init),
		cmocka_unit_test(recovers_from_a_killed_init),
		cmocka_unit_test(a_failed_init_leaves_nothing),
		cmocka_unit_test(follows_a_folder_that_moves),
		cmocka_unit_test(does_not_share_books_with_a_copy),
		cmocka_unit_test(stops_a_forsaken_server),
		cmocka_unit_test(opens_books),
	};

	return cmocka_run_group_tests(tests, make_books, remove_books);
}
