export { type Advice, type AdviceAnswer, adviceAnswers } from './advice.ts';
export { type AdviceNeed, type AdvisedHome, type Saving, type SavingSum, savingOf, savingOfLeak } from './saving.ts';
export { type AdviceWords, adviceWords } from './words.ts';
export { type PricedBill, worthOf } from './worth.ts';
