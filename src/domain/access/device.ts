/** What a browser says about itself, as far as a person can recognize it. Anything it says may be untrue: it proves nothing. */
export interface Device {
  readonly browser: (typeof browserNames)[number]['name'] | 'other';
  readonly kind: 'phone' | 'tablet' | 'computer' | 'other';
  readonly system: 'iPhone' | 'iPad' | 'Android' | 'Windows' | 'Mac' | 'Chromebook' | 'Linux' | 'other';
}

/** In this order: each of the first also says the names of the later ones. */
const browserNames = [
  { name: 'Edge', says: /\bEdg(e|A|iOS)?\// },
  { name: 'Opera', says: /\b(OPR|Opera|OPT|OPiOS)\b/ },
  { name: 'Samsung Internet', says: /\bSamsungBrowser\// },
  { name: 'Firefox', says: /\b(Firefox|FxiOS)\// },
  { name: 'Chrome', says: /(Chrome|CriOS|Chromium)\// },
  { name: 'Safari', says: /\bSafari\// },
] as const;

const systems = [
  { system: 'iPhone', kind: 'phone', says: /\b(iPhone|iPod)\b/ },
  { system: 'iPad', kind: 'tablet', says: /\biPad\b/ },
  { system: 'Android', kind: 'phone', says: /\bAndroid\b.*\bMobile\b/ },
  { system: 'Android', kind: 'tablet', says: /\bAndroid\b/ },
  { system: 'Chromebook', kind: 'computer', says: /\bCrOS\b/ },
  { system: 'Windows', kind: 'computer', says: /\bWindows\b/ },
  { system: 'Mac', kind: 'computer', says: /\bMac(intosh| OS)\b/ },
  { system: 'Linux', kind: 'computer', says: /\bLinux\b/ },
] as const;

/**
 * The browser and the kind of device behind a `User-Agent` line. Client hints would say more and only some browsers send
 * them; an iPad that asks for desktop pages says that it is a Mac.
 */
export function deviceOf(userAgent: string): Device {
  const browser = browserNames.find(({ says }) => says.test(userAgent))?.name ?? 'other';
  const { system, kind } = systems.find(({ says }) => says.test(userAgent)) ?? { system: 'other', kind: 'other' };
  return { browser, kind, system };
}
