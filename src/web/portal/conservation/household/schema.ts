import {
  type ConservationProblemCode,
  fixtureKinds,
  type HouseholdProfile,
  homeKinds,
  householdLimits,
} from '../../../../domain/conservation/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../../../domain/kernel/index.ts';

export const householdFields = ['occupants', 'home', 'irrigated', 'pool', 'fixtures', 'softener'] as const;
export type HouseholdForm = Readonly<Record<(typeof householdFields)[number], string>>;

const answerOf = (said: boolean | undefined): string => (said === undefined ? '' : said ? 'yes' : 'no');

/** What stands, as the form shows it. */
export const formOf = (profile: HouseholdProfile): HouseholdForm => ({
  occupants: profile.occupants?.toString() ?? '',
  home: profile.home ?? '',
  irrigated: profile.irrigatedSquareFeet?.toString() ?? '',
  pool: answerOf(profile.pool),
  fixtures: profile.fixtures ?? '',
  softener: answerOf(profile.softener),
});

/** What was sent, as a profile; a question left empty is not answered. */
export function readHousehold(
  form: HouseholdForm,
): Result<HouseholdProfile, readonly Problem<ConservationProblemCode>[]> {
  const occupants = wholeNumber(form.occupants, { min: 1, max: householdLimits.occupants });
  const irrigated = wholeNumber(form.irrigated, { min: 0, max: householdLimits.irrigatedSquareFeet });
  const home = homeKinds.find((kind) => kind === form.home);
  const fixtures = fixtureKinds.find((kind) => kind === form.fixtures);
  const pool = yesOrNo(form.pool);
  const softener = yesOrNo(form.softener);
  const unknown = (['home', 'fixtures', 'pool', 'softener'] as const).filter(
    (field) => form[field] !== '' && { home, fixtures, pool, softener }[field] === undefined,
  );
  const problems: Problem<ConservationProblemCode>[] = [
    ...(occupants === 'unreadable'
      ? [
          {
            code: 'conservation.occupants-unreadable',
            field: 'occupants',
            params: { max: householdLimits.occupants },
          } as const,
        ]
      : []),
    ...(irrigated === 'unreadable' ? [{ code: 'conservation.area-unreadable', field: 'irrigated' } as const] : []),
    ...unknown.map((field) => ({ code: 'conservation.answer-unknown', field }) as const),
  ];
  if (occupants === 'unreadable' || irrigated === 'unreadable' || problems.length > 0) return refused(problems);
  return ok(present({ occupants, home, irrigatedSquareFeet: irrigated, pool, fixtures, softener }));
}

const yesOrNo = (text: string): boolean | undefined => (text === 'yes' ? true : text === 'no' ? false : undefined);

/** `1200`, `1,200` and `1.200`: thousands are written both ways here. */
function wholeNumber(
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): number | undefined | 'unreadable' {
  const written = text.trim();
  if (written === '') return undefined;
  const plain = /^\d{1,3}([,.]\d{3})+$/.test(written) ? written.replaceAll(/[,.]/g, '') : written;
  const number = /^\d{1,7}$/.test(plain) ? Number(plain) : undefined;
  return number !== undefined && number >= min && number <= max ? number : 'unreadable';
}
