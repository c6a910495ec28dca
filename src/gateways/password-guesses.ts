import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { passwordLimits } from '../domain/access/index.ts';

let estimator: ZxcvbnFactory | undefined;

/**
 * How many guesses a password withstands, as a power of ten: 49,000 breached passwords, keyboard walks, repeats, dates and
 * `closeWords` (those an attacker would try first on this login). 1–20 ms; the lists take 4 MB, on first use.
 */
export function passwordGuessesLog10(password: string, closeWords: readonly string[]): number {
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: passwordLimits.longest });
  return estimator.check(password, [...closeWords]).guessesLog10;
}
