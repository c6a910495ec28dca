export type { AdviceBook } from '../../gateways/advice.ts';
export { answerAdvice } from './answer-advice.ts';
export { calculateHomes } from './calculate-homes.ts';
export { goalOfAccount, setGoal } from './goals.ts';
export { householdOf, sayHousehold } from './household.ts';
export { type AdviceForHome, loadAdvice, type RankedAdvice } from './load-advice.ts';
export { type HomeCompared, loadComparison } from './load-comparison.ts';
export { loadSplit } from './load-split.ts';
export { wateringOutOfTurn, wateringToday } from './watering.ts';
