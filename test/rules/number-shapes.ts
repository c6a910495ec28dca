import { readdirSync, readFileSync } from 'node:fs';

/** Where accounts are looked for, shown and written: code that must not know what a utility's numbers look like. */
const looksAtNumbers = /(^|\/)(domain\/(accounts|access|transition)|store|usecases|web|cli)\//;

/** How a customer's eight and a premise's seven digits were once written into the code. */
const knowsAShape = [
  /\bchar\((7|8|15|16)\)/,
  /\.number\s*\|\|\s*'-'/,
  /padStart\((7|8|15),\s*'0'\)/,
  /\\d\{(4,)?(7|8|15)\}/,
  /\b(eight|seven|fifteen|8|7|15) digits\b/,
  /X{8}-Y{7}/,
] as const;

/** Lines that know how long an account's number or one of its parts is. */
export const linesThatKnowAShape = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => looksAtNumbers.test(`/${path}`) && /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .sort()
    .flatMap((path) =>
      readFileSync(`${folder}/${path}`, 'utf8')
        .split('\n')
        .flatMap((line, at) => (knowsAShape.some((one) => one.test(line)) ? [`${path}:${at + 1}`] : [])),
    );
