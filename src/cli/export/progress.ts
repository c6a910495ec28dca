import type { Terminal } from '../terminal.ts';

/** A line for what a person waits for: what is done, and how many rows it was. */
export const progressOn =
  ({ err }: Pick<Terminal, 'err'>) =>
  (what: string, rows?: number): void =>
    err(rows === undefined ? `${what} …` : `${what} ${rows.toLocaleString('en-US')}`);
