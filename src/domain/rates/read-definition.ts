import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { exact, ok, type Place, type Problem, type Result, refused } from '../kernel/index.ts';
import { parseFormula } from './formula.ts';
import { splitKey } from './map-key.ts';
import type { MapValue, PartDefinition, TierValue } from './rate-schedule.ts';
import { placeOf, writtenOf } from './yaml-node.ts';

type PlaceAt = (offset: number) => Place;
type Read<Value> = Result<Value, readonly Problem[]>;

/** What a part is: a number or formula, `Tiered`/`Budget`, a list of tiers, a map over keys, or nothing written. */
export function readDefinition(name: string, node: Node | null, at: Place, placeAt: PlaceAt): Read<PartDefinition> {
  if (node === null || (isScalar(node) && (node.value === null || writtenOf(node).trim() === ''))) {
    return ok({ kind: 'nothing' });
  }
  if (isScalar(node)) return readScalar(name, writtenOf(node), placeOf(node, placeAt));
  if (isSeq(node)) return readList(name, node.items as Node[], placeAt);
  if (isMap(node) && (node.has('depends_on') || node.has('values'))) return readMap(name, node, at, placeAt);
  return refused([{ code: 'rates.part-unreadable', field: name, params: { name }, place: at }]);
}

function readScalar(name: string, written: string, place: Place): Read<PartDefinition> {
  const text = written.trim();
  if (/^(tiered|budget)$/i.test(text)) {
    return ok({ kind: 'tiered', by: text.toLowerCase() === 'tiered' ? 'Tiered' : 'Budget' });
  }
  const formula = parseFormula(withoutMoneySigns(notANumber.test(text) ? '' : text));
  if (formula.ok) return ok({ kind: 'formula', formula: formula.value, written: text });
  const { code, at, found } = formula.problem;
  return refused([
    {
      code,
      field: name,
      params: { formula: text.slice(0, 120), at: at + 1, found: found === '' ? '…' : found },
      place,
    },
  ]);
}

/** What spreadsheets leave where there was no number; never the name of an input. */
const notANumber = /^[-+]?\.?(?:nan|inf(?:inity)?)$|^#?n\/a$|^null$/i;

/** `$12.30` and `1,234.50` are numbers that a person wrote; in a formula a comma means nothing else. */
const withoutMoneySigns = (text: string): string =>
  /^\$?\s*\d{1,3}(?:,\d{3})*(?:\.\d+)?$/.test(text) ? text.replaceAll(/[$,\s]/g, '') : text;

function readList(name: string, items: readonly Node[], placeAt: PlaceAt): Read<PartDefinition> {
  const problems: Problem[] = [];
  const values: TierValue[] = [];
  for (const item of items) {
    const place = placeOf(item, placeAt);
    const written = isScalar(item) && item.value !== null ? writtenOf(item).trim() : '';
    const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(written);
    if (percent?.[1] !== undefined) {
      values.push({ kind: 'percent', percent: exact(percent[1]).div(100) });
      continue;
    }
    const formula = parseFormula(withoutMoneySigns(notANumber.test(written) ? '' : written));
    if (formula.ok) values.push({ kind: 'formula', formula: formula.value });
    else problems.push({ code: 'rates.part-unreadable', field: name, params: { name, found: written }, place });
  }
  return problems.length > 0 ? refused(problems) : ok({ kind: 'list', items: values });
}

function readMap(name: string, node: Node, at: Place, placeAt: PlaceAt): Read<PartDefinition> {
  if (!isMap(node)) return ok({ kind: 'nothing' });
  const keys = node.get('depends_on', true);
  const values = node.get('values', true);
  const dependsOn = isSeq(keys)
    ? keys.items.map((key) => (isScalar(key) ? writtenOf(key).trim() : ''))
    : isScalar(keys) && keys.value !== null
      ? [writtenOf(keys).trim()]
      : [];
  if (dependsOn.length === 0 || dependsOn.includes('') || !isMap(values) || values.items.length === 0) {
    return refused([{ code: 'rates.map-incomplete', field: name, params: { name }, place: at }]);
  }
  const problems: Problem[] = [];
  const found = new Map<string, MapValue & { readonly source: string }>();
  for (const pair of values.items) {
    const written = isScalar(pair.key) ? writtenOf(pair.key).trim() : String(pair.key);
    const place = isScalar(pair.key) ? placeAt(pair.key.range?.[0] ?? 0) : at;
    const pieces = written.toLowerCase() === 'default' ? ['default'] : splitKey(written, dependsOn.length);
    if (pieces === undefined) {
      problems.push({
        code: 'rates.key-unreadable',
        field: name,
        params: { key: written, count: dependsOn.length },
        place,
      });
      continue;
    }
    const definition = readDefinition(name, pair.value as Node | null, place, placeAt);
    const key = pieces.join('|');
    const source = JSON.stringify(pair.value);
    const first = found.get(key);
    if (first !== undefined && first.source !== source) {
      const twice = {
        code: 'rates.key-duplicate',
        field: name,
        params: { key: written, first: first.place.line },
        place,
      };
      found.set(key, { ...first, definition: { kind: 'wrong', problems: [twice] } });
    }
    if (first === undefined) {
      const value = definition.ok ? definition.value : ({ kind: 'wrong', problems: definition.problem } as const);
      found.set(key, { written, place, definition: value, source });
    }
  }
  return problems.length > 0 ? refused(problems) : ok({ kind: 'map', dependsOn, values: found });
}
