#include "purse/store/cluster.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "purse/base/arena.h"
#include "purse/base/file.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/db.h"
#include "purse/store/sql.h"

#define DEBIAN "/usr/lib/postgresql"
#define SHORT_FOLDERS "/tmp/purse-"

enum {
	OLDEST_MAJOR = 13,
	MAX_SOCKET_FOLDER_BYTES = 93, /* 107 with the socket's own name, which is all that the system allows */
	LOOK_AGAIN_MS = 4,
	LOCK_WAIT_MS = 120 * 1000,
	START_WAIT_MS = 600 * 1000, /* repairing after a crash can take long */
	STOP_WAIT_MS = 20 * 1000,   /* then less politely */
	KILL_WAIT_MS = 10 * 1000,
	DEAF_WAIT_MS = 1000, /* a server that runs and can't be reached has lost its socket */
	START_TRIES = 20,
	REMOVE_TRIES = 8,
	TRY_AGAIN_MS = 250,
	PID_FILE_LINES = 8,
};

/* Added to postgresql.conf when a cluster is made; whoever has the books may change them there. Statements
 * and details stay out of the log, for they name people. */
static const char settings[] = "\n# Set by purse init.\n"
							   "max_connections = 50\n"
							   "shared_buffers = 128MB\n"
							   "work_mem = 16MB\n"
							   "temp_buffers = 64MB\n"
							   "maintenance_work_mem = 64MB\n"
							   "max_wal_size = 512MB\n"
							   "wal_level = minimal\n"
							   "max_wal_senders = 0\n"
							   "max_locks_per_transaction = 256\n"
							   "dynamic_shared_memory_type = mmap\n"
							   "jit = off\n"
							   "timezone = 'UTC'\n"
							   "log_timezone = 'UTC'\n"
							   "log_line_prefix = '%m [%p] '\n"
							   "log_checkpoints = off\n"
							   "log_min_error_statement = panic\n"
							   "log_error_verbosity = terse\n";

static const char access_rules[] =
	"# Only through the Unix socket, in a folder that is closed to everybody else.\n"
	"local all all trust\n";

/* PostgreSQL's programs */

static bool has_programs(struct purse_run *run, const char *folder) {
	return access(purse_text(run->arena, "%s/postgres", folder), X_OK) == 0 &&
	       access(purse_text(run->arena, "%s/initdb", folder), X_OK) == 0;
}

static const char *programs_of_debian(struct purse_run *run, int major) {
	const char *best = NULL;
	char **names;
	size_t count;
	long newest = 0;

	if (!purse_is_folder(DEBIAN) || !purse_list_folder(run, DEBIAN, &names, &count)) return NULL;
	for (size_t i = 0; i < count; i++) {
		long number = strtol(names[i], NULL, 10);
		const char *folder = purse_text(run->arena, DEBIAN "/%s/bin", names[i]);

		if (number < OLDEST_MAJOR || number <= newest || (major != 0 && number != major)) continue;
		if (!has_programs(run, folder)) continue;
		newest = number;
		best = folder;
	}
	return best;
}

static const char *programs_in_path(struct purse_run *run) {
	const char *path = getenv("PATH");

	while (path != NULL && *path != '\0') {
		size_t length = strcspn(path, ":");
		const char *folder = purse_copy_bytes(run->arena, path, length);

		if (folder[0] == '/' && has_programs(run, folder)) return folder;
		path += length + (path[length] == ':');
	}
	return NULL;
}

