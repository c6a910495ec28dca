export { belief, type Hours } from './apportion.ts';
export { longestFilledDays } from './day-windows.ts';
export { type DayOfHours, type EditedDay, joinEditedDays, layEditedDay, layHours } from './edited-day.ts';
export {
  type EstimateMethod,
  estimateHours,
  estimateMethods,
  type HourEstimate,
  type HourStretch,
} from './estimate-hours.ts';
export { type EstimatedRead, estimateRead } from './estimate-read.ts';
export {
  appendRead,
  detectFormat,
  type FileRead,
  type FileReadQuality,
  type LineOutcome,
  type MeterNames,
  openReader,
  type PlainLines,
  plainLines,
  type ReadBatch,
  type ReadFileReader,
  type ReadFormat,
  type ReadMapping,
  readBatch,
  readFormats,
  readMapping,
  type SkipReason,
  splitLine,
} from './files/index.ts';
export { type HourQuality, hourQualities, hourQuality } from './hour-quality.ts';
export { firstHourOf, type HourSpan, hourSpan, hourStart } from './hour-span.ts';
export { type CountUnit, type HourlyUse, hourlyUse, volumeOfCounts } from './hourly-use.ts';
export {
  type ApportionedHours,
  hoursFromIntervals,
  hoursFromRegister,
  type IntervalReads,
} from './hours-from-reads.ts';
export type { MeteredRegister } from './hours-of-reads.ts';
export { type Installation, openingRead, openingToleranceDays, type ReadWindow, stretchOf } from './installation.ts';
export { dateOfDay, dayOfDate, type LocalDays, localDays } from './local-days.ts';
export type { MeterDay } from './meter-day.ts';
export { type PackedDay, packDay, unpackDay, unpackDayInto } from './pack-day.ts';
export { packReads, unpackReads } from './pack-reads.ts';
export { beginOf, type PackedDays, packedDays } from './packed-days.ts';
export { type MeteringProblemCode, meteringProblemCodes } from './problems.ts';
export { type HourlyReadRules, readFromHours } from './read-from-hours.ts';
export type { ReadTally } from './read-tally.ts';
export { orderedReads, type Reads, type Said, slicedReads } from './reads.ts';
export { countsOf, type Register, volumeOf } from './register.ts';
export {
  type KeptRead,
  type ReadFromHours,
  type ReadQuality,
  type RegisterRead,
  standingReads,
} from './register-read.ts';
export { type RegisterStretch, type RegisterUse, registerUse, volumeUsed } from './register-use.ts';
export { type KnownDay, neighbourDays, type Settled, settleMeter } from './settle-meter.ts';
export { shiftHours } from './shift-hours.ts';
export type { StandingDay } from './standing-day.ts';
export { type RegisterReads, type RegisterRules, usualRegisterRules } from './standing-register.ts';
export { type ArrivedColumns, wholeDays } from './whole-days.ts';
