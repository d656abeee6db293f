#include "purse/store/schema.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "purse/base/arena.h"
#include "purse/base/embedded.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/catalogue.h"
#include "purse/store/copy.h"
#include "purse/store/db.h"
#include "purse/store/sql.h"

#define MIGRATIONS "sql/schema/"
#define ROUTINES "sql/routine/"
#define VIEWS "sql/view/"
#define REFERENCE "sql/reference/"
#define RULES "sql/verify/"

enum { MAX_NAME_BYTES = 63 }; /* PostgreSQL's own limit on names */

/* What has to be there before the files run; each can run again. The advisory lock keeps two installations of
 * one database apart; roles belong to the whole server, where two databases may be set up at once. */
static const char *const preparations[] = {
	"select pg_advisory_xact_lock(x'7075727365'::bigint)", /* `purse` in ASCII */
	"do $$ declare wanted text; begin"
	" foreach wanted in array array['purse_owner', 'purse_viewer', 'purse_user'] loop"
	"  if not exists (select from pg_roles where rolname = wanted) then"
	"   begin execute format('create role %I nologin', wanted);"
	"   exception when duplicate_object or unique_violation then null; end;"
	"  end if;"
	"  if wanted <> 'purse_user' and not pg_has_role(current_user, wanted, 'usage') then"
	"   execute format('grant %I to %I', wanted, current_user);"
	"  end if;"
	" end loop; end $$",
	"create schema if not exists purse authorization purse_owner",
	"create schema if not exists purse_api authorization purse_owner",
	"create schema if not exists purse_cache authorization purse_owner",
	"create schema if not exists purse_view authorization purse_viewer",
	"set local role purse_viewer",
	"alter default privileges revoke execute on functions from public",
	"grant usage on schema purse_view to purse_user",
	"set local role purse_owner",
	"alter default privileges revoke execute on functions from public",
	"grant usage on schema purse_api to purse_user",
	"grant usage on schema purse to purse_viewer",
	"create table if not exists purse.migration (number integer primary key, path text not null,"
	" sha256 text not null, applied_at timestamptz not null default now(),"
	" applied_by text not null default session_user)",
	"comment on table purse.migration is 'numbered files of sql/schema that were applied, once each'",
	"comment on column purse.migration.number is 'begins its name; they run 1, 2, 3 without gaps'",
	"comment on column purse.migration.path is 'the file, as in the source tree'",
	"comment on column purse.migration.sha256 is 'of its text; a file never changes after it was applied'",
	"comment on column purse.migration.applied_at is 'when the transaction that applied it began'",
	"comment on column purse.migration.applied_by is 'the role that ran the installation'",
	"create table if not exists purse.installation (step integer generated always as identity primary key,"
	" number integer not null, fingerprint text not null, installed_at timestamptz not null default now(),"
	" installed_by text not null default session_user)",
	"comment on table purse.installation is 'the states of the files that the database has been at'",
	"comment on column purse.installation.step is 'the highest is the one that holds'",
	"comment on column purse.installation.number is 'of the newest migration'",
	"comment on column purse.installation.fingerprint is"
	" 'of all files that make the schema, also those that run again at each upgrade'",
	"comment on column purse.installation.installed_at is 'when the transaction of the installation began'",
	"comment on column purse.installation.installed_by is 'the role that ran it'",
	"create or replace function purse_api.installed() returns table (number integer, fingerprint text)"
	" language sql stable security definer set search_path = pg_catalog, pg_temp"
	" as $$ select i.number, i.fingerprint from purse.installation i order by i.step desc limit 1 $$",
	"comment on function purse_api.installed() is 'the state of the database, checked at each connection'",
	"revoke all on function purse_api.installed() from public",
	"grant execute on function purse_api.installed() to purse_user",
};

/* The files of a folder */

struct folder {
	const struct purse_embedded *list;
	size_t count;
};

static struct folder folder_of(const struct purse_schema_files *files, const char *path) {
	static const struct purse_embedded nothing = { "", "", 0 };
	struct folder folder = { &nothing, 0 };

	if (files == NULL) {
		const struct purse_embedded *list = purse_embedded_under(path, &folder.count);

		if (list != NULL) folder.list = list;
		return folder;
	}
	for (size_t i = 0; i < files->count; i++) {
		if (!purse_starts(files->list[i].path, path)) continue;
		if (folder.count == 0) folder.list = &files->list[i];
		folder.count++;
	}
	return folder;
}

