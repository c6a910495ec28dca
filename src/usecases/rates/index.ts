export { accountsWithoutFacts } from './accounts-without-facts.ts';
export { loadFacts } from './load-facts.ts';
export { rateFiles } from './read-rate-file.ts';
export { sayFact } from './say-fact.ts';
