export { type RebatesProblemCode, rebatesProblemCodes } from './problems.ts';
export { type DocumentKind, documentKinds, type RebateProgramme } from './programme.ts';
export {
  budgetLeft,
  isOpen,
  type ProgrammeUse,
  type RebateAsked,
  type RebateOffer,
  rebateOffer,
} from './rebate-offer.ts';
export {
  type AnswerToDecide,
  hasRefused,
  isAppealed,
  isOver,
  mayAppeal,
  type RebateAnswer,
  type RebateStanding,
  type RebateStep,
  rebateStanding,
  stepOf,
  waitsForStaff,
} from './rebate-standing.ts';
