import type { Meter } from './meter.ts';

export const readOf = (meter: Meter): number => meter.read;
