import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** Turns a Typst template of the utility and its data into a PDF/UA-1 document. */
export interface Typst {
  /** `template` is a file of the utility's folder; `inputs` are its `sys.inputs`. A template that is wrong throws. */
  pdf(template: string, inputs: Readonly<Record<string, string>>): Promise<Uint8Array<ArrayBuffer>>;
  /** So many documents are made at once, at the most. */
  readonly threads: number;
}

/** Where templates and fonts are. */
export interface TypstPlace {
  readonly utilityFolder: string;
  readonly fontFolders: readonly string[];
}

/** One document to make. */
export interface TypstAsked {
  readonly template: string;
  readonly inputs: Readonly<Record<string, string>>;
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
  return ({ template, inputs }) => {
    const pdf = compiler.pdf(
      { mainFilePath: `${utilityFolder}/${template}`, inputs: { ...inputs } },
      { pdfStandard: 'ua-1' },
    );
    made += 1;
    if (made % 8 === 0) compiler.evictCache(2);
    return new Uint8Array(pdf);
  };
}
