import type { ExitCode } from './exit-codes.ts';

/** Where a command speaks, and how it ends; `main` gives the real one. */
export interface Terminal {
  out(line: string): void;
  err(line: string): void;
  /** Sets the exit code. */
  exitCode(code: ExitCode): void;
  /** Lines of a file, or of standard input where `file` is `-`. */
  lines(file: string): AsyncIterable<string>;
  /** Asks the person who sits there; absent where nobody does. */
  ask?(question: string): Promise<string>;
}
