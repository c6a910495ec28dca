import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'rolldown/utils';
import { isNode, nodesOf } from './source-files.ts';

/** A way of saying that is not used, and the one that is. */
interface PlainWord {
  readonly not: RegExp;
  readonly but: string;
}

/** In code's comments and sentences, in documents and in both languages' words. */
const everywhere: readonly PlainWord[] = [
  { not: /(?<![\w-])reckon(s|ed|ing)?(?![\w-])/i, but: 'calculate' },
  { not: /(?<![\w-])oftener(?![\w-])/i, but: 'more often' },
  { not: /(?<![\w-])e-mail/i, but: 'email' },
];

/** In code's comments and sentences: what an engineer would not say. */
const inCode: readonly PlainWord[] = [
  ...everywhere,
  { not: /\bwhoever\b/i, but: 'say who' },
  { not: /\banew\b/i, but: 'again' },
  { not: /\bdear(er|est)\b/i, but: 'more expensive' },
];

/** What customers and staff read. */
const words: Readonly<Record<'en' | 'es', readonly PlainWord[]>> = {
  en: [
    ...everywhere,
    { not: /\bmust I\b/i, but: 'do I have to' },
    { not: /\blet in to\b/i, but: 'have access to' },
    { not: /\bsomebody, we hope\b/i, but: 'you (we hope)' },
    { not: /\bagainst (a year ago|the \d+ days)/i, but: 'compared with' },
    { not: /^(in all|a day)$/i, but: 'total, per day' },
    { not: /\bdearer\b/i, but: 'costs more' },
    { not: /\bsun takes\b/i, but: 'evaporates' },
    { not: /\blet us take care\b/i, but: 'please save water' },
    { not: /\bin four of five cases\b/i, but: 'usually' },
    { not: /\b(some|every|any)body\b/i, but: 'someone, everyone, anyone' },
    { not: /\bno one\b/i, but: 'nobody' },
    { not: /\btelephones?\b/i, but: 'phone' },
    { not: /\bphotographs?\b/i, but: 'photo' },
    { not: /\brecovery codes?\b/i, but: 'backup code' },
    { not: /\bin all\b/i, but: 'total' },
    // The key of that name and a tier are entered; the command is called so, and so say agreements that people made.
    { not: /(?<!Tab and |, |reads |number I )\benter(ed)?\b(?! (opens|tier|to open))/i, but: 'type, record' },
    { not: /^(Write|Enter) (the|a|your|who|what|whole|it|how|why|\{)/, but: 'type' },
    { not: /\bdearest\b|\bmend(s|ed|ing)?\b/i, but: 'most expensive, fix' },
    { not: /\b(told|tell|know|speak) of\b/i, but: 'about' },
  ],
  es: [
    ...everywhere,
    { not: /\bpermiso de serlo\b/i, but: 'permiso para actuar' },
    { not: /\bcontra (los \d+ días|hace un año)/i, but: 'comparado con' },
    { not: /\blo de entonces\b/i, but: 'más' },
    { not: /\bdecir que está\b/i, but: 'ya la arreglé' },
    { not: /\bpaga mucho después\b/i, but: 'paga después' },
    { not: /\bcuatro de cada cinco casos\b/i, but: 'lo normal' },
    { not: /\bpiscina/i, but: 'alberca' },
    { not: /\bMUESTRA\b/, but: 'EJEMPLO' },
    { not: /(\}|\d)%/, but: 'un espacio antes de %' },
    { not: /\b[ap]\. m\./, but: 'a.m., p.m., as dates are written' },
    { not: /\b[ap]\. ?m\.\./, but: 'un solo punto' },
    { not: /(?<!\p{L})(tú|tus?|puedes|tienes|quieres|debes|ingresa|haz)(?!\p{L})/iu, but: 'usted' },
    { not: /\bpor favor\b/i, but: 'nada: usted es la cortesía' },
    { not: /\binválid/i, but: 'no es válido' },
    { not: /(?<!\p{L})(añad|introduc|introduz|expir|caduc|escog|escoj)/iu, but: 'agregar, escribir, vencer, elegir' },
    { not: /(?<!\p{L})(en|des)lace/iu, but: 'vínculo' },
    { not: /(?<!\p{L})mand(ar|amos|aremos|ado|ó|e|en)(?!\p{L}| en su riego)/iu, but: 'enviar' },
    { not: /\bcuentas? de banco\b/i, but: 'cuenta bancaria' },
    { not: /(?<!\p{L})recargo/iu, but: 'cargo por pago atrasado' },
    { not: /\b(intente|inténtelo|intentar) (otra vez|de nuevo)\b/i, but: 'vuelva a intentarlo' },
    { not: /\breembolsad/i, but: 'devuelto' },
    { not: /\bablandador/i, but: 'suavizador' },
    {
      not: /(?<!servidor de )\bcorreos?\b(?! (electrónicos?|postal|no deseado))/i,
      but: 'correo electrónico, correo postal',
    },
    { not: /\b(más|recibe|recibir) textos\b/i, but: 'mensajes de texto' },
    { not: /\busted mismo\b/i, but: 'usted' },
    { not: /(?<!\p{L})en ?seguida(?!\p{L})/iu, but: 'de inmediato' },
    { not: /(?<!\p{L})uso de agua/iu, but: 'consumo de agua' },
    { not: /^Entrar( con|$)|\bsin entrar\b|\bpara entrar\b|\bentre (otra vez|a su cuenta)\b/i, but: 'iniciar sesión' },
  ],
};

