export { waterBalanceArea } from './area.ts';
export { Filters } from './filters.tsx';
export { WaterNav } from './water-nav.tsx';
