import { Command } from 'commander';
import { explainLine, explainReads, type Sentence } from '../../domain/billing/index.ts';
import { loadBillDocument } from '../../usecases/billing/index.ts';
import type { BillSession } from '../bill/bill-session.ts';
import { problemLine } from '../problem-text.ts';
import type { Say } from '../say.ts';
import type { Terminal } from '../terminal.ts';

/** The words of a language, as `main` makes them: messages by key, dates and money as that language writes them. */
export interface Speech {
  readonly say: Say;
  date(date: Temporal.PlainDate): string;
  money(cents: number): string;
}

export interface ExplainPorts {
  open(): Promise<BillSession>;
  speech(language: 'es' | 'en'): Speech;
}

/** `caudal explain`: every line of a bill opened in words. */
export function explainCommand(terminal: Terminal, { open, speech }: ExplainPorts): Command {
  return new Command('explain')
    .description('open every line of a bill in words: reads, rule, tier, days and rounding')
    .argument('<bill>', 'the 10 digits of its number')
    .option('--language <language>', 'es or en', 'en')
    .option('--json', 'the lines with their explanations as one JSON object')
    .action(async (number: string, options: { language: string; json?: boolean }) => {
      const session = await open();
      try {
        const language = options.language === 'es' ? 'es' : 'en';
        const request = { number, language, json: options.json === true } as const;
        await explain(terminal, speech(language), { ...request, session });
      } finally {
        await session.close();
      }
    });
}

async function explain(
  terminal: Terminal,
  speech: Speech,
  { session, number, language, json }: { session: BillSession; number: string; language: 'es' | 'en'; json: boolean },
): Promise<void> {
  const bill = await loadBillDocument(session.db, number);
  if (!bill.ok) {
    terminal.err(problemLine(speech.say, bill.problem));
    terminal.exitCode(1);
    return;
  }
  const reads = explainReads(bill.value).map((sentence) => inWords(speech, sentence));
  const lines = bill.value.lines.map((line) => ({
    label: line.label[language],
    amount: line.amount,
    why: explainLine(line).map((sentence) => inWords(speech, sentence)),
    line,
  }));
  if (json) {
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
