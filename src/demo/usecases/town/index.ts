export { clearDemo, type DemoTold, type DemoWorld, demoWorld, isEmpty } from '../../store/world.ts';
export type { PagesRead } from './re-register.ts';
export { type DemoPlan, seedDemo } from './seed-demo.ts';
