import { expect, test } from 'vitest';
import { byteNames } from './byte-names.ts';

const encoder = new TextEncoder();

/** Names found one after the other, and those that had to be asked for. */
function found(names: readonly string[], ask = (_: string, nth: number) => nth) {
  const asked: string[] = [];
  const known = byteNames((name) => {
    asked.push(name);
    return ask(name, asked.length);
  });
  const numbers = names.map((name) => {
    const bytes = encoder.encode(`<${name}>`);
    return known.find(bytes, 1, bytes.length - 1);
  });
  return { numbers, asked };
}

test('a name is asked for once, whatever comes between', () => {
  expect(found(['A-1', 'A-1', 'A-2', 'A-1', 'A-12', 'B-1', 'A-2', '', ''])).toEqual({
    numbers: [1, 1, 2, 1, 3, 4, 2, 5, 5],
    asked: ['A-1', 'A-2', 'A-12', 'B-1', ''],
  });
});

test('a name that nobody knows is not asked for again', () => {
  expect(found(['x', 'y', 'x'], () => -1)).toEqual({ numbers: [-1, -1, -1], asked: ['x', 'y'] });
});

test('thousands of names, long ones among them, keep their numbers', () => {
  const names = Array.from({ length: 5000 }, (_, index) =>
    index % 100 === 0 ? `${'longer'.repeat(60)}${index}` : `SIM-${index}`,
  );
  const { numbers, asked } = found([...names, ...names.toReversed(), ...names]);
  const first = names.map((_, index) => index + 1);
  expect(numbers).toEqual([...first, ...first.toReversed(), ...first]);
  expect(asked).toEqual(names);
});

test('names longer than all room are kept whole', () => {
  const long = 'é'.repeat(40_000);
  expect(found([long, 'b', long, 'b'])).toEqual({ numbers: [1, 2, 1, 2], asked: [long, 'b'] });
});
