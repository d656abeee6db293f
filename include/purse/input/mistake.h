/* What spreadsheet programs and people write instead of a value, known by its looks, and the way out. */
#ifndef PURSE_INPUT_MISTAKE_H
#define PURSE_INPUT_MISTAKE_H

#include <stdbool.h>

struct purse_arena;

/* Whether a cell, already tidied, holds what a spreadsheet program put there in place of a value: `#REF!`,
 * `#####` of a narrow column, a code or number cut short to `1.23E+05`. *why and *hint get static texts. */
bool purse_mistake_of_excel(const char *text, const char **why, const char **hint);
/* What to do about a number, an amount or a date that can't be read; NULL when nothing better is known than
 * how such values are written. */
const char *purse_mistake_number(struct purse_arena *arena, const char *text, bool whole);
const char *purse_mistake_date(struct purse_arena *arena, const char *text);
/* Why the character that begins there can't be part of a code. */
const char *purse_mistake_character(struct purse_arena *arena, const char *at);

/* White space of any width, and characters that take no room at all, as they come along when text is pasted
 * from elsewhere: how many bytes stand there, 0 for anything else. */
int purse_mistake_blank(const char *at);
int purse_mistake_unseen(const char *at);

#endif
