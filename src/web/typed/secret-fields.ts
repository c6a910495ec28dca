/** Fields that are never kept: what opens a door, and what a form carries for itself. */
const names = new Set([
  ...['form_token', 'form_key', 'form_for', 'form', 'back', 'language_switch', 'token', 'challenge', 'answer'],
  ...['password', 'present', 'code', 'codes', 'pin', 'secret'],
]);

export const isSecretField = (name: string): boolean =>
  names.has(name) || /(^|[_-])(password|secret|pin|token|key)([_-]|$)/i.test(name);
