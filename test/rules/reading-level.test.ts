import { expect, test } from 'vitest';
import { contents, messages } from './copy.ts';
import { easeOf, englishSyllables, gradeOf, spanishSyllables, spoken, spokenHelp, tooHard } from './reading-level.ts';

/** A text of fewer words says nothing about how hard it is. */
const fewest = 30;

/**
 * Spanish texts under sixth grade's 70, all of them still normal reading (55 and more). Each is short sentences around
 * one long term that has no shorter word: “aplicación de autenticación”, “correo electrónico”, “factura electrónica”,
 * “pago automático”, “reembolso”.
 */
const longTerms: readonly string[] = [
  'authenticator',
  'console.autopay-paused',
  'console.job',
  'console.role-hint',
  'ebill',
  'email-change',
  'help/my-ebill.md',
  'help/register-by-phone.md',
  'mailbox',
  'notices/access.email-kept.md',
  'notices/access.second-factor.md',
  'notices/access.verify-email.md',
  'notices/ebill.verify-email.md',
  'notices/rebate.asked.md',
  'problem.autopay',
];

/** The words of a page's group, of the problems of a module, of a page of help, of a notice: each as one text. */
function texts(): ReadonlyMap<string, { en: string; es: string }> {
  const groups = new Map<string, { en: string; es: string }>();
  const add = (group: string, en: string, es: string) => {
    const before = groups.get(group) ?? { en: '', es: '' };
    groups.set(group, { en: `${before.en}\n${en}`, es: `${before.es}\n${es}` });
  };
  for (const { at, en, es } of messages('locales/en.json', 'locales/es.json')) {
    const [first = '', second = ''] = at.split('.');
    add(first === 'problem' || first === 'console' ? `${first}.${second}` : first, spoken(en), spoken(es));
  }
  for (const { at, en, es } of contents('utility/content')) {
    const name = at.replace('utility/content/en/', '');
    const read = /^(notices|texts|agreements)\//.test(name) ? spoken : spokenHelp;
    const body = (text: string) => read(text.replace(/^(title|summary|subject): |^---$|"/gm, ''));
    add(name, body(en), body(es));
  }
  return groups;
}

const measured = [...texts()].filter(([, { en }]) => gradeOf(en).words >= fewest);

test('each page, notice, problem and page of help reads at sixth grade in both languages', () => {
  expect(measured.length).toBeGreaterThan(120);
  expect(measured.filter(([, { en }]) => tooHard('en', en)).map(([group]) => group)).toEqual([]);
  const hard = measured.filter(([, { es }]) => tooHard('es', es)).map(([group]) => group);
  expect(hard.filter((group) => !longTerms.includes(group))).toEqual([]);
});

test('what is listed as an exception is still normal reading', () => {
  const exceptions = [...texts()].filter(([group]) => longTerms.includes(group));
  expect(exceptions).toHaveLength(longTerms.length);
  expect(exceptions.filter(([, { es }]) => easeOf(es).score < 55).map(([group]) => group)).toEqual([]);
});

test.for([
  ['water', 2],
  ['use', 1],
  ['bill', 1],
  ['leaked', 1],
  ['wanted', 2],
  ['little', 2],
  ['automatic', 4],
  ['pays', 1],
  ['28', 1],
] as const)('“%s” has %i syllables in English', ([word, syllables]) => {
  expect(englishSyllables(word)).toBe(syllables);
});

test.for([
  ['agua', 2],
  ['día', 2],
  ['días', 2],
  ['recibió', 3],
  ['automático', 5],
  ['lea', 2],
  ['hay', 1],
  ['según', 2],
  ['vergüenza', 3],
  ['y', 1],
] as const)('“%s” has %i syllables in Spanish', ([word, syllables]) => {
  expect(spanishSyllables(word)).toBe(syllables);
});

test('the check sees a hard text, in both languages', () => {
  const legal =
    'Notwithstanding any contradictory stipulation hereinafter enumerated, the aforementioned subscriber irrevocably authorizes periodic electronic withdrawals corresponding to outstanding obligations.';
  const administrative =
    'No obstante cualquier estipulación contradictoria anteriormente mencionada, el suscriptor autoriza irrevocablemente los débitos electrónicos correspondientes a las obligaciones pendientes.';
  expect(tooHard('en', legal)).toBe(true);
  expect(tooHard('es', administrative)).toBe(true);
  expect(tooHard('en', 'Pay your bill here. We tell you when it is due.')).toBe(false);
  expect(tooHard('es', 'Pague aquí su factura. Le decimos cuándo vence.')).toBe(false);
});

test('a choice is read arm by arm, and a variable as a short word', () => {
  expect(spoken('{count, plural, one {# bill} other {# bills}} of {account}.')).toBe('10 bills of 10.');
  expect(spoken('{why, select, a {You asked.} other {We saw it.}}')).toBe('You asked. We saw it.');
});
