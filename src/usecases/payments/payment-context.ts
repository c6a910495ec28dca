import type { Utility } from '../../config/utility.ts';
import type { PaymentPolicy } from '../../domain/payments/index.ts';
import type { PaymentProcessor } from '../../gateways/processor/index.ts';
import type { Database } from '../../store/database.ts';
import { paymentPolicy } from './policies.ts';

/** What taking payments needs of the world. */
export interface PaymentContext {
  readonly db: Database;
  readonly processor: PaymentProcessor;
  readonly policy: PaymentPolicy;
}

export const paymentContext = (deps: {
  readonly db: Database;
  readonly processor: PaymentProcessor;
  readonly utility: Utility;
}): PaymentContext => ({ db: deps.db, processor: deps.processor, policy: paymentPolicy(deps.utility) });
