/* A program of its own on the installed library: makes books in a new folder, takes records in, charges what
 * they say, and reads the charges back.
 * usage: post_charge BOOKS RECORDS UP-TO-DAY REF
 * build: gcc post_charge.c $(pkg-config --cflags --libs purse) -o post_charge */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

#include <purse/purse.h>

static bool post(struct purse_run *run, const char *folder, const char *records, struct purse_date to) {
	struct purse_choice books = { .start_folder = folder, .command = "post_charge" };
	struct purse_import_wish import = { .paths = &records, .path_count = 1 };
	struct purse_charge_wish wish = { .to = to };
	struct purse_init_done made;
	struct purse_import_result imported;
	struct purse_charge_result charged;
	struct purse_db *db;
	if (!purse_init(run, &books, folder, &made) || !purse_books_open(run, &books, &db)
		|| !purse_import(run, db, &import, &imported) || !purse_work_charge(run, db, &wish, &charged))
		return false;
	printf("recorded %ld rows, posted %ld charges in %ld entries\n", imported.added, charged.posted.charges,
		charged.posted.entries);
	return true;
}

/* Reads a charge back in a run of its own, as another program would. */
static bool read_back(struct purse_run *run, const char *folder, const char *ref) {
	struct purse_choice books = { .start_folder = folder, .command = "post_charge" };
	struct purse_explain_wish wish = { .kind = PURSE_EXPLAIN_NAME, .name = ref };
	struct purse_explanation told;
	struct purse_db *db;
	if (!purse_books_open(run, &books, &db) || !purse_work_explain(run, db, &wish, &told)) return false;
	for (size_t i = 0; i < told.charge_count; i++)
		printf("%s owes %s %" PRId64 " pence, exactly %s\n", told.charges[i].customer,
			told.charges[i].provider, told.charges[i].pence,
			purse_fraction_text(run->arena, told.charges[i].exact));
	return true;
}

static bool stop(struct purse_run *run, const char *folder) {
	struct purse_choice books = { .start_folder = folder };
	struct purse_server *server;
	return purse_init_server(run, &books, &server) && purse_server_stop(run, server, NULL);
}

static void tell(struct purse_run *run) {
	for (int i = 0; i < run->problem_count; i++) {
		const struct purse_problem *problem = &run->problems[i];
		fprintf(stderr, "%s: %s%s%s\n", purse_error_state(problem->code), problem->message,
			problem->hint ? "; " : "", problem->hint ? problem->hint : "");
	}
}

int main(int count, char **words) {
	struct purse_run *run = purse_run_new();
	struct purse_date to;
	if (count != 5 || !purse_date_read(words[3], &to, NULL)) {
		fprintf(stderr, "usage: post_charge BOOKS RECORDS UP-TO-DAY REF\n");
		return 2;
	}
	printf("libpurse %s\n", purse_version());
	bool good = post(run, words[1], words[2], to) && read_back(run, words[1], words[4]);
	good = stop(run, words[1]) && good;
	tell(run);
	int status = purse_run_exit(run);
	purse_run_close(run);
	return good ? 0 : status;
}
