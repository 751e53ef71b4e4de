/** A time as AWS's events and Amazon S3 tell it: to the second, in UTC. */
export function toSecond(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
