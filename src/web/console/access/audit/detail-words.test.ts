import { expect, test } from 'vitest';
import { words } from '../../../words/words.ts';
import { detailWords } from './detail-words.ts';

const en = words('en', 'America/Los_Angeles');
const es = words('es', 'America/Los_Angeles');
const day = Temporal.PlainDate.from('2026-05-14');

test('what was written down beside an act is said in the language of who reads it', () => {
  const detail = { rebate: 1, offered: 7500, channel: 'phone', on: '2026-05-14', signIns: false };
  expect(detailWords(en, detail)).toEqual([
    'Rebate: 1',
    'Amount asked for: $75.00',
    'How: Phone call',
    `On: ${en.listDate(day)}`,
    'With sign-ins: no',
  ]);
  expect(detailWords(es, detail)).toEqual([
    'Reembolso: 1',
    'Monto solicitado: $75.00',
    'Cómo: Llamada telefónica',
    `El: ${es.listDate(day)}`,
    'Con accesos en línea: no',
  ]);
});

test('several codes in one text are a list of their words', () => {
  expect(detailWords(es, { kinds: 'leak high-use' })).toEqual([
    `Avisos: ${es('alerts.kind.leak')} y ${es('alerts.settings.kind.high-use')}`,
  ]);
  expect(detailWords(es, { fields: 'line1, zip' })).toEqual(['Se cambió: Dirección, línea 1 y Código postal']);
  expect(detailWords(es, { by: 'password and recovery code' })).toEqual(['Con: contraseña y código de recuperación']);
});

test('what has no words, such as a number, a reason that was typed or a name of before, stays as it was written', () => {
  const detail = { premise: '0025676', reason: 'stopped, and due by age', oldName: 'x y' };
  expect(detailWords(es, detail)).toEqual(['Inmueble: 0025676', 'Motivo: stopped, and due by age', 'oldName: x y']);
});
