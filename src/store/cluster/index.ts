export { clusterSeen, nodesStanding } from './citus-server.ts';
export { analyzeDistributed, clearLeftBehind, type Distributed, distributeByMeter } from './distribute.ts';
export { shardsSeen, tablesSeen } from './tables-seen.ts';
