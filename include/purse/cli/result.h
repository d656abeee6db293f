/* What --json prints: every object, its keys, their types and what they mean, from src/cli/results.def; and
 * what is wrong, for other programs. */
#ifndef PURSE_CLI_RESULT_H
#define PURSE_CLI_RESULT_H

#include <stdbool.h>
#include <stddef.h>

struct purse_json;
struct purse_run;

/* `pence`, `whole pence, …`; ends with a zeroed one. */
struct purse_result_type {
	const char *name, *meaning;
};
extern const struct purse_result_type purse_result_types[];

/* A shape (type NULL, meaning what it is about), and after it its keys up to the next shape. */
struct purse_result_row {
	const char *name, *type, *meaning;
};
extern const struct purse_result_row purse_result_rows[];
extern const size_t purse_result_row_count;

/* Adds the problems of a run: shape `problems`. */
void purse_result_problems(struct purse_json *json, const struct purse_run *run);

#endif
