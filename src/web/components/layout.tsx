import type { Child } from 'hono/jsx';
import { homeInView } from '../home-in-view.ts';
import type { PageContext } from '../page.ts';
import { ConsoleFrame } from './console-frame.tsx';
import type { PageFrame } from './page-frame.ts';
import { PortalFrame } from './portal-frame.tsx';

/** Sends `children` inside the whole page: the portal's, or the console's. */
export async function page(c: PageContext, frame: PageFrame, children: Child): Promise<Response> {
  const { status = 200 } = frame;
  if (frame.realm === 'console') return c.html(<ConsoleFrame c={c} frame={frame} children={children} />, status);
  // Where something is broken, the page that says so asks the database nothing.
  const home = status < 500 ? await homeInView(c) : undefined;
  return c.html(<PortalFrame c={c} frame={frame} home={home} children={children} />, status);
}
