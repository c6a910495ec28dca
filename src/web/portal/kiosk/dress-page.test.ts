import { expect, test } from 'vitest';
import { dressPage } from './dress-page.ts';

const dress = {
  bar: '<nav>bar</nav>',
  head: '<script src="/assets/kiosk.js"></script>',
  pathOf: (path: string) => `/kiosk/at/${path.length}`,
};
const dressed = (body: string): string =>
  dressPage(`<head><title>x</title></head><body class="c-portal">${body}</body>`, dress);

test('a page gets the bar and the scripts, whatever its body says', () => {
  expect(dressed('')).toBe(
    '<head><title>x</title><script src="/assets/kiosk.js"></script></head><body class="c-kiosk c-portal"><nav>bar</nav></body>',
  );
  expect(dressPage('<body></body>', dress)).toBe('<body class="c-kiosk"><nav>bar</nav></body>');
});

test('no field is filled by the browser', () => {
  const html = dressed(
    '<form method="post"><input id="a" autocomplete="current-password" type="password"><input name="b"><textarea name="c"></textarea>' +
      '<input type="hidden" name="d"><input type="checkbox" name="e"></form>',
  );
  expect(html.match(/autocomplete="off"/g)).toHaveLength(4);
  expect(html).not.toContain('current-password');
  expect(html).toContain('<input type="hidden" name="d"><input type="checkbox" name="e">');
});

test('links lead nowhere else, and those of this site say nothing', () => {
  const html = dressed(
    '<a class="x" href="https://elsewhere.example/?a=1">there</a> <a href="tel:541">call</a> <a href="/accounts/1?a=1&amp;b=2#top" target="_blank">here</a>' +
      ' <a href="#main">down</a> <form action="/pay"></form>',
  );
  expect(html).toContain('<span class="c-kiosk-no-link">there</span> <span class="c-kiosk-no-link">call</span>');
  expect(html).toContain('<a href="/kiosk/at/19#top">here</a> <a href="#main">down</a>');
  expect(html).toContain('action="/kiosk/at/4"');
  expect(html).not.toContain('target=');
});
