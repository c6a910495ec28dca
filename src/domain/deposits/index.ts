export { type DepositsProblemCode, depositsProblemCodes } from './problems.ts';
export { type PromptPayment, type PromptPolicy, promptPayment, type SettledBill } from './prompt-payment.ts';
