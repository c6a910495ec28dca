export { transitionArea } from './area.ts';
export { landingPage } from './landing/get.tsx';
