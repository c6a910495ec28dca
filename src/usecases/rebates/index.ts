export { type AskedRebate, askForRebate, type Paper, type RebateDeps } from './ask-for-rebate.ts';
export { decideRebate } from './decide-rebate.ts';
export {
  documentOfRebate,
  openProgrammes,
  programmeOf,
  rebateCase,
  rebateOfAccount,
  rebateQueue,
  rebatesOf,
} from './load-rebates.ts';
export { appealRebate, sendMore } from './send-more.ts';
