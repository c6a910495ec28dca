import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test as plain } from 'vitest';
import { postBill } from '../../test/support/bills.ts';
import { test } from '../../test/support/database.ts';
import { documentsForTests } from '../../test/support/documents.ts';
import { openAccount } from '../../test/support/logins.ts';
import { pays } from '../../test/support/paying.ts';
import { sampleBill } from '../../test/support/sample-bill.ts';
import { sandboxPages } from '../../test/support/sandbox-pages.ts';
import { scratchFolder } from '../../test/support/scratch-folder.ts';
import { registered, signedInAs } from '../../test/support/signed-in.ts';
import { dayAfterCutOver, expectValidHtml, visit, webDeps } from '../../test/support/web.ts';
import { parseUtility, type Utility } from '../config/utility.ts';
import { openAdvice } from '../gateways/advice.ts';
import { openAgreements } from '../gateways/agreements.ts';
import { readHelpContent, readHelpWords } from '../gateways/help-content.ts';
import { openLeakSearch } from '../gateways/leak-search.ts';
import { openNoticeTemplates } from '../gateways/notice-templates.ts';
import { billPdf } from '../usecases/billing/index.ts';
import { helpBeforeAndAfter } from '../usecases/help/index.ts';
import { queueNotice } from '../usecases/notices/index.ts';
import { portalAreas } from '../web/portal/index.ts';
import { readLanguages } from './languages.ts';

const number = '00123456-0004321';

/**
 * A utility with a third language: French as a machine would write it, each English message between two signs. One file and
 * one folder; no code.
 */
async function townWithFrench() {
  const folder = await scratchFolder();
  await cp('utility', folder, { recursive: true });
  await cp('utility/content/en', join(folder, 'content/fr'), { recursive: true });
  const notices = join(folder, 'content/fr/notices');
  for (const name of await readdir(notices)) {
    const text = await readFile(join(notices, name), 'utf8');
    await writeFile(join(notices, name), text.replace(/^subject: (.+)$/m, 'subject: «$1»'));
  }
  const english: Record<string, string> = JSON.parse(await readFile('locales/en.json', 'utf8'));
  const french = Object.fromEntries(Object.entries(english).map(([key, message]) => [key, `«${message}»`]));
  await mkdir(join(folder, 'locales'));
  await writeFile(join(folder, 'locales/fr.json'), JSON.stringify(french));
  const yaml = (await readFile('utility/utility.yaml', 'utf8'))
    .replace('languages: [es, en]', 'languages: [es, en, fr]')
    .replace('office_hours: { ', 'office_hours: { fr: "du lundi au vendredi, de 8 h à 17 h", ');
  await writeFile(join(folder, 'utility.yaml'), yaml);
  return { folder, french, yaml };
}

/** What `readSettings` and `startWeb` make of a folder. */
async function opened(folder: string) {
  const utility = parseUtility('utility.yaml', await readFile(join(folder, 'utility.yaml'), 'utf8'));
  if (!utility.ok) throw new Error(JSON.stringify(utility.problem));
  const { languages } = utility.value;
  const read = await readLanguages(utility.value, folder);
  return { utility: utility.value, languages, read };
}

async function webOf(folder: string) {
  const { utility, languages, read } = await opened(folder);
  const help = await readHelpContent(folder, languages);
  return {
    read,
    utility,
    deps: {
      utility,
      utilityFolder: folder,
      words: read.words,
      agreements: await openAgreements(folder, languages),
      leakSearch: await openLeakSearch(folder, languages),
      advice: await openAdvice(folder, languages),
      templates: await openNoticeTemplates(folder, languages),
      help: helpBeforeAndAfter(help, await readHelpWords(folder, languages), utility),
      documents: { ...documentsForTests(), utility, words: read.words },
    },
  };
}

