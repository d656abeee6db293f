/* What one command carries through all layers: the problems it found, its clock, the stop flag and its
 * arena. */
#ifndef PURSE_BASE_RUN_H
#define PURSE_BASE_RUN_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "purse/base/arena.h"
#include "purse/base/date.h"
#include "purse/base/error.h"
#include "purse/base/limit.h"

struct purse_run {
	struct purse_arena *arena;                          /* lives as long as the run */
	struct purse_problem problems[PURSE_MAX_PROBLEMS];
	int problem_count;                                  /* problems kept */
	long problems_found;                                /* problems met, also those beyond the limit */
	int worst_exit;                                     /* exit status of the worst problem met */
	bool stop_reported;
	long kept;                                          /* what lasts whatever comes: commits, whole files */
	int64_t now_s;                                      /* seconds since 1970, UTC: the run's one clock */
	const volatile sig_atomic_t *stop;                  /* set by a signal: end at the next chance; or NULL */
	/* May be NULL; total 0 = not known. */
	void (*progress)(void *context, const char *doing, long done, long total);
	void *progress_context;
};

/* A run in a fresh arena, clock from the system, or from SOURCE_DATE_EPOCH when that is set. One that
 * can't be read is a problem of the run. */
struct purse_run *purse_run_new(void);
void purse_run_close(struct purse_run *run);

/* Adds a problem and gives false, so that `return purse_fail(run, …)` ends a function. place, hint and
 * detail may be NULL. The texts are copied. hint says what to do next. Beyond the limit problems are only
 * counted, but one with a worse exit status than any before takes the last place. */
bool purse_fail(struct purse_run *run, enum purse_code code, const struct purse_place *place,
                const char *hint, const char *format, ...) __attribute__((format(printf, 5, 6)));
/* The same with a detail: values, a diff, the server's words. */
bool purse_fail_detail(struct purse_run *run, enum purse_code code, const struct purse_place *place,
                       const char *hint, const char *detail, const char *format, ...)
	__attribute__((format(printf, 6, 7)));
/* Whether another problem would still be kept: importers stop looking when not. */
bool purse_run_has_room(const struct purse_run *run);
/* Whether a stop was asked for; adds the problem STOPPED the first time. */
bool purse_run_stopped(struct purse_run *run);
void purse_run_progress(struct purse_run *run, const char *doing, long done, long total);
/* Today, in UTC, by the run's clock. */
struct purse_date purse_run_today(const struct purse_run *run);
/* The exit status for the worst problem found, 0 when there is none. */
int purse_run_exit(const struct purse_run *run);

#endif
