/*
 * A result: a list of typed tables, with where they come from.
 *
 * Tools fill a result; the disclosure gate (report/disclose.h) turns it into a
 * release; renderers accept nothing but a release.
 *
 * Building is by name on the last row, and memory failure is sticky:
 *
 *     struct svy_rtable *t = svy_result_table(result, "tests", "Tests", fields, n_fields);
 *     svy_row_begin(t, group);
 *     svy_set_text(t, "test", "pearson");
 *     svy_set_real(t, "p", p);            NaN becomes null, infinities "Inf"
 *     svy_row_note(t, "smallest expected count %.1f", e);
 *     ...
 *     if (svy_result_failed(result)) return svy_fail_memory(status);
 */
#ifndef SVY_REPORT_RESULT_H
#define SVY_REPORT_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/notes.h"
#include "base/status.h"

/* What a field is to the disclosure gate. */
enum svy_role {
	SVY_KEY,     /* says what the row is about: never hidden */
	SVY_N,       /* unweighted count: tested against the threshold */
	SVY_CELL,    /* goes with the cell's own n, and hidden with it (weighted n) */
	SVY_PERCENT, /* derived, and blank on a small base: percentages, their errors and limits */
	SVY_DERIVED, /* computed from several cells: hidden when any cell of the group is */
	SVY_ACROSS,  /* computed over several groups: hidden when any cell of any group is */
	SVY_PLAIN    /* says nothing about respondents: never hidden */
};

/* How people's formats print it. */
enum svy_style {
	SVY_AS_TEXT,
	SVY_AS_COUNT,   /* whole number */
	SVY_AS_PERCENT, /* 0..100, one digit by default */
	SVY_AS_NUMBER,  /* three digits by default */
	SVY_AS_WEIGHTED,/* sum of weights, one digit by default */
	SVY_AS_P        /* p-value: three digits, "<0.001" below */
};

struct svy_rfield {
	const char *name; /* copied */
	enum svy_role role;
	enum svy_style style;
};

enum svy_value_kind { SVY_NULL, SVY_COUNT, SVY_REAL, SVY_TEXT };

/* A REAL is finite or infinite, never NaN. */
struct svy_value {
	enum svy_value_kind kind;
	uint64_t count;
	double real;
	char *text;
	uint64_t base; /* of a SVY_PERCENT: the unweighted n it is a share of */
};

#define SVY_GROUP_ALL SIZE_MAX
/* Of a note that names single respondents: any threshold hides it. */
#define SVY_GROUP_NAMES (SIZE_MAX - 1)

/* n_fields values, owned by the table. */
struct svy_row {
	size_t group;    /* rows of one group are hidden together; see report/disclose.h.  SVY_GROUP_ALL: computed
	                    from all groups, and hidden with any */
	bool margin;     /* a total: it gives hidden cells away */
	uint64_t others; /* see svy_row_others(); 0: none */
	bool hidden;     /* the gate hides its n */
	bool outside;    /* a missing answer that is shown: part of no total */
	unsigned unsummed; /* see svy_row_unsummed() */
	unsigned depth;  /* how many nets it stands beneath: the next row above that has less is the innermost */
	char *note;      /* NULL where there is none */
	struct svy_value *values;
};

/* Where people's formats print totals. */
enum svy_totals { SVY_TOTALS_AFTER, SVY_TOTALS_BEFORE, SVY_TOTALS_NONE };

/* How people's formats lay a table out.  Names are those of fields; copied. */
struct svy_layout {
	const char *row, *col;     /* cross layout: fields that name the row and the column; NULL: a list */
	const char *const *layers; /* fields that start a new sub-table when they change */
	size_t n_layers;
	const char *const *show;   /* fields to print, in order; NULL: all.  Cross layout: report/show.h */
	size_t n_show;
	enum svy_totals totals;
	const char *sort;          /* field whose numbers put the rows in order, the largest first; NULL: as they are */
	bool ascending;            /* the smallest first */
	/* The rest is of cross layouts. */
	const char *sort_column;   /* by which column; NULL: the total */
	const char *base;          /* field of the totals in a line beneath each row variable; NULL: none */
	const char *row_part, *col_part; /* fields that name the row and the column variable; NULL: there is one */
	const char *const *spans;  /* fields whose values stand above the columns, outermost first */
	size_t n_spans;
};

struct svy_rtitle {
	char *name, *title;
};

struct svy_rtable {
	char *name;
	char *title;
	size_t n_fields;
	struct svy_rfield *fields; /* the last one is always "note" */
	size_t n_rows, capacity;
	struct svy_row *rows;
	char *row_name, *col_name; /* layout, deep copies; see svy_rtable_layout() */
	char **layers, **show;
	size_t n_layers, n_show;
	enum svy_totals totals;
	bool ascending;
	char *sort, *sort_column, *base, *row_part, *col_part;
	char **spans;
	size_t n_spans;
	char *row_title, *col_title; /* titles of the row and column variable, NULL: none */
	bool aside; /* details: people's formats print it only where -t asks for it */
	struct svy_rtitle *titles;   /* of variables by name, where there are several */
	size_t n_titles, title_capacity;
	bool failed;
};

