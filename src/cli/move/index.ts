import { Command } from 'commander';
import { customerFields, readTypedNumber } from '../../domain/accounts/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import {
  endService,
  findAccountId,
  findPlace,
  loadMoveIn,
  moveIn,
  takeBackMoveIn,
  takeBackTransfer,
  transferService,
} from '../../usecases/accounts/index.ts';
import { moveBalance } from '../../usecases/receivables/index.ts';
import { asStaff, type StaffOptions, withReason } from '../as-staff.ts';
import type { CliContext, CliDeps } from '../cli-deps.ts';
import { collected, givenTwice } from '../option-values.ts';
import { readDay } from '../read-day.ts';
import { unlessBilledElsewhere } from '../unless-billed-elsewhere.ts';

interface BeginOptions extends StaffOptions {
  readonly on: string;
  readonly number?: string;
  readonly cycle?: string;
  readonly read: readonly string[];
}
type InOptions = BeginOptions & { readonly [Field in (typeof customerFields)[number]]?: string } & {
  readonly customer?: string;
  readonly customerNumber?: string;
  readonly deposit?: string;
  readonly paidBy: string;
};
type TransferOptions = BeginOptions & {
  readonly to: string;
  readonly leaves?: string;
  readonly balance?: boolean;
  readonly deposit?: boolean;
};

/** `caudal move`: who moves in and out, and from one place to another. */
export function moveCommand(deps: CliDeps): Command {
  const move = new Command('move').description('move-ins, move-outs and transfers of service');
  const entering = withReason(
    beginOptions(move.command('in').description('a customer is served at a premise from a day')),
  )
    .argument('<premise>', 'its number')
    .option('--customer <number>', 'a customer we know, or an account of theirs')
    .option('--customer-number <number>', 'of a new one; the next free one unless said')
    .option('--deposit <kind>', 'a kind of utility.yaml that was paid')
    .option('--paid-by <how>', 'cash or check', 'cash');
  for (const field of customerFields) entering.option(`--${field} <text>`, `of a new customer: ${field}`);
  entering.action(unlessBilledElsewhere(deps, (premise: string, options: InOptions) => begin(deps, premise, options)));
  withReason(move.command('out').description('the service of an account ends; the next run makes its final bill'))
    .argument('<account>', 'such as 00000001-0000001')
    .requiredOption('--on <date>', 'the first day no longer served')
    .action(
      unlessBilledElsewhere(deps, (account: string, options: StaffOptions & { on: string }) =>
        out(deps, account, options),
      ),
    );
  withReason(
    beginOptions(move.command('transfer').description('a customer leaves one premise and is served at another')),
  )
    .argument('<account>', 'the account they leave')
    .requiredOption('--to <premise>', 'the number of the premise they move to')
    .option('--leaves <date>', 'the first day no longer served; left out where that has ended already')
    .option('--balance', 'what is owed or paid ahead now goes along')
    .option('--deposit', 'the deposit goes along')
    .action(
      unlessBilledElsewhere(deps, (account: string, options: TransferOptions) => transfer(deps, account, options)),
    );
  withReason(move.command('balance').description('what an ended account owes or has paid ahead goes to another'))
    .argument('<account>', 'the account that has ended')
    .requiredOption('--to <account>', 'an open account of the same customer')
    .action(
      unlessBilledElsewhere(deps, (account: string, options: StaffOptions & { to: string }) =>
        balance(deps, account, options),
      ),
    );
  withReason(move.command('take-back').description('a move-in or a transfer of the last day was a mistake'))
    .argument('<account>', 'the account that began')
    .action(unlessBilledElsewhere(deps, (account: string, options: StaffOptions) => takeBack(deps, account, options)));
  return move;
}

const beginOptions = (command: Command): Command =>
  command
    .requiredOption('--on <date>', 'the first day of service')
    .option('--read <serial=count>', 'what a meter showed that day; may be repeated', collected, [])
    .option('--cycle <cycle>', 'as utility.yaml names it; that of the place unless said')
    .option('--number <number>', 'of the account; made of its parts, or the next free one, unless said');

/** A read without its count is no read, and said so; not left out. */
const withoutCount = '—';

function readsOf(pairs: readonly string[]): Result<Readonly<Record<string, string>>, readonly Problem[]> {
  const reads = pairs.map((pair): [string, string] => {
    const at = pair.lastIndexOf('=');
    if (at < 1) return [pair.trim(), withoutCount];
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim() || withoutCount];
  });
  const twice = givenTwice(
    '--read',
    reads.map(([serial]) => serial),
  );
  return twice.length > 0 ? refused(twice) : ok(Object.fromEntries(reads));
}

