import { expect, test } from 'vitest';
import { followSearch, leakSearch, type SearchPlan } from './index.ts';

const plan: SearchPlan = {
  first: 'indicator',
  steps: { indicator: { yes: 'toilets', no: 'hidden' }, toilets: { yes: 'toilet', no: 'hidden' } },
  outcomes: { toilet: { cause: 'toilet' }, hidden: { cause: 'unknown' } },
};
const words = ['indicator', 'toilets', 'toilet', 'hidden'].map((name) => `# ${name}\n## About ${name}\n\nDo *it*.\n`);
const search = leakSearch(plan, words.join('\n'));

test('answers lead from the first question to an outcome', () => {
  const way = followSearch(
    search,
    new Map([
      ['indicator', 'yes'],
      ['toilets', 'yes'],
    ] as const),
  );
  expect(way.answered.map(({ step, answer }) => `${step.name} ${answer}`)).toEqual(['indicator yes', 'toilets yes']);
  expect(way.at).toMatchObject({ name: 'toilet', title: 'About toilet', cause: 'toilet' });
  expect(way.at.html).toBe('<p>Do <em>it</em>.</p>\n');
});

test('an answer that was changed leaves those behind it out', () => {
  const way = followSearch(
    search,
    new Map([
      ['indicator', 'no'],
      ['toilets', 'yes'],
    ] as const),
  );
  expect([way.answered.length, way.at.name]).toEqual([1, 'hidden']);
});

test.each<[string, SearchPlan, string, string]>([
  [
    'an answer that leads nowhere',
    { ...plan, steps: { indicator: { yes: 'attic', no: 'hidden' } } },
    words.join(''),
    'attic',
  ],
  [
    'a circle',
    { ...plan, steps: { ...plan.steps, toilets: { yes: 'indicator', no: 'hidden' } } },
    words.join(''),
    'back to it',
  ],
  ['a page without words', plan, words.slice(1).join(''), '“indicator” has no words'],
  ['a page that nobody comes to', { ...plan, first: 'toilets' }, words.join(''), 'no answer leads to “indicator”'],
  ['words of no page', plan, `${words.join('')}# attic\n## The attic\n\nLook.`, 'no answer leads to “attic”'],
])('%s is found when the portal starts', (_, given, text, fault) => {
  expect(() => leakSearch(given, text)).toThrow(fault);
});
