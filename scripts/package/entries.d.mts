/** Source files by the names of the entry points. */
export const entries: Readonly<Record<string, string>>;
