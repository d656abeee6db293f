/* Calendar days, as day numbers: days compare and subtract as integers. Proleptic Gregorian, years 1900 to
 * 2199. */
#ifndef PURSE_BASE_DATE_H
#define PURSE_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

struct purse_arena;

/* Days since 1 January 1970. PURSE_NO_DATE stands for "not given"; PURSE_FOREVER for an open end. */
struct purse_date { int32_t day; };
#define PURSE_NO_DATE ((struct purse_date){ INT32_MIN })
#define PURSE_FOREVER ((struct purse_date){ INT32_MAX })

/* Whether the three make a day of the calendar; the day then stands in *date. */
bool purse_date_make(int year, int month, int day, struct purse_date *date);
void purse_date_split(struct purse_date date, int *year, int *month, int *day);
/* Reads `2025-09-01`, `01/09/2025` or `1/9/2025` (day first, as in Britain), nothing else, not even blanks
 * around it. When it can't, *why (if not NULL) gets a phrase that says what is wrong, for a message.
 * Static text. */
bool purse_date_read(const char *text, struct purse_date *date, const char **why);
/* `2025-09-01`; "" for PURSE_NO_DATE and PURSE_FOREVER. */
char *purse_date_iso(struct purse_arena *arena, struct purse_date date);
/* `1 September 2025`, for people. */
char *purse_date_words(struct purse_arena *arena, struct purse_date date);
/* Whether it is a day: neither PURSE_NO_DATE nor PURSE_FOREVER. */
bool purse_date_given(struct purse_date date);
/* Both ends included; from may be PURSE_NO_DATE and to PURSE_FOREVER for an open end. */
bool purse_date_between(struct purse_date date, struct purse_date from, struct purse_date to);
/* These three leave PURSE_NO_DATE and PURSE_FOREVER as they are; sums stay within 1900 to 2199. */
struct purse_date purse_date_first_of_month(struct purse_date date);
struct purse_date purse_date_last_of_month(struct purse_date date);
struct purse_date purse_date_add_days(struct purse_date date, int32_t days);
/* Months counted from January 1970 = 0; the key of a period. */
int32_t purse_date_month_number(struct purse_date date);
struct purse_date purse_date_of_month_number(int32_t month_number);   /* its first day */
/* Reads `2025-11` as a month number. */
bool purse_month_read(const char *text, int32_t *month_number);
char *purse_month_words(struct purse_arena *arena, int32_t month_number);   /* `November 2025` */
/* 1 Monday … 7 Sunday */
int purse_date_weekday(struct purse_date date);

/* A school year runs from 1 September to 31 August, and its finance terms are autumn (September to
 * December), spring (January to March) and summer (April to August), so that each term lies within one
 * financial year of a maintained school. */
struct purse_term { struct purse_date from, to; const char *name; };
/* Reads `autumn-2025`, `autumn 2025`, `spring-2026`, `summer-2026`: the calendar year in which the term lies.
 * Upper and lower case alike. name is static text: `autumn`, `spring` or `summer`. */
bool purse_term_read(const char *text, struct purse_term *term);
/* Reads `2025-26` or `2025-2026` as a school year. */
bool purse_school_year_read(const char *text, struct purse_date *from, struct purse_date *to);

#endif
