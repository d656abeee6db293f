/* What the private server needs of the system: running foreign programs as another account, folders that
 * nobody else can read, taking whole trees away, small files of settings. */
#ifndef PURSE_STORE_SYSTEM_H
#define PURSE_STORE_SYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct purse_arena;
struct purse_run;

/* An account of the system, by number. */
struct purse_account {
	uid_t user;
	gid_t group;
};
/* The account that purse runs as. */
struct purse_account purse_account_own(void);
/* For root: the unprivileged account for servers, postgres or else nobody. */
bool purse_account_for_servers(struct purse_run *run, struct purse_account *account);

/* A program to run in the background: its own session, the folder `/`, a clean environment, nothing
 * inherited, standard output and error added to the file log. arguments[0] is the whole path; NULL ends them.
 * As another account only when we are root. keep is a descriptor that it keeps open as number 3,
 * and with it a lock, which so lasts as long as the program, even if we are killed; -1 for none. */
bool purse_spawn(struct purse_run *run, const char *const *arguments, struct purse_account account,
                 const char *log, int keep, pid_t *pid);
/* Waits for a child of ours; false when it ended badly. A stop asked for ends the wait and the child with
 * it. */
bool purse_wait_for(struct purse_run *run, pid_t pid);
/* Whether a child of ours has ended; it is cleared away then. */
bool purse_has_ended(pid_t child);
/* Whether a process is there and works in that folder, which is how a server of ours is told from another
 * process that got its number later. A child of ours that has ended is cleared away by the question. */
bool purse_process_works_in(pid_t pid, const char *folder);

/* Makes a folder for that account alone, or sees that it is one: a real folder, its own, closed to others. */
bool purse_make_private_folder(struct purse_run *run, const char *path, struct purse_account account);
/* Takes a file or a folder with all that is in it away; links are not followed. Nothing there is no error. */
bool purse_remove_tree(struct purse_run *run, const char *path);
/* Reads at most size - 1 bytes of a small file and ends them with NUL; false, without a problem, when it
 * can't. */
bool purse_read_small(const char *path, char *text, size_t size);
/* The last lines of a file, those after the first `from` bytes of it, for a message; "" when it can't be
 * read. */
const char *purse_tail(struct purse_arena *arena, const char *path, long from);
/* How many bytes are in a file, 0 when there is none. */
long purse_file_size(const char *path);
/* Writes a whole small file; its folder is ours alone. */
bool purse_write_small(struct purse_run *run, const char *path, const char *text, bool append);
/* 16 hexadecimal digits that nobody has had before. */
bool purse_random_id(struct purse_run *run, char id[17]);
/* Takes the lock on a file (made when missing) or folder, waiting for at most wait_ms; the descriptor holds
 * it until it is closed. *taken false: somebody else has it. */
bool purse_lock(struct purse_run *run, const char *path, long wait_ms, struct purse_account account,
                int *descriptor, bool *taken);
/* Sleeps; a signal cuts it short. */
void purse_sleep_ms(long wait_ms);
/* Milliseconds of a clock that only runs forward. */
long purse_clock_ms(void);

#endif
