/* Showing what a post costs, to people and to programs. */
#ifndef PURSE_CLI_COSTED_H
#define PURSE_CLI_COSTED_H

struct purse_cli;
struct purse_cost;
struct purse_cost_wish;
struct purse_json;

/* What one asked the cost of. */
enum purse_costed_per { PURSE_COSTED_DAY, PURSE_COSTED_HOUR, PURSE_COSTED_YEAR };

struct purse_json *purse_costed_json(
	struct purse_cli *cli, const struct purse_cost_wish *wish, const struct purse_cost *cost);
void purse_costed_show(struct purse_cli *cli, const struct purse_cost_wish *wish,
	const struct purse_cost *cost, enum purse_costed_per per);

#endif
