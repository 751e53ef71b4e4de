export function withAddress(
  manifest: Readonly<Record<string, unknown>>,
  address: string,
): Readonly<Record<string, unknown>>;
