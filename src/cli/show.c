#include "purse/cli/show.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "purse/base/columns.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/cli/json.h"
#include "purse/cli/progress.h"
#include "purse/output/table.h"

enum { WORDS_WIDTH = 80, WIDEST_WORDS = 100 };   /* longer lines are hard to read */

struct purse_show {
	struct purse_arena *arena;   /* for what is being written; given back after each call */
	FILE *stream;
	struct purse_terminal terminal;
	struct purse_progress *progress;
	int error;                   /* errno of the first failure */
};

struct purse_show *purse_show_new(struct purse_arena *arena, FILE *stream,
                                  const struct purse_terminal *terminal, struct purse_progress *progress) {
	struct purse_show *show = purse_alloc(arena, sizeof *show);
	*show = (struct purse_show){ purse_arena_new(arena), stream, *terminal, progress, 0 };
	return show;
}

static const char *clean(struct purse_show *show, const char *text) {
	return show->terminal.is_terminal ? purse_terminal_clean(show->arena, text) : text;
}

/* Writes a text that may hold what steers the terminal. */
static void put_as_it_is(struct purse_show *show, const char *text) {
	if (show->progress) purse_progress_wipe(show->progress);
	if (!show->error && fputs(text, show->stream) == EOF) show->error = errno ? errno : EIO;
	purse_arena_reset(show->arena);
}

static void put(struct purse_show *show, const char *text) { put_as_it_is(show, clean(show, text)); }

static const char *bold(struct purse_show *show, const char *text) {
	return show->terminal.colour ? purse_text(show->arena, "\033[1m%s\033[0m", text) : text;
}

static int words_width(const struct purse_show *show) {
	int width = show->terminal.width ? show->terminal.width : WORDS_WIDTH;
	return width < WIDEST_WORDS ? width : WIDEST_WORDS;
}

void purse_show_line(struct purse_show *show, const char *format, ...) {
	va_list list;
	va_start(list, format);
	const char *text = purse_text_list(show->arena, format, list);
	va_end(list);
	put(show, purse_text(show->arena, "%s\n", text));
}

void purse_show_title(struct purse_show *show, const char *format, ...) {
	va_list list;
	va_start(list, format);
	const char *text = purse_text_list(show->arena, format, list);
	va_end(list);
	text = purse_terminal_wrap(show->arena, clean(show, text), show->terminal.width, 0, 0);
	put_as_it_is(show, purse_text(show->arena, "%s\n", bold(show, text)));
}

void purse_show_blank(struct purse_show *show) { put(show, "\n"); }

void purse_show_words(struct purse_show *show, int indent, const char *format, ...) {
	va_list list;
	va_start(list, format);
	const char *text = purse_text_list(show->arena, format, list);
	va_end(list);
	text = purse_terminal_wrap(show->arena, text, words_width(show), indent, indent);
	put(show, purse_text(show->arena, "%*s%s\n", indent, "", text));
}

void purse_show_entry(struct purse_show *show, int indent, int column, const char *name, const char *words) {
	int beside = indent + column, blanks = column - (int)purse_columns(name);
	words = purse_terminal_wrap(show->arena, words, words_width(show), beside, beside);
	if (blanks >= 2) put(show, purse_text(show->arena, "%*s%s%*s%s\n", indent, "", name, blanks, "", words));
	else put(show, purse_text(show->arena, "%*s%s\n%*s%s\n", indent, "", name, beside, "", words));
}

void purse_show_table(struct purse_show *show, const struct purse_table *table, int indent) {
	const char *text = clean(show, purse_table_text(show->arena, table, indent, show->terminal.width));
	const char *rule = show->terminal.colour ? strstr(text, "--\n") : NULL;
	/* the head is what stands before the first line of dashes, if there is a head: then it is the second */
	const char *body = rule;
	while (body && body > text && body[-1] != '\n') body--;
	if (!body || body == text || !purse_table_headed(table)) {
		put_as_it_is(show, text);
		return;
	}
	size_t length = (size_t)(body - text) - 1;
	struct purse_buffer coloured = purse_buffer(show->arena, strlen(text) + 16);
	purse_buffer_add(&coloured, "\033[1m");
	purse_buffer_add_bytes(&coloured, text, length);
	purse_buffer_add(&coloured, "\033[0m");
	purse_buffer_add(&coloured, text + length);
	put_as_it_is(show, coloured.text);
}

void purse_show_json(struct purse_show *show, const struct purse_json *json) {
	put(show, purse_json_line(json));
	put(show, "\n");
}

bool purse_show_failed(const struct purse_show *show) { return show->error != 0; }

bool purse_show_end(struct purse_run *run, struct purse_show *show) {
	if (show->progress) purse_progress_wipe(show->progress);
	if (!show->error && fflush(show->stream) != 0) show->error = errno ? errno : EIO;
	if (!show->error || show->error == EPIPE) return true;
	return purse_fail(run, PURSE_E_FILE_WRITE, NULL,
	                  "see whether the disk is full, then run the command again",
	                  "could not write the result to standard output: %s", strerror(show->error));
}
