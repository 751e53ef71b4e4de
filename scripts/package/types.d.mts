export function emitTypes(root: string, outdir: string, entries: Readonly<Record<string, string>>): Promise<void>;
