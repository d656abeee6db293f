/* The program: what it owes to the system around it. The rest is cli/program. */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "purse/base/arena.h"
#include "purse/base/error.h"
#include "purse/cli/program.h"

static volatile sig_atomic_t stop;

/* The first signal asks for an end at the next chance; the second finds the system's own action again and
 * ends at once. */
static void on_stop(int number) { stop = number; }

/* An assert failed: what it said stands on standard error already. */
static void on_abort(int number) {
	static const char words[] = "purse: something that must hold does not\n"
								"hint: this is a fault of purse, not of yours: please report it, with the "
	                            "command and the lines above\n";
	(void)number;
	ssize_t written = write(STDERR_FILENO, words, sizeof words - 1);
	(void)written;
	_Exit(purse_error_exit(PURSE_E_BUG));
}

static void on_exhausted(size_t wanted_bytes) {
	fprintf(stderr, "purse: memory ran out (%zu bytes more were needed)\n"
	                "hint: close other programs, or do the work in smaller parts\n", wanted_bytes);
	_Exit(purse_error_exit(PURSE_E_NO_MEMORY));
}

/* Nobody reads our output any more, or a file may not grow further: write says so too. A handler, because
 * what is ignored stays ignored in programs we start. */
static void on_unwritten(int number) { (void)number; }

static void set_signal(int number, void (*handler)(int), int flags) {
	struct sigaction action = { .sa_handler = handler, .sa_flags = flags };
	struct sigaction before;
	sigemptyset(&action.sa_mask);
	sigaction(number, NULL, &before);
	if (before.sa_handler == SIG_IGN) return;   /* nohup, and jobs in the background, want it so */
	sigaction(number, &action, NULL);
}

/* A standard stream that came closed would give its number to the next file, and results would be written
 * into that. Opened the wrong way round, it stays as useless as it was. */
static void hold_standard_streams(void) {
	for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
		if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF)
			open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int count, char **words) {
	hold_standard_streams();
	setlocale(LC_CTYPE, "");
	set_signal(SIGINT, on_stop, (int)SA_RESETHAND);
	set_signal(SIGTERM, on_stop, (int)SA_RESETHAND);
	set_signal(SIGHUP, on_stop, (int)SA_RESETHAND);
	set_signal(SIGABRT, on_abort, 0);
	set_signal(SIGPIPE, on_unwritten, SA_RESTART);
	set_signal(SIGXFSZ, on_unwritten, SA_RESTART);
	purse_arena_on_exhausted(on_exhausted);
	if (count < 1) return purse_error_exit(PURSE_E_USAGE);
	return purse_program((const char *const *)words + 1, (size_t)count - 1, &stop);
}
