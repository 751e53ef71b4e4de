/**
 * A manifest (package.json) in which the addresses are made of one: `repository`, `homepage` and `bugs`, behind the licence.
 * @param address where the project can be seen in a browser: https, without a query
 * @throws Error where it is no such address
 */
export function withAddress(manifest, address) {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:' || url.search !== '' || url.hash !== '')
    throw new Error(
      `${address === '' ? 'an address is missing' : `${address} is no address`}, such as https://host/team/project`,
    );
  const page = url.href.replace(/(\.git)?\/*$/, '');
  const entries = Object.entries(manifest).filter(([name]) => !['homepage', 'repository', 'bugs'].includes(name));
  const behind = entries.findIndex(([name]) => name === 'license') + 1;
  const addresses = {
    homepage: `${page}#readme`,
    repository: { type: 'git', url: `git+${page}.git` },
    bugs: { url: `${page}/issues` },
  };
  return Object.fromEntries([...entries.slice(0, behind), ...Object.entries(addresses), ...entries.slice(behind)]);
}
