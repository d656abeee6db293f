/* What a command is. Adding one takes a file src/cli/command_<name>.c, which defines one constant
 * `purse_command_<name>`, and a line in src/cli/commands.def. Parsing, help, the README's list and the tests
 * of the examples follow from the table. */
#ifndef PURSE_CLI_COMMAND_H
#define PURSE_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "purse/base/run.h"
#include "purse/cli/json.h"
#include "purse/cli/option.h"
#include "purse/cli/show.h"

struct purse_cli;
struct purse_choice;
struct purse_db;

/* The parts of the help's list, in its order; titles are in cli/help. */
enum purse_command_group {
	PURSE_GROUP_START,      /* making books, bringing records in */
	PURSE_GROUP_WORK,       /* charging, invoicing, settling */
	PURSE_GROUP_LOOK,       /* balances, statements, reports */
	PURSE_GROUP_KEEP,       /* closing, checking, people, the server */
	PURSE_GROUPS
};

/* Where the tests run an example. */
enum purse_example_place {
	PURSE_EXAMPLE_ANYWHERE,   /* in an empty folder, without books */
	PURSE_EXAMPLE_BOOKS,      /* in a folder of books, after those before it in the order of commands.def */
	PURSE_EXAMPLE_SHOWN,      /* not at all: it needs what a test does not have */
};

/* Tables end with a zeroed one. */
struct purse_example {
	const char *line;         /* as one types it: `purse split 100.00 Ashcombe=1 Bramley=2` */
	const char *does;         /* what it does, without full stop */
	enum purse_example_place place;
};

struct purse_command {
	const char *name;                           /* one word or two: `invoice raise` */
	enum purse_command_group group;
	const char *summary;                        /* one phrase, without full stop */
	const struct purse_argument *arguments;     /* NULL for none */
	const struct purse_option *options;         /* NULL for none but those that all commands have */
	const char *const *description;             /* paragraphs, ended by NULL */
	const struct purse_example *examples;
	/* Does it, and writes the result to cli->show. true: done; false: a problem was added. */
	bool (*run)(struct purse_cli *cli);
};

/* What a command works with. */
struct purse_cli {
	struct purse_run *run;
	const struct purse_command *command;
	const struct purse_options *options;        /* purse_option_text(cli->options, "from") … */
	const char *const *arguments;               /* as many as the table of arguments lets through */
	size_t argument_count;
	struct purse_show *show;                    /* standard output */
	bool json;                                  /* asked for JSON: one object is printed and nothing else */
	struct purse_json *result;                  /* that object, once there is one */
	bool quiet;                                 /* asked for the result alone */
	int exit_status;                            /* to end with when no problem was found; usually 0 */
};

/* The options that all commands have. */
extern const struct purse_option purse_cli_options[];

/* The argument at index, or NULL. */
const char *purse_cli_argument(const struct purse_cli *cli, size_t index);
/* Which books the command was told to work on. */
struct purse_choice purse_cli_choice(const struct purse_cli *cli);
/* Opens them: starts the private server if need be, connects as the person, checks the schema. */
bool purse_cli_open(struct purse_cli *cli, struct purse_db **db);
/* A word of advice after the result, `Next: …`; not with --quiet or --json. */
void purse_cli_next(struct purse_cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A paragraph after the result that explains it and could be done without; not with --quiet or --json. */
void purse_cli_remark(struct purse_cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Keeps the object if JSON was asked for, to be printed at the end, and gives whether it was. Problems that
 * are met after it join it. */
bool purse_cli_json(struct purse_cli *cli, struct purse_json *json);

#endif
