#include "input.h"

#include <sys/stat.h>
#include <unistd.h>

#include "purse/input/bytes.h"
#include "purse/input/folder.h"
#include "purse/input/kind.h"
#include "purse/input/rows.h"
#include "purse/input/template.h"

/* The values of a column of all example rows, each between line breaks. */
struct seen {
	struct purse_buffer bodies, schools, partnerships, agreements, refs;
};

static const char *value(const struct purse_record *record, const char *heading) {
	int index = purse_kind_column(record->kind, heading);
	return index < 0 ? NULL : record->content[index];
}

static void remember(struct purse_buffer *buffer, const char *text) {
	purse_buffer_addf(buffer, "\n%s\n", text);
}

static void must_be_known(const struct purse_buffer *known, const struct purse_record *record,
                          const char *heading) {
	const char *text = value(record, heading);
	if (!text) return;
	bool found = strstr(known->text, purse_text(run->arena, "\n%s\n", text)) != NULL;
	if (!found)
		print_error("%s row %ld: %s \"%s\" is in no other example\n", record->file, record->row, heading,
		            text);
	assert_true(found);
}

/* Codes that an example uses must come from examples of kinds above it. */
static bool follow(struct purse_run *of, void *context, const struct purse_record *records, size_t count) {
	struct seen *seen = context;
	(void)of;
	for (size_t i = 0; i < count; i++) {
		const struct purse_record *record = &records[i];
		const char *kind = record->kind->name;
		if (!strcmp(kind, "bodies")) remember(&seen->bodies, value(record, "Body"));
		if (!strcmp(kind, "schools")) remember(&seen->schools, value(record, "School"));
		if (!strcmp(kind, "partnerships")) remember(&seen->partnerships, value(record, "Partnership"));
		if (!strcmp(kind, "agreements")) remember(&seen->agreements, value(record, "Agreement"));
		if (!strcmp(kind, "purchases")) remember(&seen->refs, value(record, "Ref"));
		static const char *const school_columns[] = { "School",     "Lead",      "Provider",
			                                          "For school", "Bought by", "Counterparty" };
		static const char *const body_columns[] = { "Legal body", "VAT person", "Employer", "Supplier" };
		for (size_t j = 0; j < 6; j++) must_be_known(&seen->schools, record, school_columns[j]);
		for (size_t j = 0; j < 4; j++) must_be_known(&seen->bodies, record, body_columns[j]);
		must_be_known(&seen->partnerships, record, "Partnership");
		must_be_known(&seen->agreements, record, "Agreement");
		must_be_known(&seen->refs, record, "Purchase");
	}
	return true;
}

static void writes_what_imports_cleanly(void **state) {
	(void)state;
	const char *folder = in_folder("deep/templates");
	assert_true(purse_template_write(run, folder));
	expect_none("written");
	struct seen seen;
	struct purse_buffer *lists[] = { &seen.bodies, &seen.schools, &seen.partnerships, &seen.agreements,
		                             &seen.refs };
	for (size_t i = 0; i < 5; i++) *lists[i] = purse_buffer(run->arena, 10000);
	struct purse_taker taker = { follow, &seen };
	struct purse_source *sources;
	size_t count;
	bool good = purse_folder_read(run, &folder, 1, &taker, &sources, &count);
	expect_none("examples");
	assert_true(good);
	int kinds, made = 0;
	const struct purse_kind *all = purse_kinds(&kinds);
	for (int i = 0; i < kinds; i++) made += all[i].made;
	assert_int_equal(count, kinds - made);
	for (size_t i = 0; i < count; i++) assert_int_equal(sources[i].rows, sources[i].kind->example_count);
}

static void writes_for_excel(void **state) {
	(void)state;
	const char *folder = in_folder("excel");
	assert_true(purse_template_write(run, folder));
	struct purse_bytes bytes;
	assert_true(purse_bytes_read(run, run->arena, purse_text(run->arena, "%s/members.csv", folder), &bytes));
	assert_string_equal(bytes.bytes, "\xEF\xBB\xBFPartnership,School,From,To\r\n"
	                                 "VALLEY,ASHCOMBE,2025-09-01,\r\nVALLEY,BRAMLEY,2025-09-01,\r\n");
	assert_true(purse_bytes_read(run, run->arena, purse_text(run->arena, "%s/bodies.csv", folder), &bytes));
	assert_non_null(strstr(bytes.bytes, ",\"County Hall, Hillbury\",ZZ1 1AA\r\n"));
}

static void overwrites_nothing(void **state) {
	(void)state;
	const char *folder = in_folder("filled");
	assert_true(purse_make_folder(run, folder));
	write_text(purse_text(run->arena, "%s/prices.csv", folder), "mine");
	write_text(purse_text(run->arena, "%s/members.csv", folder), "mine");
	assert_false(purse_template_write(run, folder));
	expect_problem("there already", PURSE_E_FILE_WRITE, folder, "it has members.csv, prices.csv already");
	char **names;
	size_t count;
	assert_true(purse_list_folder(run, folder, &names, &count));
	assert_int_equal(count, 2);
}

static const char *bytes_of(const char *path, size_t *length) {
	char *bytes;
	assert_true(purse_read_file(run, run->arena, path, 1000000, &bytes, length));
	return bytes;
}

