# Heat: coloured cells and their labels.
load plots . '/style.gp'
set multiplot
if (n_rectangles) plot rectangles using 1:2:1:3:2:4:5 with boxxyerror fc rgb variable
load plots . '/labels.gp'
unset multiplot
