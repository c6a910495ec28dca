export {
  classesInUse,
  factsOfAccount,
  factsOfPoints,
  insertFact,
  type SaidFact,
  type SaidFacts,
  saidFacts,
  saidOfAccount,
  saidOfBill,
  servicePointsOfAccount,
  servicePointsToCheck,
  withFacts,
} from './rate-facts.ts';
