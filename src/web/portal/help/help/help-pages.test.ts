import { describe, expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { expectValidHtml, visit, webDeps, weekBeforeCutOver } from '../../../../../test/support/web.ts';
import { webAreas } from '../../../../main/web-areas.ts';

describe.each([
  ['es', 'contrasena', 'Olvidé mi contraseña', 'Regístrese'],
  ['en', 'pasword', 'I forgot my password', 'Register'],
] as const)('the help centre in %s', (language, typed, found, word) => {
  test('answers every question at its own address, filled and linked, before the cut-over and after', async ({
    db,
  }) => {
    const deps = webDeps(db);
    for (const now of [weekBeforeCutOver, deps.time.now]) {
      deps.time.now = now;
      const visitor = await visit(deps, webAreas(), language).get('/help');
      await expectValidHtml(visitor.html, 'help');
      const answers = [
        ...new Set([...visitor.html.matchAll(/href="(\/help\/[a-z-]+)"/g)].map((match) => match[1] ?? '')),
      ];
      expect(answers).toHaveLength(23);
      const links = new Set<string>();
      for (const path of answers) {
        await visitor.get(path);
        expect(visitor.status, path).toBe(200);
        expect(visitor.html, path).not.toContain('{{');
        await expectValidHtml(visitor.html, path);
        for (const [, link] of visitor.html.matchAll(/href="(\/[a-z][^"]*)"/g)) links.add(link ?? '');
      }
      for (const path of ['/benefits', '/official-address']) {
        await visitor.get(path);
        await expectValidHtml(visitor.html, path);
      }
      for (const link of [...links].filter((one) => !one.startsWith('/assets'))) {
        await visitor.get(link);
        // Before the cut-over registering says when it opens.
        expect([200, 403], link).toContain(visitor.status);
      }
    }
  });

  test('finds an answer without accents and with a slip of the hand, and says so when there is none', async ({
    db,
  }) => {
    const visitor = await visit(webDeps(db), webAreas(), language).get(`/help?q=${typed}`);
    expect(visitor.text).toContain(found);
    await expectValidHtml(visitor.html, 'search');
    await visitor.get('/help?q=%3Cscript%3Exyzzy');
    expect(visitor.html).not.toContain('<script>xyzzy');
    expect(visitor.text).toContain('541-774-2430');
    await visitor.get('/help/my-autopay');
    expect(visitor.text).toContain(word);
  });
});

test.for([
  ['es', 'podrá registrarse', 'Regístrese para ver', 'no se hará', 'no se hizo'],
  ['en', 'From that moment you can register', 'Register to see', 'will not', 'did not run'],
] as const)(
  'before the cut-over an answer says what will be possible, after it what is, in %s',
  async ([language, willRegister, register, willNot, didNot], { db }) => {
    const deps = webDeps(db);
    const read = async (now: Temporal.Instant, slug: string) => {
      deps.time.now = now;
      return (await visit(deps, webAreas(), language).get(`/help/${slug}`)).text;
    };
    const after = deps.time.now;
    expect(await read(weekBeforeCutOver, 'when-does-it-open')).toContain(willRegister);
    expect(await read(after, 'when-does-it-open')).toContain(register);
    expect(await read(after, 'when-does-it-open')).not.toContain(willRegister);
    expect(await read(weekBeforeCutOver, 'my-autopay')).toContain(willNot);
    expect(await read(after, 'my-autopay')).toContain(didNot);
  },
);

test.for([
  ['es', 'Por teléfono: 541-', 'Por correo postal: envíe un cheque', 'ya no servirán', 'ya no sirven'],
  ['en', 'By phone: 541-', 'By mail: send a check', 'will no longer work', 'do not work any more'],
] as const)(
  'until the cut-over every page that cannot take a payment names the ways that can, and nothing has ended yet, in %s',
  async ([language, byPhone, byMail, willEnd, hasEnded], { db }) => {
    const deps = webDeps(db);
    const after = deps.time.now;
    const read = async (now: Temporal.Instant, path: string) => {
      deps.time.now = now;
      const visitor = await visit(deps, webAreas(), language).get(path);
      await expectValidHtml(visitor.html, path);
      return visitor.text;
    };
    for (const path of ['/', '/pay', '/register', '/benefits']) {
      const text = await read(weekBeforeCutOver, path);
      for (const words of [byPhone, byMail, 'https://old-portal.example']) expect(text, path).toContain(words);
      expect(await read(after, path), path).not.toContain('old-portal.example');
    }
    for (const path of ['/', '/help/old-login']) {
      expect(await read(weekBeforeCutOver, path), path).toContain(willEnd);
      expect(await read(weekBeforeCutOver, path), path).not.toContain(hasEnded);
      expect(await read(after, path), path).toContain(hasEnded);
      expect(await read(after, path), path).not.toContain(willEnd);
    }
    expect(await read(weekBeforeCutOver, '/help/how-to-pay')).toContain('https://old-portal.example');
    expect(await read(after, '/help/how-to-pay')).not.toContain('old-portal.example');
  },
);

test.for([
  ...(
    [
      ['atrasado', 'late'],
      ['estoy atrasada con el pago', 'late'],
      ['atrazado', 'late'],
      ['recargo', 'late'],
      ['debo dinero', 'late'],
      ['mudanza', 'moving'],
      ['me voy a mudar', 'moving'],
      ['me mudé', 'moving'],
      ['cambio de domicilio', 'moving'],
      ['inquilino', 'moving'],
      ['inodoro', 'leak-at-home'],
      ['INODORO', 'leak-at-home'],
      ['inodro', 'leak-at-home'],
      ['excusado', 'leak-at-home'],
      ['la taza del baño', 'leak-at-home'],
      ['gotea la llave', 'leak-at-home'],
      ['mi recibo', 'understand-my-bill'],
      ['recivo', 'understand-my-bill'],
      ['mi bil', 'understand-my-bill'],
      ['mi recibo salió muy caro', 'high-bill'],
      ['clave', 'forgot-password'],
      ['estafa', 'is-it-safe'],
      ['drenaje', 'who-bills-what'],
      ['sin agua', 'report-a-problem'],
      ['domiciliación', 'how-autopay-works'],
      ['no puedo pagar', 'late'],
    ] as const
  ).map((one) => ['es', ...one] as const),
  ...(
    [
      ['overdue', 'late'],
      ['past due', 'late'],
      ['I am behind', 'late'],
      ['moving', 'moving'],
      ['new tenant', 'moving'],
      ['move out', 'moving'],
      ['toilet', 'leak-at-home'],
      ['tiolet', 'leak-at-home'],
      ['dripping faucet', 'leak-at-home'],
      ['my invoice', 'understand-my-bill'],
      ['why is my bill so high', 'high-bill'],
      ['expensive', 'high-bill'],
      ['scam', 'is-it-safe'],
      ['locked out', 'forgot-password'],
      ['no water', 'report-a-problem'],
      ['sewage', 'who-bills-what'],
      ['can’t pay', 'late'],
      ['atrasado', 'late'],
    ] as const
  ).map((one) => ['en', ...one] as const),
])('in %s "%s" finds %s among the first three', async ([language, typed, slug], { db }) => {
  const visitor = await visit(webDeps(db), webAreas(), language).get(`/help?q=${encodeURIComponent(typed)}`);
  const found = [...visitor.html.matchAll(/href="\/help\/([a-z-]+)"/g)].map((match) => match[1]);
  expect(found.slice(0, 3)).toContain(slug);
});

test('how to report a problem names the phones of the office and of the night', async ({ db }) => {
  const visitor = await visit(webDeps(db), webAreas(), 'en').get('/help?q=leak');
  expect(visitor.html).toContain('/help/report-a-problem');
  await visitor.get('/help/report-a-problem');
  expect(visitor.html).toContain('href="tel:541-779-7611"');
  expect(visitor.html).toContain('href="tel:541-774-2430"');
});
