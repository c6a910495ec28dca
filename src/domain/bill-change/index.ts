export {
  type BillChange,
  type BilledService,
  type BillToCompare,
  type ChangeKind,
  type ChangePart,
  type Compared,
  changeKinds,
  type LineChange,
} from './billed-service.ts';
export { type ChangeTerms, changeOfBill } from './change-of-bill.ts';
export { explainPart } from './explain-change.ts';
export { type DaysInWeather, type DaysOf, weatherGallons } from './weather-share.ts';
