import { type Problem, present } from '../domain/kernel/index.ts';

/** `file:12:3 what is wrong`, in the words of `say` (the English ones: the terminal is the operator's). */
export function problemLine(say: (key: string, params?: Problem['params']) => string, problem: Problem): string {
  const { place } = problem;
  const at =
    place === undefined ? '' : `${place.file}:${place.line}${place.column === undefined ? '' : `:${place.column}`} `;
  return `${at}${say(`problem.${problem.code}`, problem.params)}`;
}

/** The same for machines. */
export function problemJson(say: (key: string, params?: Problem['params']) => string, problem: Problem): object {
  const { code, field, place, params } = problem;
  return { code, message: say(`problem.${code}`, params), ...present({ field }), ...(place ?? {}) };
}
