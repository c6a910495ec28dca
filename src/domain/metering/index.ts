export { qualityOf } from './apportion.ts';
export { type CountedMeter, countOnDay } from './count-on-day.ts';
export { type DayOfHours, type EditedDay, joinEditedDays, layEditedDay, layHours } from './edited-day.ts';
export {
  type EstimateMethod,
  estimateHours,
  estimateMethods,
  type HourStretch,
} from './estimate-hours.ts';
export { type EstimatedRead, estimateRead } from './estimate-read.ts';
export {
  appendRead,
  detectFormat,
  type LineOutcome,
  likelyDelimiter,
  longestLine,
  type MeterNames,
  maxNote,
  openReader,
  type PlainLines,
  plainLines,
  type ReadBatch,
  type ReadFormat,
  type ReadMapping,
  readBatch,
  readFormats,
  readMapping,
  type SkipReason,
  shownMoment,
  splitLine,
  timeLimits,
} from './files/index.ts';
export { type HourQuality, hourQualities, hourQuality } from './hour-quality.ts';
export { firstHourOf, type HourSpan, hourSpan, hourStart } from './hour-span.ts';
export { addHours, type HourTally, hourTally } from './hour-tally.ts';
export { type CountUnit, type HourlyUse, hourlyUse, volumeOfCounts, withinSpan } from './hourly-use.ts';
export {
  hoursFromIntervals,
  hoursFromRegister,
} from './hours-from-reads.ts';
export { type MeteredRegister, writtenCounts } from './hours-of-reads.ts';
export { type Installation, openingRead, type ReadWindow, readInWindow, stretchOf } from './installation.ts';
export { dateOfDay, dayOfDate, type LocalDays, localDays } from './local-days.ts';
export {
  exchangeOf,
  type KnownMeter,
  type MeterExchange,
  type MeterInPlace,
  registerUnits,
  sizeNotSaid,
  type TypedExchange,
} from './meter-exchange.ts';
export { installOf, type PlaceForMeter, removalOf, type TypedInstall } from './meter-install.ts';
export { packDay, unpackDay, unpackDayInto } from './pack-day.ts';
export { packReads, unpackReads } from './pack-reads.ts';
export { beginOf, type PackedDays, packedDays, packedReads } from './packed-days.ts';
export type { MeteringProblemCode } from './problems.ts';
export { type HourlyReadRules, readBeforeHours, readFromHours } from './read-from-hours.ts';
export type { ReadTally } from './read-tally.ts';
export { type DifferingReads, orderedReads, readsThatDiffer, type Said, slicedReads } from './reads.ts';
export { countsOf, type Register, volumeOf } from './register.ts';
export {
  type KeptRead,
  type ReadFromHours,
  type ReadQuality,
  type RegisterRead,
  standingReads,
} from './register-read.ts';
export { type RegisterUse, registerUse, volumeUsed } from './register-use.ts';
export { risingDays } from './rising-days.ts';
export { type ClassUse, hasOwnPast, judgeRouteRead, type MeterOnRoute, type ReadDoubt } from './route-read.ts';
export {
  isOfBothKinds,
  type KnownDay,
  type MovedReads,
  neighbourDays,
  neighbourDaysOfBoth,
  settleMeter,
} from './settle-meter.ts';
export { shiftHours } from './shift-hours.ts';
export type { StandingDay } from './standing-day.ts';
export { type RegisterRules, usualRegisterRules } from './standing-register.ts';
export { type StoredDay, unpackedDay } from './stored-day.ts';
export { tidiedReads } from './tidied-reads.ts';
export { useSince } from './use-since.ts';
export { type ArrivedColumns, ownColumns, wholeDays } from './whole-days.ts';