bool purse_cluster_programs(struct purse_run *run, int major, const char **folder) {
	const char *told = getenv("PURSE_PG_BIN");

	if (told != NULL && *told != '\0') {
		*folder = told;
		return has_programs(run, told) ||
		       purse_fail(run, PURSE_E_SERVER, NULL,
		                  "set it to the folder that holds initdb and postgres, or unset it",
		                  "could not find PostgreSQL's programs in \"%s\", which PURSE_PG_BIN names", told);
	}
	*folder = programs_of_debian(run, major);
	if (*folder == NULL) *folder = programs_in_path(run);
	if (*folder != NULL) return true;
	if (major != 0)
		return purse_fail(
			run, PURSE_E_SERVER, NULL, purse_text(run->arena, "install the package postgresql-%d", major),
			"could not find the programs of PostgreSQL %d, which these books were made with", major);
	return purse_fail(
		run, PURSE_E_SERVER, NULL,
		"install the package postgresql, or set PURSE_PG_BIN to the folder that holds initdb and postgres",
		"could not find PostgreSQL's programs");
}

/* The cluster */

/* A folder in /tmp that is this cluster's alone: FNV-1a of its path tells it apart. */
static const char *short_folder(struct purse_run *run, const char *home, struct purse_account account) {
	uint64_t sum = UINT64_C(14695981039346656037);

	for (const char *c = home; *c != '\0'; c++) sum = (sum ^ (unsigned char)*c) * UINT64_C(1099511628211);
	return purse_text(run->arena, SHORT_FOLDERS "%lu-%016" PRIx64, (unsigned long)account.user, sum);
}

struct purse_cluster purse_cluster_in(struct purse_run *run, const char *home, struct purse_account account) {
	struct purse_cluster cluster = {
		.home = home,
		.data = purse_text(run->arena, "%s/data", home),
		.log = purse_text(run->arena, "%s/log", home),
		.lock = purse_text(run->arena, "%s/lock", home),
		.socket_folder = purse_text(run->arena, "%s/socket", home),
		.account = account,
	};

	if (strlen(cluster.socket_folder) > MAX_SOCKET_FOLDER_BYTES)
		cluster.socket_folder = short_folder(run, home, account);
	return cluster;
}

static bool take_lock(struct purse_run *run, const struct purse_cluster *cluster, int *descriptor) {
	bool taken;

	if (!purse_lock(run, cluster->lock, LOCK_WAIT_MS, cluster->account, descriptor, &taken)) return false;
	if (taken) return true;
	return purse_fail(run, PURSE_E_SERVER, NULL, "try again; if it stays so, see purse server status",
	                  "could not get hold of the private server: for two minutes another purse has been "
	                  "starting or stopping it");
}

/* Runs initdb, which holds the lock with us and, should we be killed, until its own end. */
static bool run_initdb(struct purse_run *run, const struct purse_cluster *cluster, int lock) {
	const char *programs;
	pid_t pid;

	if (!purse_cluster_programs(run, 0, &programs)) return false;
	const char *initdb = purse_text(run->arena, "%s/initdb", programs);
	const char *arguments[] = { initdb, "-D", cluster->data, "-U", PURSE_ADMIN_ROLE, "--auth=trust",
		"--encoding=UTF8", "--locale=C", "--data-checksums", NULL };

	if (!purse_spawn(run, arguments, cluster->account, cluster->log, lock, &pid)) return false;
	if (purse_wait_for(run, pid)) return true;
	return !purse_run_stopped(run) &&
	       purse_fail_detail(run, PURSE_E_SERVER, NULL,
	                         "see whether the disk is full or the folder can't be written",
	                         purse_tail(run->arena, cluster->log, 0), "could not make the database in \"%s\"",
	                         cluster->home);
}

bool purse_cluster_make(struct purse_run *run, const struct purse_cluster *cluster) {
	const char *conf = purse_text(run->arena, "%s/postgresql.conf", cluster->data);
	const char *rules = purse_text(run->arena, "%s/pg_hba.conf", cluster->data);
	bool good;
	int lock;

	if (!take_lock(run, cluster, &lock)) return false;
	good = run_initdb(run, cluster, lock);
	close(lock);
	return good && purse_write_small(run, conf, settings, true) &&
	       purse_write_small(run, rules, access_rules, false);
}

/* How the server is */

