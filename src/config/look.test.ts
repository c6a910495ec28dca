import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast } from './look.ts';
import { parseUtility } from './utility.ts';

const reference = readFileSync('utility/utility.yaml', 'utf8');
const withLook = (look: string) =>
  parseUtility('utility.yaml', reference.replace(/\nlook:\n(?: .*\n)+/, `\n${look}\n`));

test('contrast is WCAG’s: 21 for black on white, 1 for a color on itself', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#1a4480', '#1a4480')).toBe(1);
});

test.each([
  ['look:\n  color: "#777777"\n  color_dark: "#86c5f2"', 'look.color', 'at least 4.5 to 1'],
  ['look:\n  color: "#0b4778"\n  color_dark: "#0b4778"', 'look.color_dark', 'at least 4.5 to 1'],
  ['look:\n  color: blue\n  color_dark: "#86c5f2"', 'look.color', 'six digits'],
  ['look:\n  color: "#0b4778"\n  color_dark: "#86c5f2"\n  mark: ../logo.svg', 'look.mark', 'a file of this folder'],
])('a look that cannot be read is refused where it stands: %s', (look, field, expected) => {
  const read = withLook(look);
  expect(read.ok ? [] : read.problem.map((one) => [one.field, one.params?.['expected']])).toEqual([
    [field, expect.stringContaining(expected)],
  ]);
});

test('a utility without a look has the usual one', () => {
  const read = withLook('');
  expect(read.ok && read.value.look.color).toBe('#0b4778');
});
