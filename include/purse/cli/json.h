/* Results for other programs: the only door to libjansson. An object is built from the top down and printed
 * as one line. Money is whole pence, its key ends in `pence`; dates are `2025-09-01`; what is exact is a text
 * such as `10000/3`. Keys are the words of the design, with _ for a blank. cli/result lists them all.
 * Everything lives in the arena. */
#ifndef PURSE_CLI_JSON_H
#define PURSE_CLI_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "purse/base/date.h"

struct purse_arena;
struct purse_json;

/* Goes up when a key changes its meaning or goes away; further keys leave it as it is. */
enum { PURSE_JSON_FORMAT = 1 };

/* An object to print: its first member is `"format": 1`. */
struct purse_json *purse_json_new(struct purse_arena *arena);
/* Members of an object, in the order in which they are added. Bytes that are not UTF-8, as in the name of a
 * file, become U+FFFD; NULL text and a date that is not given become null. */
void purse_json_text(struct purse_json *object, const char *key, const char *text);
void purse_json_number(struct purse_json *object, const char *key, int64_t number);
void purse_json_flag(struct purse_json *object, const char *key, bool flag);
void purse_json_date(struct purse_json *object, const char *key, struct purse_date date);
void purse_json_month(struct purse_json *object, const char *key, int32_t month_number);   /* `2025-11` */
struct purse_json *purse_json_object(struct purse_json *object, const char *key);
struct purse_json *purse_json_list(struct purse_json *object, const char *key);
/* A new object, or a text, at the end of a list. */
struct purse_json *purse_json_item(struct purse_json *list);
void purse_json_item_text(struct purse_json *list, const char *text);
/* The whole as one line, without line break. */
char *purse_json_line(const struct purse_json *json);

#endif
