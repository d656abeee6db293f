/* Problems as people read them: `purse: timesheets.csv D14: could not …`, the detail, `hint: …`. */
#ifndef PURSE_CLI_MESSAGE_H
#define PURSE_CLI_MESSAGE_H

#include <stdbool.h>
#include <stdio.h>

#include "purse/cli/terminal.h"

struct purse_arena;
struct purse_problem;
struct purse_run;

/* One problem, each line ended by a line break. with_hint false leaves its hint out. */
char *purse_message_text(struct purse_arena *arena, const struct purse_problem *problem, bool with_hint,
                         const struct purse_terminal *terminal);
/* All problems of a run; a hint that several in a row share is told once, after the last. When not all were
 * kept, how many there are. */
void purse_message_print(const struct purse_run *run, FILE *stream, const struct purse_terminal *terminal);

#endif
