/** Seconds for people: `45 s`, `5 min`, `1 h 30 min`, `1 day`. */
export function duration(seconds: number): string {
  const parts: string[] = [];
  let rest = seconds;
  for (const [size, one, many] of UNITS) {
    const count = size === 1 ? Number(rest.toFixed(3)) : Math.floor(rest / size);
    if (count > 0 || (size === 1 && parts.length === 0)) parts.push(`${count} ${count === 1 ? one : many}`);
    rest -= count * size;
  }
  return parts.join(' ');
}

const UNITS = [
  [86_400, 'day', 'days'],
  [3600, 'h', 'h'],
  [60, 'min', 'min'],
  [1, 's', 's'],
] as const;
