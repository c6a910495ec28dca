import { ok, present, type Result, refused } from '../kernel/index.ts';
import {
  exampleNumber,
  type NumberProblem,
  type NumberShape,
  readAccountNumber,
  readTypedNumber,
  type TypedNumber,
} from './account-number.ts';

/** A field of a form for one part of the number, or for neighbours that customers do not tell apart. */
export interface NumberField {
  /** `number` is the first, which takes the whole number too. */
  readonly name: string;
  readonly parts: NumberShape;
  readonly called: string;
}

/** The fields in which a form asks for a number: one for each name that customers have for a part of it. */
export function numberFields(shape: NumberShape, called: readonly string[]): readonly NumberField[] {
  const fields: NumberField[] = [];
  for (const [at, part] of shape.entries()) {
    const before = fields.at(-1);
    const name = called[at] ?? '';
    if (before?.called === name) fields.splice(-1, 1, { ...before, parts: [...before.parts, part] });
    else fields.push({ name: at === 0 ? 'number' : `number_${fields.length + 1}`, parts: [part], called: name });
  }
  // A name that comes again after another would head two fields.
  const isClear = new Set(fields.map((field) => field.called)).size === fields.length;
  return isClear ? fields : [{ name: 'number', parts: shape, called: called[0] ?? '' }];
}

/** A number as it was typed into its fields: a part in each, or the whole in the first; every problem with its field. */
export function readNumberFields(
  shape: NumberShape,
  fields: readonly NumberField[],
  typed: Readonly<Record<string, string>>,
): Result<TypedNumber, readonly NumberProblem[]> {
  const [first = '', ...others] = fields.map(({ name }) => (typed[name] ?? '').trim());
  const whole = readTypedNumber(shape, first);
  const values = fields.map(({ parts }, at) => readAccountNumber(parts, [first, ...others][at] ?? ''));
  const isAlone = others.every((text) => text === '');
  const wrong = fields.flatMap((field, at) => (values[at]?.ok === true ? [] : [unreadable(field)]));
  const isPart = values[0]?.ok === true;
  const isWhole = whole.ok && whole.value.unlike === undefined;
  if (isAlone && isPart && !isWhole && fields.length > 1) {
    // A part alone may be what an account was called earlier: it is looked up, and what is missing is said.
    return whole.ok ? ok({ ...whole.value, ...present({ unlike: wrong[0] }) }) : refused(wrong);
  }
  if (isAlone) return whole.ok ? whole : refused([whole.problem]);
  if (isWhole && !isPart) {
    // The whole stands in the first; what stands in the others is a part of it, or there are two numbers.
    const odd = fields.slice(1).filter(({ name }, at) => {
      const value = values[at + 1];
      return (typed[name] ?? '').trim() !== '' && !(value?.ok === true && whole.value.text.includes(value.value));
    });
    return odd.length === 0 ? whole : refused(odd.map(unreadable));
  }
  if (wrong.length > 0) return refused(wrong);
  const parts = fields.map(({ parts: own }, at) => {
    const value = values[at];
    return `${value?.ok === true ? value.value : ''}${at === fields.length - 1 ? '' : (own.at(-1)?.separator ?? '')}`;
  });
  return ok({ text: parts.join('') });
}

const unreadable = ({ name, called, parts }: NumberField): NumberProblem => ({
  code: 'accounts.part-unreadable',
  field: name,
  params: { part: called, example: exampleNumber(parts) },
});
