import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meaningOf, readPhoneNumber, shownPhone } from '../index.ts';

describe('a telephone number', () => {
  test.each([
    ['(541) 555-0101', '+15415550101'],
    ['541.555.0101', '+15415550101'],
    ['+1 541 555 0101', '+15415550101'],
    ['1–541–555–0101', '+15415550101'],
    ['５４１ 555 0101', '+15415550101'],
    ['555-0101', undefined],
    ['141 555 0101', undefined],
    ['541 055 0101', undefined],
    ['+44 20 7946 0000', undefined],
    ['541 555 0101 x2', undefined],
  ])('%s', (typed, number) => {
    expect(readPhoneNumber(typed)).toBe(number);
  });

  test('as it is shown it is read again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[2-9]\d{2}[2-9]\d{6}$/), (digits) => {
        expect(readPhoneNumber(shownPhone(`+1${digits}`))).toBe(`+1${digits}`);
      }),
    );
  });
});

describe('a reply', () => {
  test.each([
    ...[
      'STOP',
      'stopall',
      'Quit.',
      'END',
      'revoke',
      'OPT OUT',
      'optout',
      'opt-out',
      'Cancel',
      'UNSUBSCRIBE',
      'Stop it!',
    ],
    ...['ALTO', 'parar', 'Cancelar', '¡Basta ya!', 'Por favor, paren', 'no más mensajes', 'ya no me manden nada'],
    ...['please do not text me at this number again', 'Don’t text me anymore, thanks'],
  ])('%s ends the texts', (text) => {
    expect(meaningOf(text)).toBe('stop');
  });
  test.each(['HELP', 'ayuda', '¿Ayuda?', 'Info'])('%s asks for help', (text) => {
    expect(meaningOf(text)).toBe('help');
  });
  test.each(['', 'Gracias', 'When does the leak stop if I close the valve?', 'I fixed it in the weekend'])(
    '%j is neither',
    (text) => {
      expect(meaningOf(text)).toBe('other');
    },
  );
});
