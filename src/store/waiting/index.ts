export { type WaitingKind, type WaitingNow, waitingNow } from './waiting-now.ts';
