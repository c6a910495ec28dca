export { type Counted, type Figures, figures } from './figures.ts';
export { lastMigration, type QueueStanding, queueStanding, secondsSinceBeat } from './readiness.ts';
