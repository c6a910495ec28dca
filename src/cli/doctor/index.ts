import { Command } from 'commander';
import type { Finding } from '../../usecases/health/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';

interface DoctorDeps extends Pick<CliDeps, 'examine'> {
  readonly terminal: Pick<CliDeps['terminal'], 'out' | 'exitCode'>;
}

/** `caudal doctor`. */
export function doctorCommand({ terminal, examine }: DoctorDeps): Command {
  return new Command('doctor')
    .description('find what is wrong with this installation and say what to do; changes nothing')
    .option('--all', 'also what is good')
    .option('--json', 'one JSON object')
    .action(async ({ all, json }: { all?: boolean; json?: boolean }) => {
      const findings = await examine();
      const isWell = findings.every(({ state }) => state !== 'wrong');
      if (json === true) terminal.out(JSON.stringify({ isWell, findings }));
      else {
        const shown = findings.filter(({ state }) => all === true || state !== 'good');
        for (const line of shown.flatMap(linesOf)) terminal.out(line);
        const count = (state: Finding['state']) => findings.filter((one) => one.state === state).length;
        terminal.out(
          `${count('wrong')} wrong, ${count('doubtful')} doubtful, ${count('unknown')} unknown, ${count('good')} good.`,
        );
      }
      if (!isWell) terminal.exitCode(exitCodes.refused);
    });
}

const linesOf = ({ check, state, says, todo }: Finding): readonly string[] => [
  `${state.padEnd(8)}  ${check.padEnd(13)}  ${says}`,
  ...(todo === undefined ? [] : [`${' '.repeat(25)}→ ${todo}`]),
];
