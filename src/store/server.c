#include "purse/store/server.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "purse/base/arena.h"
#include "purse/base/file.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/schema.h"

#define ROOT_HOMES "/var/lib/purse"
#define DATABASE_NAME "purse"

enum {
	FORMAT = 1, /* of the file .purse/server */
	MAX_NOTE_BYTES = 8192,
	ID_DIGITS = 16,
};

/* .purse/server */

static const char *note_text(struct purse_run *run, const char *id, const char *home) {
	return purse_text(run->arena,
	                  "# The private server of these books, written by purse init.\n"
	                  "format %d\nid %s\nhome %s\ndatabase " DATABASE_NAME "\n",
	                  FORMAT, id, home);
}

/* The value of a line `key value`, NULL if there is none. */
static const char *value_of(struct purse_run *run, const char *text, const char *key) {
	size_t length = strlen(key);

	for (const char *line = text; *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n') {
		if (strncmp(line, key, length) != 0 || line[length] != ' ') continue;
		line += length + 1;
		return purse_copy_bytes(run->arena, line, strcspn(line, "\n"));
	}
	return NULL;
}

static bool is_id(const char *text) {
	return text != NULL && strlen(text) == ID_DIGITS && strspn(text, "0123456789abcdef") == ID_DIGITS;
}

/* Reads what .purse/server (or .purse.new/server) says; false, without a problem, when it makes no sense. */
static bool read_note(struct purse_run *run, const char *place, struct purse_server *server) {
	char text[MAX_NOTE_BYTES];
	const char *home, *format;

	if (!purse_read_small(purse_text(run->arena, "%s/server", place), text, sizeof text)) return false;
	format = value_of(run, text, "format");
	home = value_of(run, text, "home");
	server->id = value_of(run, text, "id");
	server->database = value_of(run, text, "database");
	if (format == NULL || strtol(format, NULL, 10) != FORMAT || home == NULL || server->database == NULL ||
	    !is_id(server->id))
		return false;
	if (strcmp(home, ".") == 0) home = place;
	if (home[0] != '/') return false;
	server->cluster = purse_cluster_in(run, home, purse_account_own());
	return true;
}

/* Finding */

static bool fail_not_mine(struct purse_run *run, const char *folder) {
	return purse_fail(run, PURSE_E_SERVER, NULL, "run purse as the account that made them, or as root",
	                  "could not use the books in \"%s\": they belong to another account", folder);
}

/* Whether we may run this cluster: it is ours, or we are root and it is some ordinary account's. Who owns it
 * runs it. */
static bool check_owner(struct purse_run *run, struct purse_server *server) {
	const char *home = server->cluster.home;
	struct stat found;

	if (stat(home, &found) != 0)
		return purse_fail(run, PURSE_E_SERVER, NULL,
		                  "if the folder came from another machine, bring that one along or restore a backup",
		                  "could not find the books of \"%s\" in \"%s\": %s", server->folder, home,
		                  strerror(errno));
	if (found.st_uid != geteuid() && geteuid() != 0) return fail_not_mine(run, server->folder);
	if (found.st_uid == 0)
		return purse_fail(run, PURSE_E_SERVER, NULL, "give it to the account that uses it: chown -R",
		                  "could not use \"%s\": it belongs to root, whom PostgreSQL refuses", home);
	server->cluster = purse_cluster_in(run, home, (struct purse_account){ found.st_uid, found.st_gid });
	return true;
}

/* The absolute path of a folder, without links in it. */
static const char *true_path(struct purse_run *run, const char *path) {
	char *buffer = purse_alloc(run->arena, PATH_MAX);

	if (realpath(path, buffer) != NULL) return buffer;
	purse_fail(run, PURSE_E_SYSTEM, NULL, NULL, "could not read the folder \"%s\": %s", path,
	           strerror(errno));
	return NULL;
}

/* What stands in a folder: books, books of somebody else that we may not look at, or nothing. */
enum look { NOTHING, BOOKS, CLOSED };

