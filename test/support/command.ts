import type { CliDeps } from '../../src/cli/cli-deps.ts';
import { type ExitCode, exitCodes } from '../../src/cli/exit-codes.ts';
import { buildProgram } from '../../src/cli/program.ts';
import type { Utility } from '../../src/config/utility.ts';
import { sandboxProcessor } from '../../src/demo/usecases/sandbox-processor/index.ts';
import { cents } from '../../src/domain/kernel/index.ts';
import { checkUtilityFolder } from '../../src/main/settings.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { words } from '../../src/web/words/words.ts';
import { documentsForTests } from './documents.ts';
import { sandboxForTests } from './paying.ts';
import { referenceUtility } from './reference-utility.ts';

/** What somebody who typed a command saw of it. */
export interface Typed {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

interface Given {
  /** What differs from the reference utility. */
  readonly utility?: Partial<Utility>;
  readonly utilityFolder?: string;
  readonly now?: Temporal.Instant;
  /** Of the one file that it reads. */
  readonly lines?: readonly string[];
  /** What is answered to its questions, in their order. */
  readonly answers?: readonly string[];
}

/** Runs one of the operator's commands on a test's database, as `npx caudal` would. */
export async function caudal(
  db: DatabasePool,
  typed: readonly string[],
  {
    utility = {},
    utilityFolder = 'utility',
    now = Temporal.Instant.from('2026-05-14T16:00:00Z'),
    lines = [],
    answers,
  }: Given = {},
): Promise<Typed> {
  const never = () => Promise.reject(new Error('another command'));
  const [out, err]: [string[], string[]] = [[], []];
  let code: ExitCode = exitCodes.done;
  let asked = 0;
  const deps: CliDeps = {
    terminal: {
      out: (line) => void out.push(line),
      err: (line) => void err.push(line),
      exitCode: (said) => {
        code = said;
      },
      ...(answers === undefined ? {} : { ask: async () => answers[asked++] ?? '' }),
      lines: async function* () {
        yield* lines;
      },
    },
    say: words('en', 'UTC').maybe,
    mappingsFolder: 'exchange',
    withDatabase: (work) =>
      work({
        db,
        utility: { ...referenceUtility, ...utility },
        utilityFolder,
        outbox: '/nowhere',
        openDocuments: () => ({ maker: documentsForTests(), close: () => Promise.resolve() }),
        processor: sandboxProcessor(sandboxForTests(db)),
        clock: () => now,
        speech(language) {
          const { maybe, date, money } = words(language, 'UTC');
          return { say: maybe, date, money: (amount) => money(cents(amount)) };
        },
      }),
    checkUtility: checkUtilityFolder,
    referenceFolder: 'utility',
    now: () => now,
    useUtility: () => undefined,
    billedBy: () => Promise.resolve({ ...referenceUtility, ...utility }.billing.by),
    checkConfiguration: () => Promise.resolve({ problems: [], warnings: [] }),
    migrate: never,
    backups: { backUp: never, shipLog: never, restore: never, drill: never },
    examine: never,
    up: never,
    web: never,
    worker: never,
  };
  await buildProgram(deps).parseAsync(typed, { from: 'user' });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
