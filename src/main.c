/* The program: what it owes to the system around it. The rest is cli/program. */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "purse/base/arena.h"
#include "purse/base/error.h"
#include "purse/base/file.h"
#include "purse/cli/program.h"

static volatile sig_atomic_t stop;

/* The first signal asks for an end at the next chance; the second ends at once, by the system's action. */
static void on_stop(int number) {
	if (!stop) {
		stop = number;
		return;
	}
	purse_output_abandon_all();
	signal(number, SIG_DFL);
	raise(number);
}

/* Where a program that ends at once says so: standard error, though it may be silenced for a library just
 * then. */
static int told_on = STDERR_FILENO;

/* An assert failed: what it said stands on standard error already. */
static void on_abort(int number) {
	static const char words[] = "purse: something that must hold does not\n"
								"hint: this is a fault of purse, not of yours: please report it, with the "
	                            "command and the lines above\n";
	(void)number;
	purse_output_abandon_all();
	ssize_t written = write(told_on, words, sizeof words - 1);
	(void)written;
	_Exit(purse_error_exit(PURSE_E_BUG));
}

/* Without memory nothing more can be done, not even closing what is open. The server undoes what was not
 * committed. */
static void on_exhausted(size_t wanted_bytes) {
	char words[256];
	purse_output_abandon_all();
	int length = snprintf(words, sizeof words,
	                      "purse: memory ran out (%zu bytes more were needed)\n"
	                      "hint: close other programs, or do the work in smaller parts, and run the command "
	                      "again: nothing is done twice\n", wanted_bytes);
	ssize_t written = write(told_on, words, (size_t)length);
	(void)written;
	_Exit(purse_error_exit(PURSE_E_NO_MEMORY));
}

/* The libraries ask for memory too, and not all of them bear a refusal: GMP calls it a bug, libxlsxwriter
 * crashes, or goes on and leaves something out of a workbook. So the program comes between them and the C
 * library, and a refusal ends it here. Sanitizers want that place for themselves. libpurse leaves it to the
 * program that it is linked to. */
#ifndef __has_feature
#define __has_feature(x) 0
#endif
#if defined __GLIBC__ && !defined __SANITIZE_ADDRESS__ && !__has_feature(address_sanitizer)
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size) {
	void *memory = __libc_malloc(size);
	if (!memory) on_exhausted(size);
	return memory;
}

void *calloc(size_t count, size_t size) {
	void *memory = __libc_calloc(count, size);
	if (!memory) on_exhausted(size && count > SIZE_MAX / size ? SIZE_MAX : count * size);
	return memory;
}

void *realloc(void *old, size_t size) {
	void *memory = __libc_realloc(old, size);
	if (!memory && size) on_exhausted(size);
	return memory;
}
#endif

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
	int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	if (kept >= 0) told_on = kept;
	setlocale(LC_CTYPE, "");
	set_signal(SIGINT, on_stop, 0);
	set_signal(SIGTERM, on_stop, 0);
	set_signal(SIGHUP, on_stop, 0);
	set_signal(SIGABRT, on_abort, 0);
	set_signal(SIGPIPE, on_unwritten, SA_RESTART);
	set_signal(SIGXFSZ, on_unwritten, SA_RESTART);
	purse_arena_on_exhausted(on_exhausted);
	if (count < 1) return purse_error_exit(PURSE_E_USAGE);
	return purse_program((const char *const *)words + 1, (size_t)count - 1, &stop);
}
