import { type Meter, read } from './meter.ts';

const meter: Meter = { number: '1' };
read(meter);
