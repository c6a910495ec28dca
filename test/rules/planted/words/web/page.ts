declare const t: (key: string) => string;
export const said = (on: boolean, state: string) => [
  t(on ? 'home.no-such-words' : 'home.other-words'),
  t(`home.state.${state}`),
];
export const problem = { code: 'home.no-such-code' };
