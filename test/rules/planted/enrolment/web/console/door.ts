import { enrol } from '../portal/enrol.ts';

export const page = enrol;
