import type { Utility } from '../../config/utility.ts';
import type { AutopayPolicy, PaymentPolicy } from '../../domain/payments/index.ts';
import type { PaymentProcessor } from '../../gateways/processor/index.ts';
import type { Database } from '../../store/database.ts';
import { autopayPolicy, paymentPolicy } from './policies.ts';
import type { TellPayment } from './tell.ts';
import { tellByJob } from './tell-by-job.ts';

/** What payments and autopay need of the world. */
export interface PaymentContext {
  readonly db: Database;
  readonly processor: PaymentProcessor;
  readonly policy: PaymentPolicy;
  readonly autopay: AutopayPolicy;
  /** The utility's name, as the processor's pages and the customer's bank statement show it. */
  readonly payee: string;
  readonly tell: TellPayment;
}

export const paymentContext = (deps: {
  readonly db: Database;
  readonly processor: PaymentProcessor;
  readonly utility: Utility;
}): PaymentContext => ({
  db: deps.db,
  processor: deps.processor,
  policy: paymentPolicy(deps.utility),
  autopay: autopayPolicy(deps.utility),
  payee: deps.utility.name,
  tell: tellByJob,
});
