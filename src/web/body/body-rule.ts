/** What a route takes, and how much of it. */
export interface BodyRule {
  /**
   * `form`: fields alone. `files`: files too, which go to disk as they come. `signed`: the text that another machine signed
   * in its own way, without a form's token. `foreign`: a form of another company's pages, which the demo serves.
   */
  readonly kind: 'form' | 'files' | 'signed' | 'foreign';
  readonly maxBytes: number;
}

/** The longest note is 4,000 characters, which a browser may write as twelve bytes each. */
export const smallForm: BodyRule = { kind: 'form', maxBytes: 128 * 1024 };

const megabyte = 1024 * 1024;

/** Files of `megabytes` in all, with the fields beside them. */
export const files = (megabytes: number): BodyRule => ({ kind: 'files', maxBytes: (megabytes + 0.25) * megabyte });

/** What a processor or a carrier tells at once. */
export const signedText: BodyRule = { kind: 'signed', maxBytes: 256 * 1024 };

export const foreignForm: BodyRule = { kind: 'foreign', maxBytes: smallForm.maxBytes };
