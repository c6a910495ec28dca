import { expect, test } from 'vitest';
import { cents } from '../../domain/kernel/index.ts';
import { chooseLanguage } from './choose-language.ts';
import { words } from './words.ts';

test('money and dates read as people in the US write them, in either language', () => {
  const es = words('es', 'America/Los_Angeles');
  const en = words('en', 'America/Los_Angeles');
  expect([es.money(cents(2414)), en.money(cents(-300))]).toEqual(['$24.14', '−$3.00']);
  const day = Temporal.PlainDate.from('2026-05-06');
  expect([es.date(day), en.date(day)]).toEqual(['6 de mayo de 2026', 'May 6, 2026']);
  expect(en.moment(Temporal.Instant.from('2026-05-06T15:00:00Z'))).toMatch(/^Wednesday, May 6, 2026 at 8:00.AM$/);
  expect(en.number('12000.125')).toBe('12,000.125');
});

test('the hours of a clock and the months of days are written as Intl writes each by itself', () => {
  for (const language of ['en', 'es']) {
    const t = words(language, 'America/Los_Angeles');
    for (let hour = 0; hour < 24; hour += 1) {
      const alone = Temporal.PlainTime.from({ hour }).toLocaleString(t.locale, { timeStyle: 'short' });
      expect(t.clockHour(hour)).toBe(alone);
    }
    for (const on of ['2026-05-06', '2026-06-06', '2026-05-06']) {
      const day = Temporal.PlainDate.from(on);
      expect(t.month(day)).toBe(day.toLocaleString(t.locale, { year: 'numeric', month: 'long' }));
      expect(t.weekday(day)).toBe(day.toLocaleString(t.locale, { dateStyle: 'full' }));
    }
  }
});

test('a refusal that was kept when its limit was called otherwise is still said', () => {
  const said = words('en', 'America/Los_Angeles').maybe('problem.metering.line-too-long', { most: 65_536 });
  expect(said).toMatch(/^The line has more than 65,536 characters/);
});

test.each([
  ['en', 'es-MX,es;q=0.9', 'en'],
  [undefined, 'es-MX,es;q=0.9,en;q=0.8', 'es'],
  [undefined, 'fr-FR,en;q=0.4,es;q=0.5', 'es'],
  [undefined, 'de-DE', 'es'],
  ['xx', undefined, 'es'],
] as const)('chosen %s, accepting %s, is %s', (chosen, accepted, language) => {
  expect(chooseLanguage(chosen, accepted, ['es', 'en'])).toBe(language);
});
