import { ok, type Problem, type Result, refused } from '../kernel/index.ts';
import type { AccountsProblemCode } from './problems.ts';

/** What is known of a premise besides its number. */
export const premiseFields = [
  ...(['line1', 'line2', 'city', 'state', 'zip', 'zone', 'latitude', 'longitude'] as const),
  ...(['serviceLineUtility', 'serviceLineCustomer'] as const),
] as const;
export type PremiseField = (typeof premiseFields)[number];

/** Empty where it is not known. */
export type PremiseDetails = Readonly<Record<PremiseField, string>>;

/** What a service line is made of; the parts of the utility and of the customer are told apart. */
export const pipeMaterials = ['lead', 'galvanized', 'copper', 'plastic', 'other', 'unknown'] as const;

const longestField = 100;

/** What was typed, tidied; or everything that is wrong with it. */
export function readPremise(typed: PremiseDetails): Result<PremiseDetails, readonly Problem<AccountsProblemCode>[]> {
  const tidy = (field: PremiseField) => typed[field].replace(/\s+/g, ' ').trim();
  const degrees = (field: PremiseField) => tidy(field).replace(',', '.');
  const details: PremiseDetails = {
    ...{ line1: tidy('line1'), line2: tidy('line2'), city: tidy('city'), state: tidy('state').toUpperCase() },
    ...{ zip: tidy('zip'), zone: tidy('zone'), latitude: degrees('latitude'), longitude: degrees('longitude') },
    ...{ serviceLineUtility: tidy('serviceLineUtility'), serviceLineCustomer: tidy('serviceLineCustomer') },
  };
  const { latitude, longitude } = details;
  const isPipe = (text: string) => text === '' || pipeMaterials.some((one) => one === text);
  const wrong: readonly (readonly [isWrong: boolean, field: PremiseField, code: AccountsProblemCode])[] = [
    [details.line1 === '', 'line1', 'accounts.premise-address-missing'],
    [details.city === '', 'city', 'accounts.premise-city-missing'],
    [!/^[A-Z]{2}$/.test(details.state), 'state', 'accounts.state-unreadable'],
    [!/^\d{5}(-\d{4})?$/.test(details.zip), 'zip', 'accounts.mailing-zip-unreadable'],
    [!isDegrees(latitude, 90), 'latitude', 'accounts.degrees-unreadable'],
    [!isDegrees(longitude, 180), 'longitude', 'accounts.degrees-unreadable'],
    [latitude === '' && longitude !== '', 'latitude', 'accounts.degrees-unreadable'],
    [longitude === '' && latitude !== '', 'longitude', 'accounts.degrees-unreadable'],
    [!isPipe(details.serviceLineUtility), 'serviceLineUtility', 'accounts.pipe-unknown'],
    [!isPipe(details.serviceLineCustomer), 'serviceLineCustomer', 'accounts.pipe-unknown'],
  ];
  const problems: Problem<AccountsProblemCode>[] = [
    ...wrong.flatMap(([isWrong, field, code]) => (isWrong ? [{ code, field }] : [])),
    ...premiseFields.flatMap((field) =>
      details[field].length > longestField
        ? [{ code: 'accounts.field-long' as const, field, params: { max: longestField } }]
        : [],
    ),
  ];
  return problems.length === 0 ? ok(details) : refused(problems);
}

const isDegrees = (text: string, max: number): boolean =>
  text === '' || (/^-?\d{1,3}(\.\d{1,12})?$/.test(text) && Math.abs(Number(text)) <= max);

/** One field of a place, as it was and as it became. */
export interface PlaceChange {
  readonly field: string;
  readonly was: string;
  readonly became: string;
}

/** What differs, field by field; numbers that are written otherwise are the same. */
export const premiseChanges = (before: PremiseDetails, after: PremiseDetails): readonly PlaceChange[] =>
  premiseFields.flatMap((field) => {
    const [was, became] = [before[field], after[field]];
    const isNumber = (field === 'latitude' || field === 'longitude') && was !== '' && became !== '';
    return was === became || (isNumber && Number(was) === Number(became)) ? [] : [{ field, was, became }];
  });
