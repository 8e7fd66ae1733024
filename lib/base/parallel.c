#include "base/parallel.h"

#include <omp.h>
#include <stdint.h>

enum svy_code svy_parallel(size_t n_blocks, unsigned threads, svy_block_work *work, void *state,
                           struct svy_status *status)
{
	size_t lowest = SIZE_MAX;
	struct svy_status first = {0};
	int n_threads = threads ? (int)threads : omp_get_num_procs();

	if (n_blocks <= 1)
		n_threads = 1;
#pragma omp parallel for schedule(dynamic) num_threads(n_threads)
	for (size_t block = 0; block < n_blocks; block++) {
		struct svy_status own = {0};
		size_t limit;
#pragma omp atomic read
		limit = lowest;
		/* Blocks above a failed one are not needed; those below may still fail. */
		if (block > limit || work(state, block, &own) == SVY_OK)
			continue;
#pragma omp critical(svy_parallel_failure)
		if (block < lowest) {
#pragma omp atomic write
			lowest = block;
			svy_status_clear(&first);
			first = own;
			own = (struct svy_status){0};
		}
		svy_status_clear(&own);
	}
	if (lowest == SIZE_MAX)
		return SVY_OK;
	enum svy_code code = first.code;
	if (status) {
		svy_status_clear(status);
		*status = first;
	} else {
		svy_status_clear(&first);
	}
	return code;
}
