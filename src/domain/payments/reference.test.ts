import { expect, test } from 'vitest';
import { paymentReference, readPaymentReference } from './reference.ts';

test('ten bytes are sixteen characters in fours', () => {
  expect(paymentReference(new Uint8Array(10))).toBe('0000-0000-0000-0000');
  expect(paymentReference(new Uint8Array(10).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
});

test('it is read back as people write it', () => {
  expect(readPaymentReference('7k3m 9qxt-o2wd hv5l')).toBe('7K3M-9QXT-02WD-HV51');
  expect(readPaymentReference('7K3M-9QXT-I2WD-HV5A')).toBe('7K3M-9QXT-12WD-HV5A');
});

test.each([
  '',
  '7K3M-9QXT',
  '7K3M-9QXT-02WD-HV5A-1',
  'U7K3M-9QXT-02WD-HV5A',
  '7K3M-9QXT-02WD-HV5U',
  '7K3M_9QXT_02WD_HV5A',
])('%j is no reference', (written) => {
  expect(readPaymentReference(written)).toBeUndefined();
});

test('each byte counts, in its order', () => {
  expect(paymentReference(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))).toBe('0410-6105-0R3G-G28A');
  expect(() => paymentReference(new Uint8Array(9))).toThrow('a payment reference takes 10 random bytes, not 9');
});
