/* How many costs a second are apportioned, beside the same in plain mpq: each in a stream, with carries.
 * Prints a line a case: its name, ours a second, plain a second, the ratio (medians). Ends with 1 when a
 * penny or a carry differs. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <gmp.h>

#include "purse/base/arena.h"
#include "purse/base/run.h"
#include "purse/exact/apportion.h"

enum { MOST = 30, CHARGES = 2000, ROUNDS = 9 };

struct stream {
	const char *name;
	size_t count;
	bool fractions; /* shares such as 3/8, else numbers of pupils */
	int64_t above[MOST], below[MOST];
	int64_t totals[CHARGES];
	int64_t pence[CHARGES][MOST]; /* as purse_apportion splits */
	bool differs;
};

static uint64_t next_random(void) {
	static uint64_t state = 20261121;
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static int64_t between(int64_t low, int64_t high) {
	return low + (int64_t)(next_random() % (uint64_t)(high - low + 1));
}

static double seconds(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void make(struct stream *stream, const char *name, size_t count, bool fractions) {
	*stream = (struct stream){ .name = name, .count = count, .fractions = fractions };
	for (size_t i = 0; i < count; i++) {
		stream->above[i] = fractions ? between(1, 12) : between(19, 460);
		stream->below[i] = fractions ? between(2, 12) : 1;
	}
	for (int n = 0; n < CHARGES; n++) stream->totals[n] = between(1000, 2500000);
}

static double split_ours(struct stream *stream) {
	struct purse_run *run = purse_run_new();
	struct purse_part parts[MOST] = { 0 };
	for (size_t i = 0; i < stream->count; i++)
		parts[i].weight = purse_fraction_ratio(run->arena, stream->above[i], stream->below[i]);
	double start = seconds();
	for (int n = 0; n < CHARGES; n++) {
		struct purse_fraction total = purse_fraction_of(stream->totals[n]);
		if (!purse_apportion(run, run->arena, total, stream->totals[n], parts, stream->count)) abort();
		for (size_t i = 0; i < stream->count; i++) {
			stream->pence[n][i] = parts[i].pence;
			parts[i].carry_in = parts[i].carry_out;
		}
	}
	double took = seconds() - start;
	purse_run_close(run);
	return took;
}

/* One charge as anybody would write it with mpq; the carries go on. */
static void split_plainly(const struct stream *stream, int64_t total, mpq_t *carries, int64_t *pence) {
	mpq_t weights[MOST], exact[MOST], sum, whole;
	mpz_t floor;
	int64_t left = total;
	mpq_inits(sum, whole, NULL);
	mpz_init(floor);
	for (size_t i = 0; i < stream->count; i++) {
		mpq_init(weights[i]);
		mpq_init(exact[i]);
		mpq_set_si(weights[i], stream->above[i], (unsigned long)stream->below[i]);
		mpq_canonicalize(weights[i]);
		mpq_add(sum, sum, weights[i]);
	}
	for (size_t i = 0; i < stream->count; i++) {
		mpq_set_si(whole, total, 1);
		mpq_mul(exact[i], weights[i], whole);
		mpq_div(exact[i], exact[i], sum);
		mpq_add(carries[i], carries[i], exact[i]); /* the target */
		mpz_fdiv_q(floor, mpq_numref(carries[i]), mpq_denref(carries[i]));
		pence[i] = mpz_get_si(floor);
		left -= pence[i];
		mpq_set_z(whole, floor);
		mpq_sub(carries[i], carries[i], whole);
	}
	for (; left > 0; left--) {
		size_t most = 0;
		for (size_t i = 1; i < stream->count; i++)
			if (mpq_cmp(carries[i], carries[most]) > 0) most = i;
		pence[most]++;
		mpq_set_si(whole, 1, 1);
		mpq_sub(carries[most], carries[most], whole);
	}
	for (size_t i = 0; i < stream->count; i++) {
		mpq_clear(weights[i]);
		mpq_clear(exact[i]);
	}
	mpq_clears(sum, whole, NULL);
	mpz_clear(floor);
}

static double split_plain(struct stream *stream) {
	mpq_t carries[MOST];
	int64_t pence[MOST];
	for (size_t i = 0; i < stream->count; i++) mpq_init(carries[i]);
	double start = seconds();
	for (int n = 0; n < CHARGES; n++) {
		split_plainly(stream, stream->totals[n], carries, pence);
		for (size_t i = 0; i < stream->count; i++)
			if (pence[i] != stream->pence[n][i]) stream->differs = true;
	}
	double took = seconds() - start;
	for (size_t i = 0; i < stream->count; i++) mpq_clear(carries[i]);
	return took;
}

static int by_size(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static bool measure(const char *name, size_t count, bool fractions) {
	static struct stream stream;
	double ours[ROUNDS], plain[ROUNDS];
	make(&stream, name, count, fractions);
	for (int round = 0; round < ROUNDS; round++) {
		ours[round] = split_ours(&stream);
		plain[round] = split_plain(&stream);
	}
	qsort(ours, ROUNDS, sizeof *ours, by_size);
	qsort(plain, ROUNDS, sizeof *plain, by_size);
	double our = ours[ROUNDS / 2], other = plain[ROUNDS / 2];
	printf("%-28s %10.0f %10.0f %8.1f%s\n", name, CHARGES / our, CHARGES / other, other / our,
		stream.differs ? "  DIFFERENT RESULTS" : "");
	return !stream.differs;
}

int main(void) {
	bool same = measure("3 parties, pupil numbers", 3, false);
	same = measure("30 parties, pupil numbers", 30, false) && same;
	same = measure("3 parties, fixed shares", 3, true) && same;
	same = measure("30 parties, fixed shares", 30, true) && same;
	return same ? 0 : 1;
}
