#include "tools/front/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/random.h"
#include "base/text.h"

enum { FIRST_LONG = 256 }; /* getopt values of options without a letter start here */

/* One row per common option: the group that brings it in, and where it goes. */
struct common_row {
	unsigned takes;
	struct svy_option option;
};

static size_t add_common(struct svy_option *list, unsigned takes, struct svy_common *c)
{
	const struct common_row rows[] = {
		{SVY_TAKES_RESULT | SVY_TAKES_OUTPUT,
	     {.name = "output", .letter = 'o', .argument = "FILE", .text = &c->output,
	      .help = "write to FILE, whole or not at all (default: -, standard output)"}},
		{SVY_TAKES_RESULT,
	     {.name = "format", .letter = 'f', .argument = "NAME", .text = &c->format,
	      .help = "text, csv, tsv, json, md, latex or html (default: text)"}},
		{SVY_TAKES_RESULT,
	     {.name = "table", .letter = 't', .argument = "TABLE", .text = &c->table,
	      .help = "only this table (default: all; in csv and tsv the first)"}},
		{SVY_TAKES_RESULT,
	     {.name = "digits", .argument = "N", .whole = &c->digits, .lowest = 0, .highest = 15,
	      .help = "digits after the point (default: by kind; csv, tsv and json unrounded)"}},
		{SVY_TAKES_RESULT,
	     {.name = "round", .argument = "HOW", .text = &c->rounding,
	      .help = "of text, md, latex and html: half-up, half-even, or sum, so that shares add up (default: half-up)"}},
		{SVY_TAKES_RESULT,
	     {.name = "decimal", .argument = "SIGN", .text = &c->decimal,
	      .help = "of text, md, latex and html: point or comma (default: point)"}},
		{SVY_TAKES_RESULT,
	     {.name = "no-provenance", .flag = &c->no_provenance,
	      .help = "leave out tool, version, command and input"}},
		{SVY_TAKES_DOMAIN,
	     {.name = "disclosure", .argument = "FILE", .text = &c->disclosure,
	      .help = "hide small cells by this policy, or none (default: what the codebook says)"}},
		{SVY_TAKES_DATA,
	     {.name = "codebook", .letter = 'b', .argument = "FILE", .text = &c->codebook,
	      .help = "codebook of the data (Table Schema, JSON)"}},
		{SVY_TAKES_DATA,
	     {.name = "encoding", .argument = "NAME", .text = &c->encoding,
	      .help = "encoding of the file, such as windows-1252 (default: UTF-8)"}},
		{SVY_TAKES_DATA,
	     {.name = "delimiter", .argument = "CHAR", .text = &c->delimiter,
	      .help = "what parts the fields: one character, or tab (default: from the header line)"}},
		{SVY_TAKES_DATA,
	     {.name = "na", .argument = "VALUE,...", .list = &c->na,
	      .help = "values that mean a missing answer, where no codebook says so"}},
		{SVY_TAKES_WEIGHT,
	     {.name = "weight", .letter = 'w', .argument = "VAR", .text = &c->weight,
	      .help = "weight variable, or none (default: what the codebook says)"}},
		{SVY_TAKES_WEIGHT,
	     {.name = "weight-kind", .argument = "KIND", .text = &c->weight_kind,
	      .help = "frequency (the row stands for so many like it) or sampling (for so many of the population)"}},
		{SVY_TAKES_DOMAIN | SVY_TAKES_ROWS,
	     {.name = "where", .argument = "'VAR OP VALUE'", .list = &c->where,
	      .help = "only rows for which this holds; OP is = != < <= > >=; may be repeated: all must hold"}},
		{SVY_TAKES_DOMAIN,
	     {.name = "missing", .argument = "WHAT", .text = &c->missing,
	      .help = "exclude, show, include, or include:REASON,... (default: exclude)"}},
		{SVY_TAKES_DOMAIN | SVY_TAKES_ROWS,
	     {.name = "order", .argument = "VAR=A,B,...", .list = &c->order,
	      .help = "the categories of VAR are ordered, like this"}},
		{SVY_TAKES_LEVEL,
	     {.name = "level", .argument = "P", .real = &c->level, .lowest = 0, .highest = 1,
	      .help = "confidence level of intervals (default: 0.95)"}},
		{SVY_TAKES_SEED,
	     {.name = "seed", .argument = "N", .text = &c->seed,
	      .help = "seed of the random numbers (default: 20190901)"}},
		{SVY_TAKES_SEED,
	     {.name = "threads", .argument = "N", .whole = &c->threads, .lowest = 0, .highest = 1024,
	      .help = "threads to use; the result is the same (default: 0, all cores)"}},
		{~0u, {.name = "quiet", .letter = 'q', .flag = &c->quiet, .help = "no notes on standard error"}},
	};
	size_t n = 0;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].takes & (takes | (rows[i].takes == ~0u ? ~0u : 0u))) {
			if (list)
				list[n] = rows[i].option;
			n++;
		}
	return n;
}

