import { attribute, escaped, formsIn, type WrittenForm } from './written-forms.ts';

/** Puts what was typed back into the form of the page that asks for most of it. Hidden fields, files and secrets stay as they are. */
export function refillForms(html: string, fields: Readonly<Record<string, string>>): string | undefined {
  const names = new Set(Object.keys(fields));
  const asksFor = (form: WrittenForm): number => form.names.filter((name) => names.has(name)).length;
  const form = formsIn(html).toSorted((a, b) => asksFor(b) - asksFor(a))[0];
  if (form === undefined || asksFor(form) === 0) return undefined;
  return html.slice(0, form.start) + filled(form.text, fields) + html.slice(form.end);
}

const filled = (form: string, fields: Readonly<Record<string, string>>): string =>
  form
    .replace(/<input\b[^>]*>/g, (input) => filledInput(input, fields))
    .replace(/(<textarea\b[^>]*>)([\s\S]*?)(<\/textarea>)/g, (whole, open: string, _text, close: string) => {
      const value = fields[attribute(open, 'name') ?? ''];
      return value === undefined ? whole : `${open}\n${escaped(value)}${close}`;
    })
    .replace(/<select\b[^>]*>[\s\S]*?<\/select>/g, (select) => {
      const value = fields[attribute(select, 'name') ?? ''];
      if (value === undefined) return select;
      return select.replace(/<option\b[^>]*>/g, (option) => {
        const plain = option.replace(/\sselected(="[^"]*")?/, '');
        return attribute(plain, 'value') === value ? plain.replace(/^<option/, '<option selected=""') : plain;
      });
    });

function filledInput(input: string, fields: Readonly<Record<string, string>>): string {
  const [name = '', type = 'text'] = [attribute(input, 'name'), attribute(input, 'type')];
  const value = fields[name];
  if (name === '' || ['hidden', 'password', 'file', 'submit', 'button', 'image'].includes(type)) return input;
  if (attribute(input, 'autocomplete') === 'one-time-code') return input;
  if (type === 'radio' || type === 'checkbox') {
    const plain = input.replace(/\schecked(="[^"]*")?/, '');
    return value === (attribute(input, 'value') ?? 'on') ? plain.replace(/^<input/, '<input checked=""') : plain;
  }
  if (value === undefined) return input;
  return input.replace(/\svalue="[^"]*"/, '').replace(/^<input/, `<input value="${escaped(value)}"`);
}
