import { Command, InvalidArgumentError } from 'commander';
import { present } from '../../domain/kernel/index.ts';
import { type AuditVerified, lookThroughAudit, verifyAudit } from '../../usecases/access/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { dayOf, wholeNumber } from '../option-values.ts';

/** `caudal audit verify` and `caudal audit search`. */
export function auditCommand(deps: CliDeps): Command {
  const audit = new Command('audit').description('who did what, and whether that record is what it was');
  audit
    .command('verify')
    .description('say which events of the audit were changed, moved, put in or taken away since they were committed')
    .option('--head <seal>', 'a last seal that was written down earlier, such as 1204:9f86…', sealOf)
    .option('--json', 'answer as JSON')
    .action((options: { head?: Seal; json?: boolean }) => verify(deps, options));
  audit
    .command('search')
    .description('look through the audit, the newest first')
    .option('--who <who>', 'a name or email of staff, an email of a customer, guest or system')
    .option('--what <action>', 'an action, such as bill-run.posted, or the first word of several, such as bill-run')
    .option('--account <number>', 'of one account')
    .option('--from <date>', 'from this day on, such as 2026-05-01', dayOf)
    .option('--through <date>', 'up to this day, itself included', dayOf)
    .option('--limit <count>', 'at most so many', wholeNumber('A whole number such as 200.', 999_999), 200)
    .option('--json', 'one JSON object a line')
    .action((options: SearchOptions) => search(deps, options));
  return audit;
}

interface Seal {
  readonly position: number;
  readonly hash: string;
}

interface SearchOptions {
  readonly who?: string;
  readonly what?: string;
  readonly account?: string;
  readonly from?: Temporal.PlainDate;
  readonly through?: Temporal.PlainDate;
  readonly limit: number;
  readonly json?: boolean;
}

async function verify(
  { terminal, withDatabase }: CliDeps,
  { head, json }: { readonly head?: Seal; readonly json?: boolean },
): Promise<void> {
  const found = await withDatabase(({ db }) => verifyAudit(db, head));
  const isRight = found.faults.length === 0 && found.isHeadKept !== false;
  if (json === true) terminal.out(JSON.stringify({ isRight, ...found }));
  else for (const line of verifiedLines(found)) terminal.out(line);
  if (!isRight) terminal.exitCode(exitCodes.refused);
}

function verifiedLines({ head, faults, isHeadKept }: AuditVerified): readonly string[] {
  if (head === undefined && faults.length === 0) return ['The audit has no event yet.'];
  const last = head === undefined ? 'no seal at all' : `${head.position}:${head.hash}`;
  return [
    ...faults.map(faultLine),
    ...(isHeadKept === false
      ? ['The seal of --head is not in the chain: its end was cut off, or all of it was made again.']
      : []),
    ...(faults.length === 0 && isHeadKept !== false
      ? [`The audit is whole: ${head?.position} events, each sealed to the one before.`]
      : [
          'Look at who had the database in hand, and compare with a backup from before: npx caudal restore --into FOLDER.',
        ]),
    `Its last seal is ${last}`,
    'Write it down elsewhere: with --head a later look tells whether the end was cut off.',
  ];
}

function faultLine({ kind, eventId, position, at, action, actor }: AuditVerified['faults'][number]): string {
  const event = eventId === null ? `the event at place ${position}` : `event ${eventId}`;
  const place = position === null || eventId === null ? '' : ` at place ${position}`;
  const now = action === null ? '' : ` It now says: ${at} ${action} by ${actor}.`;
  switch (kind) {
    case 'changed':
      return `changed   ${event}${place} is not what was sealed.${now}`;
    case 'missing':
      return `missing   ${event}${place} is gone.`;
    case 'inserted':
      return `inserted  ${event} was put in past the chain.${now}`;
    case 'moved':
      return `moved     ${event}${place} stands where it was not.${now}`;
  }
}

async function search({ terminal, withDatabase }: CliDeps, options: SearchOptions): Promise<void> {
  const { limit, json, ...question } = options;
  const found = await withDatabase(({ db, utility }) =>
    lookThroughAudit(db, present(question), { zone: utility.time_zone, limit }),
  );
  if (!found.ok) throw new Error(found.problem.code);
  for (const { id, at, actorKind, who, action, account, detail, address } of found.value.rows) {
    if (json === true) terminal.out(JSON.stringify({ id, at, actorKind, who, action, account, detail, address }));
    else {
      const facts = Object.entries(detail).map(([name, value]) => `${name}=${value}`);
      const by = who === undefined ? actorKind : `${actorKind} ${who}`;
      terminal.out([String(id).padStart(8), at, by, action, account ?? '', address ?? '', ...facts].join('  '));
    }
  }
  if (json !== true) terminal.out(`${found.value.rows.length} events.`);
}

function sealOf(text: string): Seal {
  const [, position, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (position === undefined || hash === undefined) {
    throw new InvalidArgumentError('A place and 64 digits, as audit verify prints it.');
  }
  return { position: Number(position), hash };
}
