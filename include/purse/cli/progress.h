/* How far a long command is, on one line of the terminal that is written again and again and wiped out at the
 * end. */
#ifndef PURSE_CLI_PROGRESS_H
#define PURSE_CLI_PROGRESS_H

#include <stdio.h>

#include "purse/cli/terminal.h"

struct purse_arena;
struct purse_run;

struct purse_progress;

/* Shows on the stream; nothing at all when that is no terminal. */
struct purse_progress *purse_progress_new(struct purse_arena *arena, FILE *stream,
                                          const struct purse_terminal *terminal);
/* From now on shows how far the run is. */
void purse_progress_listen(struct purse_progress *progress, struct purse_run *run);
/* Wipes the line out, so that something else can be written; the next step shows it again. */
void purse_progress_wipe(struct purse_progress *progress);

#endif
