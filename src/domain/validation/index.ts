export { type Finding, gallonsOf, isValidationRule, type ValidationRule, validationRules } from './finding.ts';
export {
  type FoundException,
  type JoinedExceptions,
  joinExceptions,
  type KnownException,
} from './join-exceptions.ts';
export { type MeanDay, meanDay } from './mean-day.ts';
export { type ValidationProblemCode, validationProblemCodes } from './problems.ts';
export { riseBetween, totalByRegister } from './register-rise.ts';
export { settingsOfClass, type ValidationConfig, type ValidationSettings } from './settings.ts';
export { validateMeter } from './validate-meter.ts';
export type { MeterToValidate, ReadAtHour } from './validated-meter.ts';
