#include "input.h"

#include <sys/resource.h>

#include "purse/input/keys.h"
#include "purse/input/kind.h"
#include "purse/input/rows.h"

/* What a taker was given, as text: `2 BRAMLEY / 2025-01-16 (BRAMLEY): BRAMLEY|2025-01-16|54|-`, row by row.
 */
struct taken {
	struct purse_buffer text;
	long records, blocks;
	bool refuse;
};

static bool take(struct purse_run *of, void *context, const struct purse_record *records, size_t count) {
	struct taken *taken = context;
	assert_ptr_equal(of, run);
	assert_true(count > 0 && count <= PURSE_BLOCK_ROWS);
	taken->blocks++;
	taken->records += (long)count;
	if (taken->refuse) return purse_fail(of, PURSE_E_DATABASE, NULL, "try again", "could not take it");
	for (size_t i = 0; i < count && !taken->text.full; i++) {
		purse_buffer_addf(&taken->text, "%ld %s (%s): ", records[i].row, records[i].ref,
		                  records[i].owner ? records[i].owner : "-");
		for (int j = 0; j < records[i].kind->column_count; j++)
			purse_buffer_addf(&taken->text, "%s%s", j ? "|" : "",
			                  records[i].content[j] ? records[i].content[j] : "-");
		purse_buffer_add(&taken->text, "\n");
	}
	return true;
}

static struct purse_keys *keys;
static struct taken taken;
static long row_count;

static bool read_text(const char *kind, const char *csv) {
	struct purse_bytes text = { purse_text(run->arena, "%s.csv", kind), csv, strlen(csv) };
	taken =
		(struct taken){ .text = purse_buffer(run->arena, 8 * PURSE_MAX_TEXT_BYTES), .refuse = taken.refuse };
	if (!keys) keys = purse_keys_new(run->arena);
	struct purse_taker taker = { take, &taken };
	return purse_rows_read_text(run, purse_kind_named(kind), &text, keys, &taker, &row_count);
}

static void again(void) {
	fresh_run();
	keys = NULL;
	taken.refuse = false;
}

static int begin(void **state) {
	open_run(state);
	again();
	return 0;
}

