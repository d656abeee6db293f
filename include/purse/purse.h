/* What libpurse offers to a program: all that the program purse does, but for its command line.
 *
 *     struct purse_run *run = purse_run_new();
 *     struct purse_choice books = { .start_folder = "/srv/books", .command = "my program" };
 *     struct purse_init_done made;
 *     struct purse_db *db;
 *     bool good = purse_init(run, &books, "/srv/books", &made) && purse_books_open(run, &books, &db)
 *                 && purse_import(run, db, &import, &imported)
 *                 && purse_work_charge(run, db, &wish, &charged);
 *     for (int i = 0; i < run->problem_count; i++)
 *         fprintf(stderr, "%s %s\n", purse_place_text(run->arena, &run->problems[i].place),
 *                 run->problems[i].message);
 *     purse_run_close(run);
 *
 * A run carries one piece of work: its memory, and the problems that were found. Functions that can fail
 * give false then and have added what is wrong to the run, with what to do next; nothing here prints or
 * exits. All that they give lives as long as the run. The books are opened once and worked on by as many
 * calls as wanted, of one thread at a time; who acts is decided when they are opened. What each call may be
 * asked stands in the header of its module: one of work/ for each thing that a person does.
 *
 * Build with what `pkg-config --cflags --libs purse` says. A whole program: post_charge.c, beside the README
 * in the folder of the documentation. */
#ifndef PURSE_PURSE_H
#define PURSE_PURSE_H

#include "purse/base/date.h"
#include "purse/base/error.h"
#include "purse/base/place.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/base/version.h"
#include "purse/exact/fraction.h"
#include "purse/exact/money.h"
#include "purse/store/books.h"
#include "purse/store/server.h"
#include "purse/work/balance.h"
#include "purse/work/bank.h"
#include "purse/work/charge.h"
#include "purse/work/close.h"
#include "purse/work/cost.h"
#include "purse/work/document.h"
#include "purse/work/explain.h"
#include "purse/work/import.h"
#include "purse/work/init.h"
#include "purse/work/person.h"
#include "purse/work/raise.h"
#include "purse/work/reader.h"
#include "purse/work/statement.h"
#include "purse/work/status.h"
#include "purse/work/verify.h"

#endif
