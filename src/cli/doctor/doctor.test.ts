import { expect, test } from 'vitest';
import type { Finding } from '../../usecases/health/index.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { doctorCommand } from './index.ts';

const good: Finding = { check: 'clock', state: 'good', says: 'The clock is kept right.' };
const doubtful: Finding = { check: 'disk', state: 'doubtful', says: '1 GB is free.', todo: 'Make room.' };
const wrong: Finding = {
  check: 'staff',
  state: 'wrong',
  says: 'Nobody is administrator.',
  todo: 'npx caudal staff add',
};

async function run(findings: readonly Finding[], ...options: readonly string[]) {
  const lines: string[] = [];
  let code: ExitCode = exitCodes.done;
  const terminal = {
    out: (line: string) => void lines.push(line),
    exitCode: (value: ExitCode) => {
      code = value;
    },
  };
  await doctorCommand({ terminal, examine: async () => findings }).parseAsync(options, { from: 'user' });
  return { lines, code };
}

test('what is wrong makes the exit code 1, what is only doubtful does not', async () => {
  expect(await run([wrong, doubtful, good])).toEqual({
    lines: [
      'wrong     staff          Nobody is administrator.',
      '                         → npx caudal staff add',
      'doubtful  disk           1 GB is free.',
      '                         → Make room.',
      '1 wrong, 1 doubtful, 0 unknown, 1 good.',
    ],
    code: exitCodes.refused,
  });
  expect((await run([doubtful, good])).code).toBe(exitCodes.done);
  expect((await run([good], '--all')).lines).toContain('good      clock          The clock is kept right.');
});

test('machines get all of it as one object', async () => {
  const { lines, code } = await run([wrong, good], '--json');
  expect(lines.map((line) => JSON.parse(line))).toEqual([{ isWell: false, findings: [wrong, good] }]);
  expect(code).toBe(exitCodes.refused);
});
