/** Significant digits that every number keeps, in a double and where JSONata writes it. */
export const MOST_DIGITS = 15;
