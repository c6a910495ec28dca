import { expect, test } from 'vitest';
import { paymentReference, readPaymentReference } from './reference.ts';

test('ten bytes are sixteen characters in fours', () => {
  expect(paymentReference(new Uint8Array(10))).toBe('0000-0000-0000-0000');
  expect(paymentReference(new Uint8Array(10).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
});

test('it is read back as people write it', () => {
  expect(readPaymentReference('7k3m 9qxt-o2wd hv5l')).toBe('7K3M-9QXT-02WD-HV51');
  expect(readPaymentReference('7K3M-9QXT')).toBeUndefined();
});
