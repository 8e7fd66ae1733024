#include "tools/front/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "figure/svg.h"
#include "tools/front/output.h"

/* --- a folder of our own -------------------------------------------------- */

static const char *const FILES[] = {"under",       "rectangles",   "over",        "circles",
                                    "left_title",  "left_text",    "left_small",  "middle_title",
                                    "middle_text", "middle_small", "right_title", "right_text",
                                    "right_small", "script.gp",    "said",        "drawn.svg",
                                    "converted"};
enum { N_FILES = sizeof FILES / sizeof *FILES, FIRST_LABELS = 4, N_TABLES = 13 };

static enum svy_code make_folder(char **folder, struct svy_status *status)
{
	const char *parent = getenv("TMPDIR");
	char *made = svy_text_format("%s/svytools-XXXXXX", parent && *parent == '/' ? parent : "/tmp");
	if (!made)
		return svy_fail_memory(status);
	if (!mkdtemp(made)) {
		enum svy_code code =
			svy_fail(status, SVY_EIO, "cannot make a folder for drawing: %s: %s", made, strerror(errno));
		free(made);
		return code;
	}
	*folder = made;
	return SVY_OK;
}

static void remove_folder(char *folder)
{
	for (size_t i = 0; folder && i < N_FILES; i++) {
		char *path = svy_text_format("%s/%s", folder, FILES[i]);
		if (path)
			unlink(path);
		free(path);
	}
	if (folder)
		rmdir(folder);
	free(folder);
}

static enum svy_code write_file(const char *folder, const char *name, const struct svy_text *text,
                                struct svy_status *status)
{
	char *path = svy_text_format("%s/%s", folder, name);
	if (!path || text->failed) {
		free(path);
		return svy_fail_memory(status);
	}
	enum svy_code code = svy_output_bytes(path, text->bytes ? text->bytes : "", text->length, status);
	free(path);
	return code;
}

static enum svy_code read_file(const char *folder, const char *name, struct svy_text *out, struct svy_status *status)
{
	char *path = svy_text_format("%s/%s", folder, name), *bytes;
	size_t length;
	if (!path)
		return svy_fail_memory(status);
	enum svy_code code = svy_input_bytes(path, &bytes, &length, status);
	free(path);
	if (code != SVY_OK)
		return code;
	svy_text_put(out, bytes, length);
	free(bytes);
	return out->failed ? svy_fail_memory(status) : SVY_OK;
}

/* --- running -------------------------------------------------------------- */