static enum look look_into(struct purse_run *run, const char *place) {
	struct stat found;

	if (stat(purse_text(run->arena, "%s/server", place), &found) == 0) return BOOKS;
	return errno == EACCES && lstat(place, &found) == 0 ? CLOSED : NOTHING;
}

/* For root a folder only points to its books, so a copy of the folder would share them. The books know the
 * folder they were last used in: if that still points here, this one is a copy; else it has moved. */
static bool check_no_copy(struct purse_run *run, const struct purse_server *server) {
	const char *record = purse_text(run->arena, "%s/folder", server->cluster.home);
	struct purse_server other = { 0 };
	char text[MAX_NOTE_BYTES];

	if (purse_read_small(record, text, sizeof text) && strcmp(text, server->folder) == 0) return true;
	if (text[0] == '/' && read_note(run, purse_text(run->arena, "%s/.purse", text), &other) &&
	    strcmp(other.id, server->id) == 0)
		return purse_fail(run, PURSE_E_SERVER, NULL, "remove .purse here, and use the others or begin anew",
		                  "\"%s\" is a copy of \"%s\", whose books can't be used from two places",
		                  server->folder, text);
	return purse_write_small(run, record, server->folder, false);
}

static bool take_books(struct purse_run *run, const char *place, struct purse_server *server) {
	if (!read_note(run, place, server))
		return purse_fail(run, PURSE_E_SERVER, NULL, "it may be from a newer purse, or damaged",
		                  "could not make sense of \"%s/server\"", place);
	if (!check_owner(run, server)) return false;
	return !purse_starts(server->cluster.home, ROOT_HOMES "/") || check_no_copy(run, server);
}

bool purse_server_find(struct purse_run *run, const char *start_folder, struct purse_server **server) {
	const char *start = true_path(run, start_folder ? start_folder : ".");
	struct purse_server *found = purse_alloc(run->arena, sizeof *found);
	char *folder = purse_copy_text(run->arena, start);

	*server = NULL;
	if (start == NULL) return false;
	for (;;) {
		bool at_top = strcmp(folder, "/") == 0;
		const char *place = purse_text(run->arena, "%s/.purse", at_top ? "" : folder);
		enum look look = look_into(run, place);

		found->folder = folder;
		if (look == CLOSED) return fail_not_mine(run, folder);
		if (look == BOOKS) {
			if (!take_books(run, place, found)) return false;
			*server = found;
			return true;
		}
		if (at_top) break;
		char *slash = strrchr(folder, '/');
		slash[slash == folder ? 1 : 0] = '\0';
	}
	return purse_fail(run, PURSE_E_NO_FOLDER, NULL,
	                  "run purse init to begin books here, go to where they are, or name a database with "
	                  "--database",
	                  "could not find books in \"%s\" or any folder above it", start);
}

/* Making */

/* Takes away what an init that did not end has left. */
static bool clear_leftovers(struct purse_run *run, const char *place) {
	struct purse_server left = { 0 };
	bool mine;

	if (!purse_is_folder(place)) return purse_remove_tree(run, place);
	if (read_note(run, place, &left)) {
		mine = strcmp(left.cluster.home, place) == 0 ||
		       strcmp(left.cluster.home, purse_text(run->arena, ROOT_HOMES "/%s", left.id)) == 0;
		if (mine && !purse_cluster_remove(run, &left.cluster)) return false;
	}
	return purse_remove_tree(run, place);
}

/* After a failure. A stop that was asked for has ended the work already; clearing up must not end early too,
 * though what initdb started may hold the lock for another moment. */
static void clear_up(struct purse_run *run, const char *place) {
	const volatile sig_atomic_t *stop = run->stop;

	run->stop = NULL;
	clear_leftovers(run, place);
	run->stop = stop;
}

