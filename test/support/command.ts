import type { CliDeps } from '../../src/cli/cli-deps.ts';
import { type ExitCode, exitCodes } from '../../src/cli/exit-codes.ts';
import { buildProgram } from '../../src/cli/program.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { words } from '../../src/web/words/words.ts';
import { referenceUtility } from './web-deps.ts';

/** What somebody who typed a command saw of it. */
export interface Typed {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Runs one of the operator's commands on a test's database, as `npx caudal` would. */
export async function caudal(
  db: DatabasePool,
  typed: readonly string[],
  utility: Partial<typeof referenceUtility> = {},
): Promise<Typed> {
  const [out, err]: [string[], string[]] = [[], []];
  let code: ExitCode = exitCodes.done;
  const deps: CliDeps = {
    terminal: {
      out: (line) => void out.push(line),
      err: (line) => void err.push(line),
      exitCode: (said) => {
        code = said;
      },
      lines: async function* () {},
    },
    say: words('en', 'UTC').maybe,
    speech: () => ({ say: (key) => key, date: String, money: String }),
    withDatabase: (work) =>
      work({
        db,
        utility: { ...referenceUtility, ...utility },
        utilityFolder: 'utility',
        clock: () => Temporal.Instant.from('2026-05-14T16:00:00Z'),
      }),
    checkConfiguration: async () => [],
    migrate: async () => [],
    up: async () => exitCodes.done,
    web: async () => exitCodes.done,
    worker: async () => exitCodes.done,
  };
  await buildProgram(deps).parseAsync(typed, { from: 'user' });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
