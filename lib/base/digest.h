/* SHA-256 (FIPS 180-4). */
#ifndef SVY_BASE_DIGEST_H
#define SVY_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { SVY_DIGEST_TEXT = 65 }; /* 64 hexadecimal digits and a NUL */

/* Placed by the caller; nothing to free.  Private. */
struct svy_digest {
	uint32_t state[8];
	uint64_t length;
	unsigned char block[64];
};

void svy_digest_start(struct svy_digest *digest);
void svy_digest_add(struct svy_digest *digest, const void *bytes, size_t length);
void svy_digest_finish(struct svy_digest *digest, char out[SVY_DIGEST_TEXT]);

#endif
