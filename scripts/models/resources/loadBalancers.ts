/**
 * IAM has one prefix for both services of load balancers: those of Elastic Load Balancing v2 are of kinds
 * (`loadbalancer/app/`), the classic ones are not. Where an action knows several kinds, a call acts on one of them.
 * Undefined: as the action has it.
 */
export function kindsOf(resource: string, operation: string, types: readonly string[]): readonly string[] | undefined {
  if (resource === 'elasticloadbalancing') {
    const classic = types.filter((each) => /\/loadbalancer$/.test(each));
    return classic.length === types.length ? undefined : classic;
  }
  if (resource !== 'elasticloadbalancingv2' || types.length === 0) return undefined;
  if (/^(Add|Remove)Tags$/.test(operation)) return ALL.map((type) => `?${PREFIX}${type}`);
  return types.flatMap((each) => {
    const type = each.replace(/^\?/, '').slice(PREFIX.length);
    if (type === 'loadbalancer') return KINDS.map((kind) => `?${PREFIX}${kind}`);
    return type.includes('/') ? [`?${PREFIX}${type}`] : [each];
  });
}

const PREFIX = 'elasticloadbalancing/';
const KINDS = ['loadbalancer/app/', 'loadbalancer/gwy/', 'loadbalancer/net/'];
const ALL = [
  ...KINDS,
  'listener/app',
  'listener/gwy',
  'listener/net',
  'listener-rule/app',
  'listener-rule/net',
  'targetgroup',
  'truststore',
];