/* What data/postmaster.pid says: the server writes it, and takes it away when it ends as it should. */
struct note {
	pid_t pid; /* 0: no such file */
	char socket_folder[108];
	bool ready; /* takes connections */
};

static struct note read_note(struct purse_run *run, const struct purse_cluster *cluster) {
	struct note note = { 0 };
	char text[1024];
	const char *line = text;

	if (!purse_read_small(purse_text(run->arena, "%s/postmaster.pid", cluster->data), text, sizeof text))
		return note;
	note.pid = (pid_t)strtol(text, NULL, 10);
	for (int number = 1; number <= PID_FILE_LINES && *line != '\0'; number++) {
		size_t length = strcspn(line, "\n");

		if (number == 5) snprintf(note.socket_folder, sizeof note.socket_folder, "%.*s", (int)length, line);
		if (number == PID_FILE_LINES) note.ready = purse_starts(line, "ready");
		line += length + (line[length] == '\n');
	}
	return note;
}

pid_t purse_cluster_process(struct purse_run *run, const struct purse_cluster *cluster) {
	struct note note = read_note(run, cluster);

	return purse_process_works_in(note.pid, cluster->data) ? note.pid : 0;
}

/* Whether somebody answers at the socket in that folder. */
static bool answers(const char *folder) {
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int length = snprintf(address.sun_path, sizeof address.sun_path, "%s/.s.PGSQL.5432", folder);
	int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
	bool good;

	if (descriptor < 0) return false;
	fcntl(descriptor, F_SETFD, FD_CLOEXEC);
	good = length > 0 && (size_t)length < sizeof address.sun_path &&
	       connect(descriptor, (const struct sockaddr *)&address, sizeof address) == 0;
	close(descriptor);
	return good;
}

/* Whether the server takes connections; its socket's folder then stands in the cluster. The folder of the
 * books may have been moved while the server ran, and the socket with it or not; or it may be a copy of
 * another, whose note says where the other's server is, which must not be taken for ours. A server in another
 * container can't be seen, but it answers in our own home. */
static bool is_ready(struct purse_run *run, struct purse_cluster *cluster) {
	struct note note = read_note(run, cluster);
	bool alive = purse_process_works_in(note.pid, cluster->data);
	bool elsewhere = !alive && note.pid > 0 && kill(note.pid, 0) != 0 && errno == ESRCH &&
	                 purse_starts(cluster->socket_folder, cluster->home);

	if (!note.ready || (!alive && !elsewhere)) return false;
	if (answers(cluster->socket_folder)) return true;
	if (!alive || note.socket_folder[0] != '/' || !answers(note.socket_folder)) return false;
	cluster->socket_folder = purse_copy_text(run->arena, note.socket_folder);
	return true;
}

/* Starting */

static int major_of(struct purse_run *run, const struct purse_cluster *cluster) {
	char text[16];

	purse_read_small(purse_text(run->arena, "%s/PG_VERSION", cluster->data), text, sizeof text);
	return (int)strtol(text, NULL, 10);
}

static bool spawn_server(struct purse_run *run, const struct purse_cluster *cluster, pid_t *pid) {
	const char *programs;

	if (!purse_cluster_programs(run, major_of(run, cluster), &programs)) return false;
	const char *postgres = purse_text(run->arena, "%s/postgres", programs);
	const char *folder = purse_sql_name(run->arena, cluster->socket_folder);
	const char *arguments[] = { postgres, "-D", cluster->data, "-c", "listen_addresses=", "-c", "port=5432",
		"-c", "unix_socket_permissions=0700",
		"-c", purse_text(run->arena, "unix_socket_directories=%s", folder),
		"-c", "logging_collector=off", "-c", "log_destination=stderr", NULL };

	return purse_spawn(run, arguments, cluster->account, cluster->log, -1, pid);
}

