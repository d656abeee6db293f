#include "purse/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "purse/base/run.h"
#include "purse/base/text.h"

const char *purse_file_hint(int error) {
	switch (error) {
	case ENOSPC:
	case EDQUOT:
		return "the disk is full: free some space or write to another disk, then run the command again";
	case EFBIG: return "the file is larger than this account or disk allows: write to another disk";
	case EACCES:
	case EPERM: return "you have no right to that file or folder: ask its owner, or use another";
	case EROFS: return "that disk can only be read: choose another folder";
	case ENOENT: return "check the name; a folder of it may be missing";
	case ENOTDIR: return "part of the path is a file, not a folder: check the name";
	case EISDIR: return "that is a folder: give the name of a file";
	case ENAMETOOLONG: return "choose a shorter name";
	case EMFILE:
	case ENFILE: return "too many files are open: close some programs and run the command again";
	default: return "check the disk and the name, then run the command again";
	}
}

static bool fail_read(struct purse_run *run, const char *path, int error) {
	return purse_fail(run, PURSE_E_FILE_READ, NULL, purse_file_hint(error), "could not read \"%s\": %s",
	                  path, strerror(error));
}

static bool fail_write(struct purse_run *run, const char *path, int error) {
	return purse_fail(run, PURSE_E_FILE_WRITE, NULL, purse_file_hint(error), "could not write \"%s\": %s",
	                  path, strerror(error));
}

bool purse_is_folder(const char *path) {
	struct stat status;
	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool purse_file_exists(const char *path) {
	struct stat status;
	return stat(path, &status) == 0;
}

enum { TOO_LARGE = -1, CHANGED = -2 };

/* Whether a file is no longer what it was when reading began: a program was still saving it. */
static bool has_changed(int fd, const struct stat *before) {
	struct stat now;
	return S_ISREG(before->st_mode) && fstat(fd, &now) == 0
	       && (now.st_size != before->st_size || now.st_mtim.tv_sec != before->st_mtim.tv_sec
	           || now.st_mtim.tv_nsec != before->st_mtim.tv_nsec);
}

/* Reads what fd gives until its end; the error's number, 0 when done, TOO_LARGE or CHANGED. */
static int read_all(struct purse_arena *arena, int fd, size_t maximum, char **bytes, size_t *length) {
	struct stat status = { 0 };
	size_t room = 16 * 1024, used = 0;
	if (fstat(fd, &status) == 0 && status.st_size > 0 && (size_t)status.st_size <= maximum)
		room = (size_t)status.st_size + 1;
	char *text = purse_alloc(arena, room + 1);
	for (;;) {
		if (used == room) {
			text = purse_grow_array(arena, text, used, room * 2 + 1, 1);
			room *= 2;
		}
		ssize_t got = read(fd, text + used, room - used);
		if (got < 0 && errno == EINTR) continue;
		if (got < 0) return errno;
		if (got == 0) break;
		used += (size_t)got;
		if (used > maximum) return TOO_LARGE;
	}
	if (has_changed(fd, &status)) return CHANGED;
	text[used] = '\0';
	*bytes = text;
	*length = used;
	return 0;
}

bool purse_read_file(struct purse_run *run, struct purse_arena *arena, const char *path, size_t maximum,
                     char **bytes, size_t *length) {
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) return fail_read(run, path, errno);
	int error = read_all(arena, fd, maximum, bytes, length);
	close(fd);
	if (error > 0) return fail_read(run, path, error);
	if (error == CHANGED)
		return purse_fail(run, PURSE_E_FILE_READ, NULL, "wait until it is saved, then run the command again",
		                  "could not read \"%s\": another program changed it meanwhile", path);
	if (error < 0)
		return purse_fail(run, PURSE_E_TOO_LONG, NULL, "split the file, or check that it is the right one",
		                  "could not read \"%s\": it is larger than %zu bytes", path, maximum);
	return true;
}

bool purse_file_holds(struct purse_arena *arena, const char *path, const char *bytes, size_t length) {
	struct stat status;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0) return false;
	char *there = NULL;
	size_t size = 0;
	bool same = fstat(fd, &status) == 0 && S_ISREG(status.st_mode)
	            && read_all(arena, fd, length, &there, &size) == 0 && size == length
	            && (!length || (there && memcmp(there, bytes, length) == 0));
	close(fd);
	return same;
}

