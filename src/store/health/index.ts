export { administrators, packagesSeen, serverSeen } from './database-seen.ts';
export { type Figures, figures } from './figures.ts';
export { lastMigration, queueStanding, secondsSinceBeat } from './readiness.ts';
