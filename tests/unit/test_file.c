#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cmocka.h>

#include "purse/base/file.h"
#include "purse/base/run.h"
#include "purse/base/text.h"

static struct purse_run *run;
static char folder[] = "/tmp/purse-test-file-XXXXXX";
static int sync_errno;

/* Stands in for the system's: what a full disk says when it is asked to keep its promise. */
int fsync(int fd) {
	if (!sync_errno) return fdatasync(fd);
	errno = sync_errno;
	return -1;
}

static const char *growing;   /* a file that another program adds to while it is read */

ssize_t read(int fd, void *bytes, size_t count) {
	FILE *file = growing ? fopen(growing, "a") : NULL;
	struct iovec into = { .iov_base = bytes, .iov_len = count };
	growing = NULL;
	if (file) {
		fputs("more", file);
		fclose(file);
	}
	return readv(fd, &into, 1);
}

static char *in(const char *name) { return purse_text(run->arena, "%s/%s", folder, name); }

static int make_folder(void **state) {
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static void empty(const char *path) {
	char **names;
	size_t count;
	assert_true(purse_list_folder(run, path, &names, &count));
	for (size_t i = 0; i < count; i++) {
		char *name = purse_text(run->arena, "%s/%s", path, names[i]);
		struct stat status;
		assert_int_equal(lstat(name, &status), 0);
		if (S_ISDIR(status.st_mode)) empty(name);
		else unlink(name);
	}
	rmdir(path);
}

static int remove_folder(void **state) {
	(void)state;
	run = purse_run_new();
	empty(folder);
	purse_run_close(run);
	return 0;
}

static int open_run(void **state) {
	(void)state;
	run = purse_run_new();
	sync_errno = 0;
	return 0;
}

static int close_run(void **state) {
	(void)state;
	sync_errno = 0;
	purse_run_close(run);
	return 0;
}

static size_t files(void) {
	char **names;
	size_t count;
	assert_true(purse_list_folder(run, folder, &names, &count));
	return count;
}

static void write_file(const char *path, const char *text) {
	struct purse_output *output;
	assert_true(purse_output_begin(run, path, true, &output));
	assert_true(fputs(text, output->stream) >= 0);
	assert_true(purse_output_done(run, output));
	assert_null(output->stream);
}

static const char *content(const char *path) {
	char *bytes;
	size_t length;
	assert_true(purse_read_file(run, run->arena, path, 1000000, &bytes, &length));
	assert_int_equal(strlen(bytes), length);
	return bytes;
}

static void expect_problem(enum purse_code code, const char *message) {
	assert_int_equal(run->problem_count, 1);
	assert_int_equal(run->problems[0].code, code);
	if (!strstr(run->problems[0].message, message))
		fail_msg("not \"%s\" but \"%s\"", message, run->problems[0].message);
	assert_non_null(run->problems[0].hint);
	run->problem_count = 0;
}

static void appears_whole(void **state) {
	(void)state;
	struct purse_output *output;
	char *path = in("a.csv");
	assert_true(purse_output_begin(run, path, true, &output));
	assert_false(purse_file_exists(path));
	assert_true(purse_file_exists(output->temporary));
	assert_int_equal(strncmp(output->temporary, folder, strlen(folder)), 0);
	fputs("one", output->stream);
	assert_true(purse_output_done(run, output));
	assert_string_equal(content(path), "one");
	assert_int_equal(files(), 1);
	write_file(path, "two");
	assert_string_equal(content(path), "two");
	assert_false(purse_output_done(run, output));
	assert_int_equal(run->problems[0].code, PURSE_E_BUG);
	unlink(path);
}

static void goes_away_unless_done(void **state) {
	(void)state;
	struct purse_output *stream, *library;
	assert_true(purse_output_begin(run, in("a"), true, &stream));
	assert_true(purse_output_begin(run, in("b"), false, &library));
	fputs("half", stream->stream);
	assert_null(library->stream);
	assert_int_equal(files(), 2);
	purse_run_close(run);
	run = purse_run_new();
	assert_int_equal(files(), 0);
}

static void a_library_may_write_it(void **state) {
	(void)state;
	struct purse_output *output;
	assert_true(purse_output_begin(run, in("book.xlsx"), false, &output));
	FILE *file = fopen(output->temporary, "wb");
	assert_non_null(file);
	fputs("sheet", file);
	fclose(file);
	assert_true(purse_output_done(run, output));
	assert_string_equal(content(in("book.xlsx")), "sheet");
	assert_int_equal(files(), 1);
	assert_true(purse_output_begin(run, in("lost.xlsx"), false, &output));
	unlink(output->temporary);
	assert_false(purse_output_done(run, output));
	expect_problem(PURSE_E_FILE_WRITE, "No such file");
	unlink(in("book.xlsx"));
}

static void keeps_permissions_and_links(void **state) {
	(void)state;
	struct stat status;
	char *path = in("private.csv"), *link = in("link.csv");
	write_file(path, "one");
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(symlink("private.csv", link), 0);
	write_file(link, "two");
	assert_int_equal(lstat(link, &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_string_equal(content(path), "two");
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	unlink(link);
	unlink(path);
	assert_int_equal(symlink(path, link), 0);   /* leads nowhere yet */
	write_file(link, "three");
	assert_string_equal(content(path), "three");
	unlink(link);
	unlink(path);
}

static void says_why_not(void **state) {
	(void)state;
	struct purse_output *output;
	assert_false(purse_output_begin(run, in("none/a.csv"), true, &output));
	expect_problem(PURSE_E_FILE_WRITE, "No such file or directory");
	assert_false(purse_output_begin(run, folder, true, &output));
	expect_problem(PURSE_E_FILE_WRITE, "Is a directory");
	assert_false(purse_output_begin(run, "/dev/null", true, &output));
	expect_problem(PURSE_E_FILE_WRITE, "a device");
	assert_false(purse_output_begin(run, "", true, &output));
	expect_problem(PURSE_E_FILE_WRITE, "No such file");
	char *bytes;
	size_t length;
	assert_false(purse_read_file(run, run->arena, in("none"), 10, &bytes, &length));
	expect_problem(PURSE_E_FILE_READ, "No such file or directory");
	assert_false(purse_read_file(run, run->arena, folder, 10, &bytes, &length));
	expect_problem(PURSE_E_FILE_READ, "Is a directory");
	char **names;
	size_t count;
	assert_false(purse_list_folder(run, in("none"), &names, &count));
	expect_problem(PURSE_E_FILE_READ, "No such file");
	assert_int_equal(files(), 0);
}

static void a_full_disk_leaves_the_old_file(void **state) {
	(void)state;
	struct purse_output *output;
	char *path = in("a.csv");
	write_file(path, "old");
	assert_true(purse_output_begin(run, path, true, &output));
	fputs("new", output->stream);
	sync_errno = ENOSPC;
	assert_false(purse_output_done(run, output));
	assert_non_null(strstr(run->problems[0].hint, "disk is full"));
	expect_problem(PURSE_E_FILE_WRITE, "a.csv\": No space left on device");
	sync_errno = 0;
	assert_string_equal(content(path), "old");
	assert_int_equal(files(), 1);
	unlink(path);
}

static void a_failed_write_is_explained_later(void **state) {
	(void)state;
	struct purse_output *output;
	struct rlimit limit, before;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = 20000;
	assert_true(purse_output_begin(run, in("big"), true, &output));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	for (int i = 0; i < 10000; i++) fputs("0123456789", output->stream);
	errno = 0;
	bool done = purse_output_done(run, output);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_false(done);
	expect_problem(PURSE_E_FILE_WRITE, "File too large");
	assert_int_equal(files(), 0);
}

static void reads_whole_files(void **state) {
	(void)state;
	char *path = in("r"), *bytes, text[40001];
	size_t length;
	memset(text, 'x', 40000);
	text[40000] = '\0';
	write_file(path, text);
	assert_true(purse_read_file(run, run->arena, path, 40000, &bytes, &length));
	assert_int_equal(length, 40000);
	assert_string_equal(bytes, text);
	assert_false(purse_read_file(run, run->arena, path, 39999, &bytes, &length));
	expect_problem(PURSE_E_TOO_LONG, "larger than 39999 bytes");
	write_file(path, "");
	assert_true(purse_read_file(run, run->arena, path, 10, &bytes, &length));
	assert_int_equal(length, 0);
	assert_string_equal(bytes, "");
	/* this one says that its size is 0 */
	assert_true(purse_read_file(run, run->arena, "/proc/self/status", 1000000, &bytes, &length));
	assert_true(length > 100);
	unlink(path);
}

/* Half of what another program is saving is nothing to go by. */
static void refuses_what_changes_meanwhile(void **state) {
	(void)state;
	char *path = in("grows"), *bytes;
	size_t length;
	write_file(path, "some");
	growing = path;
	assert_false(purse_read_file(run, run->arena, path, 100, &bytes, &length));
	assert_string_equal(run->problems[0].hint, "wait until it is saved, then run the command again");
	expect_problem(PURSE_E_FILE_READ, "grows\": another program changed it meanwhile");
	assert_true(purse_read_file(run, run->arena, path, 100, &bytes, &length));
	assert_string_equal(bytes, "somemore");
	unlink(path);
}

static void makes_and_lists_folders(void **state) {
	(void)state;
	char **names;
	size_t count;
	assert_true(purse_make_folder(run, in("x/y//z")));
	assert_true(purse_make_folder(run, in("x/y/z/")));
	assert_true(purse_is_folder(in("x/y/z")));
	assert_false(purse_is_folder(in("none")));
	for (int i = 0; i < 40; i++) write_file(in(purse_text(run->arena, "x/%c%d", i % 2 ? 'B' : 'a', i)), "");
	assert_true(purse_list_folder(run, in("x"), &names, &count));
	assert_int_equal(count, 41);
	assert_null(names[count]);
	for (size_t i = 1; i < count; i++) assert_true(strcmp(names[i - 1], names[i]) < 0);
	assert_false(purse_make_folder(run, in("x/a0")));
	expect_problem(PURSE_E_FILE_WRITE, "Not a directory");
	assert_false(purse_make_folder(run, in("x/a0/b")));
	expect_problem(PURSE_E_FILE_WRITE, "Not a directory");
	assert_false(purse_make_folder(run, ""));
	expect_problem(PURSE_E_FILE_WRITE, "No such file");
	assert_true(purse_file_exists(in("x/a0")));
	assert_false(purse_is_folder(in("x/a0")));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(appears_whole, open_run, close_run),
		cmocka_unit_test_setup_teardown(goes_away_unless_done, open_run, close_run),
		cmocka_unit_test_setup_teardown(a_library_may_write_it, open_run, close_run),
		cmocka_unit_test_setup_teardown(keeps_permissions_and_links, open_run, close_run),
		cmocka_unit_test_setup_teardown(says_why_not, open_run, close_run),
		cmocka_unit_test_setup_teardown(a_full_disk_leaves_the_old_file, open_run, close_run),
		cmocka_unit_test_setup_teardown(a_failed_write_is_explained_later, open_run, close_run),
		cmocka_unit_test_setup_teardown(reads_whole_files, open_run, close_run),
		cmocka_unit_test_setup_teardown(refuses_what_changes_meanwhile, open_run, close_run),
		cmocka_unit_test_setup_teardown(makes_and_lists_folders, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
