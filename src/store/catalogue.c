#include "purse/store/catalogue.h"

#include <assert.h>
#include <string.h>

#include "purse/base/embedded.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"

enum {
	MAX_VALUE_WIDTH = 160, /* of a value that is shown whole */
	MAX_DIFFERENCES = 60,
	MAX_LINES = 1000, /* of a function's body, looked at for the one that differs */
};

static const char *const LAST_RECORDING =
	"(select x.kind, x.name, x.label, x.value from purse.laid_down x"
	" where x.recording = (select max(y.recording) from purse.laid_down y))";

/* The catalogue as it is (now) and as it was laid down (laid); each property in one or both. An object that
 * is gone, or is too many, comes once, without a label. Texts of other server versions can't be compared. */
static const char *compare_sql(struct purse_run *run, const char *laid_down) {
	const struct purse_embedded *catalogue = purse_embedded("sql/query/catalogue.sql");
	assert(catalogue);
	return purse_text(run->arena,
		"with now as materialized (%s), laid as materialized (select * from %s u),"
		" both_sides as (select kind, name, label, n.value as stands, l.value as laid"
		"  from now n full join laid l using (kind, name, label)"
		"  where n.value is distinct from l.value),"
		" whole as (select b.*, not exists (select from now n where n.kind = b.kind and n.name = b.name)"
		"  as gone, not exists (select from laid l where l.kind = b.kind and l.name = b.name) as extra"
		"  from both_sides b)"
		" select w.kind, w.name, case when not w.gone and not w.extra then w.label end as label,"
		"  min(w.stands) as stands, min(w.laid) as laid, bool_or(w.gone) as gone, bool_or(w.extra) as extra"
		" from whole w group by 1, 2, 3 order by 1, 2, 3",
		catalogue->text, laid_down);
}

/* ---- words -------------------------------------------------------------------------------------------- */

static bool is_short(const char *value) {
	return !strchr(value, '\n') && purse_text_width(value) <= MAX_VALUE_WIDTH;
}

/* The line of a text, counted from 0, without blanks and semicolons at its ends; "" after its last. */
static const char *line_of(struct purse_arena *arena, const char *text, long line) {
	for (; line > 0 && *text; line--) {
		text += strcspn(text, "\n");
		if (*text) text++;
	}
	size_t length = strcspn(text, "\n");
	while (length && text[length - 1] == ';') length--;
	return purse_trim(arena, purse_copy_bytes(arena, text, length));
}

static const char *excerpt(struct purse_arena *arena, const char *value) {
	const char *whole = purse_trim(arena, value);
	if (is_short(whole)) return whole;
	return purse_text(arena, "%.*s…", MAX_VALUE_WIDTH, line_of(arena, whole, 0));
}

/* What is there and what should be: both whole when they are short, else from the first line that differs. */
static const char *changed_words(struct purse_arena *arena, const char *stands, const char *laid) {
	const char *is = purse_trim(arena, stands), *should = purse_trim(arena, laid);
	long line = 0;
	if (is_short(is) && is_short(should))
		return purse_text(arena, "it is \"%s\", and should be \"%s\"", is, should);
	while (line < MAX_LINES && strcmp(line_of(arena, is, line), line_of(arena, should, line)) == 0) line++;
	return purse_text(arena, "it was changed: from its line %ld on it is \"%s\", and should be \"%s\"",
		line + 1, excerpt(arena, line_of(arena, is, line)), excerpt(arena, line_of(arena, should, line)));
}

static struct purse_catalogue_difference difference_of(
	struct purse_run *run, const struct purse_rows *rows, int i) {
	const char *kind = purse_cell_text(rows, i, "kind"), *name = purse_cell_text(rows, i, "name");
	const char *label = purse_cell_text(rows, i, "label"), *stands = purse_cell_text(rows, i, "stands");
	const char *laid = purse_cell_text(rows, i, "laid");
	struct purse_catalogue_difference found = { .place = purse_text(run->arena, "%s %s%s%s", kind, name,
													label ? ", " : "", label ? label : ""),
		.hides = purse_starts(name, "purse_view.")
		         || (label && (purse_starts(label, "policy ") || purse_same(label, "row security"))) };
	if (purse_cell_flag(rows, i, "gone")) found.what = "it is gone";
	else if (purse_cell_flag(rows, i, "extra")) found.what = "purse did not make it";
	else if (!stands)
		found.what = purse_text(run->arena, "it is gone, and should be \"%s\"", excerpt(run->arena, laid));
	else if (!laid)
		found.what = purse_text(run->arena, "it is \"%s\", and should not be", excerpt(run->arena, stands));
	else found.what = changed_words(run->arena, stands, laid);
	return found;
}

/* ---- bodies of functions, against the files ---------------------------------------------------------------
 */

/* Whether the file makes a function of that name with that body, between its dollar quotes. */
static bool makes(
	struct purse_arena *arena, const struct purse_embedded *file, const char *name, const char *body) {
	const char *heading = purse_text(arena, "function %s(", name), *at = file->text;
	size_t length = strlen(body);
	while ((at = strstr(at, heading)) != NULL) {
		at += strlen(heading);
		const char *open = strchr(at, '$');
		const char *text = open ? strchr(open + 1, '$') : NULL;
		if (text && strncmp(text + 1, body, length) == 0
			&& strncmp(text + 1 + length, open, (size_t)(text + 1 - open)) == 0)
			return true;
	}
	return false;
}

