export type {
  Answer,
  CheckoutRequest,
  PaymentProcessor,
  PaymentSaid,
  ProcessorEvent,
  SetupOutcome,
  SetupRequest,
  Webhook,
  WebhookProblem,
} from './payment-processor.ts';
export { checkWebhookSignature, signWebhook } from './webhook-signature.ts';