/* The folder part of a path: `.` when there is none. */
static char *folder_of(struct purse_arena *arena, const char *path) {
	const char *slash = strrchr(path, '/');
	if (!slash) return purse_copy_text(arena, ".");
	return purse_copy_bytes(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

/* Outputs that are not done, the newest first. */
static struct purse_output *unfinished;

static void finish(struct purse_output *output) {
	struct purse_output **link = &unfinished;
	while (*link && *link != output) link = &(*link)->next;
	if (*link) *link = output->next;
	if (output->held >= 0) close(output->held);
	output->held = -1;
	output->temporary = NULL;
	output->done = true;
}

/* An output that was not finished leaves nothing behind. */
static void abandon(void *handle) {
	struct purse_output *output = handle;
	if (output->done) return;
	if (output->stream) fclose(output->stream);
	output->stream = NULL;
	if (output->temporary) unlink(output->temporary);
	finish(output);
}

void purse_output_abandon_all(void) {
	for (const struct purse_output *output = unfinished; output; output = output->next)
		if (output->temporary) unlink(output->temporary);
}

/* Removes what killed programs left in a folder. Who still writes holds a lock, which ends with its program.
 */
static void clear_left_behind(const char *folder) {
	DIR *list = opendir(folder);
	const struct dirent *item;
	while (list && (item = readdir(list)) != NULL) {
		if (!purse_starts(item->d_name, ".purse-") || !purse_ends(item->d_name, ".part")) continue;
		int fd = openat(dirfd(list), item->d_name, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
		if (fd < 0) continue;
		if (flock(fd, LOCK_EX | LOCK_NB) == 0) unlinkat(dirfd(list), item->d_name, 0);
		close(fd);
	}
	if (list) closedir(list);
}

/* Locks a file that was just made; false when another program took it for left behind in that moment. */
static bool hold(int fd) {
	struct stat status;
	if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return false;
	return fstat(fd, &status) == 0 && status.st_nlink > 0;
}

/* Creates the temporary file under a name nobody uses; its descriptor, or -1 with errno. */
static int create_temporary(struct purse_run *run, struct purse_output *output) {
	const char *folder = folder_of(run->arena, output->path);
	clear_left_behind(folder);
	for (int attempt = 0; attempt < 1000; attempt++) {
		char *name = purse_text(run->arena, "%s/.purse-%ld-%d.part", folder, (long)getpid(), attempt);
		int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (fd < 0 && errno == EEXIST) continue;   /* another output */
		if (fd >= 0 && !hold(fd)) {
			close(fd);
			continue;
		}
		if (fd >= 0) output->temporary = name;
		return fd;
	}
	return -1;
}

/* Where a symbolic link leads in the end; the path itself when it is none or can't be followed. */
static const char *follow(struct purse_run *run, const char *path) {
	for (int links = 0; links < 40; links++) {
		char target[PURSE_MAX_PATH_BYTES];
		ssize_t length = readlink(path, target, sizeof target - 1);
		if (length < 0) break;
		target[length] = '\0';
		bool absolute = target[0] == '/';
		path = absolute ? purse_copy_text(run->arena, target)
		                : purse_text(run->arena, "%s/%s", folder_of(run->arena, path), target);
	}
	return path;
}

/* What stands at the path now; the path itself becomes the end of a symbolic link. */
static bool look_at_target(struct purse_run *run, struct purse_output *output, struct stat *status,
                           bool *there) {
	output->path = follow(run, output->path);
	*there = stat(output->path, status) == 0;
	if (!*there) return true;
	if (S_ISDIR(status->st_mode)) return fail_write(run, output->path, EISDIR);
	if (!S_ISREG(status->st_mode))
		return purse_fail(run, PURSE_E_FILE_WRITE, NULL, "give the name of an ordinary file",
		                  "could not write \"%s\": it is a device or a pipe", output->path);
	return true;
}

bool purse_output_begin(struct purse_run *run, const char *path, bool stream, struct purse_output **output) {
	struct purse_output *fresh = purse_alloc(run->arena, sizeof *fresh);
	struct stat status;
	bool there;
	fresh->path = purse_copy_text(run->arena, path);
	if (!*path) return fail_write(run, path, ENOENT);
	if (!look_at_target(run, fresh, &status, &there)) return false;
	fresh->held = -1;
	fresh->next = unfinished;
	unfinished = fresh;
	purse_arena_on_close(run->arena, abandon, fresh);
	int fd = create_temporary(run, fresh);
	if (fd < 0) return fail_write(run, path, errno);
	if (there)
		(void)!fchmod(fd, status.st_mode & 07777);   /* best effort: another owner's file may not allow it */
	if (stream) {
		fresh->stream = fdopen(fd, "w");
		if (!fresh->stream) {
			int error = errno;
			close(fd);
			return fail_write(run, path, error);
		}
	} else {
		fresh->held = fd;
	}
	*output = fresh;
	return true;
}

/* Why an earlier write to the stream failed: stdio has forgotten, so the same is tried again. The file is
 * lost anyway. */
static int ask_again(FILE *stream) {
	static const char zeros[8192];
	for (int i = 0; i < 16; i++) {
		if (write(fileno(stream), zeros, sizeof zeros) < 0) return errno;
	}
	return EIO;
}

/* Flushes and syncs the temporary file; the error's number, 0 when done. */
static int finish_file(struct purse_output *output) {
	int error = 0;
	if (!output->stream) {   /* a library has written it */
		int fd = open(output->temporary, O_RDONLY | O_CLOEXEC);
		if (fd < 0) return errno;
		if (fsync(fd) != 0) error = errno;
		close(fd);
		return error;
	}
	FILE *stream = output->stream;
	output->stream = NULL;
	if (ferror(stream)) error = ask_again(stream);
	else if (fflush(stream) != 0 || fsync(fileno(stream)) != 0) error = errno;
	if (fclose(stream) != 0 && !error) error = errno;
	return error;
}

/* Makes the new name last through a power cut; the error's number, 0 when done or when folders can't be
 * synced here. */
static int sync_folder(struct purse_run *run, const char *path) {
	int fd = open(folder_of(run->arena, path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) return errno == EACCES ? 0 : errno;
	int error = fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno;
	close(fd);
	return error;
}

bool purse_output_done(struct purse_run *run, struct purse_output *output) {
	if (output->done || !output->temporary)
		return purse_fail(run, PURSE_E_BUG, NULL, NULL, "could not finish \"%s\" twice", output->path);
	int error = finish_file(output);
	if (!error && rename(output->temporary, output->path) != 0) error = errno;
	if (error) {
		abandon(output);
		return fail_write(run, output->path, error);
	}
	finish(output);
	run->kept++;
	error = sync_folder(run, output->path);
	return error ? fail_write(run, output->path, error) : true;
}

bool purse_output_failed(struct purse_run *run, struct purse_output *output, int error) {
	abandon(output);
	return fail_write(run, output->path, error);
}

bool purse_make_folder(struct purse_run *run, const char *path) {
	char *part = purse_copy_text(run->arena, path);
	size_t length = strlen(part);
	for (size_t i = 1; i <= length; i++) {
		if (part[i] != '/' && part[i] != '\0') continue;
		char kept = part[i];
		part[i] = '\0';
		int error = mkdir(part, 0777) == 0 ? 0 : errno;
		if (error && !purse_is_folder(part)) {
			if (error == EEXIST) error = ENOTDIR;
			return purse_fail(run, PURSE_E_FILE_WRITE, NULL, purse_file_hint(error),
			                  "could not create folder \"%s\": %s", part, strerror(error));
		}
		part[i] = kept;
	}
	if (!length) return fail_write(run, path, ENOENT);
	return true;
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

bool purse_list_folder(struct purse_run *run, const char *path, char ***names, size_t *count) {
	DIR *folder = opendir(path);
	if (!folder) return fail_read(run, path, errno);
	size_t room = 16, used = 0;
	char **list = purse_alloc_array(run->arena, room, sizeof *list);
	int error;
	for (;;) {
		errno = 0;
		const struct dirent *item = readdir(folder);
		error = errno;
		if (!item) break;
		if (purse_same(item->d_name, ".") || purse_same(item->d_name, "..")) continue;
		if (used + 1 == room) {
			list = purse_grow_array(run->arena, list, used, room * 2, sizeof *list);
			room *= 2;
		}
		list[used++] = purse_copy_text(run->arena, item->d_name);
	}
	closedir(folder);
	if (error) return fail_read(run, path, error);
	list[used] = NULL;
	qsort(list, used, sizeof *list, by_bytes);
	*names = list;
	*count = used;
	return true;
}
