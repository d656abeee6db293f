/* Results for other programs: the only door to libjansson. An object is built from the top down and printed
 * as one line. Money is whole pence; dates are `2025-09-01`; what is exact is a text such as `10000/3`. Keys
 * are the words of the design, with _ for a blank. Everything lives in the arena. */
#ifndef PURSE_CLI_JSON_H
#define PURSE_CLI_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "purse/base/date.h"

struct purse_arena;
struct purse_json;

struct purse_json *purse_json_new(struct purse_arena *arena);
/* Members of an object, in the order in which they are added. Text must be UTF-8; NULL text and a date that
 * is not given become null. */
void purse_json_text(struct purse_json *object, const char *key, const char *text);
void purse_json_number(struct purse_json *object, const char *key, int64_t number);
void purse_json_flag(struct purse_json *object, const char *key, bool flag);
void purse_json_date(struct purse_json *object, const char *key, struct purse_date date);
struct purse_json *purse_json_object(struct purse_json *object, const char *key);
struct purse_json *purse_json_list(struct purse_json *object, const char *key);
/* A new object, or a text, at the end of a list. */
struct purse_json *purse_json_item(struct purse_json *list);
void purse_json_item_text(struct purse_json *list, const char *text);
/* The whole as one line, without line break. */
char *purse_json_line(const struct purse_json *json);

#endif