/** What every account that begins is asked. */
async function asked({ db }: CliContext, premise: string, options: BeginOptions) {
  const place = await findPlace(db, premise);
  const cycle = place?.points.find(({ details }) => details.cycle !== '')?.details.cycle ?? '';
  const reads = readsOf(options.read);
  if (!reads.ok) return reads;
  return ok({
    ...{ premise, number: options.number ?? '', cycle: options.cycle ?? cycle, reads: reads.value },
    ...{ reason: options.reason, ...present({ on: readDay(options.on) }) },
  });
}

async function accountOf({ db, utility }: CliContext, text: string): Promise<Result<number, readonly Problem[]>> {
  const number = readTypedNumber(utility.account_number, text);
  if (!number.ok) return refused([number.problem]);
  const found = await findAccountId(db, number.value.text);
  const params = { account: number.value.text };
  return found === undefined
    ? refused([{ code: 'billing.fact-account-unknown', field: 'account', params }])
    : ok(found);
}

const begin = (deps: CliDeps, premise: string, options: InOptions) =>
  asStaff(deps, options, async (context, by) => {
    const { customer, customerNumber: number = '', deposit: kind = '', paidBy } = options;
    const language = options.language ?? context.utility.languages[0];
    const details = { ...fieldsOf(options), language };
    const who =
      customer === undefined
        ? ({ kind: 'new', number, details } as const)
        : ({ kind: 'known', number: customer } as const);
    const begins = await asked(context, premise, options);
    if (!begins.ok) return begins;
    const done = await moveIn(context, { ...begins.value, who, deposit: { kind, paidBy } }, by);
    return done.ok ? began(done.value.number, options.on) : done;
  });

const fieldsOf = (options: InOptions) =>
  Object.fromEntries(customerFields.map((field) => [field, options[field] ?? ''])) as Record<
    (typeof customerFields)[number],
    string
  >;

const began = (account: string, on: string) =>
  ok({ text: `Account ${account} is served from ${on}.`, account, from: on });

const transfer = (deps: CliDeps, from: string, options: TransferOptions) =>
  asStaff(deps, options, async (context, by) => {
    const account = await accountOf(context, from);
    if (!account.ok) return account;
    const moves = { movesBalance: options.balance === true, movesDeposit: options.deposit === true };
    const begins = await asked(context, options.to, options);
    if (!begins.ok) return begins;
    const leavesOn = readDay(options.leaves);
    if (options.leaves !== undefined && leavesOn === undefined) {
      return refused([{ code: 'accounts.end-unreadable', field: 'leaves_on' }]);
    }
    const left = { ...present({ leavesOn }), accountId: account.value };
    const done = await transferService(context, { ...begins.value, ...moves, ...left }, by);
    return done.ok ? began(done.value.number, options.on) : done;
  });

const out = (deps: CliDeps, from: string, options: StaffOptions & { readonly on: string }) =>
  asStaff(deps, options, async (context, by) => {
    const account = await accountOf(context, from);
    if (!account.ok) return account;
    const today = by.now.toZonedDateTimeISO(context.utility.time_zone).toPlainDate();
    const end = { accountId: account.value, reason: options.reason, ...present({ on: readDay(options.on) }) };
    const done = await endService(context.db, end, { ...by, today });
    return done.ok
      ? ok({ text: `The service of account ${from} ends on ${options.on}.`, account: from, until: options.on })
      : refused([done.problem]);
  });

const balance = (deps: CliDeps, from: string, options: StaffOptions & { readonly to: string }) =>
  asStaff(deps, options, async (context, by) => {
    const [account, other] = [await accountOf(context, from), await accountOf(context, options.to)];
    if (!account.ok) return account;
    if (!other.ok) return other;
    const between = { from: account.value, to: other.value, reason: options.reason };
    const done = await moveBalance(context, between, by);
    return done.ok
      ? ok({ text: `The balance of account ${from} is on account ${options.to}.`, from, to: options.to })
      : done;
  });

const takeBack = (deps: CliDeps, number: string, options: StaffOptions) =>
  asStaff(deps, options, async (context, by) => {
    const account = await accountOf(context, number);
    if (!account.ok) return account;
    const { leftAccountId } = await loadMoveIn(context.db, account.value);
    const back = { accountId: account.value, reason: options.reason };
    const done =
      leftAccountId === undefined
        ? await takeBackMoveIn(context.db, back, by)
        : await takeBackTransfer(context, back, by);
    return done.ok ? ok({ text: `Account ${number} is as if it had never been served.`, account: number }) : done;
  });