static bool check_no_books(struct purse_run *run, const char *folder) {
	const char *place = purse_text(run->arena, "%s/.purse", folder);

	if (purse_file_exists(purse_text(run->arena, "%s/server", place)))
		return purse_fail(run, PURSE_E_USAGE, NULL, "go on with these, or begin others in another folder",
		                  "there are books in \"%s\" already", folder);
	if (purse_file_exists(place) && rmdir(place) != 0)
		return purse_fail(run, PURSE_E_USAGE, NULL, "move it away, or begin the books in another folder",
		                  "\"%s\" is there already, and not by purse", place);
	return true;
}

/* While books are being made, the file MAKING in root's home of them names their folder. */
static const char *making_note(struct purse_run *run, const char *home) {
	return purse_text(run->arena, "%s/making", home);
}

/* The folders of a new cluster: in `place`, or for root where an ordinary account can reach it. */
static bool make_folders(struct purse_run *run, const char *place, struct purse_server *server) {
	struct purse_account own = purse_account_own(), account = own;
	const char *home = place;
	char *id = purse_alloc(run->arena, ID_DIGITS + 1);

	if (!purse_random_id(run, id) || !purse_make_private_folder(run, place, own)) return false;
	if (own.user == 0) {
		if (!purse_account_for_servers(run, &account) || !purse_make_folder(run, ROOT_HOMES))
			return false;
		home = purse_text(run->arena, ROOT_HOMES "/%s", id);
		if (chmod(ROOT_HOMES, 0755) != 0)
			return purse_fail(run, PURSE_E_SYSTEM, NULL, NULL, "could not open \"" ROOT_HOMES "\": %s",
			                  strerror(errno));
	}
	/* first the note, so that whatever comes after can be found and cleared away */
	if (!purse_write_small(run, purse_text(run->arena, "%s/server", place),
	                       note_text(run, id, home == place ? "." : home), false))
		return false;
	if (home != place && (!purse_make_private_folder(run, home, account) ||
	                      !purse_write_small(run, making_note(run, home), server->folder, false)))
		return false;
	server->id = id;
	server->database = DATABASE_NAME;
	server->cluster = purse_cluster_in(run, home, account);
	return true;
}

static bool fill(struct purse_run *run, struct purse_arena *arena, struct purse_server *server,
                 const struct purse_server_plan *plan) {
	struct purse_target target = purse_server_target(server, PURSE_ADMIN_ROLE);
	struct purse_db *db;

	target.database = "postgres";
	purse_run_progress(run, "making the database", 2, 4);
	if (!purse_db_open(run, arena, &target, "init", &db) ||
	    !purse_db_command_text(run, db, "create database " DATABASE_NAME, NULL, 0))
		return false;
	target.database = server->database;
	purse_run_progress(run, "making the database", 3, 4);
	return purse_db_open(run, arena, &target, "init", &db) &&
	       purse_schema_install(run, db, plan->files, NULL) &&
	       purse_schema_add_person(run, db, plan->person) &&
	       (plan->furnish == NULL || plan->furnish(run, db, plan->person));
}

/* Everything, under a name that no command looks for. */
static bool build(struct purse_run *run, const char *folder, const char *place,
                  const struct purse_server_plan *plan) {
	struct purse_server server = { .folder = folder };
	struct purse_arena *arena;
	bool good;

	purse_run_progress(run, "making the database", 0, 4);
	if (!make_folders(run, place, &server) || !purse_cluster_make(run, &server.cluster)) return false;
	purse_run_progress(run, "making the database", 1, 4);
	if (!purse_cluster_start(run, &server.cluster, NULL)) return false;
	arena = purse_arena_new(run->arena);
	good = fill(run, arena, &server, plan);
	purse_arena_close(arena);
	if (!good || !purse_cluster_stop(run, &server.cluster, NULL)) return false;
	unlink(making_note(run, server.cluster.home));
	return true;
}

/* Root's books stay in /var/lib/purse/ when somebody removes the folder that pointed to them, and so does
 * their server. New books in the same folder show that nobody will come back for it, so it is stopped;
 * whether the books can go is not for us to say. */
