/*
 * From the bytes of a file to checked UTF-8.
 *
 * A byte order mark is recognised and dropped.  UTF-16 with one, and whatever
 * encoding is named, is converted by iconv; UTF-8 is checked.  NUL is refused.
 */
#ifndef SVY_DATA_DECODE_H
#define SVY_DATA_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

struct svy_decoder;

/* encoding: as iconv names it; NULL: UTF-8, or what the byte order mark says.
 * SVY_EUSAGE: iconv knows no such encoding. */
enum svy_code svy_decoder_new(const char *encoding, struct svy_decoder **out, struct svy_status *status) SVY_MUST_USE;

/*
 * Append the text of these bytes to out; a character that is cut off by their
 * end waits for the next call, unless `last`.
 *
 * False when something is not text: what stands before it has been appended,
 * and svy_decoder_reason() says what is wrong.
 */
bool svy_decoder_feed(struct svy_decoder *decoder, const char *bytes, size_t length, bool last, struct svy_text *out);

/* What was wrong and what to do.  Borrowed. */
const char *svy_decoder_reason(const struct svy_decoder *decoder);

void svy_decoder_free(struct svy_decoder *decoder);

#endif