const known = new Map<string, ReturnType<typeof parse>>();

/** A file is parsed once for both checks. */
function parsed(file: string): ReturnType<typeof parse> {
  const found = known.get(file) ?? parse(file);
  known.set(file, found);
  return found;
}

function parse(file: string) {
  const text = readFileSync(file, 'utf8');
  const { program, comments } = parseSync(file, text);
  return { text, program, comments };
}

/** `file:line word → plainer word` for comments and for texts that are sentences. */
export function codeNotPlain(pattern: string): readonly string[] {
  return globSync(pattern, { exclude: ['test/rules/**'] }).flatMap((file) => notPlainInCode(file));
}

export function notPlainInCode(file: string): readonly string[] {
  const { text, program, comments } = parsed(file);
  const sentences = nodesOf(program).filter(
    (node) =>
      (node.type === 'Literal' && typeof node['value'] === 'string' && node['value'].includes(' ')) ||
      (node.type === 'TemplateElement' && isNode(node)),
  );
  const spans = [...comments, ...sentences].map((one) => ({ start: one.start, end: Number(one['end']) }));
  return spans
    .toSorted((one, other) => one.start - other.start)
    .flatMap(({ start, end }) =>
      found(text.slice(start, end), inCode).map(
        (fault) => `${file}:${text.slice(0, start).split('\n').length} ${fault}`,
      ),
    );
}

/** A name of the code's own: a limit is `max` or `min`, and what is worked out is calculated. */
const notPlainName = /^(most|least)([A-Z].*)?$|reckon/i;

/** What is called otherwise outside of the code: in a utility's own templates, and in lines that were kept before. */
const calledOutside: readonly string[] = [
  'src/usecases/alerts/tell-of-high-days.ts most',
  'src/usecases/alerts/tell-of-running-bills.ts mostAmount',
  'src/usecases/notices/notices.test.ts most',
  'src/usecases/notices/notices.test.ts mostAmount',
  'src/web/words/words.test.ts most',
];

export function namesNotPlain(file: string): readonly string[] {
  const names = nodesOf(parsed(file).program).flatMap(({ type, name }) =>
    /Identifier$/.test(type) && typeof name === 'string' ? [name] : [],
  );
  return [...new Set(names)]
    .filter((name) => notPlainName.test(name))
    .map((name) => `${file} ${name}`)
    .filter((fault) => !calledOutside.includes(fault));
}

/** The same of a document, or of a file of words in one language. */
export function textNotPlain(file: string, language?: 'en' | 'es'): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const isWords = file.endsWith('.json');
  const lines = isWords
    ? Object.values<string>(JSON.parse(text))
    : text.split('\n').filter((line) => !line.startsWith('keywords:'));
  const list = language === undefined ? everywhere : words[language];
  return lines.flatMap((line) => found(line.replace(/`[^`]*`/g, ''), list).map((fault) => `${file} ${fault}`));
}

const found = (text: string, list: readonly PlainWord[]): string[] =>
  list.flatMap(({ not, but }) => {
    const [said] = not.exec(text) ?? [];
    return said === undefined ? [] : [`${said} → ${but}`];
  });
