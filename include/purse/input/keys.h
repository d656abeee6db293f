/* The natural keys met in one import, so that none stands twice: about 70 bytes for each. */
#ifndef PURSE_INPUT_KEYS_H
#define PURSE_INPUT_KEYS_H

#include <stdbool.h>

struct purse_arena;
struct purse_kind;
struct purse_keys;
struct purse_place;

/* An empty set, which lives as long as the arena. */
struct purse_keys *purse_keys_new(struct purse_arena *arena);
/* Puts a key into the set. false when it is there already: *earlier, when not NULL, then gets where it stood
 * first. A key belongs to its kind and owner (NULL: common). file must live as long as the set; the other
 * texts are copied. */
bool purse_keys_add(struct purse_keys *keys, const struct purse_kind *kind, const char *owner,
                    const char *ref, const struct purse_place *place, struct purse_place *earlier);

#endif
