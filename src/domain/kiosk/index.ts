export { kioskLimits, type RunningVisit, visitEndsAt, visitOver } from './kiosk-limits.ts';
export type { KioskProblemCode } from './problems.ts';
export {
  firstStep,
  isKioskChoice,
  type KioskChoice,
  type KioskStep,
  kioskChoices,
  kioskSteps,
  placeOnWay,
} from './visit-steps.ts';
