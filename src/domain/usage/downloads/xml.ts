const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that no XML 1.0 document may hold, not even escaped (section 2.2). */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text as XML may hold it, between tags or in an attribute. */
export const xmlText = (text: string): string =>
  text.replace(forbidden, '').replace(/[&<>"]/g, (character) => entities[character] ?? character);

/** `<name>content</name>`; the content is XML already. */
export const element = (name: string, ...content: readonly (string | number)[]): string =>
  `<${name}>${content.join('')}</${name}>`;

/** An ESPI resource, in its namespace. */
export const espi = (name: string, ...content: readonly (string | number)[]): string =>
  `<${name} xmlns="http://naesb.org/espi">${content.join('')}</${name}>`;
