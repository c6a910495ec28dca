export type {
  Answer,
  ChargeRequest,
  CheckoutRequest,
  HostedPage,
  PaymentProcessor,
  ProcessorEvent,
  ProcessorName,
  RefundRequest,
  SavedMethod,
  SetupOutcome,
  SetupRequest,
  Webhook,
  WebhookProblem,
} from './payment-processor.ts';
export { checkWebhookSignature, signWebhook } from './webhook-signature.ts';
