import { globSync, readFileSync } from 'node:fs';

/** A test that draws or chooses its own cases: it could fail on one machine and pass on the next, or never try others. */
const ownLuck =
  /\bnumRuns:(?! runs\()|\bfc\.sample\(|\bseed:\s*(?:\d|Date|Math)|\bMath\.random\(|\brandom(?:UUID|Bytes|Int)\(|\bgetRandomValues\(|\bfc\.configureGlobal\(/g;

/** Files beside the tests that may, each with its reason. */
const allowed: Readonly<Record<string, string>> = {
  'test/support/properties.ts': 'the one place: the committed seed, and how many cases are tried',
  'test/support/database.ts': 'the name of a database, which no other run may have',
  'test/support/authenticator.ts': 'the keys of a pretended authenticator, as long as nothing follows from their value',
};

/** Every place of a folder's tests that leaves something to luck: `file what`. */
export function luckIn(pattern: string): readonly string[] {
  return globSync(pattern)
    .filter((file) => allowed[file] === undefined)
    .sort()
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(ownLuck)].map(([found]) => `${file} ${found}`));
}