/* FNV-1a, 64 bits: tells builds apart, and guards against nothing worse. */
static uint64_t mix(uint64_t sum, const char *bytes, size_t length) {
	for (size_t i = 0; i < length; i++) sum = (sum ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
	return sum;
}

static const char *fingerprint_of(struct purse_arena *arena, const struct purse_schema_files *files) {
	const char *const folders[] = { MIGRATIONS, ROUTINES, VIEWS, REFERENCE, RULES };
	uint64_t sum = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		struct folder folder = folder_of(files, folders[i]);

		for (size_t j = 0; j < folder.count; j++) {
			sum = mix(sum, folder.list[j].path, strlen(folder.list[j].path) + 1);
			sum = mix(sum, folder.list[j].text, folder.list[j].length);
		}
	}
	for (size_t i = 0; i < sizeof preparations / sizeof *preparations; i++)
		sum = mix(sum, preparations[i], strlen(preparations[i]) + 1);
	return purse_text(arena, "%016" PRIx64, sum);
}

static int newest_number(const struct purse_schema_files *files) {
	return (int)folder_of(files, MIGRATIONS).count;
}

/* The check at each connection */

/* What is in a database, by the catalogue, which anybody may read. */
struct contents {
	bool schema;        /* there is a schema purse */
	bool ours;          /* and it was made by us */
	const char *tables; /* how many tables there are, extensions left out */
};

static bool look(struct purse_run *run, struct purse_db *db, struct contents *contents) {
	struct purse_rows *row;

	if (!purse_db_one_row_text(
			run, db,
			"select exists (select from pg_namespace where nspname = 'purse')::text as schema,"
			" exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace"
			"  where n.nspname = 'purse' and c.relname = 'migration')::text as ours,"
			" (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
			"  where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'"
			"  and not exists (select from pg_depend d where d.objid = c.oid"
			"   and d.classid = 'pg_class'::regclass"
			"   and d.deptype = 'e'))::text as tables",
			NULL, 0, &row))
		return false;
	contents->schema = strcmp(purse_rows_cell(row, 0, "schema"), "true") == 0;
	contents->ours = strcmp(purse_rows_cell(row, 0, "ours"), "true") == 0;
	contents->tables = purse_rows_cell(row, 0, "tables");
	return true;
}

static bool fail_not_ours(struct purse_run *run, struct purse_db *db, const struct contents *contents) {
	if (contents->schema)
		return purse_fail(run, PURSE_E_NOT_OURS, NULL, "name the database of the books with --database",
		                  "could not use database \"%s\": its schema \"purse\" was not made by purse",
		                  purse_db_database(db));
	return purse_fail(run, PURSE_E_NOT_OURS, NULL,
	                  "set it up with purse init, or name another with --database",
	                  "could not find books in database \"%s\"", purse_db_database(db));
}

/* Says why installed() could not be asked. */
static bool explain_missing(struct purse_run *run, struct purse_db *db) {
	struct contents contents;

	if (!look(run, db, &contents)) return false;
	if (!contents.ours) return fail_not_ours(run, db, &contents);
	return purse_fail(
		run, PURSE_E_DATABASE, NULL,
		purse_text(run->arena, "ask the administrator of the database to run: grant purse_user to %s",
	               purse_sql_name(run->arena, purse_db_role(db))),
		"could not open the books in database \"%s\": \"%s\" is none of the people who may",
		purse_db_database(db), purse_db_role(db));
}

bool purse_schema_check(struct purse_run *run, struct purse_db *db, const struct purse_schema_files *files) {
	struct purse_mark mark = purse_db_mark(run);
	int ours = newest_number(files);
	long theirs;
	struct purse_rows *row;

	if (!purse_db_one_row_text(run, db, "select number, fingerprint from purse_api.installed()", NULL, 0,
	                           &row)) {
		const char *state = purse_db_last_state(db);

		if (!purse_same(state, "3F000") && !purse_same(state, "42883") && !purse_same(state, "42501"))
			return false;
		purse_db_forget(run, mark);
		return explain_missing(run, db);
	}
	theirs = strtol(purse_rows_cell(row, 0, "number"), NULL, 10);
	if (theirs > ours)
		return purse_fail(run, PURSE_E_NEWER_SCHEMA, NULL,
		                  "use the newer purse, or bring this one up to date",
		                  "could not open the books in database \"%s\": a newer purse made them (number "
		                  "%ld, this one knows %d)",
		                  purse_db_database(db), theirs, ours);
	if (theirs < ours)
		return purse_fail(run, PURSE_E_OLDER_SCHEMA, NULL, "run purse upgrade",
		                  "could not open the books in database \"%s\": an older purse made them (number "
		                  "%ld, this one needs %d)",
		                  purse_db_database(db), theirs, ours);
	if (strcmp(purse_rows_cell(row, 0, "fingerprint"), fingerprint_of(run->arena, files)) != 0)
		return purse_fail(run, PURSE_E_OLDER_SCHEMA, NULL, "run purse upgrade",
		                  "could not open the books in database \"%s\": their functions and views are of "
		                  "another build of purse",
		                  purse_db_database(db));
	return true;
}

