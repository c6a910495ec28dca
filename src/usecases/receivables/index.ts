export {
  type AssistanceGranted,
  assistanceOf,
  entriesOfAccount,
  type FeeCharge,
  feesOfAccount,
  feesWaiting,
  findAssistance,
  findFee,
  findRecurringFee,
  type PostedEntry,
  postEntry,
  type RecurringFee,
  receivableBalance as accountBalance,
  recurringFees,
  type StoredEntry,
  standingOfAccount,
} from '../../store/receivables/index.ts';
export { answerFee, endRecurringFee, takeBackFee } from './answer-fee.ts';
export { assessLateFees } from './assess-late-fees.ts';
export { chargeFee, type FeesDeps, type TypedFee } from './charge-fee.ts';
export { chargeReturnedPayment } from './charge-returned-payment.ts';
export { creditDeposits, type DepositsToCredit } from './credit-deposits.ts';
export { type DepositStanding, depositStanding, promptPolicy } from './deposit-standing.ts';
export { earnedDeposits } from './earned-deposits.ts';
export { feesSinceBill, type PostedFee } from './fees-since-bill.ts';
export { type AssistanceDeps, endAssistance, grantAssistance, type TypedAssistance } from './grant-assistance.ts';
export { inputHash } from './input-hash.ts';
export { lateFeePolicy } from './late-fee-policy.ts';
export { assistanceTerms, programmeRules } from './programmes.ts';
export { remindOfAssistance } from './remind-of-assistance.ts';
export { type Reversal, reverseEntry } from './reverse-entry.ts';
export { takeBackLateFees } from './take-back-late-fees.ts';
export { type Clerk, type TypedDeposit, takeDeposit } from './take-deposit.ts';
