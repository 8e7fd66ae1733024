/* Blocks of independent work on all cores. */
#ifndef SVY_BASE_PARALLEL_H
#define SVY_BASE_PARALLEL_H

#include <stddef.h>

#include "base/status.h"

/* Work on block `block`; state is what the caller passed.  Must not touch what
 * another block writes. */
typedef enum svy_code svy_block_work(void *state, size_t block, struct svy_status *status);

/*
 * Run work for blocks 0 .. n_blocks - 1 on up to `threads` threads (0: as many
 * as there are cores).  The result must not depend on their order.  Where
 * blocks fail, the failure of the lowest-numbered one is given, whatever the
 * number of threads (so blocks after a failed one may or may not have run).
 */
enum svy_code svy_parallel(size_t n_blocks, unsigned threads, svy_block_work *work, void *state,
                           struct svy_status *status) SVY_MUST_USE;

#endif
