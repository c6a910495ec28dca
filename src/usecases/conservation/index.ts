export { householdOf, sayHousehold } from './household.ts';