/* Installing */

/* Whether purse can be put here: it is here already, or the database is empty. */
static bool check_room(struct purse_run *run, struct purse_db *db, bool must_be_there) {
	struct contents contents;

	if (!look(run, db, &contents)) return false;
	if (contents.ours) return true;
	if (must_be_there || contents.schema) return fail_not_ours(run, db, &contents);
	if (strcmp(contents.tables, "0") != 0)
		return purse_fail(
			run, PURSE_E_NOT_OURS, NULL, "give purse a database of its own: create database purse",
			"could not use database \"%s\": it holds %s tables of something else", purse_db_database(db),
			contents.tables);
	return true;
}

/* When the server would not let us, says so in our words, with the server's as detail. */
static bool explain_refusal(struct purse_run *run, struct purse_db *db, struct purse_mark mark) {
	const char *words;

	if (!purse_same(purse_db_last_state(db), "42501") || run->problem_count == mark.problem_count)
		return false;
	words = run->problems[mark.problem_count].message;
	purse_db_forget(run, mark);
	return purse_fail_detail(
		run, PURSE_E_DATABASE, NULL,
		"connect as a role that owns the database and may create roles; once the books are set up, "
		"everybody else needs membership of purse_user only",
		words, "role \"%s\" may not set up purse in database \"%s\"", purse_db_role(db),
		purse_db_database(db));
}

static bool prepare(struct purse_run *run, struct purse_db *db) {
	struct purse_mark mark = purse_db_mark(run);

	for (size_t i = 0; i < sizeof preparations / sizeof *preparations; i++)
		if (!purse_db_script(run, db, NULL, preparations[i])) return explain_refusal(run, db, mark);
	return true;
}

/* Runs a file as a role. The role is set each time, for a file may have left another one. */
static bool run_file(struct purse_run *run, struct purse_db *db, const char *role,
                     const struct purse_embedded *file) {
	return purse_db_command_text(run, db, purse_text(run->arena, "set local role %s", role), NULL, 0) &&
	       purse_db_script(run, db, file->path, file->text);
}

static bool run_folder(struct purse_run *run, struct purse_db *db, const char *role, struct folder folder) {
	for (size_t i = 0; i < folder.count; i++)
		if (purse_ends(folder.list[i].path, ".sql") && !run_file(run, db, role, &folder.list[i]))
			return false;
	return true;
}

/* Each file of sql/verify is one select; it becomes the view purse.verify_NN_name, which purse_api.verify()
 * asks. */
static bool make_rules(struct purse_run *run, struct purse_db *db, struct folder folder) {
	for (size_t i = 0; i < folder.count; i++) {
		char *name = purse_copy_text(run->arena, folder.list[i].path + strlen(RULES));
		name[strlen(name) - strlen(".sql")] = '\0';
		for (char *c = name; *c; c++)
			if (*c == '-') *c = '_';
		struct purse_embedded view = { .path = folder.list[i].path };
		view.text = purse_text(run->arena, "create or replace view %s as %s",
		                       purse_text(run->arena, "purse.verify_%s", name), folder.list[i].text);
		if (!run_file(run, db, "purse_owner", &view)) return false;
	}
	return true;
}

/* The checksums of the files, by the server, which needs no library of ours. */
static bool checksum(struct purse_run *run, struct purse_db *db, struct folder folder,
                     struct purse_rows **rows) {
	const char **texts = purse_alloc_array(run->arena, folder.count, sizeof *texts);
	const char *array;

	for (size_t i = 0; i < folder.count; i++) texts[i] = folder.list[i].text;
	array = purse_sql_array(run->arena, texts, folder.count);
	return purse_db_query_text(run, db,
	                           "select encode(sha256(convert_to(f.content, 'UTF8')), 'hex') as sha256"
	                           " from unnest($1::text[]) with ordinality as f(content, n) order by f.n",
	                           &array, 1, rows);
}

