export { clearDemo, type DemoTold, type DemoWorld, demoWorld, isEmpty } from '../../store/demo-world.ts';
export { type DemoPlan, seedDemo } from './seed-demo.ts';
