# Likert: grid, parts of the bars, baselines, labels.
load plots . '/style.gp'
set multiplot
load plots . '/shapes.gp'
load plots . '/labels.gp'
unset multiplot
