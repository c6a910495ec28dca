import { present } from '../../domain/kernel/index.ts';
import { rateFiles } from '../../usecases/rates/index.ts';
import { problemJson, problemLine } from '../problem-text.ts';
import type { Say } from '../say.ts';
import type { Terminal } from '../terminal.ts';

export async function checkRates(terminal: Terminal, say: Say, files: readonly string[], json: boolean): Promise<void> {
  const read = rateFiles();
  let wrong = false;
  for (const file of files) {
    const schedule = await read(file);
    if (!schedule.ok) {
      wrong = true;
      if (json) {
        const refused = schedule.problem.map((problem) => problemJson(say, problem));
        terminal.out(JSON.stringify({ file, bills: [], refused: [{ class: null, problems: refused }] }));
      } else {
        terminal.out(`${file}: refused`);
        for (const problem of schedule.problem) terminal.out(`  ${problemLine(say, problem)}`);
      }
      continue;
    }
    const { classes, refused, unit, effectiveOn } = schedule.value;
    const inPart = [...classes.values()].filter((one) => one.inPart.length > 0);
    wrong ||= refused.size > 0 || inPart.length > 0;
    if (json) {
      terminal.out(
        JSON.stringify({
          file,
          effective_on: effectiveOn?.toString() ?? null,
          unit,
          bills: [...classes.values()].map((one) => ({
            class: one.name,
            uses_water: one.usesWater,
            ...(one.inPart.length > 0 ? { not_with: one.inPart.map((problem) => problemJson(say, problem)) } : {}),
            inputs: [...one.inputs.values()].map((need) => ({
              name: need.name,
              ...(need.values.length > 0 ? { values: need.values } : {}),
              ...present({ default: need.fallback }),
            })),
          })),
          refused: [...refused].map(([name, problems]) => ({
            class: name,
            problems: problems.map((problem) => problemJson(say, problem)),
          })),
        }),
      );
      continue;
    }
    const verdict = refused.size + inPart.length === 0 ? 'bills' : classes.size === 0 ? 'refused' : 'bills in part';
    terminal.out(`${file}: ${verdict} (${unit}, in force from ${effectiveOn?.toString() ?? 'a day it does not say'})`);
    for (const one of classes.values()) {
      const needs = [...(one.usesWater ? ['usage_ccf'] : []), ...one.inputs.keys()];
      const not = one.inPart.length > 0 ? ', but not with what is wrong here:' : '';
      terminal.out(`  ${one.name} bills${needs.length > 0 ? ` with ${needs.join(', ')}` : ''}${not}`);
      for (const problem of one.inPart) terminal.out(`    ${problemLine(say, problem)}`);
    }
    for (const [name, problems] of refused) {
      terminal.out(`  ${name} is refused:`);
      for (const problem of problems) terminal.out(`    ${problemLine(say, problem)}`);
    }
  }
  terminal.exitCode(wrong ? 1 : 0);
}
