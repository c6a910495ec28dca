export type {
  BillChange,
  BilledService,
  BillToCompare,
} from './billed-service.ts';
export { changeOfBill } from './change-of-bill.ts';
export { explainPart, explainPlace } from './explain-change.ts';
export { weatherGallons } from './weather-share.ts';
