import { dirname } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** Turns a Typst template of the utility and its data into a PDF/UA-1 document. */
export interface Typst {
  /** `template` is a file of the utility's folder; it reads each of `data`, JSON, as a file beside it. A template that is wrong throws. */
  pdf(template: string, data: Readonly<Record<`${string}.json`, string>>): Promise<Uint8Array<ArrayBuffer>>;
  /** So many documents are made at once, at the most. */
  readonly threads: number;
}

/** A document holds letters that none of the fonts has: without them it would not be what it says, and is not made. */
export class CannotBeSet extends Error {
  /** The letters, each once. */
  readonly letters: string;

  constructor(letters: string) {
    super(`${wordOfRefusal}${letters}`);
    this.letters = letters;
  }

  /** The same out of a thread, which hands on an error's message alone. */
  static from(error: unknown): CannotBeSet | undefined {
    if (error instanceof CannotBeSet) return error;
    const message = error instanceof Error ? error.message : '';
    return message.startsWith(wordOfRefusal) ? new CannotBeSet(message.slice(wordOfRefusal.length)) : undefined;
  }
}

const wordOfRefusal = 'no font has: ';

/** What the compiler says about letters that it has no font for; undefined of any other trouble. */
function missingLetters(error: unknown): string | undefined {
  const said = error instanceof Error ? `${error.message}` : String(error);
  const texts = [...said.matchAll(/the text `\\?"((?:[^"\\]|\\[^"])*)\\?"` could not be displayed/g)].map(
    (one) => one[1] ?? '',
  );
  if (texts.length === 0) return undefined;
  const letters = texts
    .join('')
    .replace(/\\+u\{([0-9a-f]+)\}/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
  return [...new Set(letters)].join('');
}

/** Where templates and fonts are. */
export interface TypstPlace {
  readonly utilityFolder: string;
  readonly fontFolders: readonly string[];
}

/** One document to make. */
export interface TypstAsked {
  readonly template: string;
  readonly data: Readonly<Record<`${string}.json`, string>>;
}

/**
 * One compiler is kept for all documents of a thread: fonts and the template are read once. What it memoises of the documents
 * themselves is let go every 8, so that a batch of any size runs in flat memory (130 MB; 570 MB at every 64).
 */
export function openTypstCompiler({
  utilityFolder,
  fontFolders,
}: TypstPlace): (asked: TypstAsked) => Uint8Array<ArrayBuffer> {
  const compiler = NodeCompiler.create({
    workspace: utilityFolder,
    fontArgs: [{ fontPaths: [...fontFolders] }],
  });
  let made = 0;
  return ({ template, data }) => {
    made += 1;
    const mainFilePath = `${utilityFolder}/${template}`;
    // As files, not as `sys.inputs`: with each of those the compiler builds its whole library again (0.5 ms of a bill's 16).
    for (const [name, json] of Object.entries(data))
      compiler.mapShadow(`${dirname(mainFilePath)}/${name}`, Buffer.from(json));
    let pdf: Uint8Array;
    try {
      pdf = compiler.pdf({ mainFilePath }, { pdfStandard: 'ua-1' });
    } catch (error) {
      const letters = missingLetters(error);
      throw letters === undefined ? error : new CannotBeSet(letters);
    }
    if (made % 8 === 0) compiler.evictCache(2);
    return new Uint8Array(pdf);
  };
}
