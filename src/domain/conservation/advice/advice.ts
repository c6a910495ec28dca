import type { FixtureKind } from '../household-profile.ts';

/** What saves water, with the figures by which it is calculated; gallons. */
export type Advice = {
  readonly id: string;
  readonly source: string;
  /** Some of its figures are assumed. */
  readonly sample: boolean;
  /** The rebate programme that helps to pay for it. */
  readonly rebate?: string | undefined;
} & AdviceRule;

type AdviceRule =
  | {
      readonly rule: 'fixtures';
      readonly usesAPersonADay: number;
      /** What one use takes by the answer about fixtures; an efficient home saves nothing. */
      readonly before: Readonly<Record<Exclude<FixtureKind, 'efficient'>, number>>;
      readonly after: number;
    }
  | { readonly rule: 'habit'; readonly usesAPersonADay: number; readonly saves: number }
  | { readonly rule: 'outdoor'; readonly percent: number }
  | { readonly rule: 'pool'; readonly gallonsAYear: number };

/** What was answered to a piece of advice; `again` takes an answer back. */
export const adviceAnswers = ['done', 'not-for-me', 'again'] as const;
export type AdviceAnswer = (typeof adviceAnswers)[number];
