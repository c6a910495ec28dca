import { ok, present, type Result, refused } from '../../kernel/index.ts';
import { type PackageFileName, packageFileNames, packageFiles } from '../package-files.ts';
import {
  type Condition,
  type ControlTotal,
  type Delimited,
  type ExchangeMapping,
  type Fixed,
  type ForeignFile,
  type Group,
  type Lookup,
  type Output,
  plainColumn,
  type RecordKind,
  type Span,
} from './exchange-mapping.ts';
import {
  at,
  entriesOf,
  integerOf,
  itemsOf,
  type MappingNode,
  type MappingProblem,
  type MappingText,
  mapOf,
  needed,
  oneOf,
  openMapping,
  textOf,
  textsOf,
  wrong,
  yesOf,
} from './mapping-node.ts';
import { readMappingPiece } from './read-mapping-piece.ts';
import { spanOf } from './read-span.ts';

/** Reads a mapping, or says all that is wrong with it, each with its line. */
export function readExchangeMapping(file: string, written: string): Result<ExchangeMapping, readonly MappingProblem[]> {
  const text = openMapping(file, written);
  if (text.problems.length > 0) return refused(text.problems);
  const root = mapOf(text, text.root, [
    ...['about', 'source', 'scope', 'empty', 'clear_token', 'not_clearable', 'files', 'lookups', 'into'],
  ]);
  const files = entriesOf(text, needed(text, root, 'files')).map(([name, node]) => foreignFile(text, name, node));
  const place = (node: MappingNode) => recordOf(text, node, files);
  const lookups = entriesOf(text, at(root, 'lookups')).flatMap(
    ([name, node]) => lookupOf(text, name, node, place) ?? [],
  );
  const outputs = entriesOf(text, needed(text, root, 'into')).flatMap(([name, node]) =>
    itemsOf(node).flatMap((one) => outputOf(text, { name, node: one }, place) ?? []),
  );
  const empty = oneOf(text, at(root, 'empty'), ['keep', 'clear']) ?? 'clear';
  if (empty === 'keep') {
    for (const output of outputs) {
      const node = { value: undefined, path: ['into', output.to] };
      if (output.once === undefined) {
        text.tell(node, { code: 'exchange.mapping-key-missing', params: { key: `into.${output.to}.once` } });
      }
    }
  }
  const mapping: ExchangeMapping = {
    scope: oneOf(text, at(root, 'scope'), ['full', 'delta']) ?? 'delta',
    empty,
    notClearable: new Set(textsOf(text, at(root, 'not_clearable')).map(plainColumn)),
    files,
    lookups,
    outputs,
    ...present({ clearToken: textOf(text, at(root, 'clear_token'), '_CLEAR_') }),
  };
  return text.problems.length > 0 ? refused(text.problems) : ok(mapping);
}

/** Which file and record something is of; either may be left out where there is one only. */
function recordOf(text: MappingText, node: MappingNode, files: readonly ForeignFile[]) {
  const named = textOf(text, at(node, 'of'), files.map(({ name }) => name).join(' · '));
  const file =
    named === undefined ? (files.length === 1 ? files[0] : undefined) : files.find(({ name }) => name === named);
  if (file === undefined) {
    const of = at(node, 'of');
    if (of === undefined)
      text.tell(node, { code: 'exchange.mapping-key-missing', params: { key: `${node.path.join('.')}.of` } });
    else wrong(text, of, files.map(({ name }) => name).join(' · '));
    return undefined;
  }
  const kinds = file.records;
  const wanted = textOf(text, at(node, 'record'), kinds.map(({ name }) => name).join(' · '));
  const kind =
    wanted === undefined ? (kinds.length === 1 ? kinds[0] : undefined) : kinds.find(({ name }) => name === wanted);
  if (kind === undefined) {
    wrong(text, at(node, 'record') ?? node, `record: ${kinds.map(({ name }) => name).join(' · ')}`);
    return undefined;
  }
  return { file, kind };
}

type Placed = (node: MappingNode) => { readonly file: ForeignFile; readonly kind: RecordKind } | undefined;

const layoutKeys = ['match', 'optional', 'format', 'encoding', 'delimiter', 'header', 'width', 'trimmed'];

