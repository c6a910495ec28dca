import { expect, test } from 'vitest';
import { driftOf, type Lying, type NodeStanding, placementOf, type ShardsSeen } from './index.ts';

const placed = (lying: Readonly<Record<string, Lying>>) =>
  placementOf(
    Object.entries(lying).map(([name, lies]) => ({
      ...{ name, lies, rows: 0, bytes: 0, hasMeter: true },
      ...{ keysWithoutMeter: [], refersTo: [], referredBy: [], triggers: [] },
    })),
  );
const applied = placed({ meter_day: 'by-meter', received_day: 'by-meter', posting: 'coordinator' });
const worker = (more: Partial<NodeStanding> = {}): NodeStanding => ({
  ...{ name: 'db2', port: 5432, isCoordinator: false, isActive: true, takesShards: true, shards: 16, bytes: 1 },
  isReached: true,
  ...more,
});
const whole: ShardsSeen = { leftBehind: [], isTogether: true };

test('a cluster as it should be has not drifted, and one that was not applied cannot have', () => {
  expect(driftOf(applied, [worker()], whole)).toEqual([]);
  const notApplied = placed({ meter_day: 'coordinator', received_day: 'coordinator' });
  expect(driftOf(notApplied, [worker({ shards: 0 })], whole)).toEqual([]);
});

test('money that was distributed by hand, and hours that are so in part', () => {
  const half = placed({ meter_day: 'by-meter', received_day: 'coordinator', posting: 'replicated' });
  expect(driftOf(half, [worker()], whole)).toEqual([
    { kind: 'not-distributed', table: 'received_day' },
    { kind: 'should-stay', table: 'posting' },
  ]);
});

test.each<[Partial<NodeStanding>, string]>([
  [{ isActive: false, isReached: false }, 'node-off'],
  [{ isReached: false }, 'node-unreached'],
  [{ shards: 0 }, 'node-empty'],
])('a node that is %o', (more, kind) => {
  expect(driftOf(applied, [worker(more)], whole)).toEqual([{ kind, node: 'db2:5432' }]);
});

test('rows left on the coordinator, and hours that lie apart from what was received', () => {
  expect(driftOf(applied, [worker()], { leftBehind: ['meter_day_2026_05'], isTogether: false })).toEqual([
    { kind: 'left-behind', tables: ['meter_day_2026_05'] },
    { kind: 'apart' },
  ]);
});
