import { moment } from './types.ts';

export const postBill = (): number => moment();
