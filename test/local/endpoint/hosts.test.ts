import { describe, expect, test } from '@jest/globals';
import { isForeignOrigin, isOwnHost } from '../../../local/endpoint/hosts.ts';

const LOOPBACK = '127.0.0.1';
const ANY = '0.0.0.0';

describe('a Host is this machine', () => {
  test.each([
    'localhost',
    'localhost:8083',
    'LOCALHOST',
    'sfn.localhost:8083',
    'sync-localhost:8083',
    '127.0.0.1:8083',
    'sync-127.0.0.1',
    '127.255.0.1',
    '[::1]:8083',
  ])('%s, wherever the endpoint listens', (host) => {
    expect([isOwnHost(host, LOOPBACK), isOwnHost(host, ANY)]).toEqual([true, true]);
  });

  test.each(['192.168.0.7:8083', '[fe80::1]:8083'])('%s, where it listens to others', (host) => {
    expect([isOwnHost(host, LOOPBACK), isOwnHost(host, '::1'), isOwnHost(host, 'localhost')]).toEqual([
      false,
      false,
      false,
    ]);
    expect(isOwnHost(host, ANY)).toBe(true);
  });

  test('by the name that it was told to listen on', () => {
    expect(isOwnHost('Devbox.example:8083', 'devbox.Example')).toBe(true);
    expect(isOwnHost('other.example:8083', 'devbox.example')).toBe(false);
  });
});

test.each([
  '',
  'example.com',
  'localhost.example.com',
  'notlocalhost',
  '127.0.0.1.example.com',
  '1127.0.0.1',
  '127.0.0.1234',
  'example.com:127.0.0.1',
  'sync-example.com',
  'example.com-sync-localhost.com',
])('the Host %j is another machine, wherever the endpoint listens', (host) => {
  expect([isOwnHost(host, LOOPBACK), isOwnHost(host, ANY)]).toEqual([false, false]);
});

test.each([
  ['', false],
  ['http://localhost:3000', false],
  ['http://127.0.0.1:8083', false],
  ['http://[::1]:8083', false],
  ['https://page.example', true],
  ['https://localhost.page.example', true],
  ['http://192.168.0.7', true],
  ['null', true],
  ['localhost', true],
  ['file://', true],
])('a request from the page %j comes from elsewhere: %s', (origin, foreign) => {
  expect(isForeignOrigin(origin, LOOPBACK)).toBe(foreign);
});
