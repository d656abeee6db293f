#include "purse/rules/batch.h"

#include "purse/base/arena.h"

/* Room for one more element; the elements are zeroed. */
static void *grow(struct purse_batch *batch, void *array, size_t count, size_t *room, size_t size) {
	return purse_make_room(batch->arena, array, count, room, size);
}

struct purse_basis *purse_batch_basis(struct purse_batch *batch) {
	batch->bases = grow(batch, batch->bases, batch->basis_count, &batch->basis_room, sizeof *batch->bases);
	struct purse_basis *basis = &batch->bases[batch->basis_count++];
	*basis = (struct purse_basis){ .ref = ++batch->last_ref, .key_date = PURSE_NO_DATE };
	return basis;
}

struct purse_charge *purse_batch_charge(struct purse_batch *batch) {
	batch->charges =
		grow(batch, batch->charges, batch->charge_count, &batch->charge_room, sizeof *batch->charges);
	struct purse_charge *charge = &batch->charges[batch->charge_count++];
	*charge = (struct purse_charge){ .ref = ++batch->last_ref };
	return charge;
}

struct purse_movement *purse_batch_movement(struct purse_batch *batch) {
	batch->movements =
		grow(batch, batch->movements, batch->movement_count, &batch->movement_room, sizeof *batch->movements);
	struct purse_movement *movement = &batch->movements[batch->movement_count++];
	*movement = (struct purse_movement){ .ref = ++batch->last_ref };
	return movement;
}

struct purse_entry *purse_batch_entry(struct purse_batch *batch) {
	batch->entries =
		grow(batch, batch->entries, batch->entry_count, &batch->entry_room, sizeof *batch->entries);
	struct purse_entry *entry = &batch->entries[batch->entry_count++];
	*entry = (struct purse_entry){ .ref = ++batch->last_ref };
	return entry;
}

void purse_batch_accrual(struct purse_batch *batch, const struct purse_accrual *accrual) {
	batch->accruals = grow(
		batch, batch->accruals, batch->accrual_count, &batch->accrual_room, sizeof *batch->accruals);
	batch->accruals[batch->accrual_count++] = *accrual;
}

struct purse_issue *purse_batch_issue(struct purse_batch *batch) {
	batch->issues = grow(batch, batch->issues, batch->issue_count, &batch->issue_room, sizeof *batch->issues);
	struct purse_issue *issue = &batch->issues[batch->issue_count++];
	*issue = (struct purse_issue){ .ref = ++batch->last_ref };
	return issue;
}

struct purse_issue_line *purse_batch_line(struct purse_batch *batch, struct purse_issue *issue) {
	issue->lines = grow(batch, issue->lines, issue->line_count, &issue->line_room, sizeof *issue->lines);
	return &issue->lines[issue->line_count++];
}

void purse_entry_post(struct purse_batch *batch, struct purse_entry *entry, struct purse_posting posting) {
	if (posting.pence == 0) return;
	entry->postings =
		grow(batch, entry->postings, entry->posting_count, &entry->posting_room, sizeof *entry->postings);
	entry->postings[entry->posting_count++] = posting;
}

void purse_batch_empty(struct purse_batch *batch) {
	*batch = (struct purse_batch){ .arena = batch->arena, .last_ref = batch->last_ref };
	purse_arena_reset(batch->arena);
}
