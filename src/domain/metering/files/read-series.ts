import { isMap, isScalar, type Node, type YAMLMap } from 'yaml';
import { present, type VolumeUnit } from '../../kernel/index.ts';
import { plainDecimal } from './decimal-text.ts';
import { checkKeys, type MappingFile, missingKey, nodeAt, textOf, wrongValue } from './mapping-file.ts';
import { columnOf, listAt, wordAt } from './mapping-values.ts';
import { maxDecimals } from './read-batch.ts';
import type { Column, ReadSeries } from './read-mapping.ts';
import { compileTimeFormat, namesTimeOfDay } from './time-format.ts';
import { unitOfWord } from './unit-words.ts';

const keys = [
  'kind',
  'value',
  'time',
  'time_format',
  'marks',
  'snap_seconds',
  'unit',
  'multiplier',
  'interval_minutes',
  'decimals',
];

/** One entry of a mapping's `reads`. */
export function readSeries(source: MappingFile, node: Node): ReadSeries | undefined {
  if (!isMap(node)) return wrongValue(source, node, { key: 'reads', expected: '{ kind, value, time, … }' });
  checkKeys(source, node, [...keys, 'resolution']);
  const kind = wordAt(source, node, { key: 'kind', words: ['register', 'interval'] });
  if (nodeAt(node, 'kind') === undefined) missingKey(source, node, 'kind');
  const column = (key: string, needed: boolean) => {
    const at = nodeAt(node, key);
    if (at !== undefined) return columnOf(source, at, key);
    return needed ? missingKey(source, node, key) : undefined;
  };
  const [value, resolution] = [column('value', true), column('resolution', false)];
  const time = readTime(source, node);
  const timeFormat = readTimeFormat(source, node);
  // A date alone names the day itself, and that begins with it.
  const isDateAlone = timeFormat !== undefined && !namesTimeOfDay(timeFormat);
  const marks = wordAt(source, node, { key: 'marks', words: ['start', 'end'] }) ?? (isDateAlone ? 'start' : 'end');
  const decimals = numberAt(source, node, { key: 'decimals', min: 0, max: maxDecimals });
  const snapSeconds = numberAt(source, node, { key: 'snap_seconds', min: 0, max: 1799 }) ?? 0;
  const unit = readUnit(source, node);
  const multiplier = readMultiplier(source, node);
  const minutes = numberAt(source, node, { key: 'interval_minutes', min: 1, max: 44_640 });
  if (kind === 'interval' && nodeAt(node, 'interval_minutes') === undefined) {
    missingKey(source, node, 'interval_minutes');
  }
  if (kind === undefined || value === undefined || time === undefined) return undefined;
  if (timeFormat === undefined || unit === undefined || multiplier === undefined) return undefined;
  return {
    ...{ kind, value, time, timeFormat, marks, snapSeconds, unit, multiplier },
    ...(kind === 'interval' && minutes !== undefined && { intervalSeconds: minutes * 60 }),
    ...present({ resolution, decimals }),
  };
}

/** One column, or several such as a date and a time of day. */
function readTime(source: MappingFile, map: YAMLMap): Column[] | undefined {
  const nodes = listAt(map, 'time');
  if (nodes.length === 0) return missingKey(source, map, 'time');
  const columns = nodes.flatMap((node) => columnOf(source, node, 'time') ?? []);
  return columns.length === nodes.length ? columns : undefined;
}

function readTimeFormat(source: MappingFile, map: YAMLMap): string | undefined {
  const node = nodeAt(map, 'time_format');
  if (node === undefined) return missingKey(source, map, 'time_format');
  const format = isScalar(node) ? textOf(node) : '';
  if (compileTimeFormat(format) !== undefined) return format;
  return wrongValue(source, node, {
    key: 'time_format',
    expected: 'dd/mm/yyyy HH:MM:SS · yyyy-mm-dd HH:MM[:SS] · iso · s · ms',
  });
}

function readUnit(source: MappingFile, map: YAMLMap): ReadSeries['unit'] | undefined {
  const node = nodeAt(map, 'unit');
  if (node === undefined) return missingKey(source, map, 'unit');
  const expected = 'gal · kgal · cf · ccf · m3 · l · { column }';
  if (isScalar(node)) return unitOfWord(textOf(node)) ?? wrongValue(source, node, { key: 'unit', expected });
  const columnNode = isMap(node) ? nodeAt(node, 'column') : undefined;
  if (!isMap(node) || columnNode === undefined) return wrongValue(source, node, { key: 'unit', expected });
  checkKeys(source, node, ['column', 'words']);
  const words = new Map<string, VolumeUnit>();
  const wordsNode = nodeAt(node, 'words');
  for (const pair of isMap(wordsNode) ? wordsNode.items : []) {
    const meant = isScalar(pair.value) ? unitOfWord(textOf(pair.value)) : undefined;
    if (meant !== undefined && isScalar(pair.key)) words.set(textOf(pair.key).trim().toLowerCase(), meant);
    else wrongValue(source, wordsNode as Node, { key: 'words', expected });
  }
  const column = columnOf(source, columnNode, 'column');
  return column === undefined ? undefined : { column, words };
}

function readMultiplier(source: MappingFile, map: YAMLMap): string | undefined {
  const node = nodeAt(map, 'multiplier');
  if (node === undefined) return '1';
  const text = isScalar(node) ? plainDecimal(textOf(node), '.') : undefined;
  if (text !== undefined && /[1-9]/.test(text) && !text.startsWith('-')) return text;
  return wrongValue(source, node, { key: 'multiplier', expected: '1 · 10 · 0.001' });
}

function numberAt(
  source: MappingFile,
  map: YAMLMap,
  asked: { readonly key: string; readonly min: number; readonly max: number },
): number | undefined {
  const node = nodeAt(map, asked.key);
  if (node === undefined) return undefined;
  const number = isScalar(node) && /^\d{1,9}$/.test(textOf(node)) ? Number(textOf(node)) : -1;
  if (number >= asked.min && number <= asked.max) return number;
  return wrongValue(source, node, { key: asked.key, expected: `${asked.min} – ${asked.max}` });
}