describe('a third language is one file and one folder', () => {
  test('home, bill, payment and receipt are read in it, and the language is kept with what is done', async ({ db }) => {
    const { folder } = await townWithFrench();
    const { deps: ofTown } = await webOf(folder);
    const accountId = await openAccount(db, { language: 'fr' });
    const bill = await postBill(db, accountId, { dueOn: '2026-05-19' });
    const deps = webDeps(db, { ...ofTown, customers: signedInAs(db, await registered(db, accountId)) });
    const visitor = await visit(deps, [...portalAreas, sandboxPages], 'fr-FR,fr;q=0.9').get(`/accounts/${number}`);
    expect(visitor.html).toContain('<html lang="fr-US"');
    expect(visitor.text).toContain('19 mai');
    // The switch names the other two, each in its own words, and the one that is read.
    for (const name of ['Español', 'English', 'Français']) expect(visitor.text).toContain(name);
    await expectValidHtml(visitor.html, 'home');
    await visitor.get(`/accounts/${number}/bills/${bill}`);
    expect(visitor.text).toContain('«');
    // The bill was made before the language came: its line is called what it was called in English.
    expect(visitor.text).toContain('Service charge');
    expect(visitor.text).toContain('du lundi au vendredi');
    const label = { es: 'Cargo fijo', en: 'Service charge', fr: 'Frais fixes' };
    const later = await postBill(db, accountId, { dueOn: '2026-06-19', label });
    await visitor.get(`/accounts/${number}/bills/${later}`);
    expect(visitor.text).toContain('Frais fixes');
    await visitor.get(`/accounts/${number}/payments/new`);
    await pays(visitor, `/accounts/${number}/payments/new`, { choice: 'due', method: 'card' });
    await payWhatIsShown(visitor);
    expect(visitor.text).toContain(deps.words('fr')('receipt.changed'));
    expect(await db.query('select receipt_language from payment')).toEqual([{ receipt_language: 'fr' }]);
    await visitor.post('/language', { language: 'en' });
    expect(visitor.html).toContain('<html lang="en-US"');
    await visitor.post('/language', { language: 'de' });
    expect(visitor.html).toContain('<html lang="en-US"');
  });

  test('a notice to who reads it is written in it, with its dates and money', async ({ db }) => {
    const { folder } = await townWithFrench();
    const { deps, utility } = await webOf(folder);
    const accountId = await openAccount(db, { language: 'fr' });
    const context = { utility, templates: deps.templates, publicUrl: 'https://water.example.org' };
    const told = { event: 'ebill.on', accountId, to: 'ana@example.org', account: number, language: 'fr' };
    await queueNotice(db, context, told, dayAfterCutOver);
    const [notice] = await db.query<{ language: string; subject: string; text: string }>('select * from notice');
    expect(notice).toMatchObject({ language: 'fr', subject: expect.stringMatching(/^«.+»$/) });
  });

  test('somebody whose language the utility no longer has is written to in its usual one', async ({ db }) => {
    const { deps, utility } = await webOf(resolve('utility'));
    const accountId = await openAccount(db, { language: 'fr' });
    const context = { utility, templates: deps.templates, publicUrl: 'https://water.example.org' };
    await queueNotice(db, context, { event: 'ebill.on', accountId, account: number }, dayAfterCutOver);
    expect(await db.query('select language from notice')).toEqual([{ language: 'es' }]);
  });

  plain('the printed bill is in it, with English beside it', async () => {
    const { folder } = await townWithFrench();
    const { deps } = await webOf(folder);
    const text = await textOf(await billPdf(deps.documents, sampleBill(), 'fr'));
    expect(text).toContain('19 mai 2026');
    expect(text).toContain('May 19, 2026');
    expect(text).not.toContain('19 de mayo');
    expect(text).toContain(deps.words('fr').maybe('bill-pdf.amount_due'));
  });

  plain('a utility of one language prints its bill in that one alone', async () => {
    const { deps } = await webOf(resolve('utility'));
    const utility: Utility = { ...deps.utility, languages: ['en'] };
    const text = await textOf(await billPdf({ ...deps.documents, utility }, sampleBill(), 'en'));
    expect(text).toContain('May 19, 2026');
    expect(text).not.toContain('19 de mayo');
    expect(text).not.toContain('Amount due /');
  });
});

describe('a language that is not all there', () => {
  plain('has no file of messages and no folder: both are named', async () => {
    const { folder } = await townWithFrench();
    await rm(join(folder, 'locales/fr.json'));
    await rm(join(folder, 'content/fr'), { recursive: true });
    const { read } = await opened(folder);
    expect(read.problems.map(({ code }) => code)).toEqual(['config.content-missing', 'config.locale-missing']);
    expect(read.problems.map(({ place }) => place?.file)).toEqual([
      expect.stringMatching(/content\/fr$/),
      expect.stringMatching(/locales\/fr\.json$/),
    ]);
  });

  plain('lacks one notice, and has a message that asks for what nothing fills', async () => {
    const { folder, french } = await townWithFrench();
    await rm(join(folder, 'content/fr/notices/bill.ready.md'));
    await writeFile(
      join(folder, 'locales/fr.json'),
      JSON.stringify({ ...french, 'layout.change-home': 'Changer {logement}', 'layout.help': '{aide' }),
    );
    const { read } = await opened(folder);
    expect(read.problems).toMatchObject([
      { code: 'config.content-file-missing', place: { file: expect.stringContaining('notices/bill.ready.md') } },
      { code: 'config.message-unreadable', field: 'layout.change-home', params: { reason: '{logement}' } },
      { code: 'config.message-unreadable', field: 'layout.help' },
    ]);
  });

  plain('says in English what it lacks, and the check of the settings warns of each', async () => {
    const { folder, french, yaml } = await townWithFrench();
    const { 'layout.help': _, ...rest } = french;
    await writeFile(join(folder, 'locales/fr.json'), JSON.stringify(rest));
    const { read, utility } = await opened(folder);
    expect(read.problems).toEqual([]);
    expect(read.words('fr')('layout.help')).toBe('Help');
    expect(utility.contact.office_hours['fr']).toContain('du lundi');
    const line = yaml.split('\n').findIndex((one) => one.includes('old_portal:')) + 1;
    expect(read.warnings).toContainEqual({
      code: 'config.words-missing',
      field: 'transition.old_portal',
      params: { languages: 'fr', instead: 'en' },
      place: { file: expect.stringMatching(/utility\.yaml$/), line, column: expect.any(Number) },
    });
    expect(read.warnings).toContainEqual(
      expect.objectContaining({ code: 'config.messages-missing', params: { count: 1, keys: 'layout.help' } }),
    );
    expect(read.warnings.some(({ field }) => field === 'contact.office_hours')).toBe(false);
  });

  plain('the languages that come with Caudal lack nothing', async () => {
    const { read } = await opened(resolve('utility'));
    expect([read.problems, read.warnings]).toEqual([[], []]);
  });
});

async function textOf(pdf: Uint8Array): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages = await Promise.all(Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1)));
  const texts = await Promise.all(pages.map((page) => page.getTextContent()));
  return texts
    .flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : '')))
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

async function payWhatIsShown(visitor: ReturnType<typeof visit>): Promise<void> {
  expect(visitor.path).toContain('/sandbox-processor/checkout/');
  await visitor.post(visitor.path, { kind: 'card', number: '4242424242424242', expiry: '12/34', code: '123' });
}