enum svy_code svy_option_list(const struct svy_tool *tool, struct svy_common *common, struct svy_option_list *out,
                              struct svy_status *status)
{
	size_t n = tool->n_options + add_common(NULL, tool->takes, common);
	struct svy_option *list = svy_array_new(n, sizeof *list);
	if (!list)
		return svy_fail_memory(status);
	for (size_t i = 0; i < tool->n_options; i++)
		list[i] = tool->options[i];
	add_common(list + tool->n_options, tool->takes, common);
	*out = (struct svy_option_list){list, n, tool->n_options};
	return SVY_OK;
}

void svy_option_list_clear(struct svy_option_list *list)
{
	free(list->option);
	*list = (struct svy_option_list){0};
}

/* What every tool answers without running. */
static const struct {
	const char *name;
	enum svy_ask ask;
} asks[] = {{"help", SVY_ASK_HELP},         {"version", SVY_ASK_VERSION}, {"man", SVY_ASK_MAN},
            {"complete", SVY_ASK_COMPLETE}, {"options", SVY_ASK_OPTIONS}};
enum { N_ASKS = sizeof asks / sizeof *asks };

struct parser {
	struct svy_option_list list;
	struct option *longs; /* the list, then the asks, then zeros */
	struct svy_text shorts;
};

static enum svy_code make_parser(const struct svy_tool *tool, struct svy_common *common, struct parser *parser,
                                 struct svy_status *status)
{
	enum svy_code code = svy_option_list(tool, common, &parser->list, status);
	if (code != SVY_OK)
		return code;
	parser->longs = svy_array_new(parser->list.n + N_ASKS + 1, sizeof *parser->longs);
	if (!parser->longs)
		return svy_fail_memory(status);
	svy_text_puts(&parser->shorts, "-:h"); /* operands in their order; a missing value gives ':' */
	for (size_t i = 0; i < parser->list.n; i++) {
		const struct svy_option *option = &parser->list.option[i];
		int has_argument = option->argument ? required_argument : no_argument;
		parser->longs[i] = (struct option){option->name, has_argument, NULL, FIRST_LONG + (int)i};
		if (option->letter) {
			svy_text_putc(&parser->shorts, option->letter);
			if (option->argument)
				svy_text_putc(&parser->shorts, ':');
		}
	}
	for (size_t i = 0; i < N_ASKS; i++)
		parser->longs[parser->list.n + i] =
			(struct option){asks[i].name, no_argument, NULL, FIRST_LONG + (int)(parser->list.n + i)};
	return parser->shorts.failed ? svy_fail_memory(status) : SVY_OK;
}

static void clear_parser(struct parser *parser)
{
	svy_option_list_clear(&parser->list);
	free(parser->longs);
	svy_text_clear(&parser->shorts);
}

