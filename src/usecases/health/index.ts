export { type Figures, figures } from '../../store/health/index.ts';
export { isUnreadableValue } from '../../store/unreadable-value.ts';
export { databaseAnswers } from './database-answers.ts';
export { daysUntil, doctorFindings } from './doctor.ts';
export type { DatabaseSeen, DoctorSeen, Finding } from './finding.ts';
export { areHoursAway, isUnavailable, unlessHoursAway } from './is-unavailable.ts';
export { type ProcessKind, type Readiness, readiness } from './readiness.ts';
export { seeDatabase } from './see-database.ts';
