/** Where a page belongs, by its name. */
export interface BackTo {
  readonly href: string;
  readonly text: string;
}

export interface PageFrame {
  readonly title: string;
  readonly status?: 200 | 400 | 401 | 403 | 404 | 408 | 409 | 413 | 422 | 429 | 500 | 503;
  /** The console's header and menu instead of the portal's. */
  readonly realm?: 'portal' | 'console';
  /** `wide` for tables and boards; a form or an answer reads best narrow. */
  readonly width?: 'narrow' | 'wide';
  /** Where the page belongs, where that is not the first page of its place. */
  readonly back?: BackTo;
}
