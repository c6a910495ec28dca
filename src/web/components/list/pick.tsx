const name = 'pick-';

/** Chooses a row for the form that answers several at once. Its own name for each: a form has no field twice. */
export function Pick({ form, id, label }: { form: string; id: number; label: string }) {
  return <input class="c-pick" type="checkbox" form={form} name={`${name}${id}`} value="yes" aria-label={label} />;
}

/** The rows that were chosen. */
export const pickedOf = (sent: Readonly<Record<string, string>>): readonly number[] =>
  Object.keys(sent).flatMap((field) => {
    const id = field.startsWith(name) ? field.slice(name.length) : '';
    return /^\d{1,15}$/.test(id) ? [Number(id)] : [];
  });
