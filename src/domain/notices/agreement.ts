import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, localeOf } from '../kernel/index.ts';

/** What a customer agrees to, in one language, as the utility's folder says it: an ICU message under a version. */
export interface Agreement {
  readonly version: string;
  readonly language: Language;
  readonly message: string;
}

/** Reads `version: …` between two lines of dashes, then the text; throws, naming the file, for anything else. */
export function readAgreement(name: string, language: Language, file: string): Agreement {
  const match = /^---\nversion: (\S+)\n---\n+([\s\S]+)$/.exec(file.replaceAll('\r\n', '\n'));
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new Error(
      `content/${language}/agreements/${name}.md: expected a version between two lines of dashes, then the text`,
    );
  }
  return { version: match[1], language, message: match[2].trim().replaceAll(/\s+/g, ' ') };
}

/** The agreement word for word, as it is shown and kept. A value that it asks and nobody gave throws. */
export const agreementText = (agreement: Agreement, values: Readonly<Record<string, string>>): string =>
  String(
    new IntlMessageFormat(agreement.message, localeOf(agreement.language), undefined, {
      ignoreTag: true,
    }).format({ ...values }),
  );
