import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, from the longest: a journey in a browser, every pair of verbs. A file's size says nothing of that. */
const long = [
  /\/books\/every-pair/,
  /\/journeys\/the-/,
  /\/journeys\//,
  /\/rules\/(?:who-may|nobody-enrols)/,
  /killed|backups|\/leave\/|\/upgrade\//,
];

const rank = ({ moduleId }: TestSpecification): number => {
  const found = long.findIndex((pattern) => pattern.test(moduleId));
  return found < 0 ? long.length : found;
};

/**
 * The long files first, so that no core waits at the end for the one file that the other has just begun. Vitest remembers how
 * long each took only where tests ran before; a fresh clone has no memory.
 */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}
