export { kioskLimits, visitEndsAt, visitOver } from './kiosk-limits.ts';
export type { KioskProblemCode } from './problems.ts';
export {
  firstStep,
  isKioskChoice,
  type KioskChoice,
  type KioskStep,
  kioskChoices,
  placeOnWay,
} from './visit-steps.ts';
