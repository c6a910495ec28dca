export { type HomeCompared, loadComparison } from './load-comparison.ts';
export { reckonHomes } from './reckon-homes.ts';
