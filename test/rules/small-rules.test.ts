import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const said = /^\*\*(owns|does not own|invariants)\*\*/gim;

/** What a module's README leaves out. */
const leftOut = (text: string): string[] => {
  const titles = [...text.matchAll(said)].map((match) => match[1]?.toLowerCase());
  return ['owns', 'does not own', 'invariants'].filter((title) => !titles.includes(title));
};

const filesAt = (path: string): string[] =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, encoding: 'utf8' })
        .map((name) => `${path}/${name}`)
        .filter((name) => statSync(name).isFile());

test('every module of the domain says what it owns, what it does not, and what always holds', () => {
  for (const module of ['src/domain', 'src/demo/domain'].flatMap((layer) =>
    readdirSync(layer).map((name) => `${layer}/${name}`),
  )) {
    const readme = `${module}/README.md`;
    expect(existsSync(readme), readme).toBe(true);
    expect(leftOut(readFileSync(readme, 'utf8')), readme).toEqual([]);
  }
  expect(leftOut('# A module\n\n**Owns**: x\n\n**Invariants**\n')).toEqual(['does not own']);
});

test('no code names the utility', () => {
  const { name } = parse(readFileSync('utility/utility.yaml', 'utf8'));
  expect(name).toBeTruthy();
  const naming = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(tsx?|js|scss|sql)$/.test(path) && !/\.test\.tsx?$/.test(path))
      .filter((path) => readFileSync(`${folder}/${path}`, 'utf8').toLowerCase().includes(name.toLowerCase()));
  expect([...naming('src'), ...naming('db')]).toEqual([]);
  expect(naming('test').length, 'the check sees those that do').toBeGreaterThan(0);
});

test('what the example towns have as the reference utility has it is the same to the letter', () => {
  const own = ['help/find-my-numbers.md', 'help/who-bills-what.md'];
  for (const town of ['budget-town', 'second-town'])
    for (const part of ['bill.typ', 'advice.yaml', 'leak-search.yaml', 'content', 'letters', 'reads'])
      for (const file of filesAt(`utility/${part}`)) {
        const path = file.replace('utility/', `examples/${town}/`);
        if (town === 'second-town' && own.some((end) => path.endsWith(end))) continue;
        expect(readFileSync(path), path).toEqual(readFileSync(file));
      }
});

test('every package is there for a reason that is written down', () => {
  const reasons = readFileSync('docs/decisions/dependencies.md', 'utf8');
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  const listed = [...reasons.matchAll(/^- (.+?):/gm)].flatMap((match) =>
    [...(match[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''),
  );
  const isNamed = (name: string) =>
    listed.some((one) => one === name || (one.endsWith('*') && name.startsWith(one.slice(0, -1))));
  expect(names.filter((name) => !isNamed(name))).toEqual([]);
  expect(listed.filter((one) => !one.endsWith('*') && !names.includes(one))).toEqual([]);
});

test('every decision has a number of its own, the same in its name and its title, and none is left out', () => {
  const records = readdirSync('docs/decisions').filter((name) => /^\d/.test(name));
  const numbers = records.map((name) => name.slice(0, 4)).toSorted();
  expect(numbers).toEqual(records.map((_, index) => String(index + 1).padStart(4, '0')));
  for (const name of records) {
    expect(readFileSync(`docs/decisions/${name}`, 'utf8').slice(0, 7), name).toBe(`# ${name.slice(0, 4)} `);
  }
});
