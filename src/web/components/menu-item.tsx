import type { PageContext } from '../page.ts';

export function MenuItem({ c, href, text }: { c: PageContext; href: string; text: string }) {
  const current = href === c.req.path ? ({ 'aria-current': 'page' } as const) : {};
  return (
    <li>
      <a href={href} {...current}>
        {text}
      </a>
    </li>
  );
}
