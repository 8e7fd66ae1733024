/* What the files of effect sizes share. */
#ifndef SVY_STAT_EFFECT_INTERNAL_H
#define SVY_STAT_EFFECT_INTERNAL_H

#include "stat/effect.h"

enum svy_code svy_effect_level(double level, struct svy_status *status) SVY_MUST_USE;

#endif
