#include "purse/input/bytes.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "purse/base/file.h"
#include "purse/base/run.h"
#include "purse/base/text.h"

#define SAVE_AGAIN "open it in Excel and save it as \"CSV UTF-8 (comma delimited)\""
#define SAVE_ROW_AGAIN SAVE_AGAIN "; look in that row first for letters and signs that came out wrong"

bool purse_bytes_read(struct purse_run *run, struct purse_arena *arena, const char *path,
                      struct purse_bytes *bytes) {
	*bytes = (struct purse_bytes){ .file = purse_copy_text(run->arena, path) };
	struct purse_place place = { .file = bytes->file };
	struct stat about;
	if (stat(path, &about) != 0) {
		return purse_fail(run, PURSE_E_FILE_READ, &place, "check the name and the folder",
		                  "could not read \"%s\": %s", path,
		                  errno == ENOENT ? "there is no such file" : strerror(errno));
	}
	if (S_ISDIR(about.st_mode)) {
		return purse_fail(run, PURSE_E_FILE_READ, &place, "name the file inside it",
		                  "could not read \"%s\": it is a folder", path);
	}
	if (!S_ISREG(about.st_mode)) {
		return purse_fail(run, PURSE_E_FILE_READ, &place, "save the data as a plain file first",
		                  "could not read \"%s\": it is not a plain file", path);
	}
	if (about.st_size == 0) {
		return purse_fail(run, PURSE_E_EMPTY_FILE, &place,
		                  "delete the file, or give it its heading row (see \"purse template\")",
		                  "could not find anything in \"%s\"", path);
	}
	if (about.st_size > PURSE_MAX_FILE_BYTES) {
		return purse_fail(run, PURSE_E_TOO_LONG, &place,
		                  "split it into several files of that name, each in a folder of its own, and import "
		                  "one folder after the other",
		                  "could not read \"%s\": it is larger than %d MB", path,
		                  PURSE_MAX_FILE_BYTES / 1024 / 1024);
	}
	char *text;
	if (!purse_read_file(run, arena, path, PURSE_MAX_FILE_BYTES, &text, &bytes->length)) return false;
	bytes->bytes = text;
	return true;
}

/* ---- decoding ---------------------------------------------------------------------------------------- */

/* Bytes seen as units of one or two bytes. */
struct units {
	const unsigned char *bytes;
	size_t count;
	int width;
	bool big_endian;
};

static unsigned unit_at(const struct units *units, size_t i) {
	if (units->width == 1) return units->bytes[i];
	unsigned first = units->bytes[2 * i], second = units->bytes[2 * i + 1];
	return units->big_endian ? first << 8 | second : second << 8 | first;
}

/* The row of a unit, counted as Excel does: line breaks inside quotes don't count, nor does a first line
 * `sep=;`. */
static long row_of(const struct units *units, size_t at) {
	long row = 1;
	bool quoted = false;
	for (size_t i = 0; i < at; i++) {
		unsigned unit = unit_at(units, i);
		if (unit == '"') quoted = !quoted;
		bool pair = unit == '\r' && i + 1 < units->count && unit_at(units, i + 1) == '\n';
		row += (unit == '\n' || (unit == '\r' && !pair)) && !quoted;
	}
	const char *sep = "sep=";
	for (size_t i = 0; i < 4; i++) {
		if (i >= units->count || unit_at(units, i) != (unsigned)sep[i]) return row;
	}
	return row > 1 ? row - 1 : row;
}

static bool fail_at(struct purse_run *run, const char *file, const struct units *units, size_t at,
                    const char *what) {
	struct purse_place place = { .file = file, .row = row_of(units, at) };
	return purse_fail(run, PURSE_E_BAD_ENCODING, &place, SAVE_ROW_AGAIN, "could not read \"%s\": %s", file,
	                  what);
}

/* Where decoded characters go; without `out` they are only counted. */
struct sink {
	char *out;
	size_t length;
};

static void put(struct sink *sink, uint32_t c) {
	unsigned char bytes[4];
	size_t count = 0;
	if (c < 0x80) {
		bytes[count++] = (unsigned char)c;
	} else {
		if (c < 0x800) {
			bytes[count++] = (unsigned char)(0xC0 | c >> 6);
		} else {
			if (c < 0x10000) {
				bytes[count++] = (unsigned char)(0xE0 | c >> 12);
			} else {
				bytes[count++] = (unsigned char)(0xF0 | c >> 18);
				bytes[count++] = (unsigned char)(0x80 | (c >> 12 & 0x3F));
			}
			bytes[count++] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
		}
		bytes[count++] = (unsigned char)(0x80 | (c & 0x3F));
	}
	if (sink->out) memcpy(sink->out + sink->length, bytes, count);
	sink->length += count;
}

