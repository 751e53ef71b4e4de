import { isIP } from 'node:net';

/**
 * Whether a Host header is this machine's own. A web page that has its name resolve to 127.0.0.1 sends its own name, and
 * is not to be answered. `sync-` stands before the host in some operations of Step Functions.
 * @param listening the address that was asked for; where it is no loopback address, requests by any address are right
 */
export function isOwnHost(host: string, listening: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/^sync-/, '');
  if (name === 'localhost' || name.endsWith('.localhost') || name === listening.toLowerCase()) return true;
  return isLoopback(name) || (isIP(name) !== 0 && !isLoopback(listening));
}

export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127(\.\d{1,3}){3}$/.test(address);
}

/** Whether a request comes from a web page of another place. Programs send no Origin. */
export function isForeignOrigin(origin: string, listening: string): boolean {
  if (origin === '') return false;
  try {
    return !isOwnHost(new URL(origin).host, listening);
  } catch {
    return true;
  }
}

/** The bucket that a Host header names before this machine's name: `hires.localhost`, `hires.s3.localhost:8083`. */
export function bucketHost(host: string): string | undefined {
  const before = /^(.+)\.localhost(?::\d+)?$/.exec(host.toLowerCase())?.[1] ?? '';
  return before.replace(/(^|\.)s3(\.[a-z0-9-]+)?$/, '') || undefined;
}
