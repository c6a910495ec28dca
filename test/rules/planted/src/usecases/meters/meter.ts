import { readOf } from './read.ts';

export interface Meter {
  readonly read: ReturnType<typeof readOf>;
}
