// The HR system and the chat of this example, on this machine: node servers.mjs
//
// They take the credentials HR_CLIENT_SECRET (of the client `onboarding`) and CHAT_TOKEN from the environment, and the port
// from PORT (4010; 0: one that is free). The address goes to stdout, each request and each message to stderr.
import { randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { HR_CLIENT_SECRET, CHAT_TOKEN, PORT = '4010' } = process.env;
if (!HR_CLIENT_SECRET || !CHAT_TOKEN) {
  console.error('set HR_CLIENT_SECRET and CHAT_TOKEN: what the HR system and the chat ask for');
  process.exit(2);
}

const person = (id, firstName, contract, routingProfile = 'Billing Specialists') => ({
  id,
  userName: `${firstName.toLowerCase()}.example`,
  firstName,
  lastName: 'Example',
  contract,
  routingProfile,
  securityProfile: 'Agent',
});
const hires = [
  person('H-1001', 'Robin', 'signed'),
  person('H-1002', 'Sam', 'signed', 'Basic Routing Profile'),
  person('H-1003', 'Kim', 'open'),
  person('H-1004', 'Alex', 'signed', 'Night Shift'),
];

/** Tokens that were given, and until when they hold, in milliseconds. */
const tokens = new Map();
/** Ids of messages by channel and idempotency key. */
const posted = new Map();

/** Every operation: its method, its path, and what it answers; `[status, body]`. */
const operations = [
  ['POST', /^\/hr\/v1\/oauth\/token$/, giveToken],
  ['GET', /^\/hr\/v1\/hires\/([^/]+)$/, getHire],
  ['POST', /^\/chat\/api\/channels\/([^/]+)\/messages$/, postMessage],
];

/** Client credentials as a form (RFC 6749, section 4.4). */
function giveToken({ headers, body }) {
  if (!isType(headers, 'application/x-www-form-urlencoded')) return [415];
  const form = new URLSearchParams(body);
  if (form.get('grant_type') !== 'client_credentials') return [400, { error: 'unsupported_grant_type' }];
  const isClient = form.get('client_id') === 'onboarding' && isSecret(form.get('client_secret'), HR_CLIENT_SECRET);
  if (!isClient) return [401, { error: 'invalid_client' }];
  if (form.get('scope') !== 'hires.read') return [400, { error: 'invalid_scope' }];
  const token = randomUUID();
  tokens.set(token, Date.now() + 300_000);
  return [200, { access_token: token, token_type: 'Bearer', expires_in: 300 }];
}

function getHire({ headers }, id) {
  if (!((tokens.get(bearer(headers)) ?? 0) > Date.now())) return [401];
  const hire = hires.find((each) => each.id === id);
  return hire === undefined ? [404, { title: 'There is no such hire.' }] : [200, hire];
}

function postMessage({ headers, body }, channel) {
  if (!isSecret(bearer(headers), CHAT_TOKEN)) return [401];
  if (!isType(headers, 'application/json')) return [415];
  const message = parsed(body);
  const isText = typeof message?.text === 'string' && message.text.length > 0 && message.text.length <= 4000;
  if (!isText || Object.keys(message).length > 1) return [422, { title: 'A message is { text }.' }];
  const key = headers['idempotency-key'] === undefined ? randomUUID() : `${channel} ${headers['idempotency-key']}`;
  const before = posted.get(key);
  if (before !== undefined) return [201, { id: before }];
  const id = `m-${posted.size + 1}`;
  posted.set(key, id);
  console.error(`#${channel}: ${message.text}`);
  return [201, { id }];
}

function bearer({ authorization = '' }) {
  return /^Bearer (.+)$/.exec(authorization)?.[1] ?? '';
}

function isSecret(given, secret) {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function isType(headers, type) {
  return headers['content-type']?.split(';')[0].trim() === type;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const path = request.url.split('?')[0];
  const [, pattern, answer] = operations.find(([method, each]) => method === request.method && each.test(path)) ?? [];
  const parts = pattern?.exec(path).slice(1).map(decodeURIComponent) ?? [];
  const given = { headers: request.headers, body: Buffer.concat(chunks).toString() };
  const [status, body] = answer === undefined ? [404] : answer(given, ...parts);
  console.error(`${request.method} ${path} ${status}`);
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  response.writeHead(status, type).end(body === undefined ? '' : JSON.stringify(body));
});
server.listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
