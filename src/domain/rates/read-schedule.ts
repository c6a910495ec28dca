import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument, visit, type YAMLMap } from 'yaml';
import { ok, type Place, type Problem, type Result, refused, type VolumeUnit } from '../kernel/index.ts';
import { checkClass } from './check-class.ts';
import type { RatePart, RateSchedule } from './rate-schedule.ts';
import { type Additions, readAdditions, type UsedNames } from './read-additions.ts';
import { readDate } from './read-date.ts';
import { readDefinition } from './read-definition.ts';
import { readFrequency } from './read-frequency.ts';
import { tooDeep } from './too-deep.ts';
import { placeOf, writtenOf } from './yaml-node.ts';

const units: ReadonlyMap<string, VolumeUnit> = new Map([
  ['ccf', 'ccf'],
  ['hcf', 'ccf'],
  ['kgal', 'kgal'],
  ['gal', 'gal'],
  ['gallons', 'gal'],
  ['cf', 'cf'],
  ['m3', 'm3'],
  ['kilolitre', 'm3'],
  ['kiloliter', 'm3'],
  ['kl', 'm3'],
]);

/**
 * Reads an OWRS file. A class that cannot bill is set aside with every reason, and the others bill; only what spoils
 * the whole file (YAML, its structure, unit or date) refuses it, again with all reasons at once.
 */
export function readSchedule(file: string, text: string): Result<RateSchedule, readonly Problem[]> {
  const lines = new LineCounter();
  // Duplicate keys are judged class by class: the same value twice is harmless, two values are not.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const deep = tooDeep(document.contents);
  if (deep !== undefined) {
    const params = { reason: 'it is nested too deeply' };
    return refused([{ code: 'rates.yaml-unreadable', params, place: placeOf(deep, placeAt) }]);
  }
  if (document.errors.length > 0) {
    const seen = new Set<number>();
    return refused(
      document.errors.flatMap((error) => {
        const place = placeAt(error.pos[0]);
        // One mistake of indentation draws several errors of the same line; the first says it.
        if (seen.has(place.line)) return [];
        seen.add(place.line);
        const reason = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
        return [{ code: 'rates.yaml-unreadable', params: { reason }, place }];
      }),
    );
  }
  const root = document.contents;
  const structure = isMap(root) ? root.get('rate_structure', true) : undefined;
  if (!isMap(root) || !isMap(structure) || structure.items.length === 0) {
    return refused([{ code: 'rates.structure-missing', place: placeAt(root?.range?.[0] ?? 0) }]);
  }
  const metadata = root.get('metadata', true);
  const meta = (name: string): { text: string; place: Place } | undefined => {
    const node = isMap(metadata) ? metadata.get(name, true) : undefined;
    return isScalar(node) && node.value !== null ? { text: writtenOf(node), place: placeOf(node, placeAt) } : undefined;
  };

  const problems: Problem[] = [...writtenTwice(root, placeAt).values()];
  const unitWritten = meta('bill_unit');
  const unit = unitWritten === undefined ? 'ccf' : units.get(unitWritten.text.trim().toLowerCase());
  if (unit === undefined && unitWritten !== undefined) {
    problems.push({ code: 'rates.unit-unknown', params: { found: unitWritten.text }, place: unitWritten.place });
  }
  const dateWritten = meta('effective_date');
  const effectiveOn = dateWritten === undefined ? undefined : readDate(dateWritten.text);
  if (dateWritten !== undefined && effectiveOn === undefined) {
    problems.push({ code: 'rates.date-unreadable', params: { found: dateWritten.text }, place: dateWritten.place });
  }
  const frequencyWritten = meta('bill_frequency');
  const periodMonths = frequencyWritten === undefined ? 1 : readFrequency(frequencyWritten.text);
  if (periodMonths === undefined && frequencyWritten !== undefined) {
    const params = { found: frequencyWritten.text };
    problems.push({ code: 'rates.frequency-unknown', params, place: frequencyWritten.place });
  }
  const additions = readAdditions(root, usedNames(structure), placeAt);
  problems.push(...additions.problems);
  if (problems.length > 0 || unit === undefined || periodMonths === undefined) return refused(problems);

  const classes = new Map<string, ReturnType<typeof checkClass> & { ok: true }>();
  const setAside = new Map<string, readonly Problem[]>();
  const classesTwice = writtenTwice(structure, placeAt);
  for (const pair of structure.items) {
    const name = keyOf(pair);
    const place = placeAt(isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0);
    const twice = classesTwice.get(name.toUpperCase());
    if (twice !== undefined) {
      setAside.set(name, [twice]);
      continue;
    }
    const read = readParts(pair, place, placeAt, additions);
    const checked = read.ok ? checkClass(name, place, read.value, additions.fallbacks) : read;
    if (checked.ok) classes.set(name, checked);
    else setAside.set(name, checked.problem);
  }
  return ok({
    file,
    utility: meta('utility_name')?.text ?? file,
    effectiveOn,
    periodMonths,
    unit,
    classes: new Map([...classes].map(([name, checked]) => [name, checked.value])),
    refused: setAside,
    labels: additions.labels,
  });
}

