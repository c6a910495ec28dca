import { bill } from '../billing/index.ts';

export const zero = bill - bill;
