/* All of libsvy.  Written by scripts/umbrella.sh; make lint checks that it is complete. */
#ifndef SVY_SVY_H
#define SVY_SVY_H

#include "base/array.h"
#include "base/digest.h"
#include "base/notes.h"
#include "base/number.h"
#include "base/parallel.h"
#include "base/random.h"
#include "base/status.h"
#include "base/sum.h"
#include "base/text.h"
#include "data/check.h"
#include "data/codebook.h"
#include "data/domain.h"
#include "data/missing.h"
#include "data/package.h"
#include "data/source.h"
#include "data/table.h"
#include "design/weight.h"
#include "tab/count.h"
#include "tab/crosstab.h"
#include "report/disclose.h"
#include "report/render.h"
#include "report/result.h"

#endif
