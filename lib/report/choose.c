#include "report/choose.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "data/domain.h"

static enum svy_code fail_unknown(const char *option, const char *name, const struct svy_choice *choices,
                                  size_t n_choices, struct svy_status *status)
{
	const char **names = svy_array_new(n_choices, sizeof *names);
	struct svy_text known = {0};
	for (size_t i = 0; names && i < n_choices; i++) {
		names[i] = choices[i].name;
		svy_text_printf(&known, "%s%s", i ? " " : "", choices[i].name);
	}
	const char *nearest = names ? svy_text_nearest(name, names, n_choices) : NULL;
	char *list = svy_text_take(&known);
	enum svy_code code =
		nearest ? svy_fail(status, SVY_EUSAGE, "%s: there is no \"%s\" (did you mean \"%s\"?)", option, name, nearest)
	            : svy_fail(status, SVY_EUSAGE, "%s: there is no \"%s\"; known are all, none, %s", option, name,
	                       list ? list : "");
	free(list);
	free(names);
	return code;
}

static enum svy_code choose_one(const char *option, const char *name, const struct svy_choice *choices,
                                size_t n_choices, bool *chosen, struct svy_status *status)
{
	for (size_t i = 0; i < n_choices; i++) {
		bool all = strcmp(name, "all") == 0 && !choices[i].unfit;
		bool named = strcmp(name, choices[i].name) == 0;
		if (named && choices[i].unfit)
			return svy_fail(status, SVY_EUSAGE, "%s: %s: %s", option, name, choices[i].unfit);
		chosen[i] = chosen[i] || all || named;
		if (named)
			return SVY_OK;
	}
	if (strcmp(name, "all") == 0 || strcmp(name, "none") == 0)
		return SVY_OK;
	return fail_unknown(option, name, choices, n_choices, status);
}

enum svy_code svy_choose(const char *option, const char *list, const struct svy_choice *choices, size_t n_choices,
                         bool *chosen, struct svy_status *status)
{
	char **names = NULL;
	size_t n = 0;
	enum svy_code code = svy_list_split(list, &names, &n, status);
	memset(chosen, 0, n_choices * sizeof *chosen);
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		code = choose_one(option, names[i], choices, n_choices, chosen, status);
	if (code == SVY_OK && n == 0)
		code = svy_fail(status, SVY_EUSAGE, "%s: an empty list; say none for none", option);
	svy_list_free(names, n);
	return code;
}
