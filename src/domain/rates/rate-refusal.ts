import type { Problem } from '../kernel/index.ts';

/** Leaves the depth of a calculation at once; caught where it began, it never leaves the module. */
export class RateRefusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}
