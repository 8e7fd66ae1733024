# Bars: grid, bars, limits, labels.
load plots . '/style.gp'
set multiplot
if (n_under)      plot under      using 1:2:3:4:5     with vectors nohead lw 1 lc rgb variable
if (n_rectangles) plot rectangles using 1:2:1:3:2:4:5 with boxxyerror fc rgb variable
if (n_over)       plot over       using 1:2:3:4:5     with vectors nohead lw 1.2 lc rgb variable
load plots . '/labels.gp'
unset multiplot
