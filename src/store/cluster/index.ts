export { clusterSeen, extensionsToDump, nodesStanding } from './citus-server.ts';
export { analyzeDistributed, clearLeftBehind, type Distributed, distributeByMeter } from './distribute.ts';
export { beginMoving, lastMoving, type Moving, movesToDo } from './rebalance.ts';
export { shardsSeen, tablesSeen } from './tables-seen.ts';
