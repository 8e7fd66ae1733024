# The shapes of all figures, from below: grid, rectangles, lines over them, circles.
# A table that is empty cannot be plotted.
if (n_under)      plot under      using 1:2:3:4:5     with vectors nohead lw 1 lc rgb variable
if (n_rectangles) plot rectangles using 1:2:1:3:2:4:5 with boxxyerror fc rgb variable
if (n_over)       plot over       using 1:2:3:4:5     with vectors nohead lw 1.2 lc rgb variable
if (n_circles)    plot circles    using 1:2:3:4       with circles fc rgb variable
