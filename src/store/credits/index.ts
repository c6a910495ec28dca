export {
  type CreditRequest,
  creditedOn,
  findRequest,
  insertAppeal,
  insertDecision,
  insertRequest,
  requestOfAlert,
  requestsToDecide,
} from './leak-credits.ts';
export {
  findRebate,
  insertDocument,
  insertRebate,
  insertStep,
  lockProgramme,
  programmeUse,
  type RebateApplication,
  rebateDocument,
  rebatesOfAccount,
  rebatesToDecide,
} from './rebates.ts';
