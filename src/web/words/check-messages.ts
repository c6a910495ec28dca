import { IntlMessageFormat } from 'intl-messageformat';
import en from '../../../locales/en.json' with { type: 'json' };
import { type Language, localeOf, type Problem } from '../../domain/kernel/index.ts';

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/**
 * What is wrong with a language's messages. `problems`: one that cannot be read, or asks for a value that nothing fills; such a
 * page would fail. `warnings`: those that are missing, which are said in English, and those that no page says.
 */
export function checkMessages(
  file: string,
  language: Language,
  messages: Readonly<Record<string, unknown>>,
): { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] } {
  const english: Readonly<Record<string, string>> = en;
  const place = { file, line: 1 };
  const problems: Problem[] = [];
  for (const [key, message] of Object.entries(messages)) {
    const original = english[key];
    if (original === undefined) continue;
    const read = typeof message === 'string' ? argumentsOf(message, localeOf(language)) : 'it is not a text';
    const reason =
      typeof read === 'string'
        ? read
        : unfilled(read, argumentsOf(original, 'en-US'))
            .map((name) => `{${name}}`)
            .join(', ');
    if (reason !== '') problems.push({ code: 'config.message-unreadable', field: key, params: { reason }, place });
  }
  const missing = Object.keys(english).filter((key) => messages[key] === undefined);
  const unknown = Object.keys(messages).filter((key) => english[key] === undefined);
  const told = (code: string, keys: readonly string[]): readonly Problem[] =>
    keys.length === 0 ? [] : [{ code, params: { count: keys.length, keys: keys.slice(0, 5).join(', ') }, place }];
  return {
    problems,
    warnings: [...told('config.messages-missing', missing), ...told('config.messages-unknown', unknown)],
  };
}

/** The names that a message fills, or why it cannot be read. */
function argumentsOf(message: string, locale: string): ReadonlySet<string> | string {
  try {
    return new Set(namesOf(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst()));
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error);
  }
}

function namesOf(elements: Elements): readonly string[] {
  return elements.flatMap((element) => [
    ...('value' in element && !isWords(element) ? [element.value] : []),
    ...('options' in element ? Object.values(element.options).flatMap((option) => namesOf(option.value)) : []),
  ]);
}

/** Literal text has a `value` too. */
const isWords = ({ type }: Elements[number]): boolean => type === 0;

const unfilled = (asked: ReadonlySet<string>, given: ReadonlySet<string> | string): readonly string[] =>
  [...asked].filter((name) => typeof given === 'string' || !given.has(name));
