import { isMap, isScalar, type Node, type YAMLMap } from 'yaml';
import { ok, type Problem, present, type Result, refused } from '../../kernel/index.ts';
import { type ReadFormat, readFormats } from './file-read.ts';
import {
  checkKeys,
  type MappingFile,
  missingKey,
  nodeAt,
  openMappingFile,
  textOf,
  wrongValue,
} from './mapping-file.ts';
import { columnOf, listAt, wordAt } from './mapping-values.ts';
import type { Column, QualityColumn, ReadMapping, SkipRule } from './read-mapping.ts';
import { readSeries } from './read-series.ts';

const topKeys = [
  'format',
  'zone',
  'delimiter',
  'header',
  'decimal',
  'each',
  'meter',
  'reads',
  'take',
  'keep',
  'quality',
  'note',
  'skip',
];
const delimiters = [',', ';', '\t', '|', 'auto'] as const;
const qualityWords = ['measured', 'estimated', 'edited', 'missing'] as const;

/** Reads a mapping file, refusing it with every mistake at its line. `localZone` is what `zone: local` stands for. */
export function readMapping(file: string, text: string, localZone: string): Result<ReadMapping, readonly Problem[]> {
  const source = openMappingFile(file, text);
  const { root, problems } = source;
  if (root === undefined || problems.length > 0) return refused(problems);
  checkKeys(source, root, topKeys);
  const format = wordAt(source, root, { key: 'format', words: readFormats }) ?? missingFormat(source, root);
  const zone = readZone(source, root, localZone);
  const delimiter = wordAt(source, root, { key: 'delimiter', words: delimiters }) ?? 'auto';
  const header = wordAt(source, root, { key: 'header', words: ['true', 'false'] }) !== 'false';
  const decimal = wordAt(source, root, { key: 'decimal', words: ['.', ',', 'auto'] }) ?? 'auto';
  const take = wordAt(source, root, { key: 'take', words: ['first', 'fine-register'] }) ?? 'first';
  const bare = format === 'cmep';
  const meter = bare && nodeAt(root, 'meter') === undefined ? [] : readMeter(source, root);
  const series = bare ? [] : listAt(root, 'reads').flatMap((node) => readSeries(source, node) ?? []);
  if (!bare && nodeAt(root, 'reads') === undefined) missingKey(source, root, 'reads');
  const quality = readQuality(source, root);
  const noteNodes = listAt(root, 'note');
  const note = noteNodes.length === 0 ? undefined : noteNodes.flatMap((node) => columnOf(source, node, 'note') ?? []);
  const each = readEach(source, root, format);
  const keep = wordAt(source, root, { key: 'keep', words: ['hours', 'register-reads'] });
  const skip = listAt(root, 'skip').flatMap((node) => readSkip(source, node) ?? []);
  if (!header) mustBeNumbers(source, root, [...meter, ...series.flatMap((one) => [one.value, ...one.time])]);
  if (problems.length > 0 || format === undefined || zone === undefined) return refused(problems);
  return ok({
    ...{ format, zone, delimiter, header, decimal, take, meter, series, skip },
    ...present({ quality, note, each, keep }),
  });
}

const missingFormat = (source: MappingFile, root: YAMLMap): ReadFormat | undefined =>
  nodeAt(root, 'format') === undefined ? missingKey(source, root, 'format') : undefined;

function readEach(source: MappingFile, root: YAMLMap, format: ReadFormat | undefined): string | undefined {
  const node = nodeAt(root, 'each');
  if (node === undefined) return undefined;
  const path = isScalar(node) ? textOf(node).trim() : '';
  if (path !== '' && format === 'jsonl') return path;
  return wrongValue(source, node, { key: 'each', expected: 'format: jsonl · readings' });
}

function readMeter(source: MappingFile, root: YAMLMap): Column[] {
  const nodes = listAt(root, 'meter');
  if (nodes.length === 0) missingKey(source, root, 'meter');
  return nodes.flatMap((node) => columnOf(source, node, 'meter') ?? []);
}

function readZone(source: MappingFile, root: YAMLMap, localZone: string): string | undefined {
  const node = nodeAt(root, 'zone');
  if (node === undefined) return missingKey(source, root, 'zone');
  const word = isScalar(node) ? textOf(node) : '';
  if (word === 'local') return localZone;
  if (word.toLowerCase() === 'utc') return 'UTC';
  try {
    // An offset such as -07:00 is no zone: it would be wrong half of the year.
    if (/^[A-Z]/i.test(word)) return new Temporal.ZonedDateTime(0n, word).timeZoneId;
  } catch {
    // Said below.
  }
  return wrongValue(source, node, { key: 'zone', expected: 'utc · local · America/Los_Angeles' });
}

function readQuality(source: MappingFile, root: YAMLMap): QualityColumn | undefined {
  const node = nodeAt(root, 'quality');
  if (node === undefined) return undefined;
  if (!isMap(node)) return wrongValue(source, node, { key: 'quality', expected: '{ column, values }' });
  checkKeys(source, node, ['column', 'values', 'optional']);
  const isOptional = wordAt(source, node, { key: 'optional', words: ['true', 'false'] }) === 'true';
  const [columnNode, valuesNode] = [nodeAt(node, 'column'), nodeAt(node, 'values')];
  if (columnNode === undefined) return missingKey(source, node, 'column');
  if (!isMap(valuesNode)) return missingKey(source, node, 'values');
  const column = columnOf(source, columnNode, 'column');
  const values = new Map<string, (typeof qualityWords)[number]>();
  for (const pair of valuesNode.items) {
    const written = isScalar(pair.key) ? textOf(pair.key) : '';
    const word = isScalar(pair.value) ? qualityWords.find((one) => one === textOf(pair.value as never)) : undefined;
    if (word !== undefined) values.set(written.toLowerCase(), word);
    else wrongValue(source, (pair.value ?? valuesNode) as Node, { key: written, expected: qualityWords.join(' · ') });
  }
  return column === undefined ? undefined : { column, values, isOptional };
}

function readSkip(source: MappingFile, node: Node): SkipRule | undefined {
  if (!isMap(node)) return wrongValue(source, node, { key: 'skip', expected: '{ column, is }' });
  checkKeys(source, node, ['column', 'is']);
  const columnNode = nodeAt(node, 'column');
  if (columnNode === undefined) return missingKey(source, node, 'column');
  const texts = listAt(node, 'is').flatMap((item) => (isScalar(item) ? textOf(item).trim().toLowerCase() : []));
  if (texts.length === 0) return missingKey(source, node, 'is');
  const column = columnOf(source, columnNode, 'column');
  return column === undefined ? undefined : { column, is: new Set(texts) };
}

function mustBeNumbers(source: MappingFile, root: YAMLMap, columns: readonly Column[]): void {
  const named = columns.find((column) => typeof column !== 'number');
  const node = nodeAt(root, 'header');
  if (named !== undefined && node !== undefined) {
    wrongValue(source, node, { key: 'header', expected: `true (${named})` });
  }
}
