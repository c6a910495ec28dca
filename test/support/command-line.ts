import { buildProgram } from '../../src/cli/program.ts';

const never = () => Promise.reject(new Error('no command runs here'));
const nothing = () => undefined;
/** Every command with its options, to look at: none runs. */
export const commandLine = buildProgram({
  terminal: { out: nothing, err: nothing, exitCode: nothing, lines: () => (async function* () {})() },
  say: (key) => key,
  mappingsFolder: 'exchange',
  withDatabase: never,
  checkConfiguration: never,
  checkUtility: never,
  referenceFolder: 'utility',
  now: () => Temporal.Instant.from('2026-05-14T16:00:00Z'),
  useUtility: nothing,
  billedBy: never,
  migrate: never,
  backups: { backUp: never, shipLog: never, restore: never, drill: never },
  examine: never,
  up: never,
  web: never,
  worker: never,
});