/* Whether the files are numbered 1, 2, 3 … in the order of their paths. */
static bool check_numbers(struct purse_run *run, struct folder folder) {
	for (size_t i = 0; i < folder.count; i++) {
		const char *name = folder.list[i].path + strlen(MIGRATIONS);

		if (strtol(name, NULL, 10) != (long)i + 1 || !purse_ends(name, ".sql"))
			return purse_fail(run, PURSE_E_BUG, NULL, NULL, "the migration \"%s\" should be number %zu",
			                  folder.list[i].path, i + 1);
	}
	return true;
}

/* Whether what was applied is what we have; *count gets how many were applied. */
static bool check_applied(struct purse_run *run, struct purse_db *db, struct folder folder,
                          const struct purse_rows *sums, size_t *count) {
	struct purse_rows *rows;

	if (!purse_db_query_text(run, db, "select number, path, sha256 from purse.migration order by number",
	                         NULL, 0, &rows))
		return false;
	*count = (size_t)rows->count;
	if (*count > folder.count)
		return purse_fail(
			run, PURSE_E_NEWER_SCHEMA, NULL, "use the newer purse, or bring this one up to date",
			"could not open the books in database \"%s\": a newer purse made them (number %zu, this one knows"
			" %zu)",
			purse_db_database(db), *count, folder.count);
	for (int i = 0; i < rows->count; i++)
		if (strcmp(purse_rows_cell(rows, i, "sha256"), sums->cells[i][0]) != 0)
			return purse_fail(
				run, PURSE_E_CHANGED_MIGRATION, NULL,
				"a migration never changes after it was applied: what is new belongs into a new file",
				"\"%s\" is not the file that was applied to database \"%s\"", folder.list[i].path,
				purse_db_database(db));
	return true;
}

static bool migrate(struct purse_run *run, struct purse_db *db, const struct purse_schema_files *files,
                    struct purse_schema_done *done) {
	struct folder folder = folder_of(files, MIGRATIONS);
	struct purse_rows *sums;
	size_t applied;

	if (!check_numbers(run, folder) || !checksum(run, db, folder, &sums) ||
	    !check_applied(run, db, folder, sums, &applied))
		return false;
	assert(applied <= folder.count);
	for (size_t i = applied; i < folder.count; i++) {
		const char *params[] = { purse_text(run->arena, "%zu", i + 1), folder.list[i].path,
			                     sums->cells[i][0] };

		purse_run_progress(run, "setting up the database", (long)i, (long)folder.count);
		if (!run_file(run, db, "purse_owner", &folder.list[i]) ||
		    !purse_db_command_text(run, db, "set local role purse_owner", NULL, 0) ||
		    !purse_db_command_text(
				run, db, "insert into purse.migration (number, path, sha256) values ($1, $2, $3)", params, 3))
			return false;
		done->migrations_applied++;
	}
	done->number = (int)folder.count;
	return true;
}

/* `a,b,c` of the heading as `"a" text, "b" text, "c" text`, or without the types. */
static const char *columns_of(struct purse_run *run, const struct purse_embedded *file, bool types) {
	struct purse_buffer columns = purse_buffer(run->arena, PURSE_MAX_TEXT_BYTES);
	size_t end = strcspn(file->text, "\r\n"), at = 0;

	while (at < end) {
		size_t length = strcspn(file->text + at, ",\r\n");
		const char *name = purse_copy_bytes(run->arena, file->text + at, length);

		purse_buffer_addf(&columns, "%s%s%s", at > 0 ? ", " : "",
		                  purse_sql_name(run->arena, purse_trim(run->arena, name)), types ? " text" : "");
		at += length + 1;
	}
	return columns.text;
}

