/* Options and arguments as tables. The parser, the help, the list in the README, manual pages and completion
 * all walk the same table, so that they can't say different things.
 *
 * Written as people expect: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-jq` for two flags;
 * options anywhere after the command; `--` ends them, which a negative amount needs. Names are written in
 * full. */
#ifndef PURSE_CLI_OPTION_H
#define PURSE_CLI_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"

struct purse_arena;
struct purse_run;

enum purse_option_kind {
	PURSE_OPTION_FLAG,     /* stands alone */
	PURSE_OPTION_TEXT,     /* anything but nothing: a name, a file, a code */
	PURSE_OPTION_DATE,     /* 2025-09-01 or 01/09/2025 */
	PURSE_OPTION_MONEY,    /* pounds: £1,234.56 */
	PURSE_OPTION_MONTH,    /* 2025-11 */
	PURSE_OPTION_TERM,     /* autumn-2025 */
	PURSE_OPTION_CHOICE,   /* one of `choices`, upper and lower case alike */
};

/* Tables of these end with a zeroed one. */
struct purse_option {
	const char *name;              /* without the dashes */
	char letter;                   /* short form; 0 for none */
	enum purse_option_kind kind;
	const char *argument;          /* what stands for the value in help, `DATE`; NULL for a flag. FILE and
	                                * FOLDER are completed with the names of such */
	const char *help;              /* one sentence without full stop */
	const char *const *choices;    /* ended by NULL */
	bool required, repeatable;
	bool hidden;                   /* for tools; in no help */
};

/* What follows the command without dashes, in order. Tables end with a zeroed one. */
struct purse_argument {
	const char *name;              /* `AMOUNT`; FILE, PATH, REPORT and FOLDER are completed with names */
	const char *help;
	bool optional;
	bool repeatable;               /* the last one only: this and all that follow */
};

struct purse_option_given {
	const struct purse_option *option;
	const char *text;              /* as written; of a choice as the table writes it; NULL for a flag */
	struct purse_date date;
	struct purse_term term;
	int64_t pence;
	int32_t month_number;
};

/* What was read so far. Begin with tables filled in and the rest zeroed. */
struct purse_options {
	const char *command;                       /* its name, for hints; NULL while it is not known */
	const struct purse_option *tables[2];      /* of all commands, of this command; NULL for none */
	struct purse_option_given *given;
	size_t given_count;
	const char **arguments;                    /* as written */
	size_t argument_count;
};

/* Reads count words and adds them to what was read before. With stop_at_argument it ends before the first
 * argument. *used (may be NULL) gets how many words were read. Goes on after a problem, so that all are told
 * at once. Error: USAGE. */
bool purse_option_read(struct purse_run *run, struct purse_options *options, const char *const *words,
                       size_t count, bool stop_at_argument, size_t *used);
/* Whether all that is required is there, and no argument too many. Error: USAGE. */
bool purse_option_check(struct purse_run *run, const struct purse_options *options,
                        const struct purse_argument *arguments);

/* The value of an option; NULL, PURSE_NO_DATE or false when it is not given. A name that is not in the tables
 * is a bug (asserted). Of an option given several times, which only a repeatable one can be, the first;
 * purse_option_text_at has the others. */
bool purse_option_flag(const struct purse_options *options, const char *name);
const char *purse_option_text(const struct purse_options *options, const char *name);
size_t purse_option_count(const struct purse_options *options, const char *name);
const char *purse_option_text_at(const struct purse_options *options, const char *name, size_t index);
struct purse_date purse_option_date(const struct purse_options *options, const char *name);
bool purse_option_money(const struct purse_options *options, const char *name, int64_t *pence);
bool purse_option_month(const struct purse_options *options, const char *name, int32_t *month_number);
bool purse_option_term(const struct purse_options *options, const char *name, struct purse_term *term);

/* `-j, --json` or `    --from DATE`, as help lists it. */
char *purse_option_heading(struct purse_arena *arena, const struct purse_option *option);
/* The text, and under it a caret that points at the character before which there are so many: a detail for
 * messages. */
char *purse_option_pointer(struct purse_arena *arena, const char *text, int characters);

#endif
