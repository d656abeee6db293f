/* The trial balance: what stands in each account of each school, by fund if wanted, on a day.
 *
 * Gross is what each school books and what CFR returns ask for. Net is for governors: what one school with
 * books here earns from another is set against the cost, in the account in which the other bears it, and what
 * two schools here owe each other is one figure. So a lead school shows what it spends itself, not what
 * passes through it; what it earns by staff whose pay stands in its own accounts package shows as a negative
 * cost; and over all schools the costs that are left are those paid to the world outside. Net changes no
 * school's total. */
#ifndef PURSE_WORK_BALANCE_H
#define PURSE_WORK_BALANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"

struct purse_db;
struct purse_run;

struct purse_balance_wish {
	struct purse_date at; /* the last day that counts; not given: all that is booked */
	const char *school;   /* code; NULL: all that the reader may read */
	bool by_fund, net;
};

/* The sector is that of the other side on the day of each entry: `academies`, `government, not a grant`, `not
 * government`; NULL: nobody is named. */
struct purse_balance_sector {
	const char *sector;
	int64_t pence; /* income is positive */
};

struct purse_balance_row {
	const char *fund; /* code, `GENERAL`; NULL when not by fund */
	const char *account, *name,
		*class;                        /* net: `13xx` and `23xx` stand for what schools here owe each other */
	int64_t debit_pence, credit_pence; /* one of them is 0 */
	const char *academy_code;          /* of an academy's accounts return, `BAE240`; NULL */
	struct purse_balance_sector *sectors; /* gross income of an academy, by who paid it */
	size_t sector_count;
};

struct purse_balance_part {
	const char *school, *school_name; /* NULL: all schools together */
	struct purse_balance_row *rows;
	size_t row_count;
	bool is_academy;                   /* on the day of the balance; today when there is none */
	int64_t debit_pence, credit_pence; /* the same, unless the books are damaged */
};

struct purse_balance {
	struct purse_balance_part *schools; /* by code; those in whose books nothing stands are left out */
	size_t school_count;
	struct purse_balance_part together; /* of all these; no rows when there are fewer than two */
};

/* Errors: UNKNOWN_REFERENCE, NOT_YOUR_SCHOOL. */
bool purse_balance_read(struct purse_run *run, struct purse_db *db, const struct purse_balance_wish *wish,
	struct purse_balance *balance);
/* Whether debits and credits of each school (and of each of its funds) are the same. Error: UNBALANCED, which
 * tells which are not. */
bool purse_balance_check(struct purse_run *run, const struct purse_balance *balance);
/* The rows of the schools, without totals, for a spreadsheet. */
bool purse_balance_csv(struct purse_run *run, const struct purse_balance *balance, const char *path);

#endif