static bool load_reference(struct purse_run *run, struct purse_db *db, const struct purse_embedded *file) {
	const char *name = file->path + strlen(REFERENCE);
	const char *base = purse_copy_bytes(run->arena, name, strcspn(name, "."));
	const char *table = purse_sql_name(run->arena, purse_text(run->arena, "reference_%s", base));
	struct purse_rows *row;

	return purse_db_command_text(run, db,
	                             purse_text(run->arena, "create temporary table %s (%s) on commit drop",
	                                        table, columns_of(run, file, true)),
	                             NULL, 0) &&
	       purse_copy_csv(run, db,
	                      purse_text(run->arena, "pg_temp.%s (%s)", table, columns_of(run, file, false)),
	                      file->text, file->length) &&
	       purse_db_one_row_text(run, db, "select purse.take_reference($1)", &base, 1, &row);
}

static bool load_references(struct purse_run *run, struct purse_db *db,
                            const struct purse_schema_files *files) {
	struct folder folder = folder_of(files, REFERENCE);

	if (!purse_db_command_text(run, db, "set local role purse_owner", NULL, 0)) return false;
	for (size_t i = 0; i < folder.count; i++)
		if (purse_ends(folder.list[i].path, ".csv") && !load_reference(run, db, &folder.list[i]))
			return false;
	return true;
}

/* Writes down what the database is at now, unless it was there before. */
static bool sign(struct purse_run *run, struct purse_db *db, const struct purse_schema_files *files,
                 struct purse_schema_done *done) {
	const char *params[] = { purse_text(run->arena, "%d", done->number), fingerprint_of(run->arena, files) };
	struct purse_rows *rows;

	if (!purse_db_query_text(run, db,
	                         "select 1 from purse_api.installed() where number = $1 and fingerprint = $2",
	                         params, 2, &rows))
		return false;
	done->was_current = rows->count == 1;
	return done->was_current ||
	       purse_db_command_text(
			   run, db, "insert into purse.installation (number, fingerprint) values ($1, $2)", params, 2);
}

static bool build(struct purse_run *run, struct purse_db *db, const struct purse_schema_files *files,
                  struct purse_schema_done *done) {
	return prepare(run, db) && purse_catalogue_remember(run, db) && migrate(run, db, files, done) &&
	       run_folder(run, db, "purse_owner", folder_of(files, ROUTINES)) &&
	       run_folder(run, db, "purse_viewer", folder_of(files, VIEWS)) && load_references(run, db, files) &&
	       make_rules(run, db, folder_of(files, RULES)) && purse_catalogue_keep(run, db) &&
	       sign(run, db, files, done);
}

static bool install(struct purse_run *run, struct purse_db *db, const struct purse_schema_files *files,
                    struct purse_schema_done *done, bool must_be_there) {
	struct purse_schema_done mine = { 0 };

	if (!check_room(run, db, must_be_there) || !purse_db_begin(run, db)) return false;
	if (!build(run, db, files, &mine) || !purse_db_commit(run, db)) {
		purse_db_rollback(db);
		return false;
	}
	if (done != NULL) *done = mine;
	return true;
}

bool purse_schema_install(struct purse_run *run, struct purse_db *db, const struct purse_schema_files *files,
                          struct purse_schema_done *done) {
	return install(run, db, files, done, false);
}

bool purse_schema_upgrade(struct purse_run *run, struct purse_db *db, const struct purse_schema_files *files,
                          struct purse_schema_done *done) {
	return install(run, db, files, done, true);
}

/* People */

bool purse_schema_is_person(const char *name) {
	size_t length = strlen(name);

	return length > 0 && length <= MAX_NAME_BYTES &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == length && name[0] >= 'a' &&
	       name[0] <= 'z' && !purse_starts(name, "purse_") && !purse_starts(name, "pg_") &&
	       strcmp(name, "public") != 0 && strcmp(name, "none") != 0;
}

bool purse_schema_add_person(struct purse_run *run, struct purse_db *db, const char *name) {
	struct purse_rows *rows;

	if (!purse_schema_is_person(name))
		return purse_fail(
			run, PURSE_E_BAD_CODE, NULL,
			"use a to z, 0 to 9 and _, with a letter first, and neither purse_ nor pg_ in front",
			"\"%s\" can't be the name of a person", name);
	if (!purse_db_query_text(run, db, "select 1 from pg_roles where rolname = $1", &name, 1, &rows))
		return false;
	if (rows->count == 0 &&
	    !purse_db_command_text(
			run, db, purse_text(run->arena, "create role %s login", purse_sql_name(run->arena, name)), NULL,
			0))
		return false;
	return purse_db_command_text(
		run, db, purse_text(run->arena, "grant purse_user to %s", purse_sql_name(run->arena, name)), NULL, 0);
}
