export { applyCluster } from './apply-cluster.ts';
export { clusterStanding } from './cluster-standing.ts';
export { type ClusterPlan, planCluster } from './plan-cluster.ts';
