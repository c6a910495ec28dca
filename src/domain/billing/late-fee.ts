import { type Cents, zeroCents } from '../kernel/index.ts';
import type { LateFeePolicy } from './billing-policy.ts';

/** The late fee on what is left unpaid of a bill; zero where that is too little to charge one for. */
export const lateFeeOn = (unpaid: Cents, policy: LateFeePolicy): Cents =>
  unpaid > 0 && unpaid >= policy.minimum ? policy.amount : zeroCents;
