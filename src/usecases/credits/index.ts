export type { CreditRequest } from '../../store/credits/index.ts';
export { appealCredit, askForCredit } from './leaks/ask-for-credit.ts';
export { calculateOffer } from './leaks/calculate-offer.ts';
export { decideCredit } from './leaks/decide-credit.ts';
export { type CreditCase, caseFile, creditCase, creditOfAlert, creditQueue } from './leaks/load-credits.ts';
export { askForRebate, type Paper } from './rebates/ask-for-rebate.ts';
export { decideRebate } from './rebates/decide-rebate.ts';
export {
  documentOfRebate,
  openProgrammes,
  programmeOf,
  rebateCase,
  rebateOfAccount,
  rebateQueue,
  rebatesOf,
} from './rebates/load-rebates.ts';
export { appealRebate, sendMore } from './rebates/send-more.ts';
