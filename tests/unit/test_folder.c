#include "input.h"

#include <sys/stat.h>

#include "purse/input/folder.h"
#include "purse/input/kind.h"
#include "purse/input/rows.h"

/* A fresh folder of that name in the test's own. */
static const char *make(const char *name) {
	const char *path = in_folder(name);
	assert_int_equal(mkdir(path, 0700), 0);
	return path;
}

static void put_file(const char *folder, const char *name, const char *text) {
	write_text(purse_text(run->arena, "%s/%s", folder, name), text);
}

#define MEMBERS "Partnership,School,From\nVALLEY,BRAMLEY,2025-09-01\n"
#define PUPILS "School,Date,Pupils,Source\nBRAMLEY,2025-01-16,54,census\n"

static struct purse_source *sources;
static size_t source_count;

static bool find(const char *path) { return purse_folder_find(run, &path, 1, &sources, &source_count); }

static void sorts_into_kinds(void **state) {
	(void)state;
	const char *folder = make("sorts");
	static const char *const files[] = { "pupil-numbers.csv", "Schools.CSV",    "bodies.csv",  "README.md",
		                                 "EXPECTED.md",       ".x.csv",         "~$notes.csv", "notes.xlsx",
		                                 "GUIDE.txt",         "members.csv.bak" };
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) put_file(folder, files[i], PUPILS);
	make("sorts/activities");
	assert_true(find(folder));
	expect_none("sorts");
	assert_int_equal(source_count, 3);
	assert_string_equal(sources[0].kind->name, "bodies");
	assert_string_equal(sources[0].path, purse_text(run->arena, "%s/bodies.csv", folder));
	assert_string_equal(sources[1].kind->name, "schools");
	assert_string_equal(sources[2].kind->name, "pupil-numbers");

	/* the folder again with a slash, and one of its files by itself: each file counts once */
	const char *other = make("other");
	put_file(other, "bodies.csv", "");
	const char *paths[] = { other, purse_text(run->arena, "%s/", folder), folder, sources[1].path };
	assert_true(purse_folder_find(run, paths, 4, &sources, &source_count));
	assert_int_equal(source_count, 4);
	assert_string_equal(sources[0].path, purse_text(run->arena, "%s/bodies.csv", other));
	assert_string_equal(sources[1].path, purse_text(run->arena, "%s/bodies.csv", folder));
}

static void refuses_other_names(void **state) {
	(void)state;
	static const struct { const char *name, *part; } cases[] = {
		{ "activites.csv", "rename it to activities.csv" },
		{ "2025-activities.csv", "rename it to activities.csv" },
		{ "Pupil numbers.csv", "rename it to pupil-numbers.csv" },
		{ "quite-different.csv", "name it after what it holds, such as activities.csv" },
		{ "activities.xlsx", "under the name activities.csv" },
		{ "Quotes.ODS", "under the name quotes.csv" },
	};
	make("names");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		fresh_run();
		const char *folder = make(purse_text(run->arena, "names/%zu", i));
		put_file(folder, cases[i].name, PUPILS);
		const char *path = purse_text(run->arena, "%s/%s", folder, cases[i].name);
		assert_false(find(folder));
		expect_problem(cases[i].name, PURSE_E_UNKNOWN_FILE_KIND, path, cases[i].part);
		assert_int_equal(source_count, 0);

		run->problem_count = 0;
		assert_false(find(path));   /* named by itself */
		expect_problem(cases[i].name, PURSE_E_UNKNOWN_FILE_KIND, path, cases[i].part);
	}
	fresh_run();
	const char *notes = in_folder("notes.txt");
	write_text(notes, "x");
	assert_false(find(notes));
	expect_problem("named by itself, what a folder may hold", PURSE_E_UNKNOWN_FILE_KIND, notes,
	               "name it after");
}

static void refuses_what_is_not_there(void **state) {
	(void)state;
	const char *missing = in_folder("missing");
	assert_false(find(missing));
	expect_problem("missing", PURSE_E_FILE_READ, missing, "could not find");
	fresh_run();
	const char *folder = make("nothing");
	put_file(folder, "README.md", "");
	assert_false(find(folder));
	expect_problem("nothing to import", PURSE_E_EMPTY_FILE, folder, "files such as activities.csv");
	fresh_run();
	folder = make("folder-as-file");
	make("folder-as-file/members.csv");
	const struct purse_taker *nobody = NULL;
	assert_false(purse_folder_read(run, &folder, 1, nobody, &sources, &source_count));
	expect_problem("folder", PURSE_E_FILE_READ, purse_text(run->arena, "%s/members.csv", folder),
	               "it is a folder");
}

static bool count_rows(struct purse_run *of, void *context, const struct purse_record *records,
                       size_t count) {
	(void)of;
	(void)records;
	*(size_t *)context += count;
	return true;
}

static void reads_all(void **state) {
	(void)state;
	const char *folder = make("reads");
	put_file(folder, "members.csv", MEMBERS);
	put_file(folder, "pupil-numbers.csv", PUPILS "ASHCOMBE,2025-01-16,112,census\n");
	size_t rows = 0;
	struct purse_taker taker = { count_rows, &rows };
	assert_true(purse_folder_read(run, &folder, 1, &taker, &sources, &source_count));
	expect_none("reads");
	assert_int_equal(rows, 3);
	assert_int_equal(sources[0].rows, 1);
	assert_int_equal(sources[1].rows, 2);

	/* the same record in two folders of one import */
	const char *second = make("reads-2");
	put_file(second, "members.csv", "Partnership,School,From\nVALLEY,BRAMLEY,01/09/2025\n");
	put_file(second, "pupil-numbers.csv", "School,Date,Pupils,Source\nBRAMLEY,16/01/2025,x,census\n");
	const char *paths[] = { folder, second };
	rows = 0;
	assert_false(purse_folder_read(run, paths, 2, &taker, &sources, &source_count));
	assert_int_equal(run->problem_count, 2);   /* reading goes on, all problems are found */
	assert_int_equal(run->problems[0].code, PURSE_E_DUPLICATE_KEY);
	assert_non_null(strstr(run->problems[0].message, purse_text(run->arena, "%s/members.csv row 2", folder)));
	assert_int_equal(run->problems[1].code, PURSE_E_BAD_NUMBER);
	assert_int_equal(rows, 1);
}

static void stops_on_request(void **state) {
	(void)state;
	const char *folder = make("stops");
	put_file(folder, "members.csv", MEMBERS);
	put_file(folder, "pupil-numbers.csv", PUPILS);
	volatile sig_atomic_t stop = 1;
	run->stop = &stop;
	assert_false(purse_folder_read(run, &folder, 1, NULL, &sources, &source_count));
	assert_int_equal(run->problem_count, 1);
	assert_int_equal(run->problems[0].code, PURSE_E_STOPPED);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(sorts_into_kinds, open_run, close_run),
		cmocka_unit_test_setup_teardown(refuses_other_names, open_run, close_run),
		cmocka_unit_test_setup_teardown(refuses_what_is_not_there, open_run, close_run),
		cmocka_unit_test_setup_teardown(reads_all, open_run, close_run),
		cmocka_unit_test_setup_teardown(stops_on_request, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
