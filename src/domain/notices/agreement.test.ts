import { expect, test } from 'vitest';
import { agreementText, readAgreement } from './agreement.ts';

test('an agreement is read with its version and filled word for word', () => {
  const agreement = readAgreement(
    'autopay',
    'en',
    '---\nversion: 2026-05\n---\n\nI authorize {utility}\nto collect.\n\n{limit, select, yes {Up to {cap}.} other {}}\n',
  );
  expect(agreement.version).toBe('2026-05');
  const values = { utility: 'Water <1>', limit: 'yes', cap: '$150.00' };
  expect(agreementText(agreement, values)).toBe('I authorize Water <1> to collect. Up to $150.00.');
  expect(() => agreementText(agreement, {})).toThrow();
});

test('one without a version is refused, by the name of its file', () => {
  expect(() => readAgreement('ebill', 'es', 'Acepto.')).toThrow('content/es/agreements/ebill.md');
});