struct svy_input {
	char *path;
	char *sha256; /* NULL where it was not computed */
	bool has_rows;
	uint64_t rows;
};

struct svy_left {
	char *reason;
	bool has_n;
	uint64_t n;
};

struct svy_group_note {
	size_t group;
	char *text;
};

/* Texts are owned; NULL stands for null. */
struct svy_result {
	char *tool, *version;
	char **command;
	size_t n_command;
	struct svy_input *inputs;
	size_t n_inputs;
	bool same_rows; /* its groups count the same rows: the total of one is that of the others */
	bool has_rows;  /* false: the tool counts no rows, or they were hidden */
	uint64_t rows_read, rows_domain, rows_used;
	struct svy_left *left_out;
	size_t n_left_out, left_out_capacity;
	char *weight, *weight_kind, *strata, *clusters;
	double df; /* NaN: null */
	bool has_seed;
	uint64_t seed;
	char *disclosure; /* one line that names the policy; NULL: none asked for */
	struct svy_rtable **tables;
	size_t n_tables, table_capacity;
	struct svy_notes notes;             /* of the whole result */
	struct svy_group_note *group_notes; /* printed behind them */
	size_t n_group_notes, group_note_capacity;
	bool failed;
};

enum svy_code svy_result_new(struct svy_result **out, struct svy_status *status) SVY_MUST_USE;
void svy_result_free(struct svy_result *result);
bool svy_result_failed(const struct svy_result *result);

/* Provenance: all copied.  command is argv. */
void svy_result_command(struct svy_result *result, const char *tool, const char *version, int argc,
                        const char *const *argv);
void svy_result_input(struct svy_result *result, const char *path, const char *sha256, uint64_t rows);
void svy_result_rows(struct svy_result *result, uint64_t read, uint64_t domain, uint64_t used);
void svy_result_left_out(struct svy_result *result, const char *reason, uint64_t n);
void svy_result_seed(struct svy_result *result, uint64_t seed);

/* A new table; a field "note" (role PLAIN) is added at the end.  Borrowed; NULL
 * when memory ran out (every function below accepts NULL). */
struct svy_rtable *svy_result_table(struct svy_result *result, const char *name, const char *title,
                                    const struct svy_rfield *fields, size_t n_fields);
void svy_rtable_layout(struct svy_rtable *table, const struct svy_layout *layout);
void svy_rtable_titles(struct svy_rtable *table, const char *row_title, const char *col_title);
/* The title of a variable that row_part, col_part or spans name; the first one counts. */
void svy_rtable_variable(struct svy_rtable *table, const char *name, const char *title);
/* Borrowed; the name itself where it has none. */
const char *svy_rtable_title(const struct svy_rtable *table, const char *name);

/* Start a row, all of it null. */
void svy_row_begin(struct svy_rtable *table, size_t group);
void svy_row_margin(struct svy_rtable *table);
void svy_row_outside(struct svy_rtable *table);
/* No total is the sum of this one's cells over the rows, or over the columns, because those
 * are several answers. */
void svy_row_unsummed(struct svy_rtable *table, bool over_rows, bool over_cols);
void svy_row_depth(struct svy_rtable *table, unsigned depth);
/* How many respondents the row gives away who have no row of their own (those who
 * did not tick a choice): so small a number as hides a cell hides this row.  Of
 * several such numbers, one call each, the smallest above 0 counts. */
void svy_row_others(struct svy_rtable *table, uint64_t n);
/* Add to the row's note ("; " between). */
void svy_row_note(struct svy_rtable *table, const char *format, ...) SVY_PRINTF(2, 3);
/* The same of an earlier row. */
void svy_row_note_at(struct svy_rtable *table, size_t row, const char *format, ...) SVY_PRINTF(3, 4);

/* Set a field of the last row.  An unknown name is a bug (assert).  NULL text
 * and NaN are null. */
void svy_set_text(struct svy_rtable *table, const char *field, const char *text);
void svy_set_count(struct svy_rtable *table, const char *field, uint64_t n);
void svy_set_real(struct svy_rtable *table, const char *field, double x);
/* The same of an earlier row. */
void svy_set_real_at(struct svy_rtable *table, size_t row, const char *field, double x);
/* The same for a field of role SVY_PERCENT; base is the unweighted n that it is
 * a share of (row, column and total percentages of one cell have three). */
void svy_set_percent(struct svy_rtable *table, const char *field, double x, uint64_t base);

/* A note with numbers of one group: gone when a cell of that group is hidden.
 * The same words are kept once. */
void svy_result_group_note(struct svy_result *result, size_t group, const char *format, ...) SVY_PRINTF(3, 4);

/* Reading.  NULL where there is no such table or field.  Borrowed. */
struct svy_rtable *svy_result_table_of(struct svy_result *result, const char *name);
const struct svy_rtable *svy_result_find(const struct svy_result *result, const char *name);
const struct svy_value *svy_row_value(const struct svy_rtable *table, size_t row, const char *field);
bool svy_rtable_field(const struct svy_rtable *table, const char *field, size_t *index);

#endif
