export { type Finding, isValidationRule, type ValidationRule, validationRules } from './finding.ts';
export {
  type JoinedExceptions,
  joinExceptions,
  type KnownException,
} from './join-exceptions.ts';
export { meanDay } from './mean-day.ts';
export type { ValidationProblemCode } from './problems.ts';
export { totalByRegister } from './register-rise.ts';
export { settingsOfClass, type ValidationConfig, type ValidationSettings } from './settings.ts';
export { validateMeter } from './validate-meter.ts';
export type { MeterToValidate } from './validated-meter.ts';
