#include "purse/base/run.h"

#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include "purse/base/text.h"

static const int64_t last_second = INT64_C(7258118399);   /* 2199-12-31 23:59:59 */

/* SOURCE_DATE_EPOCH, as https://reproducible-builds.org/specs/source-date-epoch/ has it: digits only. */
static bool read_seconds(const char *text, int64_t *seconds) {
	if (!*text) return false;
	for (*seconds = 0; *text; text++) {
		if (*text < '0' || *text > '9') return false;
		*seconds = *seconds * 10 + (*text - '0');
		if (*seconds > last_second) return false;
	}
	return true;
}

struct purse_run *purse_run_new(void) {
	struct purse_arena *arena = purse_arena_new(NULL);
	struct purse_run *run = purse_alloc(arena, sizeof *run);
	run->arena = arena;
	run->now_s = (int64_t)time(NULL);
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	int64_t seconds;
	if (epoch && *epoch) {
		if (read_seconds(epoch, &seconds)) run->now_s = seconds;
		else
			purse_fail(run, PURSE_E_USAGE, NULL, "give whole seconds since 1970, or unset it",
			           "could not read SOURCE_DATE_EPOCH \"%s\"", epoch);
	}
	return run;
}

void purse_run_close(struct purse_run *run) {
	if (run) purse_arena_close(run->arena);
}

static void add_problem(struct purse_run *run, enum purse_code code, const struct purse_place *place,
                        const char *hint, const char *detail, const char *format, va_list list) {
	int status = purse_error_exit(code);
	int slot = run->problem_count;
	run->problems_found++;
	if (slot < PURSE_MAX_PROBLEMS) run->problem_count++;
	else if (status > run->worst_exit)
		slot = PURSE_MAX_PROBLEMS - 1;   /* a failure is not hidden behind fifty typing errors */
	else return;
	if (status > run->worst_exit) run->worst_exit = status;
	struct purse_problem problem = {
		.code = code,
		.message = purse_text_list(run->arena, format, list),
		.detail = purse_copy_text(run->arena, detail),
		.hint = purse_copy_text(run->arena, hint),
	};
	if (place) {
		problem.place = *place;
		problem.place.file = purse_copy_text(run->arena, place->file);
		problem.place.sheet = purse_copy_text(run->arena, place->sheet);
	}
	run->problems[slot] = problem;
}

bool purse_fail(struct purse_run *run, enum purse_code code, const struct purse_place *place,
                const char *hint, const char *format, ...) {
	va_list list;
	va_start(list, format);
	add_problem(run, code, place, hint, NULL, format, list);
	va_end(list);
	return false;
}

bool purse_fail_detail(struct purse_run *run, enum purse_code code, const struct purse_place *place,
                       const char *hint, const char *detail, const char *format, ...) {
	va_list list;
	va_start(list, format);
	add_problem(run, code, place, hint, detail, format, list);
	va_end(list);
	return false;
}

bool purse_run_has_room(const struct purse_run *run) { return run->problem_count < PURSE_MAX_PROBLEMS; }

bool purse_run_stopped(struct purse_run *run) {
	if (!run->stop || !*run->stop) return false;
	if (!run->stop_reported) {
		run->stop_reported = true;
		purse_fail(run, PURSE_E_STOPPED, NULL,
		           run->kept ? "run the command again: it does what is left to do, and nothing twice"
		                     : "run the command again when you like",
		           run->kept ? "stopped; what was done before that stays" : "stopped; nothing was changed");
	}
	return true;
}

void purse_run_progress(struct purse_run *run, const char *doing, long done, long total) {
	if (run->progress) run->progress(run->progress_context, doing, done, total);
}

struct purse_date purse_run_today(const struct purse_run *run) {
	return (struct purse_date){ (int32_t)(run->now_s / 86400) };
}

int purse_run_exit(const struct purse_run *run) { return run->worst_exit; }
