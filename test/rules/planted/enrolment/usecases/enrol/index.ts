export { look } from './look.ts';
export { switchToEbill as switchDelivery } from './switch.ts';
