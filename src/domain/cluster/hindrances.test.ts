import { expect, test } from 'vitest';
import { type ClusterSeen, hindrancesOf, placementOf, type TableSeen } from './index.ts';

const table = (name: string, more: Partial<TableSeen> = {}): TableSeen => ({
  name,
  rows: 0,
  bytes: 0,
  hasMeter: true,
  keysWithoutMeter: [],
  refersTo: [],
  referredBy: [],
  triggers: [],
  lies: 'coordinator',
  ...more,
});
const hours = [table('meter_day'), table('received_day')];
const node = (port: number, more: Partial<ClusterSeen['nodes'][number]> = {}) => ({
  name: 'db',
  port,
  isCoordinator: false,
  isActive: true,
  takesShards: true,
  ...more,
});
const coordinator = node(1, { isCoordinator: true, takesShards: false });
const kinds = (cluster: ClusterSeen, tables = hours) =>
  hindrancesOf(cluster, placementOf(tables)).map((hindrance) => hindrance.kind);

test.each<[string, ClusterSeen, readonly string[]]>([
  ['nothing is installed', { isLoaded: false, nodes: [] }, ['not-installed']],
  ['installed, not loaded', { installed: '13.2-1', isLoaded: false, nodes: [] }, ['not-loaded']],
  ['loaded, not created', { installed: '13.2-1', isLoaded: true, nodes: [] }, ['not-created']],
  ['no node at all', { created: '13.2-1', isLoaded: true, nodes: [] }, ['no-address', 'no-worker']],
  ['only a coordinator', { created: '13.2-1', isLoaded: true, nodes: [coordinator] }, ['no-worker']],
  [
    'a worker that is switched off',
    { created: '13.2-1', isLoaded: true, nodes: [coordinator, node(2, { isActive: false })] },
    ['no-worker'],
  ],
  ['too old', { created: '12.1-1', isLoaded: true, nodes: [coordinator, node(2)] }, ['too-old']],
  ['a later one', { created: '14.0-1', isLoaded: true, nodes: [coordinator, node(2)] }, []],
  ['ready', { created: '13.2-1', isLoaded: true, nodes: [coordinator, node(2)] }, []],
])('before anything is distributed: %s', (_, cluster, expected) => {
  expect(kinds(cluster)).toEqual(expected);
});

test('a table of hours that somebody bound to one machine is said with what binds it', () => {
  const cluster: ClusterSeen = { created: '13.2-1', isLoaded: true, nodes: [coordinator, node(2)] };
  const bound = [table('meter_day', { refersTo: ['meter'], triggers: ['watch'] }), table('received_day')];
  expect(hindrancesOf(cluster, placementOf(bound))).toEqual([
    {
      kind: 'table-tied',
      table: 'meter_day',
      ties: [
        { kind: 'refers-to', names: ['meter'] },
        { kind: 'trigger', names: ['watch'] },
      ],
    },
  ]);
});
