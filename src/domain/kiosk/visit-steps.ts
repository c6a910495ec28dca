/** What a visitor comes for: the three choices of the first screen. */
export const kioskChoices = ['register', 'pay', 'sign-in'] as const;
export type KioskChoice = (typeof kioskChoices)[number];

/** Where a visitor is. It says nothing of who they are or what they type. */
export type KioskStep =
  | 'find-account'
  | 'make-login'
  | 'sign-in'
  | 'amount'
  | 'card'
  | 'autopay'
  | 'receipt'
  | 'account'
  | 'take-home';

const ways: Readonly<Record<KioskChoice, readonly KioskStep[]>> = {
  register: ['find-account', 'make-login', 'take-home', 'autopay'],
  pay: ['find-account', 'amount', 'card', 'receipt'],
  'sign-in': ['sign-in', 'account'],
};

/** The first step of what a visitor chose. */
export const firstStep = (choice: KioskChoice): KioskStep => ways[choice][0] ?? 'account';

/** Where a step stands on the visitor's way, as staff beside them say it ("step 2 of 4"); undefined where it is off it. */
export function placeOnWay(
  choice: KioskChoice,
  step: KioskStep,
): { readonly at: number; readonly of: number } | undefined {
  const at = ways[choice].indexOf(step);
  return at < 0 ? undefined : { at: at + 1, of: ways[choice].length };
}

export const isKioskChoice = (text: string | undefined): text is KioskChoice =>
  (kioskChoices as readonly (string | undefined)[]).includes(text);
