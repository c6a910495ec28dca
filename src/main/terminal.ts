import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createInterface as createPrompt } from 'node:readline/promises';
import type { Say } from '../cli/say.ts';
import type { Speech } from '../cli/speech.ts';
import type { Terminal } from '../cli/terminal.ts';
import { cents, type Language } from '../domain/kernel/index.ts';
import { words } from '../web/words/words.ts';
import type { Settings } from './settings.ts';

/** The operator's language is the machine's, where that is Spanish; times of messages are UTC as in the log. */
export const say: Say = words(process.env['LANG']?.startsWith('es') === true ? 'es' : 'en', 'UTC').maybe;

/** What a customer would read: amounts and dates as the bill page writes them. */
export const speechWith =
  ({ words: ofLanguage }: Pick<Settings, 'words'>) =>
  (language: Language): Speech => {
    const { maybe, date, money } = ofLanguage(language);
    return { say: maybe, date, money: (amount) => money(cents(amount)) };
  };

/** One question at a time, so that a command that asks nothing leaves the input alone. */
async function ask(question: string): Promise<string> {
  const prompt = createPrompt({ input: process.stdin, output: process.stdout });
  try {
    return await prompt.question(question);
  } finally {
    prompt.close();
  }
}

export const terminal: Terminal = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  exitCode: (code) => {
    process.exitCode = code;
  },
  ...(process.stdin.isTTY ? { ask } : {}),
  lines: (file) =>
    createInterface({
      input: file === '-' ? process.stdin : createReadStream(file),
      crlfDelay: Number.POSITIVE_INFINITY,
    }),
};
