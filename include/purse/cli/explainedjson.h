/* Explanations for other programs. Keys do not change; what is hidden or absent is null. */
#ifndef PURSE_CLI_EXPLAINEDJSON_H
#define PURSE_CLI_EXPLAINEDJSON_H

#include "purse/work/explain.h"

struct purse_arena;
struct purse_json;

void purse_explained_json(
	struct purse_arena *arena, struct purse_json *json, const struct purse_explanation *told);

#endif
