/* The kinds of record that can be imported: one table from which reading, templates and documentation walk.
 * Adding a kind is one array of columns with its examples, and one line in the table of kinds. */
#ifndef PURSE_INPUT_KIND_H
#define PURSE_INPUT_KIND_H

#include <stdbool.h>

enum purse_type {
	PURSE_TYPE_CODE,           /* 2 to 12 of A-Z, 0-9 and `-` */
	PURSE_TYPE_TEXT,           /* trimmed, blanks in a row as one; line breaks as \n */
	PURSE_TYPE_DATE,           /* `2025-09-01` */
	PURSE_TYPE_MONTH,          /* its first day, `2025-09-01`, from 2025-09 or a day of it */
	PURSE_TYPE_MONEY,          /* `1234.56` */
	PURSE_TYPE_PRICE,          /* pounds with up to 4 decimals: `0.465`, `350` */
	PURSE_TYPE_DECIMAL,        /* up to 6 decimals, without trailing zeros: `0.5` */
	PURSE_TYPE_PERCENT,        /* `28.68`, up to 6 decimals; also from 28.68%, and below 1 only so */
	PURSE_TYPE_FRACTION,       /* in lowest terms: `3`, `1/8` (also from 12.5% and 0.125) */
	PURSE_TYPE_YES_NO,         /* `yes`, `no` */
	PURSE_TYPE_WHOLE,          /* `112` */
	PURSE_TYPE_WORD,           /* one of a list, written as in the list */
	PURSE_TYPE_ACCOUNT,        /* `1320`, `E26`, `I08b`: as given; the books know which exist */
	PURSE_TYPE_CURRENCY,       /* `GBP` */
	PURSE_TYPE_SORT_CODE,      /* `20-00-00` */
	PURSE_TYPE_BANK_ACCOUNT,   /* 8 digits */
	PURSE_TYPES
};

enum {
	PURSE_COLUMN_REQUIRED = 1,
	PURSE_COLUMN_KEY = 2,       /* part of the natural key, in the order of the columns */
	PURSE_COLUMN_OWNER = 4,     /* the school that the record belongs to */
	PURSE_COLUMN_SIGNED = 8     /* may be negative */
};

struct purse_column {
	const char *heading;
	enum purse_type type;
	unsigned flags;
	const char *guide;            /* one line for people: what to write here */
	const char *const *words;     /* PURSE_TYPE_WORD: those allowed, ended by NULL */
	const char *standard;         /* what a blank cell stands for, or NULL; the books apply it */
	const char *below_nought;     /* what to do instead of writing a number below nought, or NULL */
	const char *not_before;       /* heading of the date that this one may not come before, or NULL */
	long least, most;             /* of a whole number; most: characters of a text; 0 = the type's */
};

struct purse_kind {
	const char *name;             /* `pupil-numbers` */
	const char *file;             /* `pupil-numbers.csv` */
	const char *title;            /* `Pupil numbers` */
	const char *guide;            /* what one row says, for people */
	const struct purse_column *columns;
	int column_count;
	const char *const *examples;  /* rows of cells joined by `|`; together they make small books */
	int example_count;
	bool made;                    /* purse writes its rows; people are not asked to */
};

/* All kinds, in the order in which they must be imported. */
const struct purse_kind *purse_kinds(int *count);
/* By `activities`, in any case; NULL when there is none. */
const struct purse_kind *purse_kind_named(const char *name);
/* By file name without folder, `Activities.CSV`, in any case; NULL when there is none. */
const struct purse_kind *purse_kind_of_file(const char *file_name);
/* The position of a column (0 first) by its heading, compared without case and white space; -1 when there is
 * none. */
int purse_kind_column(const struct purse_kind *kind, const char *heading);
/* What a type is called in guides: `date`. Static text. */
const char *purse_kind_type_name(enum purse_type type);
/* How values of a type are written, for hints and guides: `a date such as 01/09/2025 or 2025-09-01`. Static
 * text. */
const char *purse_kind_type_guide(enum purse_type type);

#endif
