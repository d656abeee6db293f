#include "purse/base/error.h"

#include <string.h>

static const struct {
	const char *name, *state, *meaning;
	int status;
} errors[PURSE_CODES] = {
	[PURSE_OK] = { "OK", "00000", "done", 0 },
#define PURSE_ERROR(name, state, status, meaning) [PURSE_E_##name] = { #name, state, meaning, status },
#include "purse/base/errors.def"
#undef PURSE_ERROR
};

static const char *const bug = "a code that is not in the table";

static int known(enum purse_code code) { return (int)code >= 0 && code < PURSE_CODES; }

const char *purse_error_state(enum purse_code code) { return known(code) ? errors[code].state : "LG901"; }

const char *purse_error_meaning(enum purse_code code) { return known(code) ? errors[code].meaning : bug; }

int purse_error_exit(enum purse_code code) { return known(code) ? errors[code].status : 70; }

const char *purse_error_name(enum purse_code code) { return known(code) ? errors[code].name : "BUG"; }

enum purse_code purse_error_from_state(const char *state) {
	for (int code = 1; code < PURSE_CODES; code++)
		if (state && strcmp(errors[code].state, state) == 0) return (enum purse_code)code;
	return PURSE_OK;
}
