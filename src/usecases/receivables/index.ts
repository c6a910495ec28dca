export {
  type AssistanceGranted,
  assistanceOf,
  type FeeCharge,
  feesOfAccount,
  feesWaiting,
  findAssistance,
  findFee,
  findRecurringFee,
  givenBalance,
  otherAccountsOf,
  type RecurringFee,
  receivableBalance as accountBalance,
  recurringFees,
  standingOfAccount,
} from '../../store/receivables/index.ts';
export { answerFee, endRecurringFee, takeBackFee } from './answer-fee.ts';
export { assessLateFees } from './assess-late-fees.ts';
export { chargeFee } from './charge-fee.ts';
export { chargeReturnedPayment, standingReturnedFee, takeBackReturnedFee } from './charge-returned-payment.ts';
export { creditDeposits } from './credit-deposits.ts';
export { type DepositStanding, depositStanding, promptPolicy } from './deposit-standing.ts';
export { earnedDeposits } from './earned-deposits.ts';
export { feesSinceBill, type PostedFee } from './fees-since-bill.ts';
export { endAssistance, grantAssistance } from './grant-assistance.ts';
export { inputHash } from './input-hash.ts';
export { lateFeePolicy } from './late-fee-policy.ts';
export { moveBalance, postBalance, postDeposit } from './move-balance.ts';
export { assistanceTerms } from './programmes.ts';
export { remindOfAssistance } from './remind-of-assistance.ts';
export { reverseEntry } from './reverse-entry.ts';
export { takeBackLateFees } from './take-back-late-fees.ts';
export { type Clerk, type DepositToTake, readDeposit, takeDeposit, takeDepositOf } from './take-deposit.ts';