function foreignFile(text: MappingText, name: string, written: MappingNode): ForeignFile {
  const node = mapOf(text, written, [...layoutKeys, 'columns', 'groups', 'records', 'totals']);
  const format = oneOf(text, needed(text, node, 'format'), ['csv', 'tsv', 'fixed']) ?? 'csv';
  const layout = format === 'fixed' ? fixedOf(text, node) : delimitedOf(text, node, format);
  const listed = entriesOf(text, at(node, 'records'));
  const records =
    listed.length === 0
      ? [recordKind(text, { name: 'line', node: { value: node.value, path: node.path }, layout })]
      : listed.map(([record, one]) =>
          recordKind(text, { name: record, node: mapOf(text, one, ['is', 'parent', 'columns', 'groups']), layout }),
        );
  for (const [index, { parent }] of records.entries()) {
    if (parent === undefined || records.some((one, other) => one.name === parent && other !== index)) continue;
    const path = [...node.path, 'records', records[index]?.name ?? '', 'parent'];
    wrong(text, { value: parent, path }, records.map((one) => one.name).join(' · '));
  }
  return {
    name,
    match: textsOf(text, at(node, 'match')),
    isOptional: yesOf(text, at(node, 'optional')) ?? false,
    encoding: oneOf(text, at(node, 'encoding'), ['auto', 'utf-8', 'utf-16', 'windows-1252']) ?? 'auto',
    layout,
    records,
    totals: itemsOf(at(node, 'totals')).flatMap((one) => totalOf(text, one, records) ?? []),
  };
}

function fixedOf(text: MappingText, node: MappingNode): Fixed {
  const width = integerOf(text, at(node, 'width'), { min: 1, max: 99_999 });
  return { kind: 'fixed', isTrimmed: yesOf(text, at(node, 'trimmed')) ?? false, ...present({ width }) };
}

const delimiters: Readonly<Record<string, Delimited['delimiter']>> = {
  tab: '\t',
  '\\t': '\t',
  ',': ',',
  ';': ';',
  '|': '|',
};

function delimitedOf(text: MappingText, node: MappingNode, format: 'csv' | 'tsv'): Delimited {
  const said = at(node, 'delimiter');
  const found = said === undefined || said.value === 'auto' ? undefined : delimiters[String(said.value)];
  if (said !== undefined && said.value !== 'auto' && found === undefined) wrong(text, said, ', · ; · tab · | · auto');
  return {
    kind: 'delimited',
    delimiter: found ?? (format === 'tsv' ? '\t' : 'auto'),
    header: yesOf(text, at(node, 'header')) ?? true,
    ...present({ width: integerOf(text, at(node, 'width'), { min: 1, max: 999 }) }),
  };
}

interface RecordSaid {
  readonly name: string;
  readonly node: MappingNode;
  readonly layout: Delimited | Fixed;
}

function recordKind(text: MappingText, { name, node, layout }: RecordSaid): RecordKind {
  const test = at(node, 'is');
  const inner = test === undefined ? undefined : mapOf(text, test, ['at', 'text']);
  const where = inner === undefined ? undefined : needed(text, inner, 'at');
  const span = where === undefined ? undefined : spanOf(text, where);
  const texts = inner === undefined ? [] : textsOf(text, needed(text, inner, 'text'));
  const columns = at(node, 'columns');
  const fields = new Map<string, Span>();
  if (columns !== undefined && layout.kind === 'delimited') {
    for (const [index, one] of itemsOf(columns).entries()) {
      const column = textOf(text, one, '[account, name, amount]');
      if (column !== undefined) fields.set(plainColumn(column), { from: index, to: index + 1 });
    }
  } else {
    for (const [column, one] of entriesOf(text, columns)) {
      const at = spanOf(text, one);
      if (at !== undefined) fields.set(plainColumn(column), at);
    }
  }
  if (columns === undefined && (layout.kind === 'fixed' || !layout.header)) needed(text, node, 'columns');
  const groups = entriesOf(text, at(node, 'groups')).flatMap(([group, one]) => {
    const read = groupOf(text, one, layout);
    return read === undefined ? [] : [[group, read] as const];
  });
  const parent = textOf(text, at(node, 'parent'), 'a record');
  return {
    name,
    fields,
    groups: new Map(groups),
    ...present({ parent, is: span === undefined ? undefined : { at: span, texts } }),
  };
}

function groupOf(text: MappingText, written: MappingNode, layout: Delimited | Fixed): Group | undefined {
  const node = mapOf(
    text,
    written,
    layout.kind === 'fixed' ? ['times', 'from', 'width', 'columns'] : ['times', 'columns'],
  );
  const times = integerOf(text, needed(text, node, 'times'), { min: 1, max: 999 });
  const columns = entriesOf(text, needed(text, node, 'columns'));
  if (times === undefined) return undefined;
  if (layout.kind === 'delimited') {
    const named = columns.flatMap(([name, one]) => {
      const column = textOf(text, one, 'Charge{n}_Amount');
      return column === undefined ? [] : [[plainColumn(name), plainColumn(column)] as const];
    });
    return { times, width: 0, fields: new Map(named) };
  }
  const from = integerOf(text, needed(text, node, 'from'), { min: 1, max: 99_999 });
  const width = integerOf(text, needed(text, node, 'width'), { min: 1, max: 99_999 });
  if (from === undefined || width === undefined) return undefined;
  const spans = columns.flatMap(([name, one]) => {
    const span = spanOf(text, one);
    return span === undefined
      ? []
      : [[plainColumn(name), { from: from - 1 + span.from, to: from - 1 + span.to }] as const];
  });
  return { times, width, fields: new Map(spans) };
}

