import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { commandsByName, examplesOf } from '../../src/cli/examples.ts';
import { commandLine } from '../support/command-line.ts';

/** `caudal bill run`, with its options and examples. */
function described([name, command]: readonly [string, Command]): readonly string[] {
  const taken = command.registeredArguments.map((one) => ` ${one.required ? `<${one.name()}>` : `[${one.name()}]`}`);
  const options = command.options.map((one) => `| \`${one.flags}\` | ${one.description.replaceAll('|', '\\|')} |`);
  return [
    `### caudal ${name}${taken.join('')}`,
    '',
    `${command.description().replace(/^./, (first) => first.toUpperCase())}.`,
    '',
    ...(options.length === 0 ? [] : ['| option | says |', '| --- | --- |', ...options, '']),
    '```sh',
    ...examplesOf(name).map((example) => `npx caudal ${example}`),
    '```',
    '',
  ];
}

test('docs/reference/commands.md says every command and option as they are (WRITE_DOCS=1 writes them)', () => {
  const file = 'docs/reference/commands.md';
  const text = readFileSync(file, 'utf8');
  const head = text.slice(0, text.indexOf('## Every command'));
  const commands = [...commandsByName(commandLine)].flatMap(described);
  const expected = `${head}## Every command\n\n${commands.join('\n').trimEnd()}\n`;
  if (process.env['WRITE_DOCS'] !== undefined) writeFileSync(file, expected);
  else expect(text).toBe(expected);
});

/** `billing.late_fee.amount` and so on, down to what has a value; the parts of a list are `[]`. */
function settingsOf(node: unknown, path: string): string[] {
  if (isMap(node)) {
    return node.items.flatMap(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : '';
      return ['es', 'en'].includes(name) ? [path] : settingsOf(value, path === '' ? name : `${path}.${name}`);
    });
  }
  if (isSeq(node) && node.items.some(isMap)) return node.items.flatMap((item) => settingsOf(item, `${path}[]`));
  return [path];
}

test('docs/reference/configuration.md names every setting, and none that does not exist', () => {
  const text = readFileSync('docs/reference/configuration.md', 'utf8');
  const listed = [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name ?? '');
  const variables = [...readFileSync('src/config/environment.ts', 'utf8').matchAll(/^ {4}([A-Z][A-Z_]+):/gm)];
  const settings = settingsOf(parseDocument(readFileSync('utility/utility.yaml', 'utf8')).contents, '');
  const exist = new Set([...variables.map(([, name]) => name ?? ''), ...settings]);
  expect(exist.size).toBeGreaterThan(45);
  expect(listed.toSorted()).toEqual([...exist].sort());
});
