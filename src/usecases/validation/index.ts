export {
  type ExceptionFilter,
  exceptionsInQueue,
  openByRule,
  type ReadsDecision,
  type ReadsException,
} from '../../store/validation/index.ts';
export { answerException, type ExceptionAnswer, maxHoursByHand } from './answer-exception.ts';
export { type ClockShift, clockShift, foundShift, type TypedShift } from './clock-shift.ts';
export { type ExceptionCase, exceptionCase } from './exception-case.ts';
export { takeBackAnswer } from './take-back-answer.ts';
export { validateReads } from './validate-reads.ts';