/** The names of the parts of all classes, of the classes themselves, and of what their parts ask for. */
function usedNames(structure: YAMLMap): UsedNames {
  const parts = new Set(structure.items.flatMap((pair) => (isMap(pair.value) ? pair.value.items.map(keyOf) : [])));
  const asked = new Set<string>();
  visit(structure, {
    Scalar: (key, node) => {
      if (key !== 'key') for (const name of writtenOf(node).match(/[A-Za-z_]\w*/g) ?? []) asked.add(name);
    },
  });
  return { parts, all: new Set([...parts, ...structure.items.map(keyOf), ...asked]) };
}

/**
 * Keys that a mapping has twice, in capitals, each with its second place: a reader that took one would bill by half of
 * the file. Case does not tell classes apart for who names one, so neither does it here.
 */
function writtenTwice(map: YAMLMap, placeAt: (offset: number) => Place): Map<string, Problem> {
  const first = new Map<string, number>();
  const twice = new Map<string, Problem>();
  for (const pair of map.items) {
    const key = keyOf(pair);
    const place = placeAt(isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0);
    const before = first.get(key.toUpperCase());
    if (before === undefined) first.set(key.toUpperCase(), place.line);
    else twice.set(key.toUpperCase(), { code: 'rates.name-duplicate', params: { key, first: before }, place });
  }
  return twice;
}

function readParts(
  pair: Pair,
  classPlace: Place,
  placeAt: (offset: number) => Place,
  additions: Additions,
): Result<Map<string, RatePart>, readonly Problem[]> {
  if (!isMap(pair.value) || pair.value.items.length === 0) {
    return refused([{ code: 'rates.class-empty', params: { name: keyOf(pair) }, place: classPlace }]);
  }
  const parts = new Map<string, RatePart>();
  const sources = new Map<string, string>();
  for (const item of pair.value.items) {
    const name = keyOf(item);
    const place = placeAt(isScalar(item.key) ? (item.key.range?.[0] ?? 0) : 0);
    const first = parts.get(name);
    const source = JSON.stringify(item.value);
    if (first !== undefined && sources.get(name) === source) continue;
    const read = readDefinition(name, item.value as Node | null, place, placeAt);
    const twice: Problem = {
      code: 'rates.key-duplicate',
      field: name,
      params: { key: name, first: first?.place.line ?? 0 },
      place,
    };
    sources.set(name, source);
    parts.set(name, {
      name,
      place: first?.place ?? place,
      suffix: suffixOf(name),
      definition:
        first !== undefined
          ? { kind: 'wrong', problems: [twice] }
          : read.ok
            ? read.value
            : { kind: 'wrong', problems: read.problem },
      label: additions.labels.get(name) ?? { es: spoken(name), en: spoken(name) },
      roundedTo: additions.roundedTo.get(name),
      sample: additions.sample.get(name) ?? new Set(),
    });
  }
  return ok(parts);
}

/** `service_charge` as a person says it, where the file gives no label. */
const spoken = (name: string): string => name.replaceAll('_', ' ');

/** `variable_drought_surcharge`, `tier_starts_drought` and `sewer_tier_prices` belong to `drought`, `drought`, `sewer`. */
function suffixOf(name: string): string {
  return name
    .replace(
      /^(tier_starts|tier_prices|budget|indoor|outdoor|gpcd|landscape_factor|flat_rate|fixed|variable)(?=_|$)/,
      '',
    )
    .replace(/_?(tier_starts|tier_prices|budget|charge|surcharge|rate)$/, '')
    .replace(/^_/, '');
}

const keyOf = (pair: Pair): string => (isScalar(pair.key) ? writtenOf(pair.key) : String(pair.key)).trim();
