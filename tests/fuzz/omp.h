/* Fuzzing runs on one thread and with a compiler that may have no OpenMP: this stands
 * in for its header (MODE=fuzz only). */
#ifndef SVY_TESTS_FUZZ_OMP_H
#define SVY_TESTS_FUZZ_OMP_H

static inline int omp_get_num_procs(void)
{
	return 1;
}

static inline int omp_get_max_threads(void)
{
	return 1;
}

static inline int omp_get_thread_num(void)
{
	return 0;
}

#endif
