#include "purse/output/csv.h"

#include <stdio.h>
#include <string.h>

#include "purse/base/file.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"

struct purse_csv_out {
	struct purse_run *run;
	struct purse_arena *scratch;   /* emptied after each row */
	struct purse_output *output;
	bool begun;                    /* the row has a cell already */
};

bool purse_csv_out_begin(struct purse_run *run, const char *path, struct purse_csv_out **csv) {
	struct purse_csv_out *made = purse_alloc(run->arena, sizeof *made);
	made->run = run;
	made->scratch = purse_arena_new(run->arena);
	if (!purse_output_begin(run, path, true, &made->output)) return false;
	fputs("\xEF\xBB\xBF", made->output->stream);
	*csv = made;
	return true;
}

/* Whether a spreadsheet might take the text for a formula. Leading blanks do not protect. */
static bool runs(const char *text) {
	static const char *const starts[] = {
		"=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0",
	};
	while (*text == ' ') text++;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (purse_starts(text, starts[i])) return true;
	return false;
}

static void put(struct purse_csv_out *csv, const char *text, bool guard) {
	FILE *stream = csv->output->stream;
	size_t length = strlen(text);
	if (csv->begun) fputc(',', stream);
	csv->begun = true;
	bool quoted = strpbrk(text, ",\"\r\n") != NULL;
	if (length > 0 && (text[0] == ' ' || text[length - 1] == ' ')) quoted = true;
	if (quoted) fputc('"', stream);
	if (guard && runs(text)) fputc('\'', stream);
	for (const char *at = text; *at; at++) {
		if (*at == '"') fputc('"', stream);
		fputc(*at, stream);
	}
	if (quoted) fputc('"', stream);
}

void purse_csv_out_text(struct purse_csv_out *csv, const char *text) { put(csv, text ? text : "", true); }

void purse_csv_out_plain(struct purse_csv_out *csv, const char *text) { put(csv, text ? text : "", false); }

void purse_csv_out_money(struct purse_csv_out *csv, int64_t pence) {
	put(csv, purse_money_plain(csv->scratch, pence), false);
}

void purse_csv_out_date(struct purse_csv_out *csv, struct purse_date date) {
	put(csv, purse_date_iso(csv->scratch, date), false);
}

void purse_csv_out_decimal(struct purse_csv_out *csv, struct purse_fraction value, int places) {
	char *text;
	if (!purse_fraction_given(value)) text = purse_text(csv->scratch, "%s", "");
	else if (!purse_fraction_decimal(csv->scratch, value, places, &text)) {
		text = purse_fraction_about(csv->scratch, value, places);
		char *lost = strstr(text, "…");
		if (lost) *lost = '\0';
	}
	put(csv, text, false);
}

void purse_csv_out_row(struct purse_csv_out *csv) {
	fputs("\r\n", csv->output->stream);
	csv->begun = false;
	purse_arena_reset(csv->scratch);
}

bool purse_csv_out_done(struct purse_run *run, struct purse_csv_out *csv) {
	if (ferror(csv->output->stream))
		return purse_fail(run, PURSE_E_FILE_WRITE, &(struct purse_place){ .file = csv->output->path },
		                  "see that there is room on the disk", "could not write \"%s\"", csv->output->path);
	return purse_output_done(run, csv->output);
}