/* What a program that was killed between its files leaves: some of them, whole, and a file half written under
 * another name. */
static void completes_what_was_cut_short(void **state) {
	(void)state;
	const char *folder = in_folder("cut"), *whole = in_folder("whole"), *part = "cut/.purse-1-0.part";
	assert_true(purse_template_write(run, whole));
	assert_true(purse_template_write(run, folder));
	char **names, **again;
	size_t count, now;
	assert_true(purse_list_folder(run, whole, &names, &count));
	for (size_t i = 0; i < count; i += 2)
		assert_int_equal(unlink(purse_text(run->arena, "%s/%s", folder, names[i])), 0);
	write_text(in_folder(part), "half");
	const char *kept = purse_text(run->arena, "%s/%s", folder, names[1]);
	struct stat before, after;
	assert_int_equal(stat(kept, &before), 0);
	assert_true(purse_template_write(run, folder));
	expect_none("run again");
	assert_true(purse_list_folder(run, folder, &again, &now));
	assert_int_equal(now, count);
	for (size_t i = 0; i < count; i++) {
		size_t length;
		assert_string_equal(again[i], names[i]);
		const char *bytes = bytes_of(purse_text(run->arena, "%s/%s", whole, names[i]), &length);
		assert_true(purse_file_holds(run->arena, purse_text(run->arena, "%s/%s", folder, names[i]), bytes,
		                             length));
	}
	assert_int_equal(stat(kept, &after), 0);
	assert_true(before.st_ino == after.st_ino);   /* not written again */
}

/* One byte more, one less, one other: none of these is what would be written. */
static void overwrites_no_file_that_differs(void **state) {
	(void)state;
	static const char *const others[] = {
		"\xEF\xBB\xBFPartnership,School,From,To\r\n"
		"VALLEY,ASHCOMBE,2025-09-01,\r\nVALLEY,BRAMLEY,2025-09-01,\r\n\n",
		"\xEF\xBB\xBFPartnership,School,From,To\r\n"
		"VALLEY,ASHCOMBE,2025-09-01,\r\nVALLEY,BRAMLEY,2025-09-01,\r",
		"\xEF\xBB\xBFPartnership,School,From,To\r\n"
		"VALLEY,ASHCOMBE,2025-09-01,\r\nVALLEY,BRAMLEY,2025-09-02,\r\n",
		"",
	};
	assert_true(purse_template_write(run, in_folder("differs")));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		size_t length;
		fresh_run();
		const char *folder = in_folder("differs"), *path = in_folder("differs/members.csv");
		write_text(path, others[i]);
		assert_false(purse_template_write(run, folder));
		expect_problem("differs", PURSE_E_FILE_WRITE, folder, "it has members.csv already, with other rows");
		assert_string_equal(bytes_of(path, &length), others[i]);
	}
	fresh_run();
	const char *pipe = in_folder("differs/members.csv");
	assert_int_equal(unlink(pipe), 0);
	assert_int_equal(mkfifo(pipe, 0600), 0);   /* nobody waits for a pipe */
	assert_false(purse_template_write(run, in_folder("differs")));
	expect_problem("a pipe", PURSE_E_FILE_WRITE, in_folder("differs"), "it has members.csv already");
}

static void explains_every_column(void **state) {
	(void)state;
	const char *guide = purse_template_guide(run->arena);
	int count;
	const struct purse_kind *kinds = purse_kinds(&count);
	const char *at = guide;
	for (int i = 0; i < count; i++) {
		if (kinds[i].made) {
			assert_null(strstr(guide, kinds[i].file));
			continue;
		}
		at = strstr(at, purse_text(run->arena, "\n%s\n", kinds[i].file));
		assert_non_null(at);
		for (int j = 0; j < kinds[i].column_count; j++) {
			const struct purse_column *column = &kinds[i].columns[j];
			bool required = column->flags & PURSE_COLUMN_REQUIRED;
			at = strstr(at, purse_text(run->arena, "\n  %s%s ", column->heading, required ? "*" : ""));
			if (!at) print_error("%s: %s\n", kinds[i].file, column->heading);
			assert_non_null(at);
			at++;
		}
	}
	for (const char *line = guide; *line;) {
		size_t length = strcspn(line, "\n");
		const char *copy = purse_copy_bytes(run->arena, line, length);
		if (purse_text_width(copy) > 100 || (length && copy[length - 1] == ' '))
			print_error("guide: \"%s\"\n", copy);
		assert_true(purse_text_width(copy) <= 100);
		assert_false(length && copy[length - 1] == ' ');
		line += length + (line[length] == '\n');
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(writes_what_imports_cleanly, open_run, close_run),
		cmocka_unit_test_setup_teardown(writes_for_excel, open_run, close_run),
		cmocka_unit_test_setup_teardown(overwrites_nothing, open_run, close_run),
		cmocka_unit_test_setup_teardown(completes_what_was_cut_short, open_run, close_run),
		cmocka_unit_test_setup_teardown(overwrites_no_file_that_differs, open_run, close_run),
		cmocka_unit_test_setup_teardown(explains_every_column, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
