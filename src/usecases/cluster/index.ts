export { applyCluster, type ClusterApplied } from './apply-cluster.ts';
export { type ClusterStanding, clusterStanding } from './cluster-standing.ts';
export { type ClusterPlan, planCluster } from './plan-cluster.ts';
