export { kioskArea } from './area.ts';
export { kioskClosed, kioskGate } from './gate.ts';
