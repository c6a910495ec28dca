export { type FeeCharge, feesOfAccount, feesWaiting, findFee } from '../../store/fees.ts';
export { findRecurringFee, type RecurringFee, recurringFees } from '../../store/recurring-fees.ts';
export { answerFee, endRecurringFee, takeBackFee } from './answer-fee.ts';
export { chargeFee, type FeesDeps, type TypedFee } from './charge-fee.ts';
export { chargeReturnedPayment } from './charge-returned-payment.ts';
export { feesSinceBill, type PostedFee } from './fees-since-bill.ts';
