/*
 * How far each character of ASCII, from the space to `~`, moves on, in thousandths of the size of the type: the larger of
 * Inter's and DejaVu Sans's, which is about the widest among the typefaces of interfaces. Text that fits by these
 * numbers fits whatever the reader's machine has.
 */

/** Of the regular weight. */
// biome-ignore format: a table
export const REGULAR: readonly number[] = [
  318, 401, 466, 838, 642, 982, 780, 300, 390, 390, 501, 838, 318, 460, 318, 360, 636, 636, 636,
  636, 646, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 690, 686, 730, 770, 632,
  590, 775, 752, 295, 571, 672, 565, 903, 753, 787, 639, 787, 695, 642, 646, 744, 690, 989, 685,
  679, 685, 390, 360, 390, 838, 500, 500, 613, 635, 571, 635, 615, 370, 635, 634, 278, 278, 579,
  278, 974, 634, 612, 635, 635, 411, 528, 392, 634, 592, 818, 592, 592, 552, 636, 337, 636, 838,
];

/** Of the semi-bold weight, for which DejaVu has only bold. */
// biome-ignore format: a table
export const BOLD: readonly number[] = [
  348, 456, 523, 838, 696, 1004, 872, 326, 457, 457, 540, 838, 380, 465, 380, 379, 696, 696, 696,
  696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 737, 830, 683,
  683, 821, 837, 372, 580, 775, 637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771,
  724, 725, 457, 379, 457, 838, 500, 500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665,
  343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
];
