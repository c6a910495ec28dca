export { stripeProcessor } from './stripe-processor.ts';
