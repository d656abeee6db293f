#include "purse/cli/progress.h"

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "purse/base/columns.h"
#include "purse/base/run.h"
#include "purse/base/text.h"

enum { PATIENCE_MS = 400, STEP_MS = 100 };   /* what is quick shows nothing; what is slow doesn't flicker */

struct purse_progress {
	struct purse_arena *arena;
	FILE *stream;
	int width;
	bool shown;
	int64_t next_ms;
};

static int64_t clock_ms(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void show(void *context, const char *doing, long done, long total) {
	struct purse_progress *progress = context;
	int64_t now_ms = clock_ms();
	if (now_ms < progress->next_ms) return;
	progress->next_ms = now_ms + STEP_MS;
	const char *far = "";
	if (total > 0) far = purse_text(progress->arena, " %ld of %ld", done, total);
	else if (done > 0) far = purse_text(progress->arena, " %ld", done);
	const char *line = purse_terminal_clean(progress->arena, purse_text(progress->arena, "%s%s", doing, far));
	/* a line that fills the terminal would go on in the next, which \r does not reach */
	size_t fits = 0;
	for (int columns = 0, wide; line[fits]; columns += wide) {
		size_t step = purse_columns_step(line + fits, &wide);
		if (columns + wide >= progress->width) break;
		fits += step;
	}
	fprintf(progress->stream, "\r\033[K%.*s", (int)fits, line);
	fflush(progress->stream);
	progress->shown = true;
	purse_arena_reset(progress->arena);
}

struct purse_progress *purse_progress_new(struct purse_arena *arena, FILE *stream,
                                          const struct purse_terminal *terminal) {
	struct purse_progress *progress = purse_alloc(arena, sizeof *progress);
	int width = terminal->is_terminal ? terminal->width : 0;
	*progress = (struct purse_progress){ .arena = purse_arena_new(arena), .stream = stream, .width = width };
	return progress;
}

void purse_progress_listen(struct purse_progress *progress, struct purse_run *run) {
	if (!progress->width) return;
	progress->next_ms = clock_ms() + PATIENCE_MS;
	run->progress = show;
	run->progress_context = progress;
}

void purse_progress_wipe(struct purse_progress *progress) {
	if (!progress->shown) return;
	fputs("\r\033[K", progress->stream);
	fflush(progress->stream);
	progress->shown = false;
}
