import { ok, type Problem, type Result, refused } from '../kernel/index.ts';
import type { AccountsProblemCode } from './problems.ts';

/** What staff can change of a customer; the email is the customer's own to change. */
export const customerFields = [
  ...(['name', 'language', 'phone', 'line1', 'line2', 'line3', 'line4', 'city', 'state', 'zip', 'country'] as const),
];
export type CustomerField = (typeof customerFields)[number];

/** Empty where there is none. */
export type CustomerDetails = Readonly<Record<CustomerField, string>>;

/** One field, as it was and as it became. */
export interface DetailChange {
  readonly field: CustomerField;
  readonly was: string;
  readonly became: string;
}

const longestField = 200;
const ofUs = new Set(['US', 'USA', 'UNITED STATES']);

/** What was typed, tidied; or everything that is wrong with it: an address in the United States has a state and a ZIP code. */
export function readDetails(
  typed: CustomerDetails,
  languages: readonly string[],
): Result<CustomerDetails, readonly Problem<AccountsProblemCode>[]> {
  const tidy = (field: CustomerField) => typed[field].replace(/\s+/g, ' ').trim();
  const [phone, country, digits] = [tidy('phone'), tidy('country'), tidy('phone').replace(/\D/g, '')];
  const isHere = country === '' || ofUs.has(country.toUpperCase());
  const details: CustomerDetails = {
    ...{ name: tidy('name'), language: typed.language, phone, line1: tidy('line1'), line2: tidy('line2') },
    ...{ line3: tidy('line3'), line4: tidy('line4'), city: tidy('city'), zip: tidy('zip') },
    state: isHere ? tidy('state').toUpperCase() : tidy('state'),
    country: isHere ? '' : country,
  };
  const wrong: readonly (readonly [isWrong: boolean, field: CustomerField, code: AccountsProblemCode])[] = [
    [details.name === '', 'name', 'accounts.name-missing'],
    [!languages.includes(details.language), 'language', 'accounts.language-unknown'],
    [phone !== '' && (digits.length < 7 || digits.length > 15), 'phone', 'accounts.phone-unreadable'],
    [details.line1 === '', 'line1', 'accounts.address-missing'],
    [details.city === '', 'city', 'accounts.city-missing'],
    [isHere && !/^[A-Z]{2}$/.test(details.state), 'state', 'accounts.state-unreadable'],
    [isHere && !/^\d{5}(-\d{4})?$/.test(details.zip), 'zip', 'accounts.mailing-zip-unreadable'],
  ];
  const problems: Problem<AccountsProblemCode>[] = [
    ...wrong.flatMap(([isWrong, field, code]) => (isWrong ? [{ code, field }] : [])),
    ...customerFields.flatMap((field) =>
      details[field].length > longestField
        ? [{ code: 'accounts.field-long' as const, field, params: { max: longestField } }]
        : [],
    ),
  ];
  return problems.length > 0 ? refused(problems) : ok(details);
}

/** What differs, field by field. */
export const changesOf = (before: CustomerDetails, after: CustomerDetails): readonly DetailChange[] =>
  customerFields.flatMap((field) =>
    before[field] === after[field] ? [] : [{ field, was: before[field], became: after[field] }],
  );
