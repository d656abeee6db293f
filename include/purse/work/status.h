/* Where things stand and what is to be done next, as far as the caller may see and do it. */
#ifndef PURSE_WORK_STATUS_H
#define PURSE_WORK_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"
#include "purse/work/reader.h"

struct purse_db;
struct purse_run;
struct purse_vat_near;

/* A right: school is a code, or ALL; role is manager, governor or auditor. */
struct purse_status_right {
	const char *school, *role;
};

/* What is recorded and not charged. */
struct purse_status_uncharged {
	long activities, purchases, staff_costs, use_shares, corrections, arrears,
		lapses; /* corrections: activities put right after they were charged; arrears: charges whose price an
			 * award has changed */
	struct purse_date first, last; /* not given when there is nothing */
};

/* What can be raised of a term: charged, authorised, its VAT decided, and on no document. */
struct purse_status_term {
	struct purse_term term;
	int year;         /* the calendar year in which it lies */
	const char *code; /* `spring-2026` */
	long charges;
	int64_t pence;
	size_t pairs; /* of schools, each in one direction */
};

/* Charges that wait for something, under one agreement from one school to another. */
struct purse_status_waiting {
	const char *agreement, *provider, *customer, *reason;
	long charges;
	int64_t pence;
	int agreement_id;
};

struct purse_status_lot {
	const char *agreement, *lead;
	const char *left, *bought; /* credits, as decimals */
	int64_t pence;             /* what is left has cost */
	struct purse_date until;
};

struct purse_status_bank {
	const char *school, *recorded_by;
	bool by_caller; /* so that somebody else has to confirm */
};

/* What a school is owed by other schools and owes them, by its own books. */
struct purse_status_owed {
	const char *school;
	int64_t owed_pence, owes_pence;
	int64_t uninvoiced_pence; /* of owed less owes: what is not on a document yet */
};

struct purse_status {
	const char *login, *name;
	struct purse_status_right *rights;
	size_t right_count;
	struct purse_reader_school *schools;
	size_t school_count;
	bool may_write;                                         /* for one school at least */
	long charges, documents;                                /* that the caller sees */
	struct purse_status_uncharged uncharged, later, others; /* mine to charge; mine, after today; not mine */
	struct purse_status_term *terms;
	size_t term_count;
	long credits;                                  /* reversed charges that stand on documents still */
	struct purse_status_waiting *held, *undecided; /* for a board's approval; for a VAT decision */
	size_t held_count, undecided_count;
	struct purse_status_lot *lots; /* that lapse within PURSE_STATUS_LOT_DAYS */
	size_t lot_count;
	/* Months that are over and that the caller could close: the first, the last, in how many schools' books
	 * the first is open; 0 schools when there are none. The last month that is closed in all books that the
	 * caller may read; -1: none. */
	int32_t first_month, last_month, closed_month;
	size_t month_schools;
	struct purse_status_bank *bank;
	size_t bank_count;
	struct purse_status_owed *owed;
	size_t owed_count;
	struct purse_vat_near *near; /* the threshold of VAT registration, see work/vat */
	size_t near_count;
};

enum { PURSE_STATUS_LOT_DAYS = 60 };

/* As of today by the run's clock. */
bool purse_status_read(struct purse_run *run, struct purse_db *db, struct purse_status *status);

#endif
