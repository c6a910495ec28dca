import { expect, test } from 'vitest';
import { withCallLinks } from './call-links.ts';

const numbers = ['541-774-2430', '(541) 779-7611'];

test('the utility’s numbers in a sentence are called by pressing them', () => {
  expect(withCallLinks('<p>Call 541-774-2430, at night (541) 779-7611.</p>', numbers)).toBe(
    '<p>Call <a class="c-call" dir="ltr" href="tel:541-774-2430">541-774-2430</a>, at night <a class="c-call" dir="ltr" href="tel:541779-7611">(541) 779-7611</a>.</p>',
  );
});

test('a number stays as it is where it is a link already, is pressed as a whole, or cannot be one', () => {
  for (const html of [
    '<a href="tel:541-774-2430">541-774-2430</a>',
    '<button type="submit"><b>541-774-2430</b></button>',
    '<option>541-774-2430</option>',
    '<textarea>541-774-2430</textarea>',
    '<title>541-774-2430</title>',
    '<input value="541-774-2430"/>',
    '<p>1541-774-2430 and 541-774-2430-9</p>',
    '<p>541-555-0190</p>',
  ])
    expect(withCallLinks(html, numbers)).toBe(html);
});

test('after a link sentences are read again', () => {
  expect(withCallLinks('<p><a href="/">1</a> 541-774-2430</p>', numbers)).toContain('href="tel:541-774-2430"');
});

test('a utility without a number has no links', () => {
  expect(withCallLinks('<p>541</p>', [''])).toBe('<p>541</p>');
});
