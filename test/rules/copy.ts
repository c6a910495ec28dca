import { globSync, readFileSync } from 'node:fs';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';

/** One sentence or label in both languages, and where it is written. */
export interface Copy {
  readonly at: string;
  readonly en: string;
  readonly es: string;
}

/** One word for one thing: where the English has the first, the Spanish has the second. From the glossary of login.gov and our own. */
const glossary: readonly (readonly [RegExp, RegExp])[] = [
  [/\bautopay\b/i, /pagos? automáticos?|automáticamente|se pag\w+ solas?|\bactív\w+|cobro/i],
  [/\be-bills?\b/i, /facturas? electrónicas?|electrónica/i],
  [/\bbank account/i, /cuentas? bancarias?/i],
  [/\b(sign|signed) in\b/i, /sesión|abierta su cuenta/i],
  [/\b(sign|signed|signs) out\b/i, /cerr|cierr/i],
  [/\bpassword/i, /contraseña/i],
  [/\bsecurity code/i, /código de seguridad/i],
  [/\bbackup codes?/i, /códigos? de recuperación/i],
  [/\btext messages?\b/i, /mensajes? de texto/i],
  [/\bphone call\b/i, /llamada telefónica/i],
  [/\bphone number\b/i, /número de teléfono|teléfono/i],
  [/\blinks?\b/i, /vínculos?/i],
  [/\blate fees?\b/i, /cargos? por pago atrasado/i],
  [/\brebates?\b/i, /reembolsos?/i],
  [/\brefund/i, /devol\w+|devuel\w+|devolv\w+/i],
  [/\bleak credits?\b/i, /crédito/i],
  [/(?<!cubic )\bmeters?\b/i, /medidor(es)?/i],
  [/\bwater use\b/i, /consumo|agua usada|cuánta agua|usa\w* agua/i],
  [/\bleaks?\b(?! credit)/i, /fugas?|gotea\w*|agua/i],
  [/\bamount due\b/i, /total a pagar/i],
  [/\breceipts?\b/i, /recibos?/i],
  [/\bbalance\b/i, /saldo|balance de agua/i],
  [/\bZIP code\b/i, /código postal/i],
  [/\bwatering days?\b/i, /días? de riego/i],
  [/\btry again\b/i, /(volver|vuelva|volveremos) a intentarlo/i],
];

/** What is the same in both languages: names, units and signs around a variable. */
const same =
  /^(no|caudal|pdf|supervisor|auditor|portal|(error|total)[^\p{L}]*x?|[^\p{L}]*((x|ccf|m³|kb|mm|c|f)[^\p{L}]*)*)$/iu;

/** The words of a message, without its variables, code and links. */
const prose = (text: string): string =>
  text
    .replace(/`[^`]*`|\{\{[^}]*\}\}|\]\([^)]*\)|https?:\S+/g, ' ')
    .replace(/\{\s*\w+\s*,\s*(plural|select)\s*,/g, ' ')
    .replace(/\{\w+(, [^{}]*)?\}/g, 'x')
    .replace(/(^|\s|\})(=\d+|[a-z_-]+) \{/g, '. ')
    .replace(/[{}]/g, ' ');

const count = (text: string, sign: string): number => text.split(sign).length - 1;

/** Names, and words that stay capital in the middle of a heading. */
const capitalNames =
  /^(I|Caudal|AWWA|CSV|PDF|PDFs|ZIP|QR|STAR|WaterSense|ENERGY|Green|Button|NOAA|JPG|PNG|English|Spanish|Español|JavaScript|SAMPLE|EJEMPLO|N\.º|Intro|Enter)$/;

function notSentenceCase(text: string): boolean {
  const sentences = prose(text).split(/[.:?!|·—“/]\s*|\s¿/);
  return sentences.some((sentence) =>
    sentence
      .trim()
      .split(/\s+/)
      .slice(1)
      .map((word) => word.replace(/^[¿“(*]+|[,;.)”*?’]+.*$/g, ''))
      .some((word) => /^\p{Lu}/u.test(word) && !capitalNames.test(word)),
  );
}

/** What is wrong with the Spanish beside its English: a translated word that is not ours, a sentence that stayed English. */
export function pairFaults({ at, en, es }: Copy): readonly string[] {
  const [english, spanish] = [prose(en), prose(es)];
  const pairs = glossary
    .filter(([said, translated]) => said.test(english) && !translated.test(spanish))
    .map(([said]) => `${at} ${said.source} has another word in Spanish`);
  return en === es && !same.test(english.trim().replace(/^\. /, '')) ? [...pairs, `${at} is the same in both`] : pairs;
}

/** What is wrong with one language's signs. */
export function signFaults(at: string, text: string, isHeading: boolean): readonly string[] {
  const faults: string[] = [];
  if (count(text, '¿') !== count(text, '?') && /¿/.test(text)) faults.push('¿ without ?');
  if (count(text, '“') !== count(text, '”')) faults.push('“ without ”');
  if (/[«»]/.test(text)) faults.push('« » instead of “ ”');
  if (/(?<!\.)\.\.(?!\.)/.test(text)) faults.push('two points');
  if (/[a-z,;] {2,}[a-z]/i.test(text)) faults.push('two spaces');
  if (/[¡!]/.test(text)) faults.push('an exclamation mark');
  if (isHeading && notSentenceCase(text)) faults.push('a heading with capitals');
  return faults.map((fault) => `${at} ${fault}`);
}

/** A Spanish question opens with its mark. */
export const questionFaults = (at: string, text: string): readonly string[] =>
  count(text, '?') > count(text, '¿') ? [`${at} ? without ¿`] : [];

/** The arms of each plural and select: both languages decide the same cases. */
function arms(text: string): readonly string[] {
  const walk = (elements: readonly MessageFormatElement[]): readonly string[] =>
    elements.flatMap((element) => {
      if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
      const inside = Object.values(element.options).flatMap((option) => walk(option.value));
      return [`${element.value}: ${Object.keys(element.options).toSorted().join(' ')}`, ...inside];
    });
  return [...new Set(walk(parse(text, { ignoreTag: true })))].toSorted();
}

export const armFaults = ({ at, en, es }: Copy): readonly string[] =>
  arms(en).join('; ') === arms(es).join('; ') ? [] : [`${at} decides other cases in Spanish`];

const readWords = (file: string): Record<string, string> => JSON.parse(readFileSync(file, 'utf8'));

/** All messages of two files of words. */
export function messages(english: string, spanish: string): readonly Copy[] {
  const es = readWords(spanish);
  return Object.entries(readWords(english)).map(([key, en]) => ({ at: key, en, es: es[key] ?? '' }));
}

/** All texts of a utility: notices, help, advice and agreements, a file a text, without the words that only a search reads. */
export function contents(folder: string): readonly Copy[] {
  const text = (file: string) => readFileSync(file, 'utf8').replace(/^(keywords|order|topic|version): .*\n/gm, '');
  return globSync(`${folder}/en/**/*.md`).map((file) => ({
    at: file,
    en: text(file),
    es: text(file.replace(`${folder}/en/`, `${folder}/es/`)),
  }));
}

/** The headings of a text: its title or subject, and the lines that begin with #. */
export const headings = (text: string): readonly string[] =>
  [...text.matchAll(/^(?:title: "(.*)"|subject: (.*)|#+ (.*))$/gm)].map(
    (found) => found[1] ?? found[2] ?? found[3] ?? '',
  );
