export { type Drift, driftOf, type Move, type NodeStanding, type ShardsSeen } from './drift.ts';
export { type ClusterSeen, type Hindrance, hindrancesOf, type NodeSeen, oldestCitus } from './hindrances.ts';
export {
  isByMeter,
  type Lying,
  meterColumn,
  type Placed,
  placementOf,
  type TableByMeter,
  type TableSeen,
  type Tie,
  tablesByMeter,
} from './placement.ts';