static bool stop_forsaken(struct purse_run *run, struct purse_cluster *cluster, const char *folder) {
	char text[MAX_NOTE_BYTES];

	if (purse_cluster_process(run, cluster) == 0) return true;
	if (!purse_read_small(purse_text(run->arena, "%s/folder", cluster->home), text, sizeof text)) return true;
	return strcmp(text, folder) != 0 || purse_cluster_stop(run, cluster, NULL);
}

/* Books that were never finished, and whose folder no longer leads to them, nobody can have used. */
static bool clear_unfinished(struct purse_run *run, struct purse_cluster *cluster, const char *id) {
	struct purse_server other = { 0 };
	char text[MAX_NOTE_BYTES];

	if (!purse_read_small(making_note(run, cluster->home), text, sizeof text) || text[0] != '/') return true;
	if (read_note(run, purse_text(run->arena, "%s/.purse.new", text), &other) && strcmp(other.id, id) == 0)
		return true; /* being made, or to be cleared away by the next init there */
	return purse_cluster_remove(run, cluster);
}

/* What is left in /var/lib/purse/ of folders that are gone. */
static bool clear_root_homes(struct purse_run *run, const char *folder) {
	struct stat found;
	char **names;
	size_t count;

	if (geteuid() != 0 || !purse_is_folder(ROOT_HOMES)) return true;
	if (!purse_list_folder(run, ROOT_HOMES, &names, &count)) return false;
	for (size_t i = 0; i < count; i++) {
		const char *home = purse_text(run->arena, ROOT_HOMES "/%s", names[i]);
		struct purse_cluster cluster;

		if (!is_id(names[i]) || stat(home, &found) != 0) continue;
		cluster = purse_cluster_in(run, home, (struct purse_account){ found.st_uid, found.st_gid });
		if (!stop_forsaken(run, &cluster, folder) || !clear_unfinished(run, &cluster, names[i])) return false;
	}
	return true;
}

static bool init_locked(struct purse_run *run, const char *folder, const struct purse_server_plan *plan) {
	const char *place = purse_text(run->arena, "%s/.purse.new", folder);
	const char *final = purse_text(run->arena, "%s/.purse", folder);

	if (!check_no_books(run, folder) || !clear_leftovers(run, place)) return false;
	if (!clear_root_homes(run, folder)) return false;
	if (!build(run, folder, place, plan)) {
		clear_up(run, place);
		return false;
	}
	if (rename(place, final) == 0) return true;
	purse_fail(run, PURSE_E_SYSTEM, NULL, NULL, "could not rename \"%s\" to \"%s\": %s", place, final,
	           strerror(errno));
	clear_up(run, place);
	return false;
}

bool purse_server_init(struct purse_run *run, const char *folder, const struct purse_server_plan *plan,
                       struct purse_server **server) {
	const char *path;
	bool taken, good;
	int lock;

	*server = NULL;
	if (!purse_make_folder(run, folder) || (path = true_path(run, folder)) == NULL) return false;
	if (!purse_lock(run, path, 0, purse_account_own(), &lock, &taken)) return false;
	if (!taken)
		return purse_fail(run, PURSE_E_SERVER, NULL, "wait until it is done",
		                  "another purse init is at work in \"%s\"", path);
	good = init_locked(run, path, plan);
	close(lock);
	return good && purse_server_find(run, path, server) && purse_server_start(run, *server, NULL);
}

/* Using */

bool purse_server_start(struct purse_run *run, struct purse_server *server, bool *started) {
	return purse_cluster_start(run, &server->cluster, started);
}

bool purse_server_stop(struct purse_run *run, struct purse_server *server, bool *stopped) {
	return purse_cluster_stop(run, &server->cluster, stopped);
}

struct purse_target purse_server_target(const struct purse_server *server, const char *role) {
	return (struct purse_target){ .socket_folder = server->cluster.socket_folder,
		                          .role = role,
		                          .database = server->database };
}

