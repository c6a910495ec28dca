export { creditDeposits, type DepositsToCredit } from './credit-deposits.ts';
export { type DepositStanding, depositStanding, promptPolicy } from './deposit-standing.ts';
export { earnedDeposits } from './earned-deposits.ts';
export { type Clerk, type TypedDeposit, takeDeposit } from './take-deposit.ts';
