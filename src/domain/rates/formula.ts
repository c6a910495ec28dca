import { type Exact, exact, ok, type Result, refused } from '../kernel/index.ts';

/** A formula of a rate part: numbers, names of parts and inputs, `+ - * / ^` and parentheses. Nothing else exists. */
export type Formula =
  | { readonly kind: 'number'; readonly value: Exact }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negative'; readonly of: Formula }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Formula; readonly right: Formula };

export type Operator = '+' | '-' | '*' | '/' | '^';

export interface FormulaError {
  readonly code: 'rates.formula-unreadable' | 'rates.formula-too-long';
  /** Characters from the start of the formula. */
  readonly at: number;
  readonly found: string;
}

/** Published formulas stay under 100 characters and 4 levels; these bounds only stop hostile ones. */
const longest = 2000;
const deepest = 64;

const binding: Readonly<Record<Operator, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 };
const token = /\s*(?:(?<number>\d+(?:\.\d+)?|\.\d+)|(?<name>[A-Za-z_][A-Za-z0-9_.]*)|(?<sign>[-+*/^()]))/y;

interface Token {
  readonly kind: 'number' | 'name' | 'sign';
  readonly text: string;
  readonly at: number;
}

/** Reads a formula with precedence climbing: `^` binds tightest and to the right, then sign, `* /`, `+ -`. */
export function parseFormula(written: string): Result<Formula, FormulaError> {
  if (written.length > longest) return refused({ code: 'rates.formula-too-long', at: longest, found: '' });
  const tokens = tokenize(written);
  if (!tokens.ok) return tokens;
  const reader = new FormulaReader(tokens.value, written.length);
  const formula = reader.sum(0, 0);
  const rest = reader.rest();
  if (formula === undefined || rest !== undefined) {
    const wrong = rest ?? { at: written.length, text: '' };
    return refused({ code: 'rates.formula-unreadable', at: wrong.at, found: wrong.text });
  }
  return ok(formula);
}

function tokenize(written: string): Result<Token[], FormulaError> {
  const tokens: Token[] = [];
  let at = 0;
  while (written.slice(at).trim() !== '') {
    token.lastIndex = at;
    const match = token.exec(written);
    if (match?.groups === undefined) {
      const start = at + (written.slice(at).length - written.slice(at).trimStart().length);
      return refused({ code: 'rates.formula-unreadable', at: start, found: written.charAt(start) });
    }
    const kind = match.groups['number'] !== undefined ? 'number' : match.groups['name'] !== undefined ? 'name' : 'sign';
    const text = match[0].trimStart();
    tokens.push({ kind, text, at: token.lastIndex - text.length });
    at = token.lastIndex;
  }
  return ok(tokens);
}

class FormulaReader {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  /** What was not understood: the token at which reading stopped. */
  rest(): { at: number; text: string } | undefined {
    const left = this.#tokens[this.#next];
    return left ?? (this.#failed ? { at: this.#end, text: '' } : undefined);
  }

  #failed = false;

  sum(min: number, depth: number): Formula | undefined {
    if (depth > deepest) return this.#fail();
    let left = this.#operand(depth);
    while (left !== undefined) {
      const operator = this.#tokens[this.#next]?.text;
      if (!isOperator(operator) || binding[operator] < min) return left;
      this.#next += 1;
      // `^` groups to the right: 2^3^2 is 2^9.
      const right = this.sum(operator === '^' ? binding[operator] : binding[operator] + 1, depth + 1);
      if (right === undefined) return undefined;
      left = { kind: 'operation', operator, left, right };
    }
    return undefined;
  }

  #operand(depth: number): Formula | undefined {
    const first = this.#tokens[this.#next];
    if (first === undefined) return this.#fail();
    if (first.kind === 'number') {
      this.#next += 1;
      return { kind: 'number', value: exact(first.text.startsWith('.') ? `0${first.text}` : first.text) };
    }
    if (first.kind === 'name') {
      if (this.#tokens[this.#next + 1]?.text === '(') return this.#fail();
      this.#next += 1;
      return { kind: 'name', name: first.text };
    }
    if (first.text === '-' || first.text === '+') {
      this.#next += 1;
      const of = this.sum(3, depth + 1);
      if (of === undefined) return undefined;
      return first.text === '-' ? { kind: 'negative', of } : of;
    }
    if (first.text !== '(') return this.#fail();
    this.#next += 1;
    const inside = this.sum(0, depth + 1);
    if (inside === undefined || this.#tokens[this.#next]?.text !== ')') return this.#fail();
    this.#next += 1;
    return inside;
  }

  #fail(): undefined {
    this.#failed = true;
    return undefined;
  }
}

const isOperator = (text: string | undefined): text is Operator => text !== undefined && Object.hasOwn(binding, text);

/** Every name that a formula uses, once each. */
export function namesIn(formula: Formula): string[] {
  const found = new Set<string>();
  const walk = (part: Formula): void => {
    if (part.kind === 'name') found.add(part.name);
    else if (part.kind === 'negative') walk(part.of);
    else if (part.kind === 'operation') {
      walk(part.left);
      walk(part.right);
    }
  };
  walk(formula);
  return [...found];
}

/** The terms of a sum, each with its sign: `a+b-c` is a, b and minus c. What is not a sum is one term. */
export function termsOf(formula: Formula): { readonly term: Formula; readonly negative: boolean }[] {
  const walk = (part: Formula, negative: boolean): { term: Formula; negative: boolean }[] => {
    if (part.kind === 'negative') return walk(part.of, !negative);
    if (part.kind === 'operation' && (part.operator === '+' || part.operator === '-')) {
      return [...walk(part.left, negative), ...walk(part.right, part.operator === '-' ? !negative : negative)];
    }
    return [{ term: part, negative }];
  };
  return walk(formula, false);
}

/** The formula as text again, for explanations. */
export function formulaText(formula: Formula): string {
  switch (formula.kind) {
    case 'number':
      return formula.value.toString();
    case 'name':
      return formula.name;
    case 'negative':
      return `-${wrapped(formula.of)}`;
    case 'operation':
      return `${wrapped(formula.left)}${formula.operator}${wrapped(formula.right)}`;
  }
}

const wrapped = (formula: Formula): string =>
  formula.kind === 'operation' ? `(${formulaText(formula)})` : formulaText(formula);
