/** Random and signed names are this long or longer. */
const longName = /[\w-]{16,}/g;

/** A fragment is a place of the page, and stays: a link may lead to one that is not there. */
const addresses = / (?:href|action|formaction|data-[a-z-]+|value)="[^"#]*"/g;

const withAddresses = /<(?:a|form|dialog|button|input type="hidden")\s[^>]*>/g;

/**
 * The HTML of a page without what is new on each visit and no check reads: the server's port, nonces, and the long names in
 * hidden fields and in addresses that links and forms lead to. Every word, id, class and style stays.
 */
export const withoutTokens = (html: string): string =>
  html
    .replaceAll(/localhost:\d+/g, 'localhost')
    .replaceAll(/ nonce="[^"]*"/g, ' nonce=""')
    .replaceAll(withAddresses, (tag) =>
      tag.replaceAll(addresses, (attribute) => attribute.replaceAll(longName, 'a-long-name')),
    );

/** What a worker looked at and found good: the very same again is as good. */
export class FoundGood {
  readonly #found = new Set<string>();

  /** Looks where it did not yet. What throws is not good, and is looked at each time. */
  async orLook(at: string, look: () => Promise<void>): Promise<void> {
    if (this.#found.has(at)) return;
    await look();
    this.#found.add(at);
  }
}
