import { Command } from 'commander';
import {
  openNoticeContext,
  returnedMailCounts,
  type TakenMail,
  takeReturnedMail,
  type UnplacedMail,
  unplacedMails,
  unplacedMessage,
} from '../../usecases/notices/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { wholeNumber } from '../option-values.ts';

/** The most that a list shows; nobody reads more. */
const maxListed = 1000;

/** Of how many days `caudal mail returned` counts. */
const countedDays = 30;

/** `caudal mail bounce` and `caudal mail returned`. */
export function mailCommand(deps: CliDeps): Command {
  const mail = new Command('mail').description('mail that came back after a mail server had taken it');
  mail
    .command('bounce [file...]')
    .description('take mails that came back: the message, from files or standard input, as a mail server pipes it')
    .option('--json', 'one JSON object a message')
    .action((files: string[], options: { json?: boolean }) =>
      bounce(deps, files.length === 0 ? ['-'] : files, options),
    );
  mail
    .command('returned')
    .description('count the mails that came back in thirty days, and list those that could not be placed')
    .option(
      '--message <number>',
      'print one of these as it came',
      wholeNumber('The number of a message, as `caudal mail returned` shows it.'),
    )
    .option('--json', 'one JSON object')
    .action((options: { message?: number; json?: boolean }) => returned(deps, options));
  return mail;
}

async function bounce(
  { terminal, withDatabase }: CliDeps,
  files: readonly string[],
  { json }: { json?: boolean },
): Promise<void> {
  const taken = await withDatabase(async ({ db, utility, utilityFolder, publicUrl, outbox, clock }) => {
    const context = await openNoticeContext(utility, { folder: utilityFolder, publicUrl });
    const domain = new URL(utility.official_address).hostname;
    const all: TakenMail[] = [];
    for (const file of files) {
      const message = await beginningOf(terminal.lines(file));
      all.push(await takeReturnedMail(db, message, { context, outbox, domain, now: clock() }));
    }
    return all;
  });
  for (const one of taken) terminal.out(json === true ? JSON.stringify(one) : saidOf(one));
  terminal.exitCode(exitCodes.done);
}

/** What says why a mail came back stands at its beginning, before a copy of what was sent. */
const maxKept = 2_000_000;

/** A message up to so many characters. The rest is read and dropped: a mail server takes a pipe that closes for a failure. */
async function beginningOf(lines: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const line of lines) {
    if (text.length < maxKept) text += `${line.slice(0, maxKept)}\n`;
  }
  return text === '' ? '\n' : text;
}

const becomes = {
  hard: 'The address takes no mail',
  soft: 'The mail did not arrive, another may',
  delayed: 'It is late, and tried again',
  delivered: 'It arrived',
} as const;

/** Exit code 0 for what is not ours too: it is kept, and a mail server must not send it back once more. */
function saidOf(taken: TakenMail): string {
  if (taken.kind === 'again') return 'This message was taken before. Nothing changes.';
  if (taken.kind === 'unknown') {
    return `Message ${taken.id} cannot be placed: ${whyText[taken.why]}. It is kept; read it with --message ${taken.id} of \`caudal mail returned\`. Subject: ${taken.subject}`;
  }
  const { kind, notice, event, recipient, said, toPaper } = taken;
  const paper = toPaper ? ' This bill and those to come go on paper; the customer is told.' : '';
  return `${becomes[kind]}: notice ${notice} (${event}) to ${recipient}. ${said}${paper}`.trim();
}

const whyText = {
  'no-status': 'it has no delivery status (RFC 3464)',
  'no-notice': 'it names no notice of ours, by Message-ID or return address',
  'other-receiver': 'the notice that it names went to another address',
} as const;

async function returned(
  { terminal, withDatabase }: CliDeps,
  { message, json }: { message?: number; json?: boolean },
): Promise<void> {
  if (message !== undefined) {
    const text = await withDatabase(({ db }) => unplacedMessage(db, message));
    if (text === undefined) terminal.err(`No message ${message} waits. \`caudal mail returned\` lists those that do.`);
    else terminal.out(text);
    return terminal.exitCode(text === undefined ? exitCodes.refused : exitCodes.done);
  }
  const { counts, unplaced } = await withDatabase(async ({ db, clock }) => ({
    counts: await returnedMailCounts(db, clock().subtract({ hours: countedDays * 24 })),
    unplaced: await unplacedMails(db, maxListed),
  }));
  if (json === true) terminal.out(JSON.stringify({ days: countedDays, counts, unplaced }));
  else {
    const { hard = 0, soft = 0, delayed = 0, unknown = 0 } = counts;
    terminal.out(
      `In ${countedDays} days: ${hard} for good, ${soft} by accident, ${delayed} late, ${unknown} not placed.`,
    );
    for (const one of unplaced) terminal.out(lineOf(one));
  }
  terminal.exitCode(exitCodes.done);
}

const lineOf = ({ id, at, sender, subject, why }: UnplacedMail): string =>
  [String(id).padStart(8), at.toString({ smallestUnit: 'minute' }), sender, subject, whyText[why]].join('  ');
