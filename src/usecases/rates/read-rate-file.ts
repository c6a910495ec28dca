import type { Problem, Result } from '../../domain/kernel/index.ts';
import { type RateSchedule, readSchedule } from '../../domain/rates/index.ts';
import { readTextFile } from '../../gateways/text-files.ts';

/** Reads rate files, each once: a batch of a million bills reads a schedule once. */
export function rateFiles(): (file: string) => Promise<Result<RateSchedule, readonly Problem[]>> {
  const read = new Map<string, Promise<Result<RateSchedule, readonly Problem[]>>>();
  return (file) => {
    const known = read.get(file);
    if (known !== undefined) return known;
    const reading = readTextFile(file).then((text) =>
      text.ok ? readSchedule(file, text.value) : { ok: false as const, problem: [text.problem] },
    );
    read.set(file, reading);
    return reading;
  };
}
