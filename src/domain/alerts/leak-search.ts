import { Marked } from 'marked';

/** What can leak, as a customer reports it; the words are `alerts.cause.<cause>`. */
export const leakCauses = [
  'toilet',
  'faucet',
  'appliance',
  'irrigation',
  'pool',
  'service-line',
  'other',
  'unknown',
] as const;
export type LeakCause = (typeof leakCauses)[number];

/** Where each answer leads, as the utility's folder says. */
export interface SearchPlan {
  readonly first: string;
  readonly steps: Readonly<Record<string, { readonly yes: string; readonly no: string }>>;
  readonly outcomes: Readonly<Record<string, { readonly cause: LeakCause }>>;
}

/** One page of the search, in one language. */
export type SearchPage = {
  readonly name: string;
  readonly title: string;
  /** From the utility's own Markdown, with no HTML of its own: safe to show as it is. */
  readonly html: string;
} & ({ readonly yes: string; readonly no: string } | { readonly cause: LeakCause });

export type SearchStep = Extract<SearchPage, { readonly yes: string }>;

export interface LeakSearch {
  readonly first: string;
  page(name: string): SearchPage | undefined;
}

export const isStep = (page: SearchPage): page is SearchStep => 'yes' in page;

const markdown = new Marked({ renderer: { html: () => '' } });

/**
 * The search in one language. `words` is Markdown: under `# name` a `## title`, then what to do. An answer that leads
 * nowhere or in a circle, a page that no answer leads to, and words for none or missing throw, naming the page.
 */
export function leakSearch(plan: SearchPlan, words: string): LeakSearch {
  const written = new Map(
    words
      .replaceAll('\r\n', '\n')
      .split(/^# /m)
      .slice(1)
      .map((section): [string, { title: string; html: string }] => {
        const match = /^(\S+)\n+## (.+)\n+([\s\S]+)$/.exec(section.trim());
        if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) {
          throw new Error(`leak search: “${section.split('\n', 1)[0]}” has no title or no text`);
        }
        return [match[1], { title: match[2], html: markdown.parse(match[3], { async: false }) }];
      }),
  );
  const pages = new Map<string, SearchPage>();
  for (const [name, leads] of [...Object.entries(plan.steps), ...Object.entries(plan.outcomes)]) {
    const said = written.get(name);
    if (said === undefined) throw new Error(`leak search: “${name}” has no words`);
    pages.set(name, { name, ...said, ...leads });
  }
  const reached = new Set<string>();
  reach(plan.first, []);
  for (const name of [...pages.keys(), ...written.keys()]) {
    if (!reached.has(name)) throw new Error(`leak search: no answer leads to “${name}”`);
  }
  return { first: plan.first, page: (name) => pages.get(name) };

  function reach(name: string, way: readonly string[]): void {
    const page = pages.get(name);
    if (page === undefined) throw new Error(`leak search: an answer leads to “${name}”, which is no page`);
    if (way.includes(name)) throw new Error(`leak search: answers lead from “${name}” back to it`);
    reached.add(name);
    if (isStep(page)) for (const next of [page.yes, page.no]) reach(next, [...way, name]);
  }
}

export interface SearchWay {
  /** The answers that count, from the first question on. */
  readonly answered: readonly { readonly step: SearchStep; readonly answer: 'yes' | 'no' }[];
  /** Where they lead: the next question, or an outcome. */
  readonly at: SearchPage;
}

/** Follows the answers given from the first question; one changed since leaves those behind it out. */
export function followSearch(search: LeakSearch, answers: ReadonlyMap<string, 'yes' | 'no'>): SearchWay {
  const answered: { step: SearchStep; answer: 'yes' | 'no' }[] = [];
  let name = search.first;
  for (;;) {
    const at = search.page(name);
    if (at === undefined) throw new Error(`leak search: ${name} is no page`);
    const answer = answers.get(name);
    if (!isStep(at) || answer === undefined) return { answered, at };
    answered.push({ step: at, answer });
    name = at[answer];
  }
}
