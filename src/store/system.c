#include "purse/store/system.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "purse/base/arena.h"
#include "purse/base/file.h"
#include "purse/base/limit.h"
#include "purse/base/run.h"
#include "purse/base/text.h"

enum {
	LOOK_AGAIN_MS = 5,
	TAIL_BYTES = 2000,
	MOST_ARGUMENTS = 60,
	MOST_DEPTH = 64, /* of folders in a tree that is taken away */
};

static bool fail_system(struct purse_run *run, const char *doing, const char *path) {
	int error = errno;

	return purse_fail(run, PURSE_E_SYSTEM, NULL, purse_file_hint(error), "could not %s \"%s\": %s", doing,
	                  path, strerror(error));
}

void purse_sleep_ms(long wait_ms) {
	nanosleep(&(struct timespec){ wait_ms / 1000, wait_ms % 1000 * 1000000 }, NULL);
}

long purse_clock_ms(void) {
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct purse_account purse_account_own(void) {
	return (struct purse_account){ geteuid(), getegid() };
}

bool purse_account_for_servers(struct purse_run *run, struct purse_account *account) {
	struct passwd *entry = getpwnam("postgres");

	if (entry == NULL || entry->pw_uid == 0) entry = getpwnam("nobody");
	if (entry == NULL || entry->pw_uid == 0)
		return purse_fail(run, PURSE_E_SERVER, NULL, "make one: adduser --system --group postgres",
		                  "could not find an account for the server: PostgreSQL refuses to run as root, "
		                  "and there is neither \"postgres\" nor \"nobody\"");
	*account = (struct purse_account){ entry->pw_uid, entry->pw_gid };
	return true;
}

/* Processes */

/* The highest descriptor that is open, so that a child can close all. */
static int highest_descriptor(void) {
	DIR *folder = opendir("/proc/self/fd");
	struct dirent *entry;
	long highest = 1023;

	if (folder == NULL) return (int)highest;
	highest = 2;
	while ((entry = readdir(folder)) != NULL) {
		long number = strtol(entry->d_name, NULL, 10);

		if (number > highest) highest = number;
	}
	closedir(folder);
	return (int)highest;
}

/* In the child: nothing but calls that are safe after a fork. Gives back only when it failed. */
static void become(const char *const *arguments, const char *log, int keep, int highest) {
	static const char *const environment[] = { "PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", "TZ=UTC",
		                                       NULL };
	sigset_t none;
	int in, out, last = STDERR_FILENO;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	setsid();
	umask(077);
	in = open("/dev/null", O_RDONLY);
	out = open(log, O_WRONLY | O_APPEND | O_NOFOLLOW);
	if (in < 0 || out < 0 || chdir("/") != 0) return;
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	if (keep >= 0) {
		last++;
		if (keep != last) dup2(keep, last);
		else fcntl(last, F_SETFD, 0);
	}
	for (int descriptor = last + 1; descriptor <= highest + 2; descriptor++) close(descriptor);
	execve(arguments[0], (char *const *)arguments, (char *const *)environment);
}

/* Makes the log, owned by the account, so that who runs as it can add to it. */
static bool make_log(struct purse_run *run, const char *log, struct purse_account account) {
	int descriptor = open(log, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool good = descriptor >= 0 && (geteuid() != 0 || fchown(descriptor, account.user, account.group) == 0);

	if (!good) fail_system(run, "write", log);
	if (descriptor >= 0) close(descriptor);
	return good;
}

bool purse_spawn(struct purse_run *run, const char *const *arguments, struct purse_account account,
                 const char *log, int keep, pid_t *pid) {
	const char *all[MOST_ARGUMENTS + 8] = { NULL };
	int count = 0, highest;

	assert(arguments[0] != NULL);
	if (account.user != geteuid()) {
		all[count++] = "/usr/bin/setpriv";
		all[count++] = purse_text(run->arena, "--reuid=%lu", (unsigned long)account.user);
		all[count++] = purse_text(run->arena, "--regid=%lu", (unsigned long)account.group);
		all[count++] = getpwuid(account.user) ? "--init-groups" : "--clear-groups";
		all[count++] = "--";
	}
	for (int i = 0; i < MOST_ARGUMENTS && arguments[i] != NULL; i++) all[count++] = arguments[i];
	if (access(all[0], X_OK) != 0) return fail_system(run, "run", all[0]);
	if (!make_log(run, log, account)) return false;
	highest = highest_descriptor();
	*pid = fork();
	if (*pid < 0) return fail_system(run, "run", all[0]);
	if (*pid == 0) {
		become(all, log, keep, highest);
		_exit(127);
	}
	return true;
}

bool purse_wait_for(struct purse_run *run, pid_t pid) {
	bool told = false;
	int status = 0;
	pid_t got;

	while ((got = waitpid(pid, &status, WNOHANG)) == 0 || (got < 0 && errno == EINTR)) {
		if (!told && purse_run_stopped(run)) told = kill(pid, SIGTERM) == 0;
		purse_sleep_ms(LOOK_AGAIN_MS);
	}
	return got == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool purse_has_ended(pid_t child) {
	return waitpid(child, NULL, WNOHANG) == child;
}

bool purse_process_works_in(pid_t pid, const char *folder) {
	char link[64];
	struct stat works, wanted;

	if (pid <= 0) return false;
	waitpid(pid, NULL, WNOHANG);
	if (kill(pid, 0) != 0 && errno != EPERM) return false;
	snprintf(link, sizeof link, "/proc/%ld/cwd", (long)pid);
	if (stat(link, &works) != 0)
		return access("/proc/self", F_OK) != 0; /* without /proc, believe the number */
	return stat(folder, &wanted) == 0 && works.st_dev == wanted.st_dev && works.st_ino == wanted.st_ino;
}

/* Folders and files */

bool purse_make_private_folder(struct purse_run *run, const char *path, struct purse_account account) {
	struct stat found;

	if (mkdir(path, 0700) == 0) {
		if (geteuid() == 0 && account.user != 0 && lchown(path, account.user, account.group) != 0)
			return fail_system(run, "give away", path);
		return true;
	}
	if (errno != EEXIST) return fail_system(run, "make the folder", path);
	if (lstat(path, &found) != 0) return fail_system(run, "read", path);
	if (!S_ISDIR(found.st_mode) || found.st_uid != account.user || (found.st_mode & 077) != 0)
		return purse_fail(run, PURSE_E_SYSTEM, NULL,
		                  "take it away, or ask the administrator of this machine to",
		                  "could not use \"%s\": it is no private folder of ours", path);
	return true;
}

/* Removes a name in a folder, and what is in it. Gives errno. */
static int remove_at(int folder, const char *name, int depth) {
	struct dirent *entry;
	int inside, worst = 0;
	DIR *list;

	if (unlinkat(folder, name, 0) == 0 || errno == ENOENT) return 0;
	if ((errno != EISDIR && errno != EPERM) || depth > MOST_DEPTH) return errno;
	inside = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (inside < 0) return errno;
	list = fdopendir(inside);
	if (list == NULL) {
		close(inside);
		return ENOMEM;
	}
	while ((entry = readdir(list)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
		int error = remove_at(inside, entry->d_name, depth + 1);
		if (error != 0) worst = error;
	}
	closedir(list);
	if (worst != 0) return worst;
	return unlinkat(folder, name, AT_REMOVEDIR) == 0 || errno == ENOENT ? 0 : errno;
}

bool purse_remove_tree(struct purse_run *run, const char *path) {
	int error = remove_at(AT_FDCWD, path, 0);

	errno = error;
	return error == 0 || fail_system(run, "remove", path);
}

bool purse_read_small(const char *path, char *text, size_t size) {
	int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	ssize_t got;

	text[0] = '\0';
	if (descriptor < 0) return false;
	got = read(descriptor, text, size - 1);
	close(descriptor);
	text[got > 0 ? got : 0] = '\0';
	return got >= 0;
}

long purse_file_size(const char *path) {
	struct stat found;

	return stat(path, &found) == 0 ? (long)found.st_size : 0;
}

const char *purse_tail(struct purse_arena *arena, const char *path, long from) {
	long size = purse_file_size(path);
	bool cut = size - from > TAIL_BYTES;
	char text[TAIL_BYTES + 1], *start = text;
	int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	ssize_t got;

	if (descriptor < 0) return "";
	got = pread(descriptor, text, TAIL_BYTES, cut ? size - TAIL_BYTES : from);
	close(descriptor);
	text[got > 0 ? got : 0] = '\0';
	if (cut && strchr(text, '\n') != NULL) start = strchr(text, '\n') + 1;
	return purse_trim(arena, start);
}

bool purse_write_small(struct purse_run *run, const char *path, const char *text, bool append) {
	int descriptor =
		open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | (append ? O_APPEND : O_TRUNC), 0600);
	size_t length = strlen(text);
	bool good =
		descriptor >= 0 && write(descriptor, text, length) == (ssize_t)length && fsync(descriptor) == 0;

	if (!good) fail_system(run, "write", path);
	if (descriptor >= 0) close(descriptor);
	return good;
}

bool purse_random_id(struct purse_run *run, char id[17]) {
	int descriptor = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
	uint64_t number = 0;
	bool good = descriptor >= 0 && read(descriptor, &number, sizeof number) == (ssize_t)sizeof number;

	if (descriptor >= 0) close(descriptor);
	snprintf(id, 17, "%016" PRIx64, number);
	return good || fail_system(run, "read", "/dev/urandom");
}

static int open_lock(const char *path, struct purse_account account) {
	int descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (descriptor < 0 && errno == EISDIR) return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor >= 0 && geteuid() == 0 && fchown(descriptor, account.user, account.group) != 0) {
		close(descriptor);
		return -1;
	}
	return descriptor;
}

bool purse_lock(struct purse_run *run, const char *path, long wait_ms, struct purse_account account,
                int *descriptor, bool *taken) {
	long until = purse_clock_ms() + wait_ms;

	*taken = false;
	*descriptor = open_lock(path, account);
	if (*descriptor < 0) return fail_system(run, "lock", path);
	while (flock(*descriptor, LOCK_EX | LOCK_NB) != 0) {
		bool wait = (errno == EWOULDBLOCK || errno == EINTR) && purse_clock_ms() < until;

		if (wait && !purse_run_stopped(run)) {
			purse_sleep_ms(LOOK_AGAIN_MS);
			continue;
		}
		bool held = errno == EWOULDBLOCK || errno == EINTR;
		close(*descriptor);
		*descriptor = -1;
		return !wait && (held || fail_system(run, "lock", path));
	}
	*taken = true;
	return true;
}
