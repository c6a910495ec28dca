import { Command, Option } from 'commander';
import { explainLine, explainReads, type Sentence } from '../../domain/billing/index.ts';
import { loadBillDocument } from '../../usecases/billing/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemLine } from '../problem-text.ts';
import type { Speech } from '../speech.ts';

interface ExplainOptions {
  readonly language: 'es' | 'en';
  readonly json?: boolean;
}

/** `caudal explain`: every line of a bill opened in words. */
export function explainCommand(deps: CliDeps): Command {
  return new Command('explain')
    .description('open every line of a bill in words: reads, rule, tier, days and rounding')
    .argument('<bill>', 'the 10 digits of its number')
    .addOption(new Option('--language <language>', 'the language of the words').choices(['es', 'en']).default('en'))
    .option('--json', 'the lines with their explanations as one JSON object')
    .action((number: string, options: ExplainOptions) => explain(deps, number, options));
}

async function explain(
  { terminal, speech: speechOf, withDatabase }: CliDeps,
  number: string,
  { language, json }: ExplainOptions,
): Promise<void> {
  const speech = speechOf(language);
  const bill = await withDatabase(({ db }) => loadBillDocument(db, number));
  if (!bill.ok) {
    terminal.err(problemLine(speech.say, bill.problem));
    terminal.exitCode(exitCodes.refused);
    return;
  }
  const reads = explainReads(bill.value).map((sentence) => inWords(speech, sentence));
  const lines = bill.value.lines.map((line) => ({
    label: line.label[language],
    amount: line.amount,
    why: explainLine(line).map((sentence) => inWords(speech, sentence)),
    line,
  }));
  if (json === true) {
    const told = lines.map(({ label, amount, why, line }) => ({ ...line, label, amount_cents: amount, why }));
    terminal.out(JSON.stringify({ bill: bill.value.number, reads, lines: told }));
    return;
  }
  for (const sentence of reads) terminal.out(sentence);
  for (const { label, amount, why } of lines) {
    terminal.out('');
    terminal.out(`${label}: ${speech.money(amount)}`);
    for (const sentence of why) terminal.out(`  ${sentence}`);
  }
}

function inWords({ say, date }: Speech, { key, values }: Sentence): string {
  const written = Object.entries(values).map(([name, value]) => [
    name,
    value instanceof Temporal.PlainDate ? date(value) : value,
  ]);
  return say(key, Object.fromEntries(written));
}
