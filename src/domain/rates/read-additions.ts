import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { type Exact, type Language, languageTag, type Place, type Problem, type Wording } from '../kernel/index.ts';
import { readNumber } from './read-number.ts';
import { placeOf, writtenOf } from './yaml-node.ts';

/** Caudal's own keys beside `rate_structure`, which other readers of the format pass over. */
export interface Additions {
  readonly labels: ReadonlyMap<string, Wording>;
  readonly roundedTo: ReadonlyMap<string, Exact>;
  readonly sample: ReadonlyMap<string, 'whole' | ReadonlySet<string>>;
  readonly fallbacks: ReadonlyMap<string, string>;
  /** An addition that is misspelt would silently change what is billed or said, so each one is told. */
  readonly problems: readonly Problem[];
}

/** The names that a file uses: of the parts that its classes define, and of all that it can be asked about, its classes and inputs too. */
export interface UsedNames {
  readonly parts: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

/** Reads the additions, which may speak of what the file has and of nothing else. */
export function readAdditions(root: YAMLMap, used: UsedNames, placeAt: (offset: number) => Place): Additions {
  const problems: Problem[] = [];

  function section<Value>(
    name: string,
    expected: string,
    read: (value: Node | null) => Value | undefined,
  ): Map<string, Value> {
    const found = new Map<string, Value>();
    const node = root.get(name, true);
    if (node === undefined || (isScalar(node) && node.value === null)) return found;
    if (!isMap(node)) {
      problems.push({ code: 'rates.addition-unreadable', params: { name, expected }, place: placeOf(node, placeAt) });
      return found;
    }
    for (const pair of node.items) {
      if (!isScalar(pair.key)) continue;
      const part = writtenOf(pair.key).trim();
      const place = placeOf(pair.key, placeAt);
      const value = read(pair.value as Node | null);
      if (value === undefined) {
        const params = { name: `${name}: ${part}`, expected };
        problems.push({ code: 'rates.addition-unreadable', field: part, params, place });
      } else if (name !== 'defaults' && !(name === 'labels' ? used.all : used.parts).has(part)) {
        problems.push({ code: 'rates.addition-unknown-part', field: part, params: { name, part }, place });
      } else found.set(part, value);
    }
    return found;
  }

  return {
    labels: section('labels', '{ es: …, en: … }', (value) => {
      const words = isMap(value) ? wordsOf(value) : {};
      const en = words['en'];
      return en === undefined ? undefined : { ...words, en };
    }),
    roundedTo: section('rounding', '0.01', (value) => {
      const step = readNumber(text(value) ?? '');
      return step === undefined || step.compare(0) <= 0 ? undefined : step;
    }),
    sample: section('sample', 'yes, ["3", E1]', (value) => {
      if (!isSeq(value)) return text(value)?.toLowerCase() === 'yes' ? ('whole' as const) : undefined;
      return new Set(value.items.flatMap((item) => text(item) ?? []));
    }),
    fallbacks: section('defaults', 'no', text),
    problems,
  };
}

/** Words by language; a key that is no language, or no text, makes all of it unreadable. */
function wordsOf(map: YAMLMap): Readonly<Record<Language, string>> {
  const words = map.items.map(({ key, value }) => [text(key) ?? '', text(value)] as const);
  return words.every(([language, word]) => languageTag.test(language) && word !== undefined)
    ? Object.fromEntries(words.map(([language, word]) => [language, word ?? '']))
    : {};
}

const text = (node: unknown): string | undefined =>
  isScalar(node) && node.value !== null ? writtenOf(node).trim() : undefined;
