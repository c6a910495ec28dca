export { type WaitingKind, type WaitingNow, whatWaits } from './what-waits.ts';
