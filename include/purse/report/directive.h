/* The lines of a report file: `--: word parts` and the SQL between them. What the words mean is
 * report/reportfile's matter. Being SQL comments, the directives leave the file a script that psql can read.
 */
#ifndef PURSE_REPORT_DIRECTIVE_H
#define PURSE_REPORT_DIRECTIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/base/error.h"

struct purse_arena;
struct purse_run;

enum { PURSE_MOST_PARTS = 80 };   /* parts of one directive */

struct purse_part_of_line {
	bool quoted;               /* a "text" */
	const char *text;
	struct purse_place place;
};

struct purse_directive {
	const char *word;
	struct purse_place place;                  /* of the word */
	const struct purse_part_of_line *parts;    /* words and quoted texts after it */
	size_t part_count;
	const char *expression;                    /* what follows `=`; NULL */
	struct purse_place expression_place;
	const char *sql;                           /* the query between it and the next directive; NULL */
	struct purse_place sql_place;              /* the line it begins in */
};

/* Takes the text of a file apart. A `--:` line that begins with a quoted text goes on with the last text of
 * the line before; one that begins with `=` holds the expression of the line before. Error: REPORT_FILE. */
bool purse_directives_read(struct purse_run *run, struct purse_arena *arena, const char *file,
                           const char *text, const struct purse_directive **directives, size_t *count);

#endif