/* Windows-1252 from 0x80 on; 0 marks the five bytes that mean nothing. */
static const uint16_t high[32] = {
	0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* Both decoders give false and where, when a unit has no meaning. */
static bool decode_1252(const struct units *units, struct sink *sink, size_t *bad_at) {
	for (size_t i = 0; i < units->count; i++) {
		uint32_t c = units->bytes[i];
		if (c >= 0x80 && c < 0xA0) c = high[c - 0x80];
		if (c == 0) {
			*bad_at = i;
			return false;
		}
		put(sink, c);
	}
	return true;
}

static bool decode_utf16(const struct units *units, struct sink *sink, size_t *bad_at) {
	for (size_t i = 0; i < units->count; i++) {
		uint32_t c = unit_at(units, i);
		*bad_at = i;
		if (c >= 0xD800 && c < 0xDC00 && i + 1 < units->count) {
			uint32_t low = unit_at(units, i + 1);
			if (low < 0xDC00 || low > 0xDFFF) return false;
			c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
			i++;
		}
		if (c == 0 || (c >= 0xD800 && c < 0xE000)) return false;
		put(sink, c);
	}
	return true;
}

/* Counts first, so that no more memory is taken than the text needs. */
static bool decode(struct purse_run *run, struct purse_arena *arena, const struct units *units,
                   struct purse_bytes *text, bool (*decoder)(const struct units *, struct sink *, size_t *),
                   const char *encoding) {
	struct sink sink = { 0 };
	size_t bad_at = 0;
	if (!decoder(units, &sink, &bad_at)) {
		return fail_at(run, text->file, units, bad_at,
		               purse_text(run->arena, "a character there means nothing (0x%02X in %s)",
		                          unit_at(units, bad_at), encoding));
	}
	sink = (struct sink){ .out = purse_alloc(arena, sink.length + 1) };
	decoder(units, &sink, &bad_at);
	text->bytes = sink.out;
	text->length = sink.length;
	return true;
}

/* Files of other kinds that were only renamed to .csv. */
static const struct { const char *start, *what, *hint; } strangers[] = {
	{ "PK\003\004", "it is an Excel workbook (or another zipped file), not CSV", SAVE_AGAIN },
	{ "\320\317\021\340", "it is an old Excel workbook, not CSV", SAVE_AGAIN },
	{ "<htm", "it is a web page, not CSV", SAVE_AGAIN },
	{ "<HTM", "it is a web page, not CSV", SAVE_AGAIN },
	{ "<!DO", "it is a web page, not CSV", SAVE_AGAIN },
	{ "<?xm", "it is XML, not CSV", SAVE_AGAIN },
	{ "%PDF", "it is a PDF, not CSV", "ask who sent it for a workbook or a CSV file" },
};

bool purse_bytes_decode(struct purse_run *run, struct purse_arena *arena, const struct purse_bytes *raw,
                        struct purse_bytes *text) {
	*text = *raw;
	struct units units = { .bytes = (const unsigned char *)raw->bytes, .count = raw->length, .width = 1 };
	for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++) {
		if (raw->length < 4 || memcmp(raw->bytes, strangers[i].start, 4) != 0) continue;
		struct purse_place place = { .file = raw->file };
		return purse_fail(run, PURSE_E_BAD_ENCODING, &place, strangers[i].hint, "could not read \"%s\": %s",
		                  raw->file, strangers[i].what);
	}
	bool little = raw->length >= 2 && memcmp(raw->bytes, "\xFF\xFE", 2) == 0;
	bool big = raw->length >= 2 && memcmp(raw->bytes, "\xFE\xFF", 2) == 0;
	if (little || big) {
		units = (struct units){ units.bytes + 2, (raw->length - 2) / 2, 2, big };
		if (raw->length % 2)
			return fail_at(run, raw->file, &units, units.count, "it ends in the middle of a character");
		return decode(run, arena, &units, text, decode_utf16, "UTF-16");
	}
	bool marked = raw->length >= 3 && memcmp(raw->bytes, "\xEF\xBB\xBF", 3) == 0;
	if (marked) {
		text->bytes += 3;
		text->length -= 3;
		units.bytes += 3;
		units.count -= 3;
	}
	const char *nul = memchr(text->bytes, '\0', text->length);
	if (nul)
		return fail_at(run, raw->file, &units, (size_t)(nul - text->bytes),
		               "it holds a character that is no text (NUL), as files of other programs do");
	size_t bad_at = 0;
	if (purse_is_utf8(text->bytes, text->length, &bad_at)) return true;
	if (marked)
		return fail_at(run, raw->file, &units, bad_at, "it is marked as UTF-8, but a character there is not");
	return decode(run, arena, &units, text, decode_1252, "Windows-1252");
}
