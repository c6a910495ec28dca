export {
  classesInUse,
  factsOfAccount,
  insertFact,
  type SaidFact,
  saidFacts,
  servicePointsOfAccount,
  servicePointsToCheck,
  withSaidFacts,
} from './rate-facts.ts';
