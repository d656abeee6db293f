#include "purse/cli/result.h"

#include "purse/base/error.h"
#include "purse/base/place.h"
#include "purse/base/run.h"
#include "purse/cli/json.h"

const struct purse_result_type purse_result_types[] = {
	{ "text", "a text" },
	{ "flag", "true or false" },
	{ "count", "a whole number" },
	{ "pence", "whole pence, a whole number of up to 64 bits: 123450 is £1,234.50" },
	{ "date", "a day: \"2025-09-01\"" },
	{ "month", "a month: \"2025-11\"" },
	{ "time", "a moment in UTC: \"2025-11-21T16:30:00Z\"" },
	{ "decimal", "a decimal number as a text, so that no digit is lost: \"0.5\"" },
	{ "fraction", "an exact number as a text: \"20\", \"10000/3\", \"-1/2\"" },
	{ 0 },
};

const struct purse_result_row purse_result_rows[] = {
#define PURSE_SHAPE(name, about) { name, NULL, about },
#define PURSE_KEY(name, type, meaning) { name, type, meaning },
#include "results.def"
#undef PURSE_SHAPE
#undef PURSE_KEY
};

const size_t purse_result_row_count = sizeof purse_result_rows / sizeof *purse_result_rows;

static void add_place(struct purse_json *problem, struct purse_arena *arena,
                      const struct purse_place *place) {
	const char *words = purse_place_text(arena, place);
	if (!*words) {
		purse_json_text(problem, "place", NULL);
		return;
	}
	struct purse_json *object = purse_json_object(problem, "place");
	purse_json_text(object, "file", place->file);
	purse_json_text(object, "sheet", place->sheet);
	if (place->row > 0) purse_json_number(object, "row", place->row);
	else purse_json_text(object, "row", NULL);
	purse_json_text(object, "column", place->column > 0 ? purse_place_column(arena, place->column) : NULL);
	purse_json_text(object, "words", words);
}

void purse_result_problems(struct purse_json *json, const struct purse_run *run) {
	purse_json_number(json, "exit_status", purse_run_exit(run));
	purse_json_number(json, "problems_found", run->problems_found);
	struct purse_json *list = purse_json_list(json, "problems");
	for (int i = 0; i < run->problem_count; i++) {
		const struct purse_problem *problem = &run->problems[i];
		struct purse_json *item = purse_json_item(list);
		purse_json_text(item, "code", purse_error_state(problem->code));
		purse_json_text(item, "name", purse_error_name(problem->code));
		purse_json_text(item, "message", problem->message);
		purse_json_text(item, "detail", problem->detail && *problem->detail ? problem->detail : NULL);
		purse_json_text(item, "hint", problem->hint);
		add_place(item, run->arena, &problem->place);
	}
}
