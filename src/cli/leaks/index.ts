import { Command } from 'commander';
import { lossOf, ranDays } from '../../domain/alerts/index.ts';
import { alertRules, type LeakAtPlace, listLeaks, scanForLeaks } from '../../usecases/alerts/index.ts';
import { openNoticeContext } from '../../usecases/notices/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';

interface Options {
  readonly json?: boolean;
  readonly all?: boolean;
}

/** `caudal leaks scan` and `caudal leaks list`. */
export function leaksCommand(deps: CliDeps): Command {
  const leaks = new Command('leaks').description('leaks in hourly reads: look for them, list them');
  leaks
    .command('scan')
    .description('look at the last weeks of every meter, keep what is found, and tell people; again changes nothing')
    .option('--json', 'the result as one JSON object')
    .action((options: Options) => scan(deps, options));
  leaks
    .command('list')
    .description('where water runs by itself now, the largest loss first')
    .option('--all', 'also what stopped in the last three months')
    .option('--json', 'one JSON object a line')
    .action((options: Options) => list(deps, options));
  return leaks;
}

async function scan({ terminal, withDatabase }: CliDeps, options: Options): Promise<void> {
  const outcome = await withDatabase(async ({ db, utility, utilityFolder, publicUrl, clock }) =>
    scanForLeaks(db, await openNoticeContext(utility, { folder: utilityFolder, publicUrl }), {
      now: clock(),
      onProgress: (meters) => terminal.err(`${meters} meters looked at`),
    }),
  );
  terminal.out(
    options.json === true
      ? JSON.stringify(outcome)
      : `${outcome.meters} meters, ${outcome.unchanged} of them unchanged, ${outcome.withFindings} with something found, ${outcome.newAlerts} new alerts, ${outcome.told} notices queued.`,
  );
  terminal.exitCode(exitCodes.done);
}

async function list({ terminal, withDatabase }: CliDeps, options: Options): Promise<void> {
  const leaks = await withDatabase(({ db, utility, clock }) =>
    listLeaks(db, { rules: alertRules(utility), now: clock(), all: options.all === true }),
  );
  for (const leak of leaks) terminal.out(options.json === true ? JSON.stringify(jsonOf(leak)) : lineOf(leak));
  if (options.json !== true) terminal.out(`${leaks.length} ${options.all === true ? 'alerts' : 'running'}.`);
  terminal.exitCode(exitCodes.done);
}

const jsonOf = (leak: LeakAtPlace) => ({
  alert: leak.id,
  account: leak.account,
  street: leak.street,
  kind: leak.kind,
  standing: leak.standing,
  began: leak.began,
  last_seen: leak.lastSeen,
  gallons_an_hour: leak.gallonsAnHour,
  gallons_lost: Math.round(lossOf(leak)),
});

const lineOf = (leak: LeakAtPlace): string =>
  [
    leak.account,
    leak.kind.padEnd(8),
    leak.standing.padEnd(17),
    `${Math.round(lossOf(leak))} gal`.padStart(12),
    `${leak.gallonsAnHour.toFixed(1)} gal/h`.padStart(12),
    `${ranDays(leak).toFixed(1)} days`.padStart(10),
    leak.street,
  ].join('  ');
