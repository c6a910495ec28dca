import { mkdir } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect } from 'vitest';
import type { DatabasePool } from '../../src/store/database.ts';
import { postBillRun, runBillCycle } from '../../src/usecases/billing/index.ts';
import { importRoster, transitionPolicy } from '../../src/usecases/transition/index.ts';
import { cycleThrough } from '../support/bill-cycle.ts';
import { goodPassword } from '../support/customer.ts';
import { photograph } from '../support/photograph.ts';
import { referenceUtility } from '../support/reference-utility.ts';
import { bytesOfRoster } from '../support/roster.ts';
import { serveAccount } from '../support/served-accounts.ts';
import { dayAfterCutOver, weekBeforeCutOver } from '../support/web.ts';
import { en, es, type Say, test } from './support/journey.ts';
import { codeForLobby } from './support/lobby.ts';
import type { Person } from './support/person.ts';

/** She had autopay and e-bill in the old portal; her neighbor had neither. */
const ana = { number: '00000001-0000001', written: '00000001 0000001', email: 'ana@mail.example' };
const neighbor = { number: '00000002-0000002', written: '00000002 0000002' };
const zip = '97501';
const card = { number: '4242424242424242', expiry: '12/34', code: '123' };
const phone = '541-774-2430';
const owed = '$62.13';

const policy = transitionPolicy(referenceUtility);

/** The old portal's list as it came a week before, and the reads of a month. */
async function town(db: DatabasePool, language: 'es' | 'en'): Promise<void> {
  for (const number of [1, 2])
    await serveAccount(db, number, {
      billedBefore: '2026-04-05',
      reads: [
        ['2026-04-05', 100_000],
        ['2026-05-05', 121_000],
      ],
    });
  await db.query('update customer set language = $1', [language]);
  await importRoster(db, {
    fileName: 'roster.csv',
    bytes: bytesOfRoster('00000001,0000001,yes,yes', '00000002,0000002,no,no'),
    ...{ dryRun: false, now: weekBeforeCutOver, policy, by: 'a test' },
  });
}

/** The bills of the day after the cut-over: posted, told about and, by the worker, printed. */
async function firstBills(db: DatabasePool): Promise<void> {
  const cycle = cycleThrough('2026-05-05');
  const { run } = await runBillCycle(db, cycle);
  const posted = await postBillRun(db, {
    runId: run?.id ?? 0,
    policy: { ...cycle.policy, move: policy },
    cutOver: Temporal.PlainDate.from('2026-05-06'),
    now: cycle.now,
  });
  expect(posted).toMatchObject({ ok: true, value: 2 });
}

/** The printed words of a PDF. */
async function printed(pdf: ArrayBuffer): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages = Array.from({ length: document.numPages }, async (_, index) => {
    const { items } = await (await document.getPage(index + 1)).getTextContent();
    return items.map((item) => ('str' in item ? item.str : '')).join(' ');
  });
  return (await Promise.all(pages)).join(' ').replaceAll(/\s+/g, ' ');
}

