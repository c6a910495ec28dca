import { describe, expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { newerRoster, takesAway } from './newer-roster.ts';
import type { RosterFacts } from './roster-line.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const moment = (text: string) => Temporal.ZonedDateTime.from(`${text}[America/Los_Angeles]`).toInstant();
const policy = { timeZone: 'America/Los_Angeles', cutOver: moment('2026-05-06T08:00') };
const [before, after] = [moment('2026-05-06T07:59'), moment('2026-05-06T08:00')];

const had: RosterFacts = {
  email: 'ana@example.org',
  language: 'es',
  hadAutopay: true,
  nextDraftOn: date('2026-05-20'),
  nextDraft: cents(6134),
  hadEbill: true,
  lastLoginOn: date('2026-04-30'),
};
const nothing: RosterFacts = { hadAutopay: false, hadEbill: false };
const effects = (said: RosterFacts, now: Temporal.Instant, known = had, corrects = false) => {
  const newer = newerRoster(known, said, { now, policy, corrects });
  return { ...newer, effects: newer.changes.map(({ field, effect }) => `${field} ${effect}`) };
};

describe('a newer roster', () => {
  test('says of everybody "no" after the cut-over: what lapsed stays lapsed, and it is said', () => {
    const taken = effects(nothing, after);
    expect(taken.facts).toEqual(had);
    expect(taken.effects).toEqual(['autopay stays', 'next_draft stays', 'ebill stays']);
    expect(taken.changes.every(takesAway)).toBe(true);
    expect(taken.changes[1]).toMatchObject({ from: '2026-05-20 61.34', to: '' });
  });

  test('counts before the cut-over, and what would vanish is said', () => {
    const taken = effects(nothing, before);
    expect(taken.facts).toEqual({
      ...had,
      hadAutopay: false,
      hadEbill: false,
      nextDraftOn: undefined,
      nextDraft: undefined,
    });
    expect(taken.effects).toEqual(['autopay vanishes', 'next_draft changes', 'ebill vanishes']);
  });

  test('counts after the cut-over, too, where a person says that the account never had it', () => {
    const taken = effects(nothing, after, had, true);
    expect(taken.facts.hadAutopay).toBe(false);
    expect(taken.effects).toContain('autopay vanishes');
  });

  test('adds after the cut-over to what lapsed', () => {
    const { changes, facts } = effects(had, after, nothing);
    expect(facts).toEqual(had);
    expect(changes).toEqual([
      { field: 'autopay', from: 'no', to: 'yes', effect: 'changes' },
      { field: 'next_draft', from: '', to: '2026-05-20 61.34', effect: 'changes' },
      { field: 'ebill', from: 'no', to: 'yes', effect: 'changes' },
      { field: 'email', from: '', to: 'ana@example.org', effect: 'changes' },
      { field: 'language', from: '', to: 'es', effect: 'changes' },
    ]);
    expect(changes.some(takesAway)).toBe(false);
  });

  test('cannot make a draft that was lost one that ran, nor move it, once the cut-over is past', () => {
    const known: RosterFacts = {
      ...nothing,
      email: 'ana@example.org',
      language: 'es',
      hadAutopay: true,
      hadEbill: true,
    };
    expect(effects({ ...had, nextDraftOn: date('2026-05-04') }, after, known).facts.nextDraftOn).toBeUndefined();
    expect(effects({ ...had, nextDraftOn: date('2026-06-20') }, after).effects).toEqual(['next_draft stays']);
    const moved = effects({ ...had, nextDraftOn: date('2026-06-20') }, before);
    expect(moved.facts).toEqual({ ...had, nextDraftOn: date('2026-06-20') });
    expect(moved.effects).toEqual(['next_draft changes']);
  });

  test('a one-time draft that is gone before the cut-over vanishes', () => {
    const known = { ...nothing, nextDraftOn: date('2026-05-20') };
    expect(effects(nothing, before, known).effects).toEqual(['next_draft vanishes']);
  });

  test('another email counts, a blank one takes nothing away, and the last login never goes back', () => {
    expect(effects({ ...had, email: 'new@example.org' }, after)).toMatchObject({
      facts: { email: 'new@example.org' },
      effects: ['email changes'],
    });
    const { email: _email, language: _language, ...blank } = had;
    const older = effects({ ...blank, lastLoginOn: date('2026-01-01') }, after);
    expect(older.facts).toEqual(had);
    expect(older.effects).toEqual([]);
    expect(effects({ ...had, lastLoginOn: date('2026-05-05') }, after).facts.lastLoginOn).toEqual(date('2026-05-05'));
    const { lastLoginOn: _login, ...never } = had;
    expect(effects(never, after).facts).toEqual(had);
    expect(effects(had, after, never).facts).toEqual(had);
  });
  test('the amount of a draft that was known without one is learned, of the very draft', () => {
    const { nextDraft: _amount, ...known } = had;
    expect(effects(had, after, known).facts).toEqual(had);
    expect(effects({ ...had, nextDraftOn: date('2026-06-20') }, after, known).facts).toEqual(known);
    expect(effects({ ...had, nextDraft: cents(100) }, after).facts).toEqual(had);
  });

  test('a draft on the cut-over date was lost, one the day before would have paid', () => {
    const { nextDraftOn: _on, nextDraft: _amount, ...known } = had;
    const learned = (on: string) => effects({ ...had, nextDraftOn: date(on) }, after, known).facts;
    expect(learned('2026-05-06')).toEqual({ ...had, nextDraftOn: date('2026-05-06') });
    expect(learned('2026-05-05')).toEqual(known);
  });

  test('only what loses somebody something needs a person’s word', () => {
    expect(effects({ ...had, email: 'new@example.org' }, before).changes.some(takesAway)).toBe(false);
    expect(effects({ ...had, hadEbill: false }, before).changes.map(takesAway)).toEqual([true]);
    expect(effects({ ...had, nextDraftOn: date('2026-06-20') }, after).changes.map(takesAway)).toEqual([false]);
  });
});
