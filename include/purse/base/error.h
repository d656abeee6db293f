/* Errors as values. A problem says what could not be done (message: lower case, no full stop), with
 * detail, a hint that says what to do next, and the place in the input where it was found. Nothing here
 * prints. */
#ifndef PURSE_BASE_ERROR_H
#define PURSE_BASE_ERROR_H

enum purse_code {
	PURSE_OK = 0,
#define PURSE_ERROR(name, state, status, meaning) PURSE_E_##name,
#include "purse/base/errors.def"
#undef PURSE_ERROR
	PURSE_CODES
};

/* Where in the input: all parts may be absent (NULL or 0). Rows and columns count from 1, as Excel does. */
struct purse_place {
	const char *file;    /* as the user named it */
	const char *sheet;   /* workbooks only */
	long row;
	int column;
};

struct purse_problem {
	enum purse_code code;
	const char *message;   /* what could not be done */
	const char *detail;    /* NULL, or more about it: values, a diff */
	const char *hint;      /* NULL, or what to do next */
	struct purse_place place;
};

/* The five characters of a code ("LG101"); "00000" for PURSE_OK. Static text. */
const char *purse_error_state(enum purse_code code);
/* One phrase that says what the code means. Static text. */
const char *purse_error_meaning(enum purse_code code);
/* The exit status that a command ends with when this is its worst problem: 0, 1, 2, 3, 4 or 70. */
int purse_error_exit(enum purse_code code);
/* The code for five characters of an SQLSTATE, or PURSE_OK when it is none of ours. */
enum purse_code purse_error_from_state(const char *state);
/* The name of a code as errors.def writes it, for tests and JSON. Static text. */
const char *purse_error_name(enum purse_code code);

#endif
