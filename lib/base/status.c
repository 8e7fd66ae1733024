#include "base/status.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/text.h"

static const char *name_of(enum svy_code code)
{
	switch (code) {
	case SVY_OK: return "done";
	case SVY_ENOMEM: return "not enough memory";
	case SVY_EIO: return "input or output failed";
	case SVY_EINPUT: return "the input is not right";
	case SVY_EUSAGE: return "the request is not right";
	case SVY_EDOMAIN: return "a number is outside its domain";
	case SVY_EEMPTY: return "nothing to compute from";
	}
	return "failed";
}

static void put_place(struct svy_place place, struct svy_text *out)
{
	if (!place.file)
		return;
	svy_text_puts(out, place.file);
	if (place.line)
		svy_text_printf(out, ":%zu", place.line);
	if (place.line && place.column)
		svy_text_printf(out, ":%zu", place.column);
	svy_text_puts(out, ": ");
}

/* What terminals obey, U+0080 to U+009F (two bytes, the first of them C2) too. */
static void blank_controls(char *bytes, size_t length)
{
	unsigned char *byte = (unsigned char *)bytes;
	for (size_t i = 0; i < length; i++) {
		bool pair = byte[i] == 0xC2 && i + 1 < length && (byte[i + 1] & 0xE0) == 0x80;
		if (pair)
			byte[i + 1] = ' ';
		if (pair || byte[i] < ' ' || byte[i] == 0x7F)
			byte[i] = ' ';
	}
}

/* One line, whatever was quoted from the user's files. */
static void set_message(struct svy_status *status, struct svy_place place, const char *format, va_list arguments)
{
	struct svy_text text = {0};
	char *old = status->message; /* may be one of the arguments */
	put_place(place, &text);
	svy_text_vprintf(&text, format, arguments);
	blank_controls(text.bytes, text.length);
	status->message = svy_text_take(&text);
	free(old);
}

enum svy_code svy_fail(struct svy_status *status, enum svy_code code, const char *format, ...)
{
	if (!status)
		return code;
	va_list arguments;
	va_start(arguments, format);
	status->code = code;
	set_message(status, (struct svy_place){NULL, 0, 0}, format, arguments);
	va_end(arguments);
	return code;
}

enum svy_code svy_fail_at(struct svy_status *status, enum svy_code code, struct svy_place place, const char *format,
                          ...)
{
	if (!status)
		return code;
	va_list arguments;
	va_start(arguments, format);
	status->code = code;
	set_message(status, place, format, arguments);
	va_end(arguments);
	return code;
}

enum svy_code svy_fail_memory(struct svy_status *status)
{
	if (status) {
		free(status->message);
		status->code = SVY_ENOMEM;
		status->message = NULL;
	}
	return SVY_ENOMEM;
}

const char *svy_status_text(const struct svy_status *status)
{
	return status->message ? status->message : name_of(status->code);
}

void svy_status_clear(struct svy_status *status)
{
	free(status->message);
	status->code = SVY_OK;
	status->message = NULL;
}
