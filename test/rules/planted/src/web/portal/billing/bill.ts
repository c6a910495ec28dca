import { receipt } from '../payments/receipt/get.ts';

export const bill = receipt;
