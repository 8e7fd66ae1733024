# The labels of all figures: a table for each anchor and each size of letters.
if (n_left_title)   plot left_title   using 1:2:3:4 with labels left   font 'DejaVu Sans:Bold,16' tc rgb variable
if (n_left_text)    plot left_text    using 1:2:3:4 with labels left   font 'DejaVu Sans,12'      tc rgb variable
if (n_left_small)   plot left_small   using 1:2:3:4 with labels left   font 'DejaVu Sans,10.5'    tc rgb variable
if (n_middle_title) plot middle_title using 1:2:3:4 with labels center font 'DejaVu Sans:Bold,16' tc rgb variable
if (n_middle_text)  plot middle_text  using 1:2:3:4 with labels center font 'DejaVu Sans,12'      tc rgb variable
if (n_middle_small) plot middle_small using 1:2:3:4 with labels center font 'DejaVu Sans,10.5'    tc rgb variable
if (n_right_title)  plot right_title  using 1:2:3:4 with labels right  font 'DejaVu Sans:Bold,16' tc rgb variable
if (n_right_text)   plot right_text   using 1:2:3:4 with labels right  font 'DejaVu Sans,12'      tc rgb variable
if (n_right_small)  plot right_small  using 1:2:3:4 with labels right  font 'DejaVu Sans,10.5'    tc rgb variable
