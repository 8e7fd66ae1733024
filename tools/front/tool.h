/*
 * What a tool is: one descriptor.
 *
 * Parsing, --help, --man (the man page), --complete (shell completion) and the
 * lint that one letter means one thing all read it.  A tool is one file
 * tools/svy-NAME.c that defines `svy_tool`; main() is in front/main.c.
 */
#ifndef SVY_FRONT_TOOL_H
#define SVY_FRONT_TOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "data/missing.h"
#include "report/render.h"

/* Repeated option values, in the order given. */
struct svy_strings {
	const char **item;
	size_t n, capacity;
};

/* One option.  Exactly one of the targets is set; it holds the default before
 * parsing. */
struct svy_option {
	const char *name;     /* long name without dashes */
	char letter;          /* 0: no short form */
	const char *argument; /* what the help calls its value, NULL for a flag */
	const char *help;     /* one line; "(default: X)" is part of it */
	bool *flag;
	const char **text;
	struct svy_strings *list; /* may be repeated */
	long *whole;              /* with lowest..highest */
	double *real;             /* strictly between lowest and highest */
	double lowest, highest;
};

/* Groups of options that mean the same in every tool; a tool names those that
 * it has. */
enum {
	SVY_TAKES_RESULT = 1 << 0,    /* -o -f -t --digits --round --decimal --no-provenance */
	SVY_TAKES_DATA = 1 << 1,      /* -b --encoding --delimiter --na */
	SVY_TAKES_WEIGHT = 1 << 2,    /* -w --weight-kind */
	SVY_TAKES_DOMAIN = 1 << 3,    /* of what counts respondents: --disclosure --where --missing --order */
	SVY_TAKES_LEVEL = 1 << 4,     /* --level */
	SVY_TAKES_SEED = 1 << 5,      /* --seed --threads */
	SVY_TAKES_OUTPUT = 1 << 6,    /* -o alone */
	SVY_TAKES_ROWS = 1 << 7       /* --where --order */
};

/* Values of the common options. */
struct svy_common {
	const char *output; /* "-": standard output */
	const char *format;
	const char *table;
	long digits; /* -1: by style */
	const char *rounding; /* half-up, half-even, sum */
	const char *decimal;  /* point, comma */
	bool no_provenance;
	const char *disclosure; /* FILE, "none", or NULL: what the codebook says */
	const char *codebook;
	const char *encoding;
	const char *delimiter;
	struct svy_strings na;
	const char *weight; /* "none": without, although the codebook has one */
	const char *weight_kind;
	struct svy_strings where;
	const char *missing;
	struct svy_strings order;
	double level;
	const char *seed;
	long threads; /* 0: all cores */
	bool quiet;
};

/* One call of a tool. */
struct svy_call {
	const struct svy_tool *tool;
	int argc;
	const char *const *argv;     /* the whole command line */
	size_t n_operands;
	const char *const *operands; /* FILE, VAR... */
	struct svy_common common;
	uint64_t seed;               /* --seed, or the default */
	enum svy_format format;
	enum svy_rounding rounding;
};

struct svy_example {
	const char *text;    /* what it does, one line */
	const char *command; /* as typed in the project's folder; the tests run it */
};

struct svy_tool {
	const char *name;
	const char *synopsis;    /* behind the name: "[options] FILE VAR..." ; lines split by \n */
	const char *summary;     /* one line for the man page and the index */
	const char *description; /* paragraphs split by blank lines */
	unsigned takes;          /* SVY_TAKES_... */
	const struct svy_option *options;
	size_t n_options;
	const struct svy_example *examples;
	size_t n_examples;
	size_t min_operands, max_operands;
	/* Exit status 0 or 1, or -1 with status set (exit 2). */
	int (*run)(const struct svy_call *call, struct svy_status *status);
};

/* Defined by each tools/svy-NAME.c. */
extern const struct svy_tool svy_tool;

#endif
