export { costOfWater } from './leaks/cost-of-water.ts';
export {
  type BillExcess,
  type BilledPeriod,
  type CreditOffer,
  creditOffer,
  type LeakToCredit,
  tooEarly,
} from './leaks/credit-offer.ts';
export type { CreditRule } from './leaks/credit-rule.ts';
export {
  type CreditDecision,
  creditedOf,
  creditStanding,
  isWaiting,
  mayAppealCredit,
  mayDecide,
} from './leaks/credit-standing.ts';
export { excessCharge, type PricedLine } from './leaks/excess-charge.ts';
export type { LeakCreditsProblemCode } from './leaks/problems.ts';
export type { RebatesProblemCode } from './rebates/problems.ts';
export { type DocumentKind, documentKinds, type RebateProgramme } from './rebates/programme.ts';
export {
  budgetLeft,
  isOpen,
  type ProgrammeUse,
  type RebateOffer,
  rebateOffer,
} from './rebates/rebate-offer.ts';
export {
  hasRefused,
  isAppealed,
  isOver,
  mayAppealRebate,
  type RebateAnswer,
  type RebateStep,
  rebateStanding,
  stepOf,
} from './rebates/rebate-standing.ts';
