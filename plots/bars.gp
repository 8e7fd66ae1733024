# Bars: grid, bars, limits, labels.
load plots . '/style.gp'
set multiplot
load plots . '/shapes.gp'
load plots . '/labels.gp'
unset multiplot
