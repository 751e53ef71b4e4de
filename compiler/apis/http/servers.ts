import type { Part } from './description.ts';
import type { HttpServer } from './model.ts';
import type { OperationReader } from './readOperation.ts';

/**
 * The servers of an operation: its own, else those of its path, else those of the description (OpenAPI 3.1, section
 * 4.8.10.1). Relative URLs start at the address of the file, where that is known.
 */
export function readServers(
  owners: readonly Part[],
  { descriptions, address }: OperationReader,
): readonly HttpServer[] {
  const described = owners.map((owner) => descriptions.items(descriptions.get(owner, 'servers')));
  const servers = described.find((each) => each.length > 0) ?? [];
  return servers.flatMap((server): readonly HttpServer[] => {
    const url = descriptions.text(server, 'url');
    if (url === undefined) return [];
    const open: string[] = [];
    const filled = url.replace(/\{([^{}]*)\}/g, (written, name: string) => {
      const preset = descriptions.get(server, 'variables', name, 'default')?.value;
      if (typeof preset === 'string' || typeof preset === 'number') return String(preset);
      open.push(name);
      return written;
    });
    return [{ url: absolute(filled, address), open }];
  });
}

function absolute(url: string, address: string | undefined): string {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) || address === undefined ? url : resolved(url, address);
  return whole.replace(/\/+$/, '');
}

function resolved(url: string, address: string): string {
  const origin = /^https?:\/\/[^/?#]+/i.exec(address)?.[0];
  if (origin === undefined) return url;
  if (url.startsWith('//')) return `https:${url}`;
  if (url.startsWith('/')) return `${origin}${url}`;
  const folder =
    address
      .slice(origin.length)
      .replace(/[?#].*$/, '')
      .replace(/[^/]*$/, '') || '/';
  const steps: string[] = [];
  for (const step of `${folder}${url}`.split('/').slice(1)) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return `${origin}/${steps.join('/')}`;
}

/** What hinders a server from being called by an HTTP Task. */
export type ServerFault =
  | { readonly kind: 'none' }
  | { readonly kind: 'relative'; readonly url: string }
  | { readonly kind: 'open'; readonly url: string; readonly variables: readonly string[] }
  | { readonly kind: 'insecure'; readonly url: string }
  | { readonly kind: 'credentials'; readonly url: string };

/**
 * The base address of an operation's calls: the one that is given for the whole API, else the first server that can be
 * called.
 */
export function baseAddress(servers: readonly HttpServer[], given: string | undefined): string | ServerFault {
  if (given !== undefined) return faultOf({ url: given.replace(/\/+$/, ''), open: [] }) ?? given.replace(/\/+$/, '');
  for (const server of servers) if (faultOf(server) === undefined) return server.url;
  const [first] = servers;
  return (first && faultOf(first)) ?? { kind: 'none' };
}

function faultOf({ url, open }: HttpServer): ServerFault | undefined {
  if (open.length > 0) return { kind: 'open', url, variables: open };
  if (/^http:/i.test(url)) return { kind: 'insecure', url };
  if (!/^https:\/\/[^/?#\s]+/i.test(url)) return { kind: 'relative', url };
  if (/^https:\/\/[^/?#]*@/i.test(url)) return { kind: 'credentials', url };
  return undefined;
}
