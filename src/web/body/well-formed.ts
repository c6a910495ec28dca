/**
 * Text that a database, a mail and a page can keep: no NUL, no half of a surrogate pair. Everything that comes in is held to
 * it once, at the edge, so that nothing behind has to.
 */
export const isWellFormed = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** A part of an address or of a sent form, decoded; undefined where it is not UTF-8 or not well-formed. */
function decoded(written: string): string | undefined {
  try {
    const text = decodeURIComponent(written);
    return isWellFormed(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

const decodedField = (written: string): string | undefined => decoded(written.replaceAll('+', ' '));

/** No form and no address of ours has half as many. */
const maxFields = 400;

/** `a=1&b=2` as its fields; undefined where a name or a value is not well-formed, or where nobody can have meant so many. */
export function decodedFields(written: string): readonly (readonly [name: string, value: string])[] | undefined {
  const fields: [string, string][] = [];
  for (const pair of written.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decodedField(at < 0 ? pair : pair.slice(0, at));
    const value = decodedField(at < 0 ? '' : pair.slice(at + 1));
    if (name === undefined || value === undefined) return undefined;
    fields.push([name, value]);
    if (fields.length > maxFields) return undefined;
  }
  return fields;
}

/** Whether a request's address can be read: its path without any control character, its query as well-formed fields. */
export function isReadableAddress(url: string): boolean {
  const { pathname, search } = new URL(url);
  const path = decoded(pathname);
  return path !== undefined && !/\p{Cc}/u.test(path) && decodedFields(search.slice(1)) !== undefined;
}
