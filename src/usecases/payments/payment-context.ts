import type { PaymentPolicy } from '../../domain/payments/index.ts';
import type { PaymentProcessor } from '../../gateways/processor/index.ts';
import type { Database } from '../../store/database.ts';

/** What taking payments needs of the world. */
export interface PaymentContext {
  readonly db: Database;
  readonly processor: PaymentProcessor;
  readonly policy: PaymentPolicy;
}
