export { costOfWater } from './cost-of-water.ts';
export {
  type BillExcess,
  type BilledPeriod,
  type CreditOffer,
  creditOffer,
  type LeakToCredit,
  tooEarly,
} from './credit-offer.ts';
export type { CreditRule } from './credit-rule.ts';
export {
  type CreditDecision,
  type CreditRequestFacts,
  type CreditStanding,
  creditedOf,
  creditStanding,
  isWaiting,
  mayAppeal,
  mayDecide,
} from './credit-standing.ts';
export { excessCharge, type PricedLine } from './excess-charge.ts';
export { type LeakCreditsProblemCode, leakCreditsProblemCodes } from './problems.ts';
