export { type GoalOfAccount, goalOfAccount, setGoal } from './goals.ts';
export { householdOf, sayHousehold } from './household.ts';
export { loadSplit } from './load-split.ts';
export { wateringOutOfTurn, wateringToday } from './watering.ts';
