export type { AdviceBook } from '../../gateways/advice.ts';
export { answerAdvice } from './answer-advice.ts';
export { type AdviceForHome, loadAdvice, type RankedAdvice } from './load-advice.ts';
