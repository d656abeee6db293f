/* A private PostgreSQL cluster: making it, starting and stopping its server. It listens on a Unix socket in a
 * private folder and nowhere else, trusts whoever gets there, syncs what it writes and checks what it
 * reads. */
#ifndef PURSE_STORE_CLUSTER_H
#define PURSE_STORE_CLUSTER_H

#include <stdbool.h>
#include <sys/types.h>

#include "purse/store/system.h"

struct purse_run;

#define PURSE_ADMIN_ROLE "purse_admin" /* owns the cluster; only init, upgrade and server connect as it */

struct purse_cluster {
	const char *home; /* an absolute path; holds data/, log, lock, and mostly socket/ */
	const char *data, *log, *lock;
	const char *socket_folder;    /* where the server is reached; start sets it anew */
	struct purse_account account; /* who owns it and runs the server */
};

/* Describes the cluster in a folder. When the path is too long for a socket, that goes to /tmp. Nothing is
 * looked at, and nothing made. */
struct purse_cluster purse_cluster_in(struct purse_run *run, const char *home, struct purse_account account);
/* Makes the cluster in its home, which is there already. */
bool purse_cluster_make(struct purse_run *run, const struct purse_cluster *cluster);
/* Starts the server unless it runs, and waits until it takes connections. Two at once start one. *started
 * (may be NULL) says whether this call did. */
bool purse_cluster_start(struct purse_run *run, struct purse_cluster *cluster, bool *started);
/* Stops it, ending what is connected. *stopped (may be NULL) says whether there was anything to stop. */
bool purse_cluster_stop(struct purse_run *run, struct purse_cluster *cluster, bool *stopped);
/* The server's process, 0 when it does not run. */
pid_t purse_cluster_process(struct purse_run *run, const struct purse_cluster *cluster);
/* Ends the server, however it is, and removes the home with all that is in it. */
bool purse_cluster_remove(struct purse_run *run, struct purse_cluster *cluster);
/* The folder with PostgreSQL's programs: PURSE_PG_BIN, else Debian's of that major version (0: the newest),
 * else PATH. */
bool purse_cluster_programs(struct purse_run *run, int major, const char **folder);

#endif
