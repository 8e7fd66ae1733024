/*
 * bench_command RUNS COMMAND...: run it so often, output thrown away.
 *
 * Prints, by tabs: median and shortest wall time in milliseconds, and the peak of
 * resident memory in kB.  The scripts of this folder use it; a shell's own clock
 * is too coarse for a tool that runs for a millisecond.
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static void become(char **command)
{
	int null = open("/dev/null", O_RDWR);
	if (null < 0 || dup2(null, 0) < 0 || dup2(null, 1) < 0)
		_exit(127);
	execvp(command[0], command);
	_exit(127);
}

/* Milliseconds, or -1 if the command failed. */
static double run(char **command, long *peak)
{
	struct rusage used;
	int status;
	double start = now();
	pid_t child = fork();
	if (child == 0)
		become(command);
	if (child < 0 || wait4(child, &status, 0, &used) != child)
		return -1;
	double took = now() - start;
	if (used.ru_maxrss > *peak)
		*peak = used.ru_maxrss;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? took : -1;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	size_t runs = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;
	if (runs == 0 || runs > 100000) {
		fprintf(stderr, "usage: bench_command RUNS COMMAND...\n");
		return 2;
	}
	double *times = calloc(runs, sizeof *times);
	long peak = 0;
	if (!times)
		return 2;
	for (size_t i = 0; i < runs; i++) {
		times[i] = run(argv + 2, &peak);
		if (times[i] < 0) {
			fprintf(stderr, "bench_command: %s failed\n", argv[2]);
			free(times);
			return 1;
		}
	}
	qsort(times, runs, sizeof *times, compare);
	printf("%.3f\t%.3f\t%ld\n", times[runs / 2], times[0], peak);
	free(times);
	return 0;
}
