export {
  classesInUse,
  factsOfAccount,
  insertFact,
  type KeptFact,
  type SaidFact,
  saidFacts,
  withSaidFacts,
} from './rate-facts.ts';
