#include "purse/base/sha256.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "purse/base/arena.h"

enum { BLOCK_BYTES = 64, LENGTH_BYTES = 8, WORDS = 8, ROUNDS = 64 };

/* The names of FIPS 180-4: K, the first 32 bits of the fractional parts of the cube roots of the first 64
 * primes; H, likewise of the square roots of the first eight. */
static const uint32_t K[ROUNDS] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};
static const uint32_t H[WORDS] = {
	0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

static uint32_t turn(uint32_t word, int by) { return word >> by | word << (32 - by); }

static void take_block(uint32_t state[WORDS], const unsigned char *block) {
	uint32_t w[ROUNDS], v[WORDS];
	for (size_t t = 0; t < 16; t++)
		w[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16
		       | (uint32_t)block[4 * t + 2] << 8 | block[4 * t + 3];
	for (size_t t = 16; t < ROUNDS; t++) {
		uint32_t before = turn(w[t - 15], 7) ^ turn(w[t - 15], 18) ^ w[t - 15] >> 3;
		uint32_t last = turn(w[t - 2], 17) ^ turn(w[t - 2], 19) ^ w[t - 2] >> 10;
		w[t] = w[t - 16] + before + w[t - 7] + last;
	}
	memcpy(v, state, sizeof v);
	for (size_t t = 0; t < ROUNDS; t++) {
		uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
		uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
		uint32_t one = v[7] + (turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)) + choice + K[t] + w[t];
		uint32_t two = (turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)) + majority;
		memmove(v + 1, v, sizeof v - sizeof *v);
		v[4] += one;
		v[0] = one + two;
	}
	for (size_t i = 0; i < WORDS; i++) state[i] += v[i];
}

/* The last bytes, the bit 1, noughts, and the length in bits fill one block or two. */
static void take_end(uint32_t state[WORDS], const unsigned char *rest, size_t rest_length, size_t length) {
	unsigned char end[2 * BLOCK_BYTES] = { 0 };
	size_t size = rest_length + 1 + LENGTH_BYTES <= BLOCK_BYTES ? BLOCK_BYTES : 2 * BLOCK_BYTES;
	uint64_t bits = (uint64_t)length * 8;
	if (rest_length) memcpy(end, rest, rest_length);
	end[rest_length] = 0x80;
	for (size_t i = 1; i <= LENGTH_BYTES; i++, bits >>= 8) end[size - i] = (unsigned char)(bits & 0xff);
	take_block(state, end);
	if (size > BLOCK_BYTES) take_block(state, end + BLOCK_BYTES);
}

char *purse_sha256(struct purse_arena *arena, const void *bytes, size_t length) {
	uint32_t state[WORDS];
	const unsigned char *at = bytes;
	size_t left = length;
	memcpy(state, H, sizeof state);
	for (; left >= BLOCK_BYTES; left -= BLOCK_BYTES, at += BLOCK_BYTES) take_block(state, at);
	take_end(state, at, left, length);
	char *text = purse_alloc(arena, 2 * sizeof state + 1);
	for (size_t i = 0; i < WORDS; i++) snprintf(text + 8 * i, 9, "%08lx", (unsigned long)state[i]);
	return text;
}
