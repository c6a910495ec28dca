export { transitionArea } from './area.ts';
export { Shares } from './shares.tsx';