static bool is_ours(struct purse_arena *arena, const char *name, const char *body) {
	static const char *const folders[] = { "sql/routine/", "sql/schema/" };
	for (size_t f = 0; f < sizeof folders / sizeof *folders; f++) {
		size_t count;
		const struct purse_embedded *files = purse_embedded_under(folders[f], &count);
		for (size_t i = 0; i < count; i++)
			if (makes(arena, &files[i], name, body)) return true;
	}
	return purse_same(name, "purse_api.installed"); /* made by the installation itself */
}

/* Functions that no file of this program makes so, unless found already. */
static bool compare_bodies(
	struct purse_run *run, struct purse_db *db, struct purse_catalogue_differences *differences) {
	struct purse_rows *rows;
	if (!purse_db_query_text(run, db,
			"select n.nspname || '.' || f.proname as name, f.prosrc as body,"
			" format('function %s.%s(%s)', n.nspname, f.proname, oidvectortypes(f.proargtypes)) as place"
			" from pg_proc f join pg_namespace n on n.oid = f.pronamespace"
			" where n.nspname in ('purse', 'purse_api', 'purse_cache', 'purse_view') order by 3",
			NULL, 0, &rows))
		return false;
	struct purse_arena *arena = purse_arena_new(run->arena);
	for (int i = 0; i < rows->count && differences->count < MAX_DIFFERENCES; i++) {
		const char *place = purse_cell_text(rows, i, "place");
		bool known = false;
		if (is_ours(arena, purse_cell_text(rows, i, "name"), purse_cell_text(rows, i, "body"))) continue;
		for (size_t k = 0; k < differences->count && !known; k++)
			known = purse_starts(differences->list[k].place, place);
		if (!known)
			differences->list[differences->count++] = (struct purse_catalogue_difference){ .place = place,
				.what = "its body is none that this program lays down" };
	}
	purse_arena_close(arena);
	return true;
}

bool purse_catalogue_compare(
	struct purse_run *run, struct purse_db *db, struct purse_catalogue_differences *differences) {
	struct purse_rows *rows;
	*differences = (struct purse_catalogue_differences){ .list = purse_alloc_array(run->arena,
															 MAX_DIFFERENCES, sizeof *differences->list) };
	if (!purse_db_query_text(run, db, compare_sql(run, "purse_api.laid_down()"), NULL, 0, &rows))
		return false;
	for (int i = 0; i < rows->count; i++)
		if (purse_same(purse_cell_text(rows, i, "kind"), "server")) {
			differences->list[differences->count++] =
				(struct purse_catalogue_difference){ .place = "server PostgreSQL",
					.what = "the books were laid down under another version of it: run purse upgrade, then "
							"verify again" };
			return compare_bodies(run, db, differences);
		}
	for (int i = 0; i < rows->count && differences->count < MAX_DIFFERENCES; i++)
		differences->list[differences->count++] = difference_of(run, rows, i);
	return compare_bodies(run, db, differences);
}

/* ---- installing --------------------------------------------------------------------------------------- */

static bool is_kept(struct purse_run *run, struct purse_db *db, bool *kept) {
	struct purse_rows *row;
	if (!purse_db_command_text(run, db, "set local role purse_owner", NULL, 0)
		|| !purse_db_one_row_text(run, db,
			"select to_regclass('purse.laid_down') is not null"
			" and to_regclass('purse_view.reference') is not null as kept",
			NULL, 0, &row))
		return false;
	*kept = purse_cell_flag(row, 0, "kept");
	return true;
}

bool purse_catalogue_remember(struct purse_run *run, struct purse_db *db) {
	bool kept;
	if (!is_kept(run, db, &kept)) return false;
	if (!purse_db_command_text(run, db,
			"create temporary table tampered (kind text, name text, label text, stands text, laid text)"
			" on commit drop",
			NULL, 0))
		return false;
	if (!kept) return true;
	/* who installs was made a member of the owner, if he was not */
	const char *sql = purse_text(run->arena,
		"insert into pg_temp.tampered"
		" with now as materialized (%s), laid as materialized (select * from %s u)"
		" select kind, name, label, n.value, l.value from now n full join laid l using (kind, name, label)"
		" where n.value is distinct from l.value and (kind, label) <> ('role', 'member ' || session_user)"
		"  and exists (select from now n join laid l using (kind, value) where kind = 'server')",
		purse_embedded("sql/query/catalogue.sql")->text, LAST_RECORDING);
	return purse_db_command_text(run, db, sql, NULL, 0);
}

bool purse_catalogue_keep(struct purse_run *run, struct purse_db *db) {
	bool kept;
	if (!is_kept(run, db, &kept)) return false;
	if (!kept) return true;
	const char *sql = purse_text(run->arena,
		"insert into purse.laid_down (recording, kind, name, label, value)"
		" with now as materialized (%s), laid as materialized (select * from %s u),"
		" left_so as (select t.* from pg_temp.tampered t left join now n using (kind, name, label)"
		"  where n.value is not distinct from t.stands),"
		" wanted as (select * from now n where not exists (select from left_so t"
		"   where (t.kind, t.name, t.label) = (n.kind, n.name, n.label))"
		"  union all select kind, name, label, t.laid from left_so t where t.laid is not null)"
		" select (select coalesce(max(y.recording), 0) + 1 from purse.laid_down y),"
		"  w.kind, w.name, w.label, w.value from wanted w"
		" where exists (select from wanted x full join laid l using (kind, name, label)"
		"  where x.value is distinct from l.value)",
		purse_embedded("sql/query/catalogue.sql")->text, LAST_RECORDING);
	return purse_db_command_text(run, db, sql, NULL, 0);
}
