import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { type Exact, ok, type Place, type Problem, type Result, refused, type VolumeUnit } from '../kernel/index.ts';
import { checkClass } from './check-class.ts';
import type { RatePart, RateSchedule } from './rate-schedule.ts';
import { readDate } from './read-date.ts';
import { readDefinition } from './read-definition.ts';
import { readNumber } from './read-number.ts';
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

  const problems: Problem[] = [];
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
  if (problems.length > 0 || unit === undefined) return refused(problems);

  const extensions = readExtensions(root);
  const classes = new Map<string, ReturnType<typeof checkClass> & { ok: true }>();
  const setAside = new Map<string, readonly Problem[]>();
  for (const pair of structure.items) {
    const name = keyOf(pair);
    const place = placeAt(isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0);
    const read = readParts(pair, place, placeAt, extensions);
    const checked = read.ok ? checkClass(name, place, read.value, extensions.fallbacks) : read;
    if (checked.ok) classes.set(name, checked);
    else setAside.set(name, checked.problem);
  }
  return ok({
    file,
    utility: meta('utility_name')?.text ?? file,
    effectiveOn,
    unit,
    classes: new Map([...classes].map(([name, checked]) => [name, checked.value])),
    refused: setAside,
  });
}

/** Caudal's own keys beside `rate_structure`, which other readers of the format pass over. */
interface Extensions {
  readonly labels: ReadonlyMap<string, { readonly es: string; readonly en: string }>;
  readonly roundedTo: ReadonlyMap<string, Exact>;
  readonly sample: ReadonlyMap<string, 'whole' | ReadonlySet<string>>;
  readonly fallbacks: ReadonlyMap<string, string>;
}

function readExtensions(root: YAMLMap): Extensions {
  const section = (name: string): readonly [string, unknown][] => {
    const node = root.get(name, true);
    return isMap(node) ? Object.entries(node.toJSON() as Record<string, unknown>) : [];
  };
  const labels = new Map<string, { es: string; en: string }>();
  for (const [part, label] of section('labels')) {
    if (label !== null && typeof label === 'object' && 'es' in label && 'en' in label) {
      labels.set(part, { es: String(label.es), en: String(label.en) });
    }
  }
  const sample = new Map<string, 'whole' | Set<string>>();
  for (const [part, what] of section('sample')) {
    sample.set(part, Array.isArray(what) ? new Set(what.map(String)) : 'whole');
  }
  return {
    labels,
    sample,
    roundedTo: new Map(
      section('rounding').flatMap(([part, step]) => {
        const number = readNumber(String(step));
        return number === undefined || number.compare(0) <= 0 ? [] : [[part, number] as const];
      }),
    ),
    fallbacks: new Map(section('defaults').map(([input, value]) => [input, String(value)])),
  };
}

function readParts(
  pair: Pair,
  classPlace: Place,
  placeAt: (offset: number) => Place,
  extensions: Extensions,
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
      label: extensions.labels.get(name) ?? { es: spoken(name), en: spoken(name) },
      roundedTo: extensions.roundedTo.get(name),
      sample: extensions.sample.get(name) ?? new Set(),
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