/* Waits until a server that was just started is ready, or gone, or we are to stop. */
static bool wait_until_ready(struct purse_run *run, struct purse_cluster *cluster, pid_t pid, bool *gone) {
	long until = purse_clock_ms() + START_WAIT_MS;

	*gone = false;
	while (!is_ready(run, cluster)) {
		/* before its exec a child works elsewhere, so only its end tells */
		if (purse_has_ended(pid)) {
			*gone = true;
			return false;
		}
		if (purse_run_stopped(run)) return false;
		if (purse_clock_ms() > until)
			return purse_fail_detail(
				run, PURSE_E_SERVER, NULL, "wait a little and try again; it may be repairing the books",
				purse_tail(run->arena, cluster->log, 0), "could not wait any longer for the private server");
		purse_sleep_ms(LOOK_AGAIN_MS);
	}
	return true;
}

/* Whether trying again may help: a killed server's helpers need a moment to notice. */
static bool is_passing(const char *log) {
	return strstr(log, "pre-existing shared memory block") != NULL || strstr(log, "lock file") != NULL;
}

/* A server that was killed leaves its note, which the next one sees through, unless its number is another
 * program's by now. Only then is it for us to take it away, for it also leads to what the killed server's
 * helpers still hold. */
static void clear_note(struct purse_run *run, const struct purse_cluster *cluster) {
	struct note note = read_note(run, cluster);

	if (note.pid > 0 && !purse_process_works_in(note.pid, cluster->data) && kill(note.pid, 0) == 0)
		unlink(purse_text(run->arena, "%s/postmaster.pid", cluster->data));
}

/* Nobody answers at the socket, so what lies there was left behind; its lock may name another program too. */
static void clear_socket(struct purse_run *run, const struct purse_cluster *cluster) {
	unlink(purse_text(run->arena, "%s/.s.PGSQL.5432", cluster->socket_folder));
	unlink(purse_text(run->arena, "%s/.s.PGSQL.5432.lock", cluster->socket_folder));
}

/* Starts the server; we hold the lock and nothing runs. */
static bool start_now(struct purse_run *run, struct purse_cluster *cluster) {
	bool gone;
	pid_t pid;

	if (!purse_make_private_folder(run, cluster->socket_folder, cluster->account)) return false;
	clear_note(run, cluster);
	clear_socket(run, cluster);
	for (int tries = 1;; tries++) {
		long before = purse_file_size(cluster->log);

		if (!spawn_server(run, cluster, &pid)) return false;
		if (wait_until_ready(run, cluster, pid, &gone)) return true;
		if (!gone) return false;
		const char *log = purse_tail(run->arena, cluster->log, before);
		if (tries == START_TRIES || !is_passing(log))
			return purse_fail_detail(run, PURSE_E_SERVER, NULL,
			                         purse_text(run->arena, "the file \"%s\" says more", cluster->log), log,
			                         "could not start the private server");
		purse_sleep_ms(TRY_AGAIN_MS);
	}
}

/* Stopping */

/* Waits until a process has left the cluster. */
static bool wait_until_gone(const struct purse_cluster *cluster, pid_t pid, long wait_ms) {
	long until = purse_clock_ms() + wait_ms;

	while (purse_process_works_in(pid, cluster->data)) {
		if (purse_clock_ms() > until) return false;
		purse_sleep_ms(LOOK_AGAIN_MS);
	}
	return true;
}

/* Politely at first: the server ends what is connected and writes all down. Then it writes nothing, and
 * repairs itself at the next start. */
static bool stop_now(struct purse_run *run, const struct purse_cluster *cluster, pid_t pid) {
	const int signals[] = { SIGINT, SIGQUIT, SIGKILL };

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		if (kill(pid, signals[i]) != 0 && errno != ESRCH)
			return purse_fail(run, PURSE_E_SERVER, NULL, "stop it as root, or as the account it runs as",
			                  "could not stop the private server, process %ld: %s", (long)pid,
			                  strerror(errno));
		if (wait_until_gone(cluster, pid, i == 0 ? STOP_WAIT_MS : KILL_WAIT_MS)) return true;
	}
	return purse_fail_detail(run, PURSE_E_SERVER, NULL, NULL, purse_tail(run->arena, cluster->log, 0),
	                         "could not stop the private server, process %ld: it does not end", (long)pid);
}