/** A question of the notice: its page, and what it answers before the cut-over and from it on. */
interface Question {
  readonly slug: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const questions = (say: Say): readonly Question[] => [
  {
    slug: 'when-does-it-open',
    before: [say('6 de mayo de 2026', 'May 6, 2026'), say('nadie puede registrarse', 'nobody can register')],
    after: [say('6 de mayo de 2026', 'May 6, 2026')],
  },
  {
    slug: 'old-login',
    before: [
      say('ya no servirán', 'will no longer work'),
      say('Todos se registran de nuevo', 'Everyone registers again'),
    ],
    after: [say('ya no sirven', 'not work any more'), say('Todos se registran de nuevo', 'Everyone registers again')],
  },
  {
    slug: 'by-when',
    before: [say('al menos 24 horas antes', 'at least 24 hours before')],
    after: [say('al menos 24 horas antes', 'at least 24 hours before'), phone],
  },
  {
    slug: 'my-autopay',
    before: [say('no se pasa', 'does not move'), say('no se hará', 'will not'), phone],
    after: [say('no se pasó', 'did not move'), say('no se hizo', 'did not run'), phone],
  },
  {
    slug: 'my-ebill',
    before: [say('le llega en papel', 'it comes on paper')],
    after: [say('le llega en papel', 'it comes on paper')],
  },
  {
    slug: 'must-i-register',
    before: [say('pago automático', 'autopay'), say('factura electrónica', 'e-bill')],
    after: [say('sin registrarse', 'without registering')],
  },
  {
    slug: 'register-by-phone',
    before: [say('puede registrarlo', 'can register you')],
    after: [say('recibir un pago', 'take a payment'), phone],
  },
  {
    slug: 'no-computer',
    before: ['200 S. Ivy St.', say('familiar o amigo', 'family member or friend')],
    after: ['200 S. Ivy St.', say('familiar o amigo', 'family member or friend')],
  },
  {
    slug: 'is-it-safe',
    before: ['https://water.example.org'],
    after: ['https://water.example.org'],
  },
];

describe.each([
  { ...es, javaScript: true, width: 375 },
  { ...en, javaScript: true, width: 1280 },
])('the notice, in $language', (habits) => {
  const { say, language } = habits;
  const folder = process.env['PHOTOGRAPHS'];

  async function pictures(person: Person, name: string, size: 'usual' | 'whole' = 'usual'): Promise<void> {
    if (folder === undefined) return;
    await mkdir(folder, { recursive: true });
    await photograph(person.page, `${folder}/notice-${name}-${language}.webp`, size);
  }

  async function asks(person: Person, when: 'before' | 'after'): Promise<void> {
    for (const question of questions(say)) {
      await person.opens('/help');
      await person.page.locator(`main a[href="/help/${question.slug}"]`).first().click();
      await person.page.waitForLoadState('load');
      await person.reads();
      await person.sees(...question[when]);
      await pictures(person, `${question.slug}-${when}`);
    }
  }

  test('before the cut-over it is announced, its questions are answered, and nobody registers', async ({
    db,
    portal,
    arrives,
  }) => {
    await town(db, language);
    portal.deps.time.now = weekBeforeCutOver;
    const person = await arrives(habits);
    await person.opens('/');
    await person.sees(
      say('6 de mayo de 2026', 'May 6, 2026'),
      say('7 días', '7 days'),
      say('Nadie puede registrarse antes', 'Nobody can register before'),
      say('Todos se registran de nuevo', 'Everyone registers again'),
      say('al menos 24 horas antes', 'at least 24 hours before'),
      'https://water.example.org',
    );
    await pictures(person, 'home-before');
    await asks(person, 'before');
    await person.opens('/register');
    await person.sees(say('todavía no está abierto', 'not open yet'));
    expect(await person.page.locator('main input').count()).toBe(0);
    await pictures(person, 'register-before');
    expect(await db.query('select from login')).toEqual([]);
  });

  test('from it on, a printed bill says what lapsed; who registers again has autopay and e-bill again', async ({
    db,
    portal,
    arrives,
  }) => {
    await town(db, language);
    portal.deps.time.now = dayAfterCutOver;
    await firstBills(db);

    // T10, T1: the same questions, answered for now.
    const person = await arrives(habits);
    await person.opens('/');
    await pictures(person, 'home-after');
    await asks(person, 'after');

    // T9: one address.
    await person.opens('/official-address');
    await person.sees('https://water.example.org');
    await pictures(person, 'official-address');

    // T6: nobody must register; a guest pays.
    await person.opens('/benefits');
    await pictures(person, 'benefits');
    await person.opens('/pay');
    await person.fills({ number: neighbor.written, zip });
    await person.presses(say(/Buscar|Continuar/, /Find|Continue/));
    await pictures(person, 'guest-pays');
    await person.goesToPay();
    await person.fills(card);
    await person.presses(/^(?:Pagar|Pay) \$/);
    expect(person.path).toContain('/pay/receipts/');

    // T5, T3: the printed bill says what ended for this account and until when to act.
    const clerk = await arrives({ ...habits, width: 1280 });
    await clerk.worksAs('billing');
    await theBatchIsPrinted(db);
    await clerk.opens('/console/print-batches');
    await clerk.opens('/console/print-batches/1');
    await clerk.sees(ana.number, say('Va en papel porque la factura electrónica', 'It is printed because e-bill'));
    await pictures(clerk, 'print-batch');
    const [bill] = await db.query<{ number: string }>(
      `select number from bill where delivery_reason = 'ebill-lapsed-at-cut-over' and delivery = 'paper'`,
    );
    const pdf = await clerk.page
      .context()
      .request.get(`${portal.url}/console/accounts/${ana.number}/bills/${bill?.number}/pdf`);
    const paper = await printed(new Uint8Array(await pdf.body()).buffer);
    const lapsed = {
      autopay: say(
        'Su pago automático del portal anterior terminó el 5 de mayo de 2026',
        'Your autopay in the old portal ended on May 5, 2026',
      ),
      ebill: say(
        'Su factura electrónica del portal anterior terminó el 5 de mayo de 2026',
        'Your e-bill in the old portal ended on May 5, 2026',
      ),
    };
    for (const words of [lapsed.autopay, lapsed.ebill, say('28 de mayo de 2026', 'May 28, 2026')])
      expect(paper).toContain(words);

    // T4: who is at risk is a list, and Customer Service takes a payment by phone; T7: and can enroll nobody.
    const rep = await arrives({ ...habits, width: 1280 });
    await rep.worksAs('csr');
    await rep.opens('/console/transition/at-risk');
    await rep.sees(ana.number);
    await pictures(rep, 'at-risk');
    await rep.opens(`/console/accounts/${ana.number}`);
    expect(
      await rep.page.locator('form[action*="autopay"], form[action*="ebill"], form[action*="register"]').count(),
    ).toBe(0);
    await pictures(rep, 'console-account');
    await rep.opens(`/console/accounts/${ana.number}/phone-payments/new`);
    await pictures(rep, 'phone-payment');

    // T2: she registers again, herself.
    await person.opens('/register');
    await pictures(person, 'register-after');
    await person.fills({ number: ana.written, zip });
    await person.presses(say(/Buscar/, /Find/));
    await person.fills({ email: ana.email, password: goodPassword, consent: true });
    await person.presses(say(/Continuar/, /Continue/));
    await person.opens(await person.linkMailed(ana.email, say(/Confirme su correo/, /Confirm your email/)));
    await person.presses(/./);
    await person.opens(`/accounts/${ana.number}`);
    await person.sees(owed, say('Su pago automático no se pasó', 'Your autopay did not move'));
    await pictures(person, 'account');
    await person.opens(`/accounts/${ana.number}/bills/${bill?.number}`);
    await person.sees(lapsed.autopay, lapsed.ebill);
    await pictures(person, 'bill', 'whole');

    // T3: before she agrees, the page says which bill is the first that autopay pays.
    await person.opens(`/accounts/${ana.number}/autopay`);
    await person.sees(say('28 de mayo de 2026', 'May 28, 2026'));
    await pictures(person, 'autopay');
    await person.presses(say(/Continuar/, /Continue/));
    await person.fills(card);
    await person.presses(say(/Guardar/, /Save/));
    await pictures(person, 'autopay-agreed');
    await person.presses(say(/Lo autorizo/, /I authorize it/));
    expect(await db.query('select from autopay where ended_at is null')).toHaveLength(1);

    // T5: e-bill is on once the address is verified, and not before.
    await person.opens(`/accounts/${ana.number}/ebill`);
    await person.fills({ agree: true });
    await person.presses(say(/Activar la factura/, /Turn on e-bill/));
    expect(await db.query('select from ebill where verified_at is not null')).toEqual([]);
    await person.opens(await person.linkMailed(ana.email, say(/dónde recibir su factura/, /where to get your bill/)));
    await person.presses(say(/Confirmar/, /Confirm/));
    expect(await db.query('select from ebill where verified_at is not null')).toHaveLength(1);
    await person.opens(`/accounts/${ana.number}/ebill`);
    await person.sees(ana.email);
    await pictures(person, 'ebill');

    // T8: a computer in the lobby, which an administrator set up.
    const admin = await arrives({ ...en, javaScript: true, width: 1280 });
    const code = await codeForLobby(admin);
    const lobby = await arrives({ ...habits, width: 1280 });
    await lobby.opens('/kiosk');
    await lobby.fills({ code });
    await lobby.presses(say(/Preparar esta computadora/, /Set up this computer/));
    expect(lobby.path).toBe('/kiosk');
    await pictures(lobby, 'lobby');

    // T8, T9: somebody she trusts helps by an invitation, and she sees who looked at her account.
    await person.opens(`/accounts/${ana.number}/people`);
    await pictures(person, 'people');
    await person.opens(`/accounts/${ana.number}/access`);
    await person.sees(say('personal', 'staff'));
    await pictures(person, 'access');
  });
});

/** The worker prints it. */
async function theBatchIsPrinted(db: DatabasePool): Promise<void> {
  for (const began = performance.now(); performance.now() - began < 240_000; ) {
    const [batch] = await db.query<{ state: string }>('select state from print_batch');
    if (batch?.state === 'printed') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the bills are not printed');
}
