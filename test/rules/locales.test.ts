import { globSync, readFileSync } from 'node:fs';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { expect, test } from 'vitest';
import { auditDetails } from '../../src/store/audit-details.ts';

const read = (language: string): Record<string, string> => JSON.parse(readFileSync(`locales/${language}.json`, 'utf8'));
const es = read('es');
const en = read('en');

/** The names and kinds of a message's arguments, also inside plurals and selects. */
function argumentsOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      return [element.value, ...Object.values(element.options).flatMap((option) => argumentsOf(option.value))];
    }
    return element.type === TYPE.tag ? argumentsOf(element.children) : [element.value];
  });
}

const signature = (message: string): string[] => [...new Set(argumentsOf(parse(message, { ignoreTag: true })))].sort();

test('both languages have the same keys', () => {
  expect(Object.keys(es)).toEqual(Object.keys(en));
});

test('keys are sorted, so that two changes rarely meet', () => {
  expect(Object.keys(en)).toEqual(Object.keys(en).toSorted());
});

test('each message is written, and takes the same arguments in both languages', () => {
  for (const [key, message] of Object.entries(en)) {
    expect(message.trim(), key).not.toBe('');
    expect(signature(es[key] ?? ''), key).toEqual(signature(message));
  }
});

test('whatever the audit writes down is said in words, to staff and customers', () => {
  const files = globSync('src/**/*.{ts,tsx}').filter((file) => !file.includes('.test.'));
  const acts = files.flatMap((file) =>
    Array.from(readFileSync(file, 'utf8').matchAll(/\baction: '([a-z-]+\.[a-z-]+)'/g), ([, act = '']) => act),
  );
  expect(acts.length).toBeGreaterThan(50);
  expect(acts.filter((act) => en[`audit.${act}`] === undefined)).toEqual([]);
  expect(auditDetails.filter((name) => en[`audit-detail.${name}`] === undefined)).toEqual([]);
});
