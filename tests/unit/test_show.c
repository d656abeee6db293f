/* cli/show, cli/json and cli/progress. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/cli/json.h"
#include "purse/cli/progress.h"
#include "purse/cli/show.h"
#include "purse/output/table.h"

static struct purse_run *run;
static FILE *stream;
static const struct purse_terminal file = { 0 }, terminal = { .is_terminal = true, .width = 40 };

static int open_run(void **state) {
	(void)state;
	run = purse_run_new();
	stream = tmpfile();
	return stream ? 0 : 1;
}

static int close_run(void **state) {
	(void)state;
	purse_run_close(run);
	fclose(stream);
	return 0;
}

static const char *written(void) {
	static char text[4096];
	rewind(stream);
	text[fread(text, 1, sizeof text - 1, stream)] = '\0';
	return text;
}

static void writes_lines_words_and_entries(void **state) {
	(void)state;
	struct purse_show *show = purse_show_new(run->arena, stream, &terminal, NULL);
	purse_show_line(show, "%s has \033 it", "Ashcombe");
	purse_show_blank(show);
	purse_show_words(show, 2, "a paragraph that is longer than the %d columns", 40);
	purse_show_entry(show, 2, 8, "name", "explained in several words here");
	purse_show_entry(show, 2, 4, "long name", "below");
	assert_true(purse_show_end(run, show));
	assert_string_equal(written(),
	                    "Ashcombe has \\x1b it\n\n  a paragraph that is longer than the 40\n  columns\n"
	                    "  name    explained in several words\n          here\n  long name\n      below\n");
}

static void leaves_data_alone_in_files(void **state) {
	(void)state;
	struct purse_show *show = purse_show_new(run->arena, stream, &file, NULL);
	const struct purse_table_column columns[] = {
		{ .heading = "school" }, { .heading = "owes", .right = true },
	};
	struct purse_table *table = purse_table_new(run->arena, columns, 2);
	purse_table_row(table, (const char *[]){ "Ashcombe", "1.00" });
	purse_show_line(show, "\033");
	purse_show_table(show, table, 1);
	assert_true(purse_show_end(run, show));
	assert_string_equal(written(), "\033\n school    owes\n --------  ----\n Ashcombe  1.00\n");
}

static void tells_a_full_disk(void **state) {
	(void)state;
	FILE *full = fopen("/dev/full", "w");
	if (!full) skip();
	struct purse_show *show = purse_show_new(run->arena, full, &file, NULL);
	purse_show_line(show, "lost");
	assert_false(purse_show_end(run, show));
	assert_true(purse_show_failed(show));
	assert_int_equal(run->problems[0].code, PURSE_E_FILE_WRITE);
	fclose(full);
}

static void writes_json(void **state) {
	(void)state;
	struct purse_show *show = purse_show_new(run->arena, stream, &file, NULL);
	struct purse_json *json = purse_json_new(run->arena);
	struct purse_date date;
	assert_true(purse_date_make(2025, 9, 1, &date));
	purse_json_number(json, "pence", INT64_MAX);
	purse_json_text(json, "name", "Saint \"É\"\n");
	purse_json_text(json, "none", NULL);
	purse_json_flag(json, "held", true);
	purse_json_date(json, "date", date);
	purse_json_date(json, "open", PURSE_FOREVER);
	struct purse_json *list = purse_json_list(json, "list");
	purse_json_number(purse_json_item(list), "n", -1);
	purse_json_item_text(list, "word");
	purse_json_text(purse_json_object(json, "within"), "key", "value");
	purse_show_json(show, json);
	assert_true(purse_show_end(run, show));
	assert_string_equal(
		written(),
		"{\"format\": 1, \"pence\": 9223372036854775807, \"name\": \"Saint \\\"É\\\"\\n\", \"none\": null, "
		"\"held\": true, \"date\": \"2025-09-01\", \"open\": null, \"list\": [{\"n\": -1}, \"word\"], "
		"\"within\": {\"key\": \"value\"}}\n");
}

static void shows_progress_on_terminals_alone(void **state) {
	(void)state;
	struct purse_progress *progress = purse_progress_new(run->arena, stream, &file);
	purse_progress_listen(progress, run);
	assert_null(run->progress);
	progress = purse_progress_new(run->arena, stream, &terminal);
	purse_progress_listen(progress, run);
	purse_run_progress(run, "reading", 1, 3);   /* too early to bother anybody */
	nanosleep(&(struct timespec){ .tv_nsec = 450000000 }, NULL);
	purse_run_progress(run, "reading", 2, 3);
	purse_run_progress(run, "reading", 3, 3);   /* too soon after the last */
	struct purse_show *show = purse_show_new(run->arena, stream, &terminal, progress);
	purse_show_line(show, "done");
	assert_true(purse_show_end(run, show));
	assert_string_equal(written(), "\r\033[Kreading 2 of 3\r\033[Kdone\n");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, open_run, close_run)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(writes_lines_words_and_entries), TEST(leaves_data_alone_in_files), TEST(tells_a_full_disk),
		TEST(writes_json), TEST(shows_progress_on_terminals_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
