/* Writing results to standard output. The first failure to write is kept and told by purse_show_end. */
#ifndef PURSE_CLI_SHOW_H
#define PURSE_CLI_SHOW_H

#include <stdbool.h>
#include <stdio.h>

#include "purse/cli/terminal.h"

struct purse_arena;
struct purse_json;
struct purse_progress;
struct purse_run;
struct purse_show;
struct purse_table;

/* progress, which may be NULL, is wiped out before anything is written. */
struct purse_show *purse_show_new(struct purse_arena *arena, FILE *stream,
                                  const struct purse_terminal *terminal, struct purse_progress *progress);
/* One line, as it is; the line break is added. */
void purse_show_line(struct purse_show *show, const char *format, ...) __attribute__((format(printf, 2, 3)));
void purse_show_blank(struct purse_show *show);
/* Words, broken into lines that fit the terminal (80 columns when there is none), all indented by so many
 * blanks. */
void purse_show_words(struct purse_show *show, int indent, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* A name in a column of so many blanks, and words beside it: how help lists things. */
void purse_show_entry(struct purse_show *show, int indent, int column, const char *name, const char *words);
/* A line that stands above others: in bold where there is colour. */
void purse_show_title(struct purse_show *show, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A table of output/table, made to fit the terminal; with colour its head is bold. */
void purse_show_table(struct purse_show *show, const struct purse_table *table, int indent);
void purse_show_json(struct purse_show *show, const struct purse_json *json);
/* Whether nobody reads any more, or the disk is full: a command with much to say can end. */
bool purse_show_failed(const struct purse_show *show);
/* Writes out what is left. Error: FILE_WRITE; not when the reader has gone, who has seen enough. */
bool purse_show_end(struct purse_run *run, struct purse_show *show);

#endif
