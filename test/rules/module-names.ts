import { existsSync, readdirSync } from 'node:fs';

/** Folders of modules, besides the domain's. */
const layers = ['usecases', 'store', 'web/portal', 'web/console'];

/** Modules that have no folder in the domain, each with the reason. */
const withoutDomain: Readonly<Record<string, string>> = {
  registration: 'how a login comes to be: the identity match is of accounts, codes and e-mails are of access',
  help: 'questions and answers are content of the utility; nothing follows from them',
  backup: 'copies of what is there, and bringing them back: a matter of the machine',
  health: 'whether a process can serve is a matter of the machine',
  jobs: 'workers that live or died are a matter of the machine',
  'new-utility': 'a folder of settings and texts is written; nothing is decided in it',
  waiting: 'what waits for staff is asked of every other module at once; nothing follows from it',
  'file-imports': 'pages that files of reads, production and zones share',
};

/** Modules of the outer layers that carry no name of the domain's, or cannot be entered. */
export function findStrangeModules(folder: string): string[] {
  const known = modulesIn(`${folder}/domain`);
  const found = layers.flatMap((layer) => modulesIn(`${folder}/${layer}`).map((name) => ({ layer, name })));
  const strange = found
    .filter(({ name }) => !known.includes(name) && withoutDomain[name] === undefined)
    .map(({ layer, name }) => `${layer}/${name} is no module of the domain`);
  const doorless = found
    .filter(({ layer, name }) => !existsSync(`${folder}/${layer}/${name}/index.ts`))
    .map(({ layer, name }) => `${layer}/${name} has no index.ts`);
  return [...strange, ...doorless];
}

/** Reasons for names that no layer has any more. */
export const staleReasons = (folder: string): string[] =>
  Object.keys(withoutDomain).filter((name) => !layers.some((layer) => existsSync(`${folder}/${layer}/${name}`)));

const modulesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []))
    : [];
