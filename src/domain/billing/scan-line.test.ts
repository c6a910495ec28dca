import { expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { checkDigit, scanLine } from './scan-line.ts';

test('the check digit is Luhn’s', () => {
  expect(checkDigit('7992739871')).toBe(3);
  expect(checkDigit('411111111111111')).toBe(1);
});

test('each field of the scan line checks itself; nothing to pay is zero', () => {
  expect(scanLine({ account: '00123456-0004321', number: 'B0000017', amountDue: cents(6134) })).toBe(
    `001234560004321${checkDigit('001234560004321')} 0000017${checkDigit('0000017')} 0000006134${checkDigit('0000006134')}`,
  );
  expect(scanLine({ account: '1', number: '2', amountDue: cents(-5) })).toMatch(/ 00000000000$/);
});

test('an account of letters keeps them, and they count in its check digit', () => {
  // A standing for 10, as in ISINs: US0378331005 ends in its own check digit, 5.
  expect(checkDigit('US037833100')).toBe(5);
  expect(scanLine({ account: 'wb-2041/7735', number: '2', amountDue: cents(5) })).toMatch(/^WB20417735\d /);
});