/* The socket's folder goes too when it is in /tmp; if it is not empty it stays. */
static void leave_socket_folder(const char *folder) {
	if (purse_starts(folder, SHORT_FOLDERS)) rmdir(folder);
}

static bool stop_locked(struct purse_run *run, struct purse_cluster *cluster, bool *stopped) {
	struct note note = read_note(run, cluster);
	pid_t pid = purse_cluster_process(run, cluster);

	if (pid == 0 && is_ready(run, cluster))
		return purse_fail(run, PURSE_E_SERVER, NULL, "stop it there",
		                  "could not stop the private server: it runs in another container");
	*stopped = pid != 0;
	if (pid != 0 && !stop_now(run, cluster, pid)) return false;
	leave_socket_folder(note.socket_folder);
	return true;
}

bool purse_cluster_stop(struct purse_run *run, struct purse_cluster *cluster, bool *stopped) {
	bool mine, good;
	int lock;

	if (stopped == NULL) stopped = &mine;
	*stopped = false;
	if (!take_lock(run, cluster, &lock)) return false;
	good = stop_locked(run, cluster, stopped);
	close(lock);
	return good;
}

/* We hold the lock; whatever is there is either on its way or beyond help. */
static bool start_locked(struct purse_run *run, struct purse_cluster *cluster, bool *started) {
	long until = purse_clock_ms() + DEAF_WAIT_MS;
	pid_t pid;

	while ((pid = purse_cluster_process(run, cluster)) != 0) {
		if (is_ready(run, cluster)) return true;
		if (purse_run_stopped(run)) return false;
		if (read_note(run, cluster).ready && purse_clock_ms() > until) {
			if (!stop_now(run, cluster, pid)) return false;
			break;
		}
		purse_sleep_ms(LOOK_AGAIN_MS);
	}
	if (is_ready(run, cluster)) return true;
	*started = start_now(run, cluster);
	return *started;
}

bool purse_cluster_start(struct purse_run *run, struct purse_cluster *cluster, bool *started) {
	bool mine, good;
	int lock;

	if (started == NULL) started = &mine;
	*started = false;
	if (is_ready(run, cluster)) return true;
	if (!take_lock(run, cluster, &lock)) return false;
	good = start_locked(run, cluster, started);
	close(lock);
	return good;
}

/* A server that somebody started and could not wait for may come up while its files are taken away, and put
 * others in their place. */
static bool remove_locked(struct purse_run *run, const struct purse_cluster *cluster) {
	struct purse_mark mark = purse_db_mark(run);

	for (int tries = 1;; tries++) {
		pid_t pid = purse_cluster_process(run, cluster);

		if (pid != 0 && kill(pid, SIGQUIT) == 0 && !wait_until_gone(cluster, pid, KILL_WAIT_MS)) {
			kill(pid, SIGKILL);
			wait_until_gone(cluster, pid, KILL_WAIT_MS);
		}
		if (purse_remove_tree(run, cluster->home)) return true;
		if (tries == REMOVE_TRIES) return false;
		purse_db_forget(run, mark);
		purse_sleep_ms(TRY_AGAIN_MS);
	}
}

bool purse_cluster_remove(struct purse_run *run, struct purse_cluster *cluster) {
	bool good;
	int lock;

	if (!purse_is_folder(cluster->home)) return purse_remove_tree(run, cluster->home);
	if (!take_lock(run, cluster, &lock)) return false;
	good = remove_locked(run, cluster);
	if (purse_starts(cluster->socket_folder, SHORT_FOLDERS))
		good &= purse_remove_tree(run, cluster->socket_folder);
	close(lock);
	return good;
}
