export { type FeeKind, feeToCharge } from './fee-kind.ts';
export { type FeeFacts, type FeeStanding, feeStanding, mayAnswer, mayTakeBack } from './fee-standing.ts';
export { type FeesProblemCode, feesProblemCodes } from './problems.ts';
