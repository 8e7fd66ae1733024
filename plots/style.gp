# What all figures share.  The tool sets width, height and output before this is
# loaded, and the paths of the tables (lib/figure/drawing.h writes them).
set terminal svg size width, height fixed font 'DejaVu Sans,12' noenhanced
set output output
set encoding utf8
set datafile separator "\t"
set datafile commentschars ''
unset border
unset tics
unset key
set margins 0, 0, 0, 0
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
# One unit is one pixel; y grows downwards.
set xrange [0:width]
set yrange [height:0]
set style fill solid 1 noborder
