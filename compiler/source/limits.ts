/*
 * What a document may need at most. They stand far above what people write (the largest definition that AWS takes is
 * 1 MiB) and keep a hostile document from taking the machine's memory or stack.
 */

/** The longest time in seconds, and the largest count, that fields of Step Functions take. */
export const MOST = 99_999_999;

/** UTF-16 units of a file's text. */
export const maxLength = 16 * 1024 * 1024;

/** Levels of nesting, aliases counted as what they stand for. */
export const maxDepth = 200;

/** Maps, lists and scalars, aliases counted as what they stand for. */
export const maxNodes = 2_000_000;

/** Maps, lists and scalars that aliases stand for: so few lines can't become a document that takes long to compile. */
export const maxAliased = 50_000;
