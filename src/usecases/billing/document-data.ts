/**
 * What a document is made of, as its template is given it. A character that is no letter of any font (a control character out of
 * an old system's file, half of a pair) would stop the document: it becomes a space, or the sign for "unreadable".
 */
export const documentData = (value: object): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? settable(part) : part));

/** Line breaks and tabs are the template's to lay out. */
const settable = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/(?![\n\t])\p{Cc}/gu, ' ');
