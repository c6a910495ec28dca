export { transitionArea } from './area.ts';
export { statusLately } from './lately.ts';
export { Shares } from './shares.tsx';
