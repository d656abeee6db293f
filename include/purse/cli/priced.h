/* Showing prices worked out from posts, to people and to programs. */
#ifndef PURSE_CLI_PRICED_H
#define PURSE_CLI_PRICED_H

#include <stdbool.h>
#include <stddef.h>

struct purse_cli;
struct purse_json;
struct purse_priced;

/* Writes the keys of one into an object. */
void purse_priced_json(struct purse_cli *cli, struct purse_json *object, const struct purse_priced *priced);
/* How a price came about: the year's cost, what it is divided by, what is added, how it is rounded. */
void purse_priced_show(struct purse_cli *cli, const struct purse_priced *priced);

#endif
