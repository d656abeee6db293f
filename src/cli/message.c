#include "purse/cli/message.h"

#include <string.h>

#include "purse/base/arena.h"
#include "purse/base/columns.h"
#include "purse/base/error.h"
#include "purse/base/place.h"
#include "purse/base/run.h"
#include "purse/base/text.h"

static const char *const bug_hint =
	"this is a fault of purse, not of yours: please report it, with the command and the lines above";

static const char *hint_of(const struct purse_problem *problem) {
	if (problem->hint) return problem->hint;
	return purse_error_exit(problem->code) == 70 ? bug_hint : NULL;
}

/* Adds `label: text`; the lines that follow the first are indented. */
static void add(struct purse_buffer *out, const struct purse_terminal *terminal, const char *label,
                const char *colour, int indent, const char *text) {
	int start = (int)purse_columns(label);
	text = purse_terminal_clean(out->arena, text);
	purse_buffer_add(out, terminal->colour ? colour : "");
	purse_buffer_add(out, label);
	purse_buffer_add(out, terminal->colour && *colour ? "\033[0m" : "");
	purse_buffer_addf(out, "%s\n", purse_terminal_wrap(out->arena, text, terminal->width, start, indent));
}

char *purse_message_text(struct purse_arena *arena, const struct purse_problem *problem, bool with_hint,
                         const struct purse_terminal *terminal) {
	struct purse_buffer out = purse_buffer(arena, (size_t)8 * PURSE_MAX_TEXT_BYTES);
	const char *place = purse_place_text(arena, &problem->place);
	add(&out, terminal, "purse: ", "\033[1;31m", 7,
	    purse_text(arena, "%s%s%s", place, *place ? ": " : "", problem->message));
	if (problem->detail && *problem->detail) add(&out, terminal, "       ", "", 7, problem->detail);
	if (with_hint && hint_of(problem)) add(&out, terminal, "hint: ", "\033[1;36m", 6, hint_of(problem));
	return out.text;
}

void purse_message_print(const struct purse_run *run, FILE *stream, const struct purse_terminal *terminal) {
	struct purse_arena *arena = purse_arena_new(NULL);
	for (int i = 0; i < run->problem_count; i++) {
		const char *hint = hint_of(&run->problems[i]);
		bool told_later =
			hint && i + 1 < run->problem_count && purse_same(hint, hint_of(&run->problems[i + 1]));
		fputs(purse_message_text(arena, &run->problems[i], !told_later, terminal), stream);
	}
	if (run->problems_found > run->problem_count)
		fprintf(stream, "purse: %ld problems were found; %d of them are shown\n", run->problems_found,
		        run->problem_count);
	purse_arena_close(arena);
}
