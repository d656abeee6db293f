/* Runs a command and appends what it took to a file: seconds from start to end, and the most memory that it
 * had resident, in kB. usage: measure FILE COMMAND…; ends with the command's status. */
#define _DEFAULT_SOURCE /* wait4 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int count, char **words) {
	if (count < 3) return 2;
	double start = seconds();
	pid_t child = fork();
	if (child < 0) return 4;
	if (child == 0) {
		execvp(words[2], words + 2);
		_exit(127);
	}
	int status;
	struct rusage used;
	if (wait4(child, &status, 0, &used) < 0) return 4;
	double took = seconds() - start;
	FILE *file = fopen(words[1], "a");
	if (!file) return 4;
	fprintf(file, "%.6f %ld\n", took, used.ru_maxrss);
	if (fclose(file) != 0) return 4;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 70;
}
