import { postBill } from './post-bill.ts';

export const moment = () => Date.now() + postBill();