static void reads_records(void **state) {
	(void)state;
	static const struct {
		const char *name, *kind, *csv, *records;
	} cases[] = {
		{ "plain", "pupil-numbers", "School,Date,Pupils,Source\nBRAMLEY,16/01/2025,54,census\n",
		  "2 BRAMLEY / 2025-01-16 (BRAMLEY): BRAMLEY|2025-01-16|54|census\n" },
		{ "any order, case and white space", "pupil-numbers",
		  "\xC2\xA0 source,PUPILS ,date, sChool\n census ,54,2025-01-16, BRAMLEY\n",
		  "2 BRAMLEY / 2025-01-16 (BRAMLEY): BRAMLEY|2025-01-16|54|census\n" },
		{ "stars", "pupil-numbers", "School*,Date*,Pupils*,Source*\nBRAMLEY,2025-01-16,54,x\n",
		  "2 BRAMLEY / 2025-01-16 (BRAMLEY): BRAMLEY|2025-01-16|54|x\n" },
		{ "columns left out", "members", "School,Partnership,From\nBRAMLEY,VALLEY,2025-09-01\n",
		  "2 VALLEY / BRAMLEY / 2025-09-01 (-): VALLEY|BRAMLEY|2025-09-01|-\n" },
		{ "blank rows, a row cut short", "members",
		  "\n,,\nPartnership,School,From,To\n\nVALLEY,BRAMLEY,2025-09-01\n , ,,\n",
		  "5 VALLEY / BRAMLEY / 2025-09-01 (-): VALLEY|BRAMLEY|2025-09-01|-\n" },
		{ "empty columns on the right", "members",
		  "Partnership,School,From,To,,\nVALLEY,BRAMLEY,2025-09-01,,,\n",
		  "2 VALLEY / BRAMLEY / 2025-09-01 (-): VALLEY|BRAMLEY|2025-09-01|-\n" },
		{ "headings only", "members", "Partnership,School,From,To\r\n", "" },
		{ "headings without line end", "members", "Partnership,School,From,To", "" },
		{ "semicolons", "members", "Partnership;School;From;To\nVALLEY;BRAMLEY;01/09/2025;\n",
		  "2 VALLEY / BRAMLEY / 2025-09-01 (-): VALLEY|BRAMLEY|2025-09-01|-\n" },
		{ "a blank at the end of a key", "prices",
		  "Agreement,Item,Unit,Price,How agreed\nTA-SHARE,teaching  assistant,DAY,£118.40,\"a\nb\"\n",
		  "2 TA-SHARE / teaching assistant / day (-): TA-SHARE|teaching assistant|day|118.4|-|-|a\nb|-|-\n" },
		{ "rows below a cell with line breaks", "prices",
		  "Agreement,Item,Unit,Price,How agreed\nA1,x,day,1,\"a\r\nb\"\nA1,y,day,2,c\n",
		  "2 A1 / x / day (-): A1|x|day|1|-|-|a\nb|-|-\n3 A1 / y / day (-): A1|y|day|2|-|-|c|-|-\n" },
		{ "owner who is not in the key", "opening-balances",
		  "Ref,School,Date,Account,Amount,Description\nOB1,BRAMLEY,2025-09-01,1000,\"£1,234.5\",bank\n"
		  "OB1,ASHCOMBE,2025-09-01,2100,-12,x\n",
		  "2 OB1 (BRAMLEY): OB1|BRAMLEY|2025-09-01|1000|-|-|1234.50|bank\n"
		  "3 OB1 (ASHCOMBE): OB1|ASHCOMBE|2025-09-01|2100|-|-|-12.00|x\n" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		again();
		bool good = read_text(cases[i].kind, cases[i].csv);
		expect_none(cases[i].name);
		assert_true(good);
		assert_string_equal(taken.text.text, cases[i].records);
		assert_int_equal(row_count, taken.records);
	}
}

#define PUPILS "School,Date,Pupils,Source\n"

static void says_what_is_wrong(void **state) {
	(void)state;
	static const struct {
		const char *name, *kind, *csv;
		enum purse_code code;
		const char *place, *part;
	} cases[] = {
		{ "nothing", "members", "", PURSE_E_EMPTY_FILE, "members.csv",
		  "give it the headings: Partnership, School, From, To" },
		{ "blank rows only", "members", "\n\n,,\n", PURSE_E_EMPTY_FILE, "members.csv", "headings" },
		{ "unknown heading", "members", "Partnership,School,From,To,Headteacher\n", PURSE_E_UNKNOWN_HEADING,
		  "members.csv E1",
		  "could not find a column \"Headteacher\" in members.csv (delete the column, or use one of: "
		  "Partnership" },
		{ "heading misspelt", "members", "Partnership,School,From,Tow\n", PURSE_E_UNKNOWN_HEADING,
		  "members.csv D1", "did you mean \"To\"?" },
		{ "missing heading", "members", "Partnership,School,To\n", PURSE_E_MISSING_HEADING,
		  "members.csv row 1",
		  "could not find the column \"From\" (add it; in each row it says: its first day" },
		{ "no headings", "members", "\nVALLEY,BRAMLEY,2025-09-01,\n", PURSE_E_MISSING_HEADING,
		  "members.csv row 2", "write them in the first row, with nothing above" },
		{ "heading twice", "members", "Partnership,School,From,From\n", PURSE_E_BAD_CSV, "members.csv D1",
		  "column C has it" },
		{ "value without heading", "members", "Partnership,School,From,,To\nVALLEY,BRAMLEY,2025-09-01,x,\n",
		  PURSE_E_BAD_CSV, "members.csv D2",
		  "could not use \"x\": its column has no heading (give the column a heading" },
		{ "value on the right", "members", "Partnership,School,From,To\nVALLEY,BRAMLEY,2025-09-01,,x\n",
		  PURSE_E_BAD_CSV, "members.csv E2", "put quotes" },
		{ "missing value", "members", "Partnership,School,From\nVALLEY,,2025-09-01\n", PURSE_E_MISSING_VALUE,
		  "members.csv B2", "School" },
		{ "a row cut too short", "pupil-numbers", PUPILS "BRAMLEY,2025-01-16,54\n", PURSE_E_MISSING_VALUE,
		  "pupil-numbers.csv D2", "Source" },
		{ "a remark below the rows", "pupil-numbers", PUPILS ",,,checked by Ann\n", PURSE_E_MISSING_VALUE,
		  "pupil-numbers.csv row 2",
		  "could not find values for \"School\", \"Date\", \"Pupils\" (delete the row if it is a total" },
		{ "headings of another kind", "pupil-numbers", "Partnership,School,From,To\nVALLEY,BRAMLEY,x,\n",
		  PURSE_E_MISSING_HEADING, "pupil-numbers.csv row 1", "rename the file to members.csv" },
		{ "bad cell", "pupil-numbers", PUPILS "BRAMLEY,31/02/2026,54,x\n", PURSE_E_BAD_DATE,
		  "pupil-numbers.csv B2", "31/02/2026" },
		{ "row that contradicts itself", "members",
		  "Partnership,School,From,To\nVALLEY,BRAMLEY,2025-09-01,2025-08-31\n", PURSE_E_NOT_ALLOWED_VALUE,
		  "members.csv D2", "before From" },
		{ "duplicate key", "pupil-numbers", PUPILS "BRAMLEY,2025-01-16,54,a\nBRAMLEY,16/01/2025,55,b\n",
		  PURSE_E_DUPLICATE_KEY, "pupil-numbers.csv A3",
		  "could not take \"BRAMLEY / 2025-01-16\" twice: it stands in row 2 already (delete one of the two "
		  "rows, or change its "
		  "School / Date)" },
		{ "unclosed quote", "pupil-numbers", PUPILS "BRAMLEY,2025-01-16,54,\"a\n", PURSE_E_BAD_CSV,
		  "pupil-numbers.csv D2", "never" },
		{ "a row that can't be read", "pupil-numbers",
		  PUPILS "BRAMLEY,2025-01-16,54,\"a\"b\nBRAMLEY,2025-01-17,1,c\n", PURSE_E_BAD_CSV,
		  "pupil-numbers.csv D2", "the quote that closes it" },
		{ "bad heading row", "pupil-numbers", "School,\"Date\"x,Pupils,Source\n", PURSE_E_BAD_CSV,
		  "pupil-numbers.csv B1", "quote" },
		{ "bad sep", "pupil-numbers", "sep=x\n" PUPILS, PURSE_E_BAD_CSV, "pupil-numbers.csv row 1", "sep" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		again();
		bool good = read_text(cases[i].kind, cases[i].csv);
		expect_problem(cases[i].name, cases[i].code, cases[i].place, cases[i].part);
		assert_false(good);
		assert_int_equal(taken.records, 0);
	}
}

static void reports_all_problems(void **state) {
	(void)state;
	assert_false(read_text("pupil-numbers",
	                       PUPILS "bramley,2/3/26,x,\nBRAMLEY,2025-01-16,54,ok\nBRAMLEY,,,y\n"));
	assert_string_equal(purse_place_text(run->arena, &run->problems[0].place), "pupil-numbers.csv A2");
	assert_string_equal(purse_place_text(run->arena, &run->problems[3].place), "pupil-numbers.csv D2");
	assert_string_equal(purse_place_text(run->arena, &run->problems[5].place), "pupil-numbers.csv C4");
	assert_int_equal(run->problem_count, 6);
	assert_int_equal(row_count, 1);

	again();
	assert_false(read_text("pupil-numbers", "Schol,Date,Pupil,Origin\n"));
	assert_int_equal(run->problem_count, 4);   /* three unknown; what two of them mean is not missing */
	assert_string_equal(run->problems[1].hint, "did you mean \"Pupils\"?");

	again();
	struct purse_buffer csv = purse_buffer(run->arena, 8 * PURSE_MAX_TEXT_BYTES);
	purse_buffer_add(&csv, PUPILS);
	for (int i = 0; i < 1000; i++) purse_buffer_add(&csv, "BRAMLEY,2025-01-16,x,census\n");
	assert_false(read_text("pupil-numbers", csv.text));
	assert_int_equal(run->problem_count, PURSE_MAX_PROBLEMS);
}

static void knows_keys_of_other_files(void **state) {
	(void)state;
	assert_true(read_text("pupil-numbers", PUPILS "BRAMLEY,2025-01-16,54,a\n"));
	assert_true(read_text("members", "Partnership,School,From\nBRAMLEY,BRAMLEY,2025-01-16\n"));
	assert_false(read_text("pupil-numbers", PUPILS "ASHCOMBE,2025-01-16,112,a\nBRAMLEY,2025-01-16,54,a\n"));
	expect_problem("second file", PURSE_E_DUPLICATE_KEY, "pupil-numbers.csv A3", "row 2");
	assert_int_equal(taken.records, 0);   /* nothing is delivered after a problem */
}

static void delivers_blocks(void **state) {
	(void)state;
	enum { ROWS = 3 * PURSE_BLOCK_ROWS + 5 };
	struct purse_buffer csv = purse_buffer(run->arena, 64 * PURSE_MAX_TEXT_BYTES);
	purse_buffer_add(&csv, PUPILS);
	for (int i = 0; i < ROWS; i++) purse_buffer_addf(&csv, "SCH-%05d,2025-01-16,%d,census\n", i, i);
	assert_false(csv.full);
	assert_true(read_text("pupil-numbers", csv.text));
	assert_int_equal(row_count, ROWS);
	assert_int_equal(taken.records, ROWS);
	assert_int_equal(taken.blocks, 4);
	assert_non_null(strstr(taken.text.text, "\n4098 SCH-04096"));

	keys = NULL;
	taken.refuse = true;
	assert_false(read_text("pupil-numbers", csv.text));
	assert_int_equal(taken.blocks, 1);
	expect_problem("refused", PURSE_E_DATABASE, "", "could not take it");
}

static void stops_on_request(void **state) {
	(void)state;
	volatile sig_atomic_t stop = 1;
	run->stop = &stop;
	assert_false(read_text("pupil-numbers", PUPILS "BRAMLEY,2025-01-16,54,a\n"));
	assert_int_equal(taken.records, 0);
	assert_int_equal(run->problems[0].code, PURSE_E_STOPPED);
}

static void reads_files(void **state) {
	(void)state;
	const char *path = in_folder("members.csv");
	keys = purse_keys_new(run->arena);
	struct taken got = { .text = purse_buffer(run->arena, 1000) };
	struct purse_taker taker = { take, &got };
	const struct purse_kind *kind = purse_kind_named("members");
	write_bytes(path, "\xFF\xFEP\0a\0r\0t\0n\0e\0r\0s\0h\0i\0p\0,\0S\0c\0h\0o\0o\0l\0,\0F\0r\0o\0m\0\n\0",
	            2 + 24 * 2);
	assert_true(purse_rows_read(run, kind, path, keys, &taker, &row_count));
	assert_int_equal(row_count, 0);
	write_text(path, "Partnership,School,From\nVALLEY,BRAMLEY,2025-09-01\n");
	assert_true(purse_rows_read(run, kind, path, keys, &taker, NULL));
	assert_int_equal(got.records, 1);
	write_text(path, "\xEF\xBB\xBFPartnership,School,From\nVALLEY,ASHCOMBE,2025-09-01\n");
	assert_true(purse_rows_read(run, kind, path, keys, NULL, &row_count));   /* only checked */
	assert_int_equal(row_count, 1);
	expect_none("files");
	write_text(path, "Partnership,School,From\nVALLEY,\x81,2025-09-01\n");
	assert_false(purse_rows_read(run, kind, path, keys, &taker, &row_count));
	expect_problem("encoding", PURSE_E_BAD_ENCODING, purse_text(run->arena, "%s row 2", path), "0x81");
}

static jmp_buf no_memory;

static void leave(size_t wanted) {
	(void)wanted;
	longjmp(no_memory, 1);
}

/* The n-th allocation fails, for every n that there is. */
static void survives_memory_running_out(void **state) {
	(void)state;
	static volatile unsigned long n;
	purse_arena_on_exhausted(leave);
	for (n = 1; n < 10000; n++) {
		again();
		keys = purse_keys_new(run->arena);
		if (setjmp(no_memory) == 0) {
			purse_arena_fail_at(n);
			read_text("pupil-numbers", PUPILS "BRAMLEY,2025-01-16,54,a\nASHCOMBE,16/01/2025,x,b\n");
			break;
		}
	}
	purse_arena_fail_at(0);
	purse_arena_on_exhausted(NULL);
	assert_true(n > 5 && n < 10000);
	assert_int_equal(run->problems[0].code, PURSE_E_BAD_NUMBER);
}

static bool count_only(struct purse_run *of, void *context, const struct purse_record *records,
                       size_t count) {
	(void)of;
	(void)records;
	*(long *)context += (long)count;
	return true;
}

/* A million rows must fit in 256 MB, so what is kept of a row is its key: about 70 bytes, and the bytes of
 * the file. */
static void keeps_little_of_a_row(void **state) {
	(void)state;
#if defined __SANITIZE_ADDRESS__
	skip();
#elif defined __has_feature
#if __has_feature(address_sanitizer)
	skip();
#endif
#endif
	if (getenv("UNDER") && *getenv("UNDER")) skip();   /* a tool that needs memory of its own */
	enum { ROWS = 200000, MOST_KILOBYTES = 22 * 1024 + ROWS / 10 };
	const char *path = in_folder("activities.csv");
	FILE *stream = fopen(path, "w");
	assert_non_null(stream);
	fputs("Ref,Provider,Agreement,Date,Item,For school,Quantity,Unit,Evidence\n", stream);
	for (int i = 0; i < ROWS; i++)
		fprintf(stream,
		        "ASH-%06d,ASHCOMBE,TA-SHARE,08/09/2025,teaching assistant,BRAMLEY,0.50,day,timesheet of the "
		        "second "
		        "week of the autumn term\n",
		        i);
	assert_int_equal(fclose(stream), 0);
	struct rusage before, after;
	assert_int_equal(getrusage(RUSAGE_SELF, &before), 0);
	long rows = 0, delivered = 0;
	struct purse_taker taker = { count_only, &delivered };
	assert_true(purse_rows_read(run, purse_kind_named("activities"), path, purse_keys_new(run->arena), &taker,
	                            &rows));
	assert_int_equal(delivered, ROWS);
	assert_int_equal(getrusage(RUSAGE_SELF, &after), 0);
	if (after.ru_maxrss - before.ru_maxrss > MOST_KILOBYTES)
		print_error("%ld KB more than before\n", after.ru_maxrss - before.ru_maxrss);
	assert_true(after.ru_maxrss - before.ru_maxrss <= MOST_KILOBYTES);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(reads_records, begin, close_run),
		cmocka_unit_test_setup_teardown(says_what_is_wrong, begin, close_run),
		cmocka_unit_test_setup_teardown(reports_all_problems, begin, close_run),
		cmocka_unit_test_setup_teardown(knows_keys_of_other_files, begin, close_run),
		cmocka_unit_test_setup_teardown(delivers_blocks, begin, close_run),
		cmocka_unit_test_setup_teardown(stops_on_request, begin, close_run),
		cmocka_unit_test_setup_teardown(reads_files, begin, close_run),
		cmocka_unit_test_setup_teardown(survives_memory_running_out, begin, close_run),
		cmocka_unit_test_setup_teardown(keeps_little_of_a_row, begin, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
