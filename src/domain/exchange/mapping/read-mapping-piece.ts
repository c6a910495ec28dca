import { present } from '../../kernel/index.ts';
import { nameIs } from '../column-names.ts';
import { plainColumn } from './exchange-mapping.ts';
import {
  at,
  entriesOf,
  integerOf,
  itemsOf,
  type MappingNode,
  type MappingText,
  mapOf,
  needed,
  oneOf,
  textOf,
  textsOf,
  wrong,
  yesOf,
} from './mapping-node.ts';
import type { Change, Piece } from './piece.ts';
import { spanOf } from './read-span.ts';
import { dateForm } from './written-values.ts';

const sources = ['from', 'value', 'number', 'file', 'join', 'first', 'sum', 'lookup'] as const;
const behind = ['with', 'less', 'by', 'take'];
const changes = [
  ...[
    'cut',
    'empty_when',
    'strip',
    'strip_right',
    'codes',
    'otherwise',
    'date',
    'add_days',
    'money',
    'decimal',
    'sign',
  ],
  ...['negate', 'pad', 'pad_right'],
];

/** How a cell comes to be: the name of a column, or a map that says more. */
export function readMappingPiece(text: MappingText, node: MappingNode | undefined): Piece | undefined {
  if (node === undefined) return undefined;
  if (typeof node.value === 'string') return columnOf(text, node, node.value);
  const map = mapOf(text, node, [...sources, ...behind, ...changes]);
  const source = sourceOf(text, map);
  const done = changesOf(text, map);
  if (source === undefined) return undefined;
  return done.length === 0 ? source : { kind: 'changed', piece: source, changes: done };
}

/** A column that is dropped by its name cannot be taken, nor one that would enrol. */
function columnOf(text: MappingText, node: MappingNode, name: string): Piece | undefined {
  if (nameIs(name) !== 'plain') {
    return text.tell(node, { code: 'exchange.mapping-takes-secret', params: { column: name } });
  }
  return { kind: 'column', column: plainColumn(name) };
}

function sourceOf(text: MappingText, map: MappingNode): Piece | undefined {
  const given = sources.filter((one) => at(map, one) !== undefined);
  if (given.length !== 1) return wrong(text, map, `${sources.join(' · ')}`);
  const node = at(map, given[0] ?? '');
  const pieces = () => itemsOf(node).flatMap((one) => readMappingPiece(text, one) ?? []);
  switch (given[0]) {
    case 'from':
      return readMappingPiece(text, node);
    case 'value': {
      const value = textOf(text, node, 'a text');
      return value === undefined ? undefined : { kind: 'value', value };
    }
    case 'number': {
      const number = oneOf(text, node, ['in-group', 'of-line']);
      return number === undefined ? undefined : { kind: number === 'in-group' ? 'number-in-group' : 'number-of-line' };
    }
    case 'file':
      return oneOf(text, node, ['name']) === undefined ? undefined : { kind: 'file-name' };
    case 'join':
      return { kind: 'join', pieces: pieces(), with: textOf(text, at(map, 'with'), 'a text') ?? '' };
    case 'first':
      return { kind: 'first', pieces: pieces() };
    case 'sum': {
      const minus = itemsOf(at(map, 'less')).flatMap((one) => readMappingPiece(text, one) ?? []);
      return { kind: 'sum', plus: pieces(), minus };
    }
    default: {
      const lookup = textOf(text, node, 'a name of lookups');
      const by = readMappingPiece(text, needed(text, map, 'by'));
      const take = textOf(text, needed(text, map, 'take'), 'a name');
      return lookup === undefined || by === undefined || take === undefined
        ? undefined
        : { kind: 'lookup', lookup, by, take };
    }
  }
}

/** In the order in which they are done, however the mapping orders them. */
function changesOf(text: MappingText, map: MappingNode): readonly Change[] {
  const found: (Change | undefined)[] = [];
  const when = (key: string, read: (node: MappingNode) => Change | undefined) => {
    const node = at(map, key);
    if (node !== undefined) found.push(read(node));
  };
  const strip = (side: 'left' | 'right') => (node: MappingNode) => {
    const character = textOf(text, node, '0');
    return character === undefined || character.length !== 1
      ? wrong(text, node, '0')
      : { kind: 'strip' as const, character, side };
  };
  const pad = (side: 'left' | 'right') => (node: MappingNode) => {
    const inner = mapOf(text, node, ['to', 'with']);
    const to = integerOf(text, needed(text, inner, 'to'), { min: 1, max: 64 });
    const character = textOf(text, at(inner, 'with'), '0') ?? '0';
    return to === undefined ? undefined : { kind: 'pad' as const, character, side, to };
  };
  when('cut', (node) => {
    const span = spanOf(text, node);
    return span === undefined ? undefined : { kind: 'cut', ...span };
  });
  when('empty_when', (node) => ({ kind: 'empty', texts: textsOf(text, node).map((one) => one.toLowerCase()) }));
  when('strip', strip('left'));
  when('strip_right', strip('right'));
  when('codes', (node) => {
    const codes = entriesOf(text, node).flatMap(([key, code]) => {
      const value = code.value === '' ? '' : textOf(text, code, 'a text');
      return value === undefined ? [] : [[key.toLowerCase(), value] as const];
    });
    return {
      kind: 'codes',
      codes: new Map(codes),
      ...present({ otherwise: textOf(text, at(map, 'otherwise'), 'a text') }),
    };
  });
  when('date', (node) => {
    const forms = textsOf(text, node).flatMap((form) => dateForm(form) ?? wrong(text, node, 'mm/dd/yyyy') ?? []);
    return { kind: 'date', forms };
  });
  when('add_days', (node) => {
    const add = integerOf(text, node, { min: -366, max: 366 });
    return add === undefined ? undefined : { kind: 'days', add };
  });
  when('money', (node) => {
    const form = oneOf(text, node, ['dollars', 'cents']);
    return form === undefined ? undefined : { kind: 'money', implied: form === 'cents' };
  });
  when('decimal', (node) => {
    const implied = node.value === 'plain' ? 0 : integerOf(text, node, { min: 0, max: 6 });
    return implied === undefined ? undefined : { kind: 'decimal', implied };
  });
  when('sign', (node) => {
    const inner = mapOf(text, node, ['from', 'negative']);
    const by = readMappingPiece(text, needed(text, inner, 'from'));
    const negative = textsOf(text, needed(text, inner, 'negative')).map((one) => one.toLowerCase());
    return by === undefined ? undefined : { kind: 'sign', by, negative };
  });
  when('negate', (node) => (yesOf(text, node) === true ? { kind: 'negate' } : undefined));
  when('pad', pad('left'));
  when('pad_right', pad('right'));
  return found.filter((one) => one !== undefined);
}