function totalOf(text: MappingText, written: MappingNode, records: readonly RecordKind[]): ControlTotal | undefined {
  const node = mapOf(text, written, ['record', 'of', 'count', 'total', 'each']);
  const names = records.map(({ name }) => name);
  const record = oneOf(text, needed(text, node, 'record'), names);
  const of = oneOf(text, needed(text, node, 'of'), names);
  const count = readMappingPiece(text, at(node, 'count'));
  const says = readMappingPiece(text, at(node, 'total'));
  const each = readMappingPiece(text, at(node, 'total') === undefined ? undefined : needed(text, node, 'each'));
  if (record === undefined || of === undefined) return undefined;
  if (count === undefined && says === undefined) return needed(text, node, 'count') as undefined;
  const total = says === undefined || each === undefined ? undefined : { says, each };
  return { record, of, ...present({ count, total }) };
}

function lookupOf(text: MappingText, name: string, written: MappingNode, placed: Placed): Lookup | undefined {
  const node = mapOf(text, written, ['of', 'record', 'key', 'take']);
  const place = placed(node);
  const key = readMappingPiece(text, needed(text, node, 'key'));
  const take = entriesOf(text, needed(text, node, 'take')).flatMap(([taken, one]) => {
    const map = mapOf(text, one, ['first', 'last', 'sum', 'min', 'max']);
    const how = (['first', 'last', 'sum', 'min', 'max'] as const).find((word) => at(map, word) !== undefined);
    const piece = how === undefined ? undefined : readMappingPiece(text, at(map, how));
    if (how === undefined) wrong(text, one, '{ first: column }');
    return how === undefined || piece === undefined ? [] : [[taken, { how, piece }] as const];
  });
  if (place === undefined || key === undefined) return undefined;
  return { name, of: place.file.name, record: place.kind.name, key, take: new Map(take) };
}

function outputOf(
  text: MappingText,
  { name, node: written }: { readonly name: string; readonly node: MappingNode },
  placed: Placed,
): Output | undefined {
  const to = packageFileNames.find((one) => one === name && one !== 'ack.csv') as PackageFileName | undefined;
  if (to === undefined)
    return wrong(text, { value: name, path: written.path }, packageFileNames.slice(0, -1).join(' · '));
  const node = mapOf(text, written, ['of', 'record', 'group', 'once', 'when', 'columns']);
  const place = placed(node);
  const group = textOf(text, at(node, 'group'), 'a group');
  if (group !== undefined && place !== undefined && !place.kind.groups.has(group)) {
    wrong(text, at(node, 'group') ?? node, [...place.kind.groups.keys()].join(' · '));
  }
  const known = Object.keys(packageFiles[to].columns);
  const columns = entriesOf(text, needed(text, node, 'columns')).flatMap(([column, one]) => {
    if (!known.includes(column) && !(to === 'service-points.csv' && column.startsWith('fact:'))) {
      const key = one.path.join('.');
      text.tell(one, { code: 'exchange.mapping-key-unknown', params: { key, expected: known.join(', ') } });
      return [];
    }
    const piece = readMappingPiece(text, one);
    return piece === undefined ? [] : [[column, piece] as const];
  });
  const lacking = packageFiles[to].key.filter(
    (key) => isRequired(to, key) && !columns.some(([column]) => column === key),
  );
  for (const key of lacking) needed(text, { value: {}, path: [...written.path, 'columns'] }, key);
  if (place === undefined) return undefined;
  const when = itemsOf(at(node, 'when')).flatMap((one) => conditionOf(text, one) ?? []);
  const once = oneOf(text, at(node, 'once'), ['first', 'last']);
  return { to, of: place.file.name, record: place.kind.name, when, columns, ...present({ group, once }) };
}

const isRequired = (file: PackageFileName, column: string): boolean => {
  const columns: Readonly<Record<string, { readonly required: boolean }>> = packageFiles[file].columns;
  return columns[column]?.required === true;
};

function conditionOf(text: MappingText, written: MappingNode): Condition | undefined {
  const node = mapOf(text, written, ['column', 'is', 'not', 'filled']);
  const piece = readMappingPiece(text, needed(text, node, 'column'));
  if (piece === undefined) return undefined;
  const filled = yesOf(text, at(node, 'filled'));
  if (filled !== undefined) return { piece, test: { kind: filled ? 'filled' : 'empty' } };
  const kind = at(node, 'is') === undefined ? 'not' : 'is';
  const texts = textsOf(text, needed(text, node, kind)).map((one) => one.toLowerCase());
  return { piece, test: { kind, texts } };
}
