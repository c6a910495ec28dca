import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { Command } from 'commander';

/** The documents that are held to what exists: those of the project's own folders. */
export function documents(): readonly string[] {
  return [...globSync('*.md'), ...globSync('{docs,src}/**/*.md')].sort();
}

/** STYLE.md shows how not to write, too, and a decision may say what something was called before it. */
const namesOther = /^(STYLE\.md|docs\/decisions\/)/;

/** What a document orders or names and the project does not have. */
export function documentFaults(file: string, program: Command): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const codes = codeOf(text);
  return [
    ...codes.flatMap((code) => commandFaults(code, program)),
    ...codes.flatMap((code) => pathFaults(code, file)),
    ...(namesOther.test(file) ? [] : codes.flatMap(nameFaults)),
    ...linksOf(text)
      .filter((link) => !existsSync(join(dirname(file), link)))
      .map((link) => `no ${link}`),
  ].map((fault) => `${file} ${fault}`);
}

/** Spans in backticks and the lines of fenced blocks. */
function codeOf(text: string): readonly string[] {
  const fenced = [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].flatMap((match) => (match[1] ?? '').split('\n'));
  const spans = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
  return [...fenced.map((line) => line.replace(/(^|\s)#.*/, '')), ...spans.map((span) => span.replace(/\s+/g, ' '))];
}

const linksOf = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
    .map((match) => match[1] ?? '')
    .filter((link) => !/^([a-z]+:|\/)/.test(link));

const scripts: Readonly<Record<string, string>> = JSON.parse(readFileSync('package.json', 'utf8')).scripts;

function commandFaults(code: string, program: Command): string[] {
  const script = /\bnpm (?:run ([\w:-]+)|(start|test)\b)/.exec(code);
  const name = script?.[1] ?? script?.[2];
  if (name !== undefined && scripts[name] === undefined) return [`no npm script ${name}`];
  const typed = /(?:^|\s)(?:npx )?caudal ((?:[^|]|\|(?=[^ ]))+)/.exec(code)?.[1];
  return typed === undefined || /^([A-Z:]|--help)/.test(typed)
    ? []
    : typedFaults(typed.replace(/[[\]]/g, ' ').trim().split(/\s+/), program);
}

/** `bill run --post`: each word a command until one is none, then its options. */
function typedFaults(words: readonly string[], program: Command): string[] {
  let command = program;
  const rest = [...words];
  while (rest.length > 0 && command.commands.length > 0) {
    const word = rest.shift() ?? '';
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined)
      return word === '…' ? [] : [`no command ${words.slice(0, words.length - rest.length).join(' ')}`];
    command = next;
  }
  // Those of the program go with any command.
  const known = [...program.options, ...command.options].flatMap((option) => [option.long, option.short]);
  return rest
    .filter((word) => /^--?[a-z]/.test(word))
    .map((word) => word.split('=')[0] ?? '')
    .filter((word) => word !== '--help' && !known.includes(word))
    .map((word) => `no option ${word} of ${command.name()}`);
}

/** Folders whose paths are written from the project's root, or from `src` or `utility`. */
const roots = readdirSync('.').filter((name) => !['node_modules', 'dist'].includes(name) && !name.startsWith('.'));
const below = [...readdirSync('src'), ...readdirSync('utility')];

function pathFaults(code: string, file: string): string[] {
  return code
    .split(/[\s;"'()]+|,(?![^{]*\})/)
    .map((word) => word.replace(/[.:]+$/, '').replace(/:\d+$/, ''))
    .filter((word) => /^[\w.{}*<>-]+(\/[\w.{}*,<>…-]*)+$/.test(word) && !word.includes('…'))
    .filter((word) => [...roots, ...below].includes(word.split('/')[0] ?? ''))
    .filter((word) => !isThere(word.replace(/<\w+>/g, '**'), dirname(file)))
    .map((word) => `no ${word}`);
}

function isThere(path: string, from: string): boolean {
  const pattern = path.replace(/\/$/, '');
  return ['.', 'src', 'utility', from].some((folder) => globSync(normalize(join(folder, pattern))).length > 0);
}

let sources: string | undefined;

/** All the project's code as one text, where a name must be declared, imported, a field's or a text's. */
function allSources(): string {
  sources ??= globSync('{package.json,{src,test,bin,bench,scripts}/**/*.{ts,tsx,mjs,cjs,js}}', {
    exclude: ['test/rules/**'],
  })
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  return sources;
}

/** `openDatabase()` or `openDatabase`: a name of ours, which begins small and goes on with a capital. */
function nameFaults(code: string): string[] {
  return [...code.matchAll(/(?<![\w.-])([a-z]+[A-Z]\w*)(?=\()|^([a-z]+[A-Z]\w*)$/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((name) => !isDeclared(name))
    .map((name) => `no ${name}`);
}

const isDeclared = (name: string): boolean =>
  new RegExp(
    `\\b(function|const|let|class|readonly)\\s+${name}\\b|^\\s+(async )?${name}[(:,]|^import .*\\b${name}\\b|[<"'\`]${name}\\b`,
    'm',
  ).test(allSources());
