export {
  type DeadJob,
  deadJobs,
  deadJobsByTask,
  jobAnswers,
  refusedNotices,
} from '../../store/dead-jobs.ts';
export { isConnectionLost } from '../../store/lost-connection.ts';
export {
  discardDeadLetter,
  sendAgain,
  settleWaitingNotices,
} from './dead-letters.ts';
export { type Pace, Presence, usualPace } from './presence.ts';
