import { expect, test } from 'vitest';
import { commandLine } from '../../test/support/command-line.ts';
import { commandsByName, examplesOf } from './examples.ts';

/** What a shell makes of it: quotes are gone, and what goes to a file or comes from one is not the command's. */
const words = (example: string): readonly string[] =>
  [...example.replace(/ [<>] .*$/, '').matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );

const commands = [...commandsByName(commandLine)];

test('there are dozens of commands', () => {
  expect(commands.length).toBeGreaterThan(70);
});

test.for(commands)('the help of %s ends with an example that is understood', async ([name, command]) => {
  const examples = examplesOf(name);
  expect(examples.length).toBeGreaterThan(0);
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) });
  command.outputHelp();
  expect(help.trimEnd().split('\n').at(-1)).toBe(`  $ npx caudal ${examples.at(-1)}`);
  for (const example of examples) {
    let isCalled = false;
    const said: string[] = [];
    command.exitOverride().configureOutput({ writeErr: (text) => said.push(text) });
    command.action(() => {
      isCalled = true;
    });
    await commandLine
      .parseAsync([...words(example)], { from: 'user' })
      .catch((error: Error) => said.push(error.message));
    expect(said, example).toEqual([]);
    expect(isCalled, example).toBe(true);
  }
});
