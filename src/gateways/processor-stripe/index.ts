export { type StripeOptions, stripeProcessor } from './stripe-processor.ts';
