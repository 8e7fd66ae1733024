# Dot: grid and reference line, limits, dots, labels.
load plots . '/style.gp'
set multiplot
load plots . '/shapes.gp'
load plots . '/labels.gp'
unset multiplot
