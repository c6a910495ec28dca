export { clearDemo, type DemoTold, demoWorld, isEmpty } from '../../store/world.ts';
export type { PagesRead } from './re-register.ts';
export { seedDemo } from './seed-demo.ts';
export { seedFromFiles } from './seed-from-files.ts';
