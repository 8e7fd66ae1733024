#include "data/decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"

enum { LONGEST_MARK = 3, REASON_SIZE = 200, CONVERTED_SIZE = 16384 };

struct svy_decoder {
	const char *encoding; /* as asked for; NULL: by the mark */
	bool started;         /* the byte order mark has been looked for */
	bool converting;
	bool past_mark; /* the first converted character has been seen */
	iconv_t converter;
	uint64_t position;    /* bytes of the file that became text */
	struct svy_text rest; /* bytes that wait for more */
	char reason[REASON_SIZE];
};

static bool is_utf8(const char *encoding)
{
	return !encoding || strcasecmp(encoding, "UTF-8") == 0 || strcasecmp(encoding, "UTF8") == 0;
}

static bool start_converter(struct svy_decoder *decoder, const char *encoding)
{
	decoder->converter = iconv_open("UTF-8", encoding);
	decoder->converting = decoder->converter != (iconv_t)-1;
	return decoder->converting;
}

enum svy_code svy_decoder_new(const char *encoding, struct svy_decoder **out, struct svy_status *status)
{
	struct svy_decoder *decoder = svy_array_new(1, sizeof *decoder);
	if (!decoder)
		return svy_fail_memory(status);
	decoder->encoding = encoding;
	/* The empty name is the locale's, and what follows a slash lets damage through. */
	bool named = is_utf8(encoding) || (*encoding && !strchr(encoding, '/'));
	if (!named || (!is_utf8(encoding) && !start_converter(decoder, encoding))) {
		free(decoder);
		return svy_fail(status, SVY_EUSAGE,
		                "--encoding: \"%s\" is no encoding that is known here: try windows-1252, iso-8859-1, utf-16 "
		                "(iconv -l lists all)",
		                encoding);
	}
	*out = decoder;
	return SVY_OK;
}

/* Drop the byte order mark; UTF-16 is known by it. */
static size_t skip_mark(struct svy_decoder *decoder, const char *bytes, size_t length)
{
	if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		return is_utf8(decoder->encoding) ? 3 : 0;
	if (decoder->encoding || length < 2)
		return 0;
	if (memcmp(bytes, "\xFF\xFE", 2) == 0 && start_converter(decoder, "UTF-16LE"))
		return 2;
	if (memcmp(bytes, "\xFE\xFF", 2) == 0 && start_converter(decoder, "UTF-16BE"))
		return 2;
	return 0;
}

static void refuse_byte(struct svy_decoder *decoder, unsigned char byte, bool is_nul)
{
	const char *name = decoder->converting ? decoder->encoding ? decoder->encoding : "UTF-16" : "UTF-8";
	unsigned long long at = decoder->position + 1;
	if (is_nul && decoder->converting)
		snprintf(decoder->reason, sizeof decoder->reason,
		         "there is a NUL, which no text has: name the right --encoding, or export the file as CSV in UTF-8");
	else if (is_nul)
		snprintf(decoder->reason, sizeof decoder->reason,
		         "byte %llu is NUL, which no text has: export the file as CSV in UTF-8", at);
	else if (decoder->converting)
		snprintf(decoder->reason, sizeof decoder->reason, "byte %llu (0x%02X) is not %.40s: name the right --encoding",
		         at, byte, name);
	else
		snprintf(decoder->reason, sizeof decoder->reason,
		         "byte %llu (0x%02X) is not UTF-8: if the file comes from Windows, try --encoding windows-1252", at,
		         byte);
}

/* Whether these bytes may be the beginning of a longer character. */
static bool may_continue(const char *bytes, size_t length)
{
	unsigned char first = (unsigned char)bytes[0];
	size_t needed = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
	if (first > 0xF4 || length >= needed)
		return false;
	for (size_t i = 1; i < length; i++)
		if (((unsigned char)bytes[i] & 0xC0) != 0x80)
			return false;
	return true;
}

