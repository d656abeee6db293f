/* Loaded before the C library (LD_PRELOAD): the n-th allocation of the program fails. It comes between the C
 * library and the door to it in src/main.c, through which the program and all its libraries go.
 * PURSE_FAIL_ALLOCATION says which, counted from the moment the program starts; with PURSE_FAIL_ON=1 all
 * after it fail too. A program that ends as it should writes into the file PURSE_FAIL_COUNT how many
 * allocations it asked for. glibc only; a tool of the tests, no part of purse. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static unsigned long fail_at, asked;
static bool armed, fail_on;

static unsigned long number(const char *name) {
	const char *text = getenv(name);
	return text ? strtoul(text, NULL, 10) : 0;
}

__attribute__((constructor)) static void arm(void) {
	fail_at = number("PURSE_FAIL_ALLOCATION");
	fail_on = number("PURSE_FAIL_ON") != 0;
	armed = true;
}

__attribute__((destructor)) static void count(void) {
	const char *path = getenv("PURSE_FAIL_COUNT");
	armed = false;
	int file = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
	if (file < 0) return;
	dprintf(file, "%lu\n", asked);
	close(file);
}

static bool fails(void) {
	if (!armed) return false;
	asked++;
	bool now = fail_at && (fail_on ? asked >= fail_at : asked == fail_at);
	if (now) errno = ENOMEM;
	return now;
}

/* The C library's own, found when first needed, as POSIX shows it for dlsym. */
static void find(void *function, const char *name) {
	if (!*(void **)function) *(void **)function = dlsym(RTLD_NEXT, name);
}

void *__libc_malloc(size_t size) {
	static void *(*real)(size_t);
	find(&real, "__libc_malloc");
	return fails() ? NULL : real(size);
}

void *__libc_calloc(size_t count, size_t size) {
	static void *(*real)(size_t, size_t);
	find(&real, "__libc_calloc");
	return fails() ? NULL : real(count, size);
}

void *__libc_realloc(void *old, size_t size) {
	static void *(*real)(void *, size_t);
	find(&real, "__libc_realloc");
	return fails() ? NULL : real(old, size);
}
