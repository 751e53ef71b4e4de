import { describe, expect, test } from '@jest/globals';
import { withAddress } from '../../scripts/package/address.mjs';

const manifest = { name: 'arazzo-step-functions', license: 'Apache-2.0', type: 'module' };

describe('the addresses of package.json', () => {
  test('are made of one', () => {
    const homepage = 'https://git.example.com/team/arazzo#readme';
    const made = withAddress(manifest, 'https://git.example.com/team/arazzo');
    expect(made).toEqual({
      ...manifest,
      homepage,
      repository: { type: 'git', url: 'git+https://git.example.com/team/arazzo.git' },
      bugs: { url: 'https://git.example.com/team/arazzo/issues' },
    });
    expect(Object.keys(made).slice(0, 5)).toEqual(['name', 'license', 'homepage', 'repository', 'bugs']);
  });

  test('take the place of earlier ones, however the address is written', () => {
    const before = withAddress(manifest, 'https://git.example.com/old');
    for (const address of [
      'https://git.example.com/new',
      'https://git.example.com/new/',
      'https://git.example.com/new.git',
    ])
      expect(withAddress(before, address)).toEqual(withAddress(manifest, 'https://git.example.com/new'));
  });

  test.each(['', 'team/arazzo', 'http://git.example.com/team', 'https://git.example.com/team?a=b'])(
    'refuse %j',
    (address) => {
      expect(() => withAddress(manifest, address)).toThrow('https://host/team/project');
    },
  );
});
