/** Anywhere among a few words; the FCC's list (47 CFR 64.1200(a)(10)) and what Spanish speakers say. */
const stopWords = new Set([
  ...['stop', 'stopall', 'quit', 'end', 'revoke', 'optout', 'cancel', 'unsubscribe'],
  ...['alto', 'pare', 'paren', 'parar', 'detener', 'detengan', 'cancelar', 'cancele', 'basta', 'baja', 'salir'],
  ...['desuscribir', 'terminar', 'revocar', 'arret'],
]);
/** Wherever they stand. */
const stopPhrases = [
  ...[
    'opt out',
    'opt me out',
    'no more text',
    'no more message',
    'do not text',
    "don't text",
    'dont text',
    'remove me',
  ],
  ...['no mas mensaje', 'no mas texto', 'ya no me', 'no me escriban', 'no me manden', 'no me envien', 'dar de baja'],
];
const helpWords = new Set(['help', 'info', 'ayuda', 'informacion']);
/** A longer text that only names the word, such as "when does it stop?", is no order. */
const fewWords = 4;

/** What a text that came back asks: to stop, for help, or something nobody reads. */
export function meaningOf(text: string): 'stop' | 'help' | 'other' {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[’‘`]/g, "'");
  if (stopPhrases.some((phrase) => plain.replace(/[\s-]+/g, ' ').includes(phrase))) return 'stop';
  const words = plain.split(/[^\p{L}]+/u).filter((word) => word !== '');
  if (words.length <= fewWords && words.some((word) => stopWords.has(word))) return 'stop';
  return words.length <= fewWords && words.some((word) => helpWords.has(word)) ? 'help' : 'other';
}
