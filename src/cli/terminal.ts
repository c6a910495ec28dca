/** Where a command speaks, and how it ends; `main` gives the real one. */
export interface Terminal {
  out(line: string): void;
  err(line: string): void;
  /** Sets the exit code: 0 done, 1 refused or found wrong, 2 used wrongly. */
  exitCode(code: 0 | 1 | 2): void;
  /** Lines of a file, or of standard input where `file` is `-`. */
  lines(file: string): AsyncIterable<string>;
}
