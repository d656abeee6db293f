#include "purse/rules/accrual.h"

#include <assert.h>
#include <inttypes.h>

#include "purse/base/arena.h"
#include "purse/base/text.h"
#include "purse/exact/round.h"

static bool same_place(const struct purse_posting *a, const struct purse_posting *b) {
	return a->school == b->school && a->fund == b->fund && a->counterparty == b->counterparty
	       && a->agreement == b->agreement && purse_same(a->account, b->account);
}

/* What charging books fits the books with room to spare, and a part of it does too. */
static int64_t part_of(struct purse_arena *arena, int64_t pence, int32_t over, int32_t all) {
	int64_t part = 0;
	bool fits = purse_round_line(purse_fraction_multiply(arena, purse_fraction_of(pence),
									 purse_fraction_ratio(arena, over, all)),
		&part);
	assert(fits);
	(void)fits;
	return part;
}

size_t purse_accrual_gather(struct purse_arena *arena, const struct purse_entry *entries, size_t count,
	int32_t over, int32_t all, struct purse_posting **postings) {
	size_t room = 0, kept = 0, used = 0;
	for (size_t i = 0; i < count; i++) room += entries[i].posting_count;
	struct purse_posting *list = purse_alloc_array(arena, room, sizeof *list);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < entries[i].posting_count; k++) {
			const struct purse_posting *posting = &entries[i].postings[k];
			size_t at = 0;
			while (at < used && !same_place(&list[at], posting)) at++;
			if (at == used) {
				list[used] = *posting;
				list[used++].pence = 0;
			}
			list[at].pence += part_of(arena, posting->pence, over, all);
		}
	for (size_t i = 0; i < used; i++)
		if (list[i].pence != 0) list[kept++] = list[i];
	*postings = list;
	return kept;
}

static int post_day(struct purse_batch *batch, const struct purse_accrued *accrued, bool takes_back) {
	const struct purse_accrual *accrual = &accrued->accrual;
	struct purse_entry *entry = purse_batch_entry(batch);
	entry->kind = "accrual";
	entry->key = purse_text(batch->arena, "%s%saccrual of record %" PRId64 " by school %d at %s",
		takes_back ? "reversal of " : "", accrual->withdraws ? "withdrawal of " : "", accrual->source,
		accrual->provider, purse_date_iso(batch->arena, accrual->accrued_on));
	entry->description =
		purse_text(batch->arena, "%s%s", accrued->description, takes_back ? ", taken back" : "");
	entry->date = entry->service_date = purse_date_add_days(accrual->accrued_on, takes_back);
	for (size_t i = 0; i < accrued->posting_count; i++) {
		struct purse_posting posting = accrued->postings[i];
		if (takes_back) posting.pence = -posting.pence;
		purse_entry_post(batch, entry, posting);
	}
	return entry->ref;
}

void purse_accrual_post(struct purse_batch *batch, const struct purse_accrued *accrued) {
	struct purse_accrual accrual = accrued->accrual;
	accrual.entry = post_day(batch, accrued, false);
	accrual.reversal = post_day(batch, accrued, true);
	purse_batch_accrual(batch, &accrual);
}