static enum svy_code fail_unknown(const struct parser *parser, const char *element, struct svy_status *status)
{
	size_t n = parser->list.n + N_ASKS, length = strcspn(element, "=");
	const char **names = svy_array_new(n, sizeof *names);
	char *name = svy_text_copy_n(element, length);
	if (!names || !name) {
		free(names);
		free(name);
		return svy_fail_memory(status);
	}
	for (size_t i = 0; i < n; i++)
		names[i] = parser->longs[i].name;
	const char *nearest = strncmp(name, "--", 2) == 0 ? svy_text_nearest(name + 2, names, n) : NULL;
	enum svy_code code =
		nearest ? svy_fail(status, SVY_EUSAGE, "no option \"%s\" (did you mean \"--%s\"?)", name, nearest)
				: svy_fail(status, SVY_EUSAGE, "no option \"%s\"; --help lists them", name);
	free(names);
	free(name);
	return code;
}

static enum svy_code fail_number(const struct svy_option *option, const char *value, struct svy_status *status)
{
	if (option->real)
		return svy_fail(status, SVY_EUSAGE, "--%s takes a number between %g and %g, not \"%s\"", option->name,
		                option->lowest, option->highest, value);
	return svy_fail(status, SVY_EUSAGE, "--%s takes a whole number from %.0f to %.0f, not \"%s\"", option->name,
	                option->lowest, option->highest, value);
}

static enum svy_code store(const struct svy_option *option, const char *value, struct svy_status *status)
{
	double x;
	if (option->flag) {
		*option->flag = true;
	} else if (option->text) {
		*option->text = value;
	} else if (option->list) {
		struct svy_strings *list = option->list;
		if (!svy_array_reserve(&list->item, &list->capacity, list->n + 1, sizeof *list->item))
			return svy_fail_memory(status);
		list->item[list->n++] = value;
	} else if (!svy_number_parse(value, strlen(value), &x)) {
		return fail_number(option, value, status);
	} else if (option->real) {
		if (!(x > option->lowest && x < option->highest))
			return fail_number(option, value, status);
		*option->real = x;
	} else {
		if (!(x >= option->lowest && x <= option->highest) || x != (double)(long)x)
			return fail_number(option, value, status);
		*option->whole = (long)x;
	}
	return SVY_OK;
}

/* getopt_long takes any prefix of a long name; we want the whole name. */
static bool written_out(const char *element, const char *name)
{
	size_t length = strcspn(element, "=");
	return strncmp(element, "--", 2) == 0 && strlen(name) == length - 2 && strncmp(element + 2, name, length - 2) == 0;
}

static enum svy_code take_long(const struct parser *parser, size_t i, char **argv, enum svy_ask *ask,
                               struct svy_status *status)
{
	const char *element = optarg && optarg == argv[optind - 1] ? argv[optind - 2] : argv[optind - 1];
	if (!written_out(element, parser->longs[i].name))
		return fail_unknown(parser, element, status);
	if (i >= parser->list.n) {
		*ask = asks[i - parser->list.n].ask;
		return SVY_OK;
	}
	return store(&parser->list.option[i], optarg, status);
}

static enum svy_code take_letter(const struct parser *parser, int letter, enum svy_ask *ask,
                                 struct svy_status *status)
{
	if (letter == 'h') {
		*ask = SVY_ASK_HELP;
		return SVY_OK;
	}
	for (size_t i = 0; i < parser->list.n; i++)
		if (parser->list.option[i].letter == (char)letter)
			return store(&parser->list.option[i], optarg, status);
	return svy_fail(status, SVY_EUSAGE, "no option \"-%c\"; --help lists them", letter);
}

