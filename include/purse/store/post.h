/* Posts, from the books, as the rules take them. Row-level security lets a reader see the posts of the
 * schools granted, and no others (R16). */
#ifndef PURSE_STORE_POST_H
#define PURSE_STORE_POST_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/rules/staffcost.h"

struct purse_arena;
struct purse_db;
struct purse_rows;
struct purse_run;

struct purse_post {
	const char *school, *code, *role;     /* the role as its last row has it */
	struct purse_post_terms *terms;       /* by dates, without overlap, cut where the employer changes */
	size_t count;
};

/* The post of that code, of that school (NULL: of any). Errors: UNKNOWN_REFERENCE, also when two schools have
 * a post of that code and none is named. */
bool purse_load_post(struct purse_run *run, struct purse_arena *arena, struct purse_db *db, const char *code,
	const char *school, struct purse_post *post);
/* What a post is for some days, of a row that has the columns of sql/query/post.sql; the texts are the
 * rows'. */
struct purse_post_terms purse_post_terms_read(
	struct purse_arena *arena, const struct purse_rows *rows, int row);

#endif