/* Appends what is good; gives the number of bytes used, all but a cut-off tail. */
static size_t check_utf8(struct svy_decoder *decoder, const char *bytes, size_t length, bool last, bool *ok,
                         struct svy_text *out)
{
	const char *nul = memchr(bytes, '\0', length);
	size_t limit = nul ? (size_t)(nul - bytes) : length;
	size_t good = svy_utf8_check(bytes, limit);
	bool cut_off = good < limit && !nul && !last && may_continue(bytes + good, limit - good);
	svy_text_put(out, bytes, good);
	decoder->position += good;
	*ok = good == length || cut_off;
	if (!*ok)
		refuse_byte(decoder, (unsigned char)bytes[good], good == limit);
	return good;
}

static size_t convert(struct svy_decoder *decoder, const char *bytes, size_t length, bool last, bool *ok,
                      struct svy_text *out)
{
	char converted[CONVERTED_SIZE];
	char *from = (char *)bytes;
	size_t left = length;
	*ok = true;
	for (bool flushing = false; left || (last && !flushing);) {
		char *to = converted;
		size_t room = sizeof converted;
		flushing = left == 0; /* letters that waited for an accent come last */
		size_t n = iconv(decoder->converter, flushing ? NULL : &from, flushing ? NULL : &left, &to, &room);
		int why = errno;
		size_t made = sizeof converted - room;
		const char *nul = memchr(converted, '\0', made);
		svy_text_put(out, converted, nul ? (size_t)(nul - converted) : made);
		if (nul || (n == (size_t)-1 && why == EILSEQ) || (n == (size_t)-1 && why == EINVAL && last)) {
			decoder->position += length - left;
			refuse_byte(decoder, (unsigned char)*from, nul != NULL);
			*ok = false;
			return length - left;
		}
		if (n == (size_t)-1 && why == EINVAL)
			break;
	}
	decoder->position += length - left;
	return length - left;
}

/* A mark that a named encoding left in the text. */
static void drop_converted_mark(struct svy_text *out, size_t before)
{
	if (out->length >= before + 3 && memcmp(out->bytes + before, "\xEF\xBB\xBF", 3) == 0) {
		memmove(out->bytes + before, out->bytes + before + 3, out->length - before - 3);
		out->length -= 3;
		out->bytes[out->length] = '\0';
	}
}

bool svy_decoder_feed(struct svy_decoder *decoder, const char *bytes, size_t length, bool last, struct svy_text *out)
{
	size_t used = 0, before = out->length;
	bool ok = true;
	if (decoder->rest.length) {
		svy_text_put(&decoder->rest, bytes, length);
		bytes = decoder->rest.bytes;
		length = decoder->rest.length;
	}
	if (!decoder->started && (length >= LONGEST_MARK || last)) {
		used = skip_mark(decoder, bytes, length);
		decoder->position = used;
		decoder->started = true;
	}
	if (decoder->started && (used < length || last)) {
		used += decoder->converting ? convert(decoder, bytes + used, length - used, last, &ok, out)
		                            : check_utf8(decoder, bytes + used, length - used, last, &ok, out);
		if (decoder->converting && !decoder->past_mark && out->length > before) {
			drop_converted_mark(out, before);
			decoder->past_mark = true;
		}
	}
	struct svy_text rest = {0};
	if (ok && used < length)
		svy_text_put(&rest, bytes + used, length - used);
	svy_text_clear(&decoder->rest);
	decoder->rest = rest;
	if (rest.failed)
		out->failed = true;
	return ok;
}

const char *svy_decoder_reason(const struct svy_decoder *decoder)
{
	return decoder->reason;
}

void svy_decoder_free(struct svy_decoder *decoder)
{
	if (!decoder)
		return;
	if (decoder->converting)
		iconv_close(decoder->converter);
	svy_text_clear(&decoder->rest);
	free(decoder);
}