/* In the child: its output and words go to files of the folder. */
static void become(const char *folder, char *const argv[])
{
	if (chdir(folder) != 0)
		_exit(126);
	int null = open("/dev/null", O_RDONLY), said = open("said", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (null < 0 || said < 0 || dup2(null, 0) < 0 || dup2(said, 1) < 0 || dup2(said, 2) < 0)
		_exit(126);
	signal(SIGPIPE, SIG_DFL);
	setenv("SOURCE_DATE_EPOCH", "0", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	execvp(argv[0], argv);
	_exit(errno == ENOENT ? 127 : 126);
}

static enum svy_code fail_program(const char *folder, const char *program, const char *package, int ended,
                                  struct svy_status *status)
{
	struct svy_text said = {0};
	if (WIFEXITED(ended) && WEXITSTATUS(ended) == 127)
		return svy_fail(status, SVY_EIO, "%s is needed to draw and is not installed: install the package %s", program,
		                package);
	enum svy_code code = read_file(folder, "said", &said, status);
	if (code != SVY_OK)
		return code;
	for (size_t i = 0; i < said.length; i++)
		said.bytes[i] = said.bytes[i] == '\n' || said.bytes[i] == '\r' ? ' ' : said.bytes[i];
	if (said.length > 300)
		said.bytes[300] = '\0';
	code = svy_fail(status, SVY_EIO, "%s failed: %s", program, said.length ? said.bytes : "it said nothing");
	svy_text_clear(&said);
	return code;
}

static enum svy_code run(const char *folder, char *const argv[], const char *package, struct svy_status *status)
{
	int ended;
	pid_t child = fork();
	if (child < 0)
		return svy_fail(status, SVY_EIO, "cannot start %s: %s", argv[0], strerror(errno));
	if (child == 0)
		become(folder, argv);
	while (waitpid(child, &ended, 0) < 0)
		if (errno != EINTR)
			return svy_fail(status, SVY_EIO, "cannot wait for %s: %s", argv[0], strerror(errno));
	if (WIFEXITED(ended) && WEXITSTATUS(ended) == 0)
		return SVY_OK;
	return fail_program(folder, argv[0], package, ended, status);
}

/* --- the plot scripts ----------------------------------------------------- */

static bool has_scripts(const char *folder)
{
	char *path = svy_text_format("%s/style.gp", folder);
	bool there = path && access(path, R_OK) == 0;
	free(path);
	return there;
}

/* The folder of the running program, the caller's to free; NULL where the system
 * does not say. */
static char *program_folder(void)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
	if (n <= 0)
		return NULL;
	path[n] = '\0';
	char *slash = strrchr(path, '/');
	return slash ? svy_text_copy_n(path, (size_t)(slash - path)) : NULL;
}

static enum svy_code find_scripts(char **out, struct svy_status *status)
{
	static const char *const BESIDE[] = {"../../plots", "../../../plots", "../share/svytools/plots"};
	const char *named = getenv("SVY_PLOTS");
	char *program = program_folder(), *found = NULL;
	if (named && *named)
		found = realpath(named, NULL);
	for (size_t i = 0; !(named && *named) && program && !found && i < sizeof BESIDE / sizeof *BESIDE; i++) {
		char *path = svy_text_format("%s/%s", program, BESIDE[i]);
		if (path && has_scripts(path))
			found = realpath(path, NULL);
		free(path);
	}
	if (!found && !(named && *named) && has_scripts(SVY_PREFIX "/share/svytools/plots"))
		found = svy_text_copy(SVY_PREFIX "/share/svytools/plots");
	free(program);
	if (found && has_scripts(found)) {
		*out = found;
		return SVY_OK;
	}
	free(found);
	return svy_fail(status, SVY_EIO, "the plot scripts are not there%s%s: name their folder in SVY_PLOTS",
	                named && *named ? " in " : "", named && *named ? named : "");
}

/* --- drawing -------------------------------------------------------------- */

static size_t fill_table(const struct svy_drawing *drawing, size_t table, struct svy_text *out)
{
	switch (table) {
	case 0: svy_drawing_lines(drawing, false, out); break;
	case 1: svy_drawing_rectangles(drawing, out); break;
	case 2: svy_drawing_lines(drawing, true, out); break;
	case 3: svy_drawing_circles(drawing, out); break;
	default:
		svy_drawing_labels(drawing, (enum svy_anchor)((table - FIRST_LABELS) / SVY_N_FACES),
		                   (enum svy_face)((table - FIRST_LABELS) % SVY_N_FACES), out);
	}
	return out->length;
}

/* A string in gnuplot's single quotes. */
static void put_quoted(const char *name, const char *text, struct svy_text *out)
{
	svy_text_printf(out, "%s = '", name);
	for (; *text; text++)
		svy_text_puts(out, *text == '\'' ? "''" : (const char[]){*text, '\0'});
	svy_text_puts(out, "'\n");
}

static enum svy_code write_tables(const char *folder, const char *kind, const char *plots,
                                  const struct svy_drawing *drawing, struct svy_status *status)
{
	struct svy_text script = {0};
	enum svy_code code = SVY_OK;
	svy_text_printf(&script, "width = %.0f\nheight = %.0f\n", drawing->width, drawing->height);
	put_quoted("plots", plots, &script);
	put_quoted("output", "drawn.svg", &script);
	for (size_t i = 0; i < N_TABLES && code == SVY_OK; i++) {
		struct svy_text table = {0};
		svy_text_printf(&script, "n_%s = %d\n%s = '%s'\n", FILES[i], fill_table(drawing, i, &table) > 0, FILES[i],
		                FILES[i]);
		code = write_file(folder, FILES[i], &table, status);
		svy_text_clear(&table);
	}
	svy_text_printf(&script, "load plots . '/%s.gp'\n", kind);
	if (code == SVY_OK)
		code = write_file(folder, "script.gp", &script, status);
	svy_text_clear(&script);
	return code;
}

enum svy_code svy_gnuplot_draw(const char *kind, const struct svy_drawing *drawing, struct svy_text *out,
                               struct svy_status *status)
{
	char *folder = NULL, *plots = NULL;
	char *const argv[] = {(char *)"gnuplot", (char *)"-d", (char *)"script.gp", NULL};
	struct svy_text drawn = {0};
	enum svy_code code = find_scripts(&plots, status);
	if (code == SVY_OK)
		code = make_folder(&folder, status);
	if (code == SVY_OK)
		code = write_tables(folder, kind, plots, drawing, status);
	if (code == SVY_OK)
		code = run(folder, argv, "gnuplot-nox", status);
	if (code == SVY_OK)
		code = read_file(folder, "drawn.svg", &drawn, status);
	if (code == SVY_OK)
		code = svy_svg_finish(drawn.bytes ? drawn.bytes : "", drawing, out, status);
	svy_text_clear(&drawn);
	remove_folder(folder);
	free(plots);
	return code;
}

enum svy_code svy_rsvg_convert(const struct svy_text *svg, const char *format, struct svy_text *out,
                               struct svy_status *status)
{
	char *folder = NULL;
	char *const argv[] = {(char *)"rsvg-convert", (char *)"-f", (char *)format, (char *)"-z", (char *)"2",
	                      (char *)"-o", (char *)"converted", (char *)"drawn.svg", NULL};
	enum svy_code code = make_folder(&folder, status);
	if (code == SVY_OK)
		code = write_file(folder, "drawn.svg", svg, status);
	if (code == SVY_OK)
		code = run(folder, argv, "librsvg2-bin", status);
	if (code == SVY_OK)
		code = read_file(folder, "converted", out, status);
	remove_folder(folder);
	return code;
}
