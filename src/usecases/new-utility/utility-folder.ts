import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { beginFolder, dropFolder, type NewFolder, placeFolder, putIntoDraft } from '../../gateways/new-folder.ts';
import { readTextFile } from '../../gateways/text-files.ts';
import { firstRates } from './first-rates.ts';
import type { Answers } from './questions.ts';
import { utilityYaml } from './utility-yaml.ts';

/** What every utility begins with, word for word: texts, letters, the printed bill, formats of reads. */
const copied = ['content', 'letters', 'reads', 'bill.typ', 'advice.yaml', 'leak-search.yaml'];

/**
 * Makes a utility's folder beside its place, to be looked at before it is put there: what the reference has, a utility.yaml with
 * the answers, and a first rate schedule.
 */
export async function draftUtility(
  place: string,
  {
    answers,
    reference,
    today,
  }: { readonly answers: Answers; readonly reference: string; readonly today: Temporal.PlainDate },
): Promise<Result<NewFolder, Problem>> {
  const unpriced = (['base', 'price'] as const).find((key) => !/^\d{1,9}(\.\d{1,6})?$/.test(answers[key]));
  if (unpriced !== undefined) {
    return refused({ code: 'config.value-unexpected', field: unpriced, params: { expected: 'dollars, such as 3.00' } });
  }
  const yaml = await readTextFile(`${reference}/utility.yaml`);
  if (!yaml.ok) return yaml;
  const begun = await beginFolder(place, { folder: reference, parts: copied });
  if (!begun.ok) return begun;
  const from = today.with({ day: 1 });
  const rateFile = `residential-${from.toString()}.owrs`;
  await putIntoDraft(begun.value, 'utility.yaml', utilityYaml(yaml.value, answers, rateFile));
  await putIntoDraft(begun.value, `rates/${rateFile}`, firstRates(answers, from));
  return ok(begun.value);
}

export const keepDraft = placeFolder;
export const discardDraft = dropFolder;
