/* Linked to the program when it is built with sanitizers: what LeakSanitizer must bear with. One leak, none
 * of ours: where LOCPATH is set, newlocale("POSIX") of the C library (seen in glibc 2.36) never gives back
 * the list of folders that it makes of it, not even after freelocale. The library p11-kit, which comes with
 * GnuTLS and so with libpq, calls it while it is being loaded: a program whose main is empty leaks the same
 * bytes once it is linked to p11-kit. All else that leaks is still reported. */

/* Names that the sanitizer looks for. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *__lsan_default_suppressions(void) { return "leak:argz_add_sep\n"; }

/* Else each run would say what it bore with, and where nothing may be printed that is too much. */
const char *__lsan_default_options(void) { return "print_suppressions=0"; }
