import { Command } from 'commander';
import { explainLine, explainReads, lineLabel } from '../../domain/billing/index.ts';
import type { Language } from '../../domain/kernel/index.ts';
import { loadBillChange } from '../../usecases/bill-change/index.ts';
import { billingPolicy, loadBillDocument, loadRateBook } from '../../usecases/billing/index.ts';
import type { CliContext, CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemLine } from '../problem-text.ts';
import { changesAsJson, changesInWords } from './changes.ts';
import { inWords } from './in-words.ts';

interface ExplainOptions {
  readonly language: Language;
  readonly json?: boolean;
}

/** `caudal explain`: every line of a bill opened in words. */
export function explainCommand(deps: CliDeps): Command {
  return new Command('explain')
    .description('open every line of a bill in words, and why it is not the last one or a year ago’s')
    .argument('<bill>', 'the 10 digits of its number')
    .option('--language <language>', 'the language of the words: one of the utility’s', 'en')
    .option('--json', 'the lines with their explanations as one JSON object')
    .action((number: string, options: ExplainOptions) => explain(deps, number, options));
}

async function explain(
  { terminal, say, withDatabase }: CliDeps,
  number: string,
  { language, json }: ExplainOptions,
): Promise<void> {
  const { bill, changes, speech, languages } = await withDatabase(async (context) => ({
    ...(await loadWithChanges(context, number)),
    speech: context.speech(language),
    languages: context.utility.languages,
  }));
  if (!languages.includes(language)) {
    const params = { language, languages: languages.join(', ') };
    terminal.err(problemLine(say, { code: 'config.language-unknown', params }));
    terminal.exitCode(exitCodes.refused);
    return;
  }
  if (!bill.ok) {
    terminal.err(problemLine(speech.say, bill.problem));
    terminal.exitCode(exitCodes.refused);
    return;
  }
  const reads = explainReads(bill.value).map((sentence) => inWords(speech, sentence));
  const lines = bill.value.lines.map((line) => ({
    label: lineLabel(line, { language, maybe: speech.say }),
    amount: line.amount,
    why: explainLine(line).map((sentence) => inWords(speech, sentence)),
    line,
  }));
  if (json === true) {
    const told = lines.map(({ label, amount, why, line }) => ({ ...line, label, amount_cents: amount, why }));
    const compared = changesAsJson(changes);
    terminal.out(JSON.stringify({ bill: bill.value.number, reads, lines: told, compared }));
    return;
  }
  for (const sentence of reads) terminal.out(sentence);
  for (const { label, amount, why } of lines) {
    terminal.out('');
    terminal.out(`${label}: ${speech.money(amount)}`);
    for (const sentence of why) terminal.out(`  ${sentence}`);
  }
  for (const line of changesInWords(speech, bill.value, { changes, language })) terminal.out(line);
}

/** The bill, and why it is not the last one; without rates the lines explain themselves all the same. */
async function loadWithChanges({ db, utility, utilityFolder }: CliContext, number: string) {
  const bill = await loadBillDocument(db, number);
  if (!bill.ok) return { bill, changes: {} };
  const rates = await loadRateBook(utility.billing.rates.map((file) => `${utilityFolder}/rates/${file}`));
  const terms = { rates: rates.ok ? rates.value : () => [], policy: billingPolicy(utility), zone: utility.time_zone };
  return { bill, changes: await loadBillChange(db, bill.value, terms) };
}