static enum svy_code take_next(const struct parser *parser, int found, char **argv, struct svy_call *call,
                               const char **operands, enum svy_ask *ask, struct svy_status *status)
{
	if (found == 1) {
		operands[call->n_operands++] = optarg;
		return SVY_OK;
	}
	if (found == ':')
		return svy_fail(status, SVY_EUSAGE, "%s needs a value", argv[optind - 1]);
	if (found == '?') {
		const char *element = argv[optind - 1];
		if (optopt >= FIRST_LONG)
			return svy_fail(status, SVY_EUSAGE, "--%s takes no value", parser->longs[optopt - FIRST_LONG].name);
		if (optopt)
			return svy_fail(status, SVY_EUSAGE, "no option \"-%c\"; --help lists them", optopt);
		return fail_unknown(parser, element, status);
	}
	if (found >= FIRST_LONG)
		return take_long(parser, (size_t)(found - FIRST_LONG), argv, ask, status);
	return take_letter(parser, found, ask, status);
}

static enum svy_code fail_format(const char *name, struct svy_status *status)
{
	static const char *const NAMES[] = {"text", "csv", "tsv", "json", "md", "latex", "html"};
	const char *nearest = svy_text_nearest(name, NAMES, sizeof NAMES / sizeof *NAMES);
	if (nearest)
		return svy_fail(status, SVY_EUSAGE, "no format \"%s\"; did you mean \"%s\"?", name, nearest);
	return svy_fail(status, SVY_EUSAGE, "no format \"%s\": use text, csv, tsv, json, md, latex or html", name);
}

static enum svy_code check_call(const struct svy_tool *tool, struct svy_call *call, struct svy_status *status)
{
	const char *seed = call->common.seed;
	call->seed = SVY_DEFAULT_SEED;
	if (seed && !svy_number_parse_count(seed, strlen(seed), &call->seed))
		return svy_fail(status, SVY_EUSAGE, "--seed takes a whole number, not \"%s\"", seed);
	if (!svy_format_from_name(call->common.format, &call->format))
		return fail_format(call->common.format, status);
	if (!svy_rounding_from_name(call->common.rounding, &call->rounding))
		return svy_fail(status, SVY_EUSAGE, "--round: \"%s\" is not half-up, half-even or sum", call->common.rounding);
	if (strcmp(call->common.decimal, "point") != 0 && strcmp(call->common.decimal, "comma") != 0)
		return svy_fail(status, SVY_EUSAGE, "--decimal: \"%s\" is neither point nor comma", call->common.decimal);
	if (call->n_operands < tool->min_operands || call->n_operands > tool->max_operands)
		return svy_fail(status, SVY_EUSAGE, "usage: %s %.*s; --help tells more", tool->name,
		                (int)strcspn(tool->synopsis, "\n"), tool->synopsis);
	return SVY_OK;
}

enum svy_code svy_options_parse(const struct svy_tool *tool, int argc, char **argv, struct svy_call *call,
                                enum svy_ask *ask, struct svy_status *status)
{
	struct parser parser = {0};
	const char **operands = svy_array_new((size_t)argc + 1, sizeof *operands);
	enum svy_code code = operands ? SVY_OK : svy_fail_memory(status);
	*call = (struct svy_call){.tool = tool, .argc = argc, .argv = (const char *const *)argv, .operands = operands};
	call->common = (struct svy_common){.output = "-", .format = "text", .digits = -1, .rounding = "half-up",
	                                   .decimal = "point", .missing = "exclude",
	                                   .level = 0.95};
	*ask = SVY_ASK_RUN;
	if (code == SVY_OK)
		code = make_parser(tool, &call->common, &parser, status);
	opterr = 0;
	while (code == SVY_OK && *ask == SVY_ASK_RUN) {
		int found = getopt_long(argc, argv, parser.shorts.bytes, parser.longs, NULL);
		if (found == -1)
			break;
		code = take_next(&parser, found, argv, call, operands, ask, status);
	}
	while (code == SVY_OK && *ask == SVY_ASK_RUN && optind < argc) /* behind "--" */
		operands[call->n_operands++] = argv[optind++];
	if (code == SVY_OK && *ask == SVY_ASK_RUN)
		code = check_call(tool, call, status);
	clear_parser(&parser);
	return code;
}
