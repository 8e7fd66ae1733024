#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

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

static char *place_prefix(struct svy_place place, size_t *length)
{
	char *prefix = NULL;
	const char *file = place.file ? place.file : "input";
	int n;

	for (int pass = 0; pass < 2; pass++) {
		size_t room = prefix ? *length + 1 : 0;
		if (place.line && place.column)
			n = snprintf(prefix, room, "%s:%zu:%zu: ", file, place.line, place.column);
		else if (place.line)
			n = snprintf(prefix, room, "%s:%zu: ", file, place.line);
		else
			n = snprintf(prefix, room, "%s: ", file);
		if (n < 0)
			break;
		*length = (size_t)n;
		if (!prefix && !(prefix = malloc(*length + 1)))
			break;
	}
	return prefix;
}

static void set_message(struct svy_status *status, char *prefix, size_t prefix_length, const char *format,
                        va_list arguments)
{
	va_list again;
	va_copy(again, arguments);
	int n = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (n < 0)
		return;
	char *message = malloc(prefix_length + (size_t)n + 1);
	if (!message)
		return;
	for (size_t i = 0; i < prefix_length; i++)
		message[i] = prefix[i];
	vsnprintf(message + prefix_length, (size_t)n + 1, format, arguments);
	status->message = message;
}

enum svy_code svy_fail(struct svy_status *status, enum svy_code code, const char *format, ...)
{
	if (!status)
		return code;
	char *old = status->message; /* may be one of the arguments */
	status->code = code;
	status->message = NULL;
	va_list arguments;
	va_start(arguments, format);
	set_message(status, NULL, 0, format, arguments);
	va_end(arguments);
	free(old);
	return code;
}

enum svy_code svy_fail_at(struct svy_status *status, enum svy_code code, struct svy_place place, const char *format,
                          ...)
{
	if (!status)
		return code;
	char *old = status->message;
	size_t length = 0;
	char *prefix = place_prefix(place, &length);
	status->code = code;
	status->message = NULL;
	va_list arguments;
	va_start(arguments, format);
	set_message(status, prefix, prefix ? length : 0, format, arguments);
	va_end(arguments);
	free(prefix);
	free(old);
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
