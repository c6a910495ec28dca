/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
export type KioskProblemCode = 'kiosk.name-missing' | 'kiosk.name-taken' | 'kiosk.code-wrong' | 'kiosk.device-unknown';
