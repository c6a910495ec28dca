export type { CreditRequest } from '../../store/leak-credits.ts';
export { type AskedCredit, appealCredit, askForCredit, type CreditDeps } from './ask-for-credit.ts';
export { creditRule } from './credit-rule.ts';
export { type Decider, decideCredit, type TypedDecision } from './decide-credit.ts';
export { type CreditCase, caseFile, creditCase, creditOfAlert, creditQueue } from './load-credits.ts';
export { reckonOffer } from './reckon-offer.ts';