bool purse_server_status(struct purse_run *run, struct purse_server *server,
                         struct purse_server_status *status) {
	struct purse_arena *arena;
	struct purse_target target;
	struct purse_rows *row;
	struct purse_db *db;
	bool good, started;

	*status = (struct purse_server_status){ .pid = purse_cluster_process(run, &server->cluster) };
	if (status->pid == 0) return true;
	status->running = true;
	if (!purse_cluster_start(run, &server->cluster, &started)) return false; /* it may be on its way up */
	arena = purse_arena_new(run->arena);
	target = purse_server_target(server, PURSE_ADMIN_ROLE);
	good = purse_db_open(run, arena, &target, "server status", &db) &&
	       purse_db_one_row_text(
			   run, db,
			   "select (select count(*) from pg_stat_activity where backend_type = 'client backend'"
			   " and pid <> pg_backend_pid()) as connections,"
			   " pg_database_size(current_database()) as size_bytes",
			   NULL, 0, &row);
	if (good) {
		status->connections = strtol(purse_rows_cell(row, 0, "connections"), NULL, 10);
		status->size_bytes = strtol(purse_rows_cell(row, 0, "size_bytes"), NULL, 10);
	}
	purse_arena_close(arena);
	return good;
}

/* Waits for the command, to which the terminal's signals go as well, so that it decides what they mean. A
 * request to us to end is passed on. */
static int wait_for_command(struct purse_run *run, pid_t pid) {
	bool told = false;
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
		if (!told && run->stop != NULL && *run->stop) {
			kill(pid, SIGTERM);
			told = true;
		}
	}
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* Runs a command; when it can't be run, its errno comes through a pipe that a successful exec closes. */
static bool run_command(struct purse_run *run, char *const *arguments, int *exit_status) {
	struct sigaction ignore = { .sa_handler = SIG_IGN }, interrupt, quit;
	int ends[2], why = 0;
	ssize_t got;
	pid_t pid;

	if (pipe(ends) != 0 || fcntl(ends[0], F_SETFD, FD_CLOEXEC) != 0 ||
	    fcntl(ends[1], F_SETFD, FD_CLOEXEC) != 0)
		return purse_fail(run, PURSE_E_SYSTEM, NULL, NULL, "could not run \"%s\": %s", arguments[0],
		                  strerror(errno));
	sigaction(SIGINT, &ignore, &interrupt);
	sigaction(SIGQUIT, &ignore, &quit);
	pid = fork();
	if (pid == 0) {
		sigaction(SIGINT, &(struct sigaction){ .sa_handler = SIG_DFL }, NULL);
		sigaction(SIGQUIT, &(struct sigaction){ .sa_handler = SIG_DFL }, NULL);
		execvp(arguments[0], arguments);
		why = errno;
		got = write(ends[1], &why, sizeof why);
		_exit(got == (ssize_t)sizeof why ? 127 : 126);
	}
	close(ends[1]);
	do got = read(ends[0], &why, sizeof why);
	while (got < 0 && errno == EINTR);
	close(ends[0]);
	if (pid > 0) *exit_status = wait_for_command(run, pid);
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGQUIT, &quit, NULL);
	if (pid > 0 && got == 0) return true;
	return purse_fail(run, PURSE_E_USAGE, NULL, "name a program and its arguments after --",
	                  "could not run \"%s\": %s", arguments[0], strerror(pid > 0 ? why : errno));
}

bool purse_server_run(struct purse_run *run, struct purse_server *server, char *const *arguments,
                      int *exit_status) {
	bool started, good;

	*exit_status = 0;
	if (!purse_server_start(run, server, &started)) return false;
	good = run_command(run, arguments, exit_status);
	if (started && !purse_server_stop(run, server, NULL)) return false;
	return good;
}

bool purse_server_remove(struct purse_run *run, struct purse_server *server) {
	return purse_cluster_remove(run, &server->cluster) &&
	       purse_remove_tree(run, purse_text(run->arena, "%s/.purse", server->folder));
}
