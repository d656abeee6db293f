/* For tests that need a database: one private server for a program, or for the whole suite when
 * PURSE_TEST_SERVER names the folder of its books, and a database of its own for each test. Whatever goes
 * wrong here ends the test.
 *
 *     int main(void) {
 *         const struct CMUnitTest tests[] = { cmocka_unit_test(posts_an_entry) };
 *         return cmocka_run_group_tests(tests, harness_start, harness_stop);
 *     }
 *     static void posts_an_entry(void **state) {
 *         struct purse_run *run = purse_run_new();
 *         const char *database = harness_books(run);
 *         struct purse_db *db = harness_open(run, database, harness_person(run, "maria"));
 *         …
 *         harness_drop(run, database);
 *         purse_run_close(run);
 *     }
 */
#ifndef TESTS_SUPPORT_HARNESS_H
#define TESTS_SUPPORT_HARNESS_H

#include <stdbool.h>

#include "purse/base/error.h"

struct purse_db;
struct purse_run;
struct purse_server;

int harness_start(void **state);
int harness_stop(void **state);
struct purse_server *harness_server(void);

/* A new database with all of purse in it and nothing else; or one that is empty. Gives the name. */
const char *harness_books(struct purse_run *run);
const char *harness_empty(struct purse_run *run);
/* Away with it, whoever is still connected. */
void harness_drop(struct purse_run *run, const char *database);
/* A login role, member of purse_user; gives the name. Roles belong to the server and last as long as it. */
const char *harness_person(struct purse_run *run, const char *name);
/* A connection, which closes with the run. role NULL: the administrator. */
struct purse_db *harness_open(struct purse_run *run, const char *database, const char *role);

/* A new empty folder, whose name holds blanks and accents; and away with a folder. */
const char *harness_folder(struct purse_run *run);
void harness_remove_folder(struct purse_run *run, const char *path);

/* Fails unless the run has exactly one problem, with that code; forgets it. */
void harness_expect(struct purse_run *run, enum purse_code code);
/* Fails, showing them, when the run has problems. */
void harness_expect_none(struct purse_run *run);

#endif
