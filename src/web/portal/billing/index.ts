export { billingArea } from './area.ts';
export { billOf } from './bill/get.tsx';
