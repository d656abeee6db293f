/* rules/batch: refs count on through all parts and from block to block; what is added is empty. */
#include "unit/facts_builder.h"

static void refs_count_through_all_parts(void **state) {
	(void)state;
	assert_int_equal(purse_batch_basis(&batch)->ref, 1);
	assert_int_equal(purse_batch_entry(&batch)->ref, 2);
	assert_int_equal(purse_batch_charge(&batch)->ref, 3);
	assert_int_equal(purse_batch_movement(&batch)->ref, 4);
	assert_int_equal(purse_batch_issue(&batch)->ref, 5);
	assert_int_equal(purse_batch_charge(&batch)->ref, 6);
	assert_int_equal(batch.charge_count, 2);
	assert_int_equal(batch.charges[0].ref, 3);
}

/* What is not filled in means "none": no date, no fraction, no text. */
static void what_is_added_is_empty(void **state) {
	(void)state;
	struct purse_basis *basis = purse_batch_basis(&batch);
	assert_false(purse_date_given(basis->key_date));
	assert_null(basis->price);
	struct purse_charge *charge = purse_batch_charge(&batch);
	assert_false(purse_fraction_given(charge->carry_in));
	assert_null(charge->stream_key);
	assert_int_equal(charge->entry, 0);
	struct purse_issue *issue = purse_batch_issue(&batch);
	struct purse_issue_line *line = purse_batch_line(&batch, issue);
	assert_int_equal(issue->line_count, 1);
	assert_null(line->description);
	assert_int_equal(line->net_pence, 0);
}

/* Growing keeps what is there, in order. */
static void a_batch_grows(void **state) {
	(void)state;
	struct purse_issue *issue = purse_batch_issue(&batch);
	for (int i = 0; i < 1000; i++) {
		purse_batch_basis(&batch)->price_record = i;
		purse_batch_charge(&batch)->pence = i;
		purse_batch_movement(&batch)->pence = i;
		struct purse_entry *entry = purse_batch_entry(&batch);
		for (int64_t k = 0; k <= i % 40; k++)
			purse_entry_post(&batch, entry, (struct purse_posting){ .school = i, .pence = k });
		purse_batch_line(&batch, issue)->net_pence = i;
	}
	for (int i = 0; i < 1000; i++) {
		assert_int_equal(batch.bases[i].price_record, i);
		assert_int_equal(batch.charges[i].pence, i);
		assert_int_equal(batch.movements[i].pence, i);
		assert_int_equal(batch.movements[i].ref, batch.charges[i].ref + 1);
		assert_int_equal(issue->lines[i].net_pence, i);
		assert_int_equal(batch.entries[i].posting_count, i % 40); /* the one of 0 pence is left out */
		for (size_t k = 0; k < batch.entries[i].posting_count; k++) {
			assert_int_equal(batch.entries[i].postings[k].pence, k + 1);
			assert_int_equal(batch.entries[i].postings[k].school, i);
		}
	}
	for (int i = 0; i < 100; i++) purse_batch_issue(&batch)->net_pence = i;
	assert_int_equal(batch.issue_count, 101);
	assert_int_equal(batch.issues[0].line_count, 1000);
	assert_int_equal(batch.issues[100].net_pence, 99);
}

static void an_emptied_batch_counts_on(void **state) {
	(void)state;
	purse_batch_basis(&batch);
	purse_batch_charge(&batch)->pence = 77;
	purse_batch_entry(&batch);
	struct purse_arena *of_block = batch.arena;
	purse_batch_empty(&batch);
	assert_ptr_equal(batch.arena, of_block);
	assert_int_equal(batch.basis_count + batch.charge_count + batch.entry_count, 0);
	struct purse_charge *charge = purse_batch_charge(&batch);
	assert_int_equal(charge->ref, 4);
	assert_int_equal(charge->pence, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(refs_count_through_all_parts, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(what_is_added_is_empty, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(a_batch_grows, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(an_emptied_batch_counts_on, open_facts, close_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
