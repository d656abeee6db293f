/* The warning that a supplier has to think of registering for VAT, as people and programs read it. */
#ifndef PURSE_CLI_REGISTRATION_H
#define PURSE_CLI_REGISTRATION_H

#include <stddef.h>

struct purse_arena;
struct purse_json;
struct purse_vat_near;

/* `TINY is not registered for VAT and has invoiced £72,000.00 of taxable supplies …`: one sentence or two. */
const char *purse_registration_words(struct purse_arena *arena, const struct purse_vat_near *near);
/* The list near_vat_registration. */
void purse_registration_json(struct purse_json *json, const struct purse_vat_near *list, size_t count);

#endif
