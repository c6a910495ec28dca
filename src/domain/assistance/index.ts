export { type Granted, grantUntil, isRunning, latestDay, type ProgrammeRule } from './grant.ts';
export { type AssistanceProblemCode, assistanceProblemCodes } from './problems.ts';
