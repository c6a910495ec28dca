/** What a command's exit code says; `--help` lists them. */
export const exitCodes = {
  done: 0,
  /** The input was read and something in it is refused. */
  refused: 1,
  /** The command was typed wrongly. */
  usage: 2,
  /** The configuration is refused. */
  configuration: 3,
  /** The database, a port or another program cannot be had. */
  unavailable: 4,
  /** Caudal itself failed. */
  failed: 5,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
