/* People and what they may do (R16): a login each, and rights by school and role. */
#ifndef PURSE_WORK_PERSON_H
#define PURSE_WORK_PERSON_H

#include <stdbool.h>
#include <stddef.h>

struct purse_choice;
struct purse_db;
struct purse_run;

/* Makes the person a manager of every school, unless somebody has rights already; for a connection as the
 * administrator. */
bool purse_person_first(struct purse_run *run, struct purse_db *admin, const char *login);
/* Makes a login and notes the name (NULL: as the login); *added says whether the person was not known before.
 * No right comes with it. On a shared server the role that the choice connects as must be allowed to create
 * roles. Errors: BAD_CODE for the login, those of connecting. */
bool purse_person_add(struct purse_run *run, const struct purse_choice *choice, const char *login,
                      const char *name, bool *added);

/* A right, or a person without any: then school, role, since and given_by are NULL. */
struct purse_right {
	const char *login, *name;
	const char *school;      /* code, or ALL */
	const char *role;        /* manager, governor, auditor */
	const char *since;       /* `2025-09-01` */
	const char *given_by;
};

/* Gives (or takes) a right; *changed says whether it was not so already. school is a code or ALL. Errors:
 * BAD_WORD, UNKNOWN_REFERENCE, NOTHING_FOUND (the person), NOT_YOUR_SCHOOL, NOT_ALLOWED_VALUE (the last
 * manager of all schools). */
bool purse_person_grant(struct purse_run *run, struct purse_db *db, const char *login, const char *school,
                        const char *role, bool give, bool *changed);
/* Everybody the caller may know of, by login. */
bool purse_person_list(struct purse_run *run, struct purse_db *db, struct purse_right **rights,
                       size_t *count);

#endif
