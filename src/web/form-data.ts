import { sentFields } from './body/sent-fields.ts';
import type { PageContext } from './page.ts';

/** The named fields of the form that was sent, as text; what is missing or too long to be honest is empty. */
export function readForm<Name extends string>(c: PageContext, names: readonly Name[]): Readonly<Record<Name, string>> {
  const sent = sentFields(c);
  const entries = names.map((name) => {
    const value = sent[name] ?? '';
    return [name, value.length <= 4000 ? value : ''] as const;
  });
  return Object.fromEntries(entries) as Record<Name, string>;
}

/** A path of this site: never `//elsewhere` or `/\elsewhere`, which browsers read as another host. */
export const isOwnPath = (path: string): boolean => /^\/(?![/\\])[^\s\\]*$/.test(path);
