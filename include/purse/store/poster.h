/* Sends batches to the one door (R13): opens it, copies blocks into its staging tables, posts them together
 * or not at all. */
#ifndef PURSE_STORE_POSTER_H
#define PURSE_STORE_POSTER_H

#include <stdbool.h>

#include "purse/rules/batch.h"

struct purse_db;
struct purse_run;

struct purse_posted {
	long entries, postings, charges, documents;
};

/* Opens the door in the transaction that is open. */
bool purse_post_open(struct purse_run *run, struct purse_db *db);
/* Copies a block into the staging tables. The caller empties the batch and goes on, or posts. */
bool purse_post_stage(struct purse_run *run, struct purse_db *db, const struct purse_batch *batch);
/* Checks and stores all that was staged. kind: charge, raise, credit, close. */
bool purse_post_batch(
	struct purse_run *run, struct purse_db *db, const char *kind, struct purse_posted *posted);

#endif
