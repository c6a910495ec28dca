export {
  type BillCorrection,
  type BilledHours,
  billedHours,
  type CorrectionKind,
  findCorrection,
  listCorrections,
} from '../../store/bill-corrections.ts';
export { answerCorrection, type BillingAnalyst, type CorrectionAnswer } from './answer-correction.ts';
export { askToCompare, mayDiffer } from './ask-to-compare.ts';
export { compareBills } from './compare-bills.ts';
