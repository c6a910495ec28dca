export {
  type DecidedDay,
  type DecidedJson,
  decidedDays,
  joinDecidedDays,
  keepDecidedDays,
  layDecided,
} from './edited-days.ts';
export type { DaysOfMeter } from './far-days.ts';
export { channelsBySerial, metersInDoubt } from './hourly-reads.ts';
export { hoursOfMeters } from './hours-of-meters.ts';
export { countUnit, eachMetersUse, ensureMonths, hourlyUseOf, saidUseOf } from './intervals.ts';
export {
  keepExchange,
  keepInstall,
  keepMeter,
  keepRemoval,
  lockMeterOfSerial,
  type MeterOfAccount,
  type MeterThere,
  metersInPlace,
  metersOfPremise,
  metersThere,
  placeForMeter,
} from './meter-exchanges.ts';
export {
  accountsOfMeter,
  accountsOfMeters,
  keepReads,
  lockMeters,
  lockStandingRead,
  meterBySerial,
  type ReadToKeep,
  readsOfRegister,
  servicePointsToBill,
} from './metering.ts';
export {
  addMeters,
  beginReadsImport,
  channelsUnlike,
  findReadsImport,
  finishReadsImport,
  importRanks,
  keepRefusedLines,
  lockReads,
  type MeterOfFeed,
  metersOfFeed,
  type ReadsImportRow,
  readsImports,
  refusedLinesOf,
} from './reads-imports.ts';
export {
  countDoubtedReads,
  doubtedReads,
  endReadDoubt,
  keepReadDoubt,
  metersOnRoute,
} from './route-reads.ts';
export {
  type ChannelToKeep,
  type DaysToWrite,
  keepChannels,
  knownDaysOf,
  refineMeter,
  writeDays,
} from './settled-reads.ts';
