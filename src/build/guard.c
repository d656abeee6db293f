/* Runs a command with a time limit and leaves nothing of it running: no server, no child of a child.
 * usage: guard SECONDS COMMAND [ARGUMENT…]
 * Exit status: the command's; 128 + N when it ended by signal N; 124 when the time was up; 125 when guard
 * failed. What was still running is named on standard error. Orphans come to guard because it is their
 * subreaper, so they are found whatever they did with sessions, groups, names or users. Linux only; a tool of
 * the tests, no part of purse. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TIME_UP = 124, FAILED = 125, GRACE_MS = 3000, STEP_MS = 20 };

static int failed(const char *what) {
	fprintf(stderr, "guard: could not %s: %s\n", what, strerror(errno));
	return FAILED;
}

static long long now_ms(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads the name and the parent of a process; false when it is gone or dead already. */
static bool look_up(const char *pid, char name[64], long *parent) {
	char path[64], line[512] = "", state = 'Z';
	snprintf(path, sizeof path, "/proc/%.20s/stat", pid);
	FILE *file = fopen(path, "r");
	if (!file) return false;
	bool read = fgets(line, sizeof line, file) != NULL;
	fclose(file);
	const char *from = strchr(line, '('), *to = strrchr(line, ')');   /* the name may hold anything */
	if (!read || !from || !to || sscanf(to + 1, " %c %ld", &state, parent) != 2) return false;
	snprintf(name, 64, "%.*s", (int)(to - from - 1), from + 1);
	return state != 'Z';
}

/* Sends a signal to each child of ours, naming it when asked; how many there are. */
static int signal_children(int signal, bool name_them) {
	DIR *processes = opendir("/proc");
	if (!processes) return 0;
	int found = 0;
	for (struct dirent *entry; (entry = readdir(processes)) != NULL;) {
		char name[64];
		long parent;
		if (!isdigit((unsigned char)entry->d_name[0])) continue;
		if (!look_up(entry->d_name, name, &parent) || parent != (long)getpid()) continue;
		found++;
		if (name_them) fprintf(stderr, "guard: left running: %s\n", name);
		kill((pid_t)strtol(entry->d_name, NULL, 10), signal);
	}
	closedir(processes);
	return found;
}

/* Takes in the dead; true when the command is among them, its status then in *status. */
static bool reap(pid_t command, int *status) {
	bool ended = false;
	int how;
	for (pid_t pid; (pid = waitpid(-1, &how, WNOHANG)) > 0;) {
		if (pid != command) continue;
		ended = true;
		*status = WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
	}
	return ended;
}

/* Ends all that is left: asks, waits a little, then kills until there is nobody. Children of the dead become
 * ours. */
static void end_all(void) {
	int ignored;
	if (!signal_children(SIGINT, true)) return;   /* a PostgreSQL server stops at once by SIGINT */
	signal_children(SIGTERM, false);
	for (long long end = now_ms() + 2LL * GRACE_MS;;) {
		reap(-1, &ignored);
		int left = signal_children(now_ms() > end - GRACE_MS ? SIGKILL : 0, false);
		if (!left || now_ms() > end) return;
		nanosleep(&(struct timespec){ .tv_nsec = STEP_MS * 1000000L }, NULL);
	}
}

int main(int count, char **arguments) {
	char *rest = NULL;
	long limit_s = count > 2 ? strtol(arguments[1], &rest, 10) : 0;
	if (limit_s <= 0 || *rest) {
		fputs("usage: guard SECONDS COMMAND [ARGUMENT…]\n", stderr);
		return FAILED;
	}
	sigset_t ours, before;
	/* a shell that runs us beside other things lets us ignore these, and what we run would, too */
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	sigemptyset(&ours);
	for (const int *s = (int[]){ SIGCHLD, SIGTERM, SIGINT, SIGHUP, 0 }; *s; s++) sigaddset(&ours, *s);
	if (prctl(PR_SET_CHILD_SUBREAPER, 1UL, 0UL, 0UL, 0UL) != 0) return failed("become the parent of orphans");
	sigprocmask(SIG_BLOCK, &ours, &before);
	pid_t command = fork();
	if (command < 0) return failed("start a process");
	if (!command) {
		sigprocmask(SIG_SETMASK, &before, NULL);
		setpgid(0, 0);
		execvp(arguments[2], arguments + 2);
		_exit(failed("run the command"));
	}
	int status = 0;
	for (long long end = now_ms() + limit_s * 1000LL; !reap(command, &status);) {
		long long left_ms = end - now_ms();
		struct timespec left = { (time_t)(left_ms / 1000), (long)(left_ms % 1000) * 1000000L };
		int signal = left_ms > 0 ? sigtimedwait(&ours, NULL, &left) : -1;
		if (signal == SIGCHLD || (signal < 0 && end > now_ms())) continue;
		if (signal < 0) fprintf(stderr, "guard: stopped after %ld s\n", limit_s);
		status = signal < 0 ? TIME_UP : 128 + signal;
		kill(-command, SIGTERM);
		break;
	}
	end_all();
	return status;
}
