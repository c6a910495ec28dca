/**
 * A sentence that is nothing but one of these, politely said: the FCC's list (47 CFR 64.1200(a)(10)) and what Spanish speakers
 * say. "Para" and "alto" mean other things as well, so that among other words they end nothing.
 */
const stopWords = setOf(`
  stop stopall quit end revoke optout cancel unsubscribe unsub unsuscribe unsubcribe remove delete cease enough
  alto pare paren para parar parale parenle detener detenganse detengan deten cancelar cancele cancelen cancela basta
  baja salir fin desuscribir desuscribirme desuscriban desuscribanme anular termina termine terminen terminar revocar revoco
  borrar borrame borreme borrenme eliminar eliminame elimineme eliminenme
  quitar quitame quiteme quitenme sacame saqueme saquenme suficiente arret arrete
`);
const politeWords = setOf(`
  please pls plz thanks thank you it this that these those now already just immediately asap again ever me us my all
  everything forever ok okay hey hi hello sir
  por favor ya yo gracias esto eso este estos ahora mismo de una vez todo todos me mi nos hola senor senora inmediatamente
`);
/** What somebody has enough of. */
const messageWords = setOf(`
  text texts texting txt txts message messages messaging msg msgs sms contact contacting contacts call calls calling
  notification notifications notify alert alerts subscription number phone list sending
  mensaje mensajes mensajito mensajitos mensage mensages texto textos sms aviso avisos alerta alertas notificacion
  notificaciones llamada llamadas suscripcion numero telefono celular lista consentimiento consent
`);

const en = '(?:text|txt|message|msg|contact|call|send|write|bother|notify|alert|spam)(?:ing)?';
const es = '(?:escrib|mand|envi|llam|contact|molest|textee|text|avis|notifi|comuni|busqu)(?:[a-z]*)(?:me|nos)?';
const listWords = '(?:(?:your|this|the|any|all|these|my|su|sus|esta|la|las|los|tu|mi|estos|de) )*';
/** Said in so many words, wherever they stand. */
const stopPhrases = [
  String.raw`(?<!not )(?<!dont )(?<!no )(?:unsubscribe|optout|stopall|desuscrib\w*)`,
  '(?<!not )(?<!dont )opt (?:me |us )?out',
  `(?:do not|dont|never|no longer|please not|not to) (?:ever )?(?:again )?${en} (?:me|us|this|to|any|anymore|here|these|my)`,
  '(?:do not|dont|never) (?:ever )?(?:text|contact|message|call)$',
  '(?:do not|dont|no longer|not) (?:want|wish|need|like)(?: to)?(?: (?:receive|get|have|see|be|any|more|of|your|these|this|those|the|to|all))*? (?:texts?|messages?|msgs?|sms|alerts?|notifications?|contacted|texted|messaged|called|calls?)',
  'no more (?:(?:of|your|these|this|those|annoying|the) )*(?:texts?|texting|messages?|msgs?|sms|alerts?|calls?|notifications?)',
  '(?:stop|quit|cease|cancel|(?<!the )end|remove|delete|block)(?: (?:with|all|the|your|these|this|those|any|my|me|us|from|getting|receiving|sending|to|please|of|future|annoying|more))*? (?:texts?|texting|txts?|txting|messages?|messaging|msgs?|sms|contacting|calling|calls?|notifying|notifications?|alerts?|subscription|bothering|spamming|spam|emailing)',
  '(?:remove|delete|erase|take|get|drop) (?:me|us|my (?:phone |cell |telephone )?number|this number|my phone|my cell)(?: off| from| out| please| now)?(?: (?:your|this|the|of|all))* ?(?:list|lists|texts?|messages?|system|database|file|contacts?|alerts?|notifications?|$)',
  '(?:take|get) (?:me|us) off',
  'leave (?:me|us) alone',
  'lose (?:my|this) number',
  '(?:not|no longer) interested',
  'wrong (?:number|person|phone)',
  '(?:withdraw|revoke|take back)(?: (?:my|all|any|the))* consent',
  String.raw`no(?: quiero| deseo| necesito| me interesan?| gustaria)(?: que)?(?: (?:recibir|tener|ver|saber|me|nos|sigan|mas|ningun|ninguno|ninguna|sus|tus|los|las|de|estos|estas|esos|esas|ya|otro|otros|nada))*? (?:mensajes?|mensages?|textos?|avisos?|alertas?|notificaci\w+|sms|llamadas?|escrib\w+|mand\w+|envi\w+|llam\w+|molest\w+|contact\w+)`,
  String.raw`ya no (?:quiero|deseo|necesito|me interesan?)(?: (?:esto|nada|mas|recibir\w*|recibirlos|recibir nada))?$`,
  'no (?:quiero|deseo) (?:mas|nada|recibir nada|recibir mas|recibirlos|esto)(?: (?:mas|de ustedes|por favor|ya|gracias))*$',
  `ya no (?:me |nos )?(?:vuelvan a |vuelva a |sigan? )?${es}`,
  `no (?:me|nos) (?:vuelvan a |vuelva a |sigan? )?${es}`,
  `no (?:vuelvan? a|sigan?) ${es}`,
  String.raw`no (?:molest(?:ar|en|e|es)|escriban?|contacten?|textee\w*)(?: mas| mas por favor)?$`,
  String.raw`no (?:mas|manden|envien) (?:(?:de|sus|estos|los|por favor) )*(?:mensajes?|mensages?|textos?|avisos?|alertas?|notificaci\w+|sms|llamadas?)`,
  `(?:dej|par|basta|terminen?)(?:e|en|a|ar|es)?(?: ya)? de (?:estar )?${es}`,
  String.raw`(?:pare|paren|para|alto|basta|detenga|detengan|cancela|cancele|cancelen|cancelar|quiten?|eliminen?|borren?|suspendan?|anulen?|terminen?)(?: (?:a|con|de|ya|por favor|todos?|los|las|la|mi|sus|tus|estos|esos|estas|esas|mas))* (?:mensajes?|mensages?|textos?|avisos?|alertas?|notificaci\w+|sms|llamadas?|suscripcion)`,
  `(?:quit|saqu|sac|borr|elimin|remuev|remov)(?:a|e|en|ar|o)(?:me|nos)?(?: mi)? (?:numero|telefono|celular|(?:de|del) ${listWords}(?:lista|mensajes?|textos?|avisos?|numero|sistema))`,
  '(?:de|den|da|dar|dare|darme|denme|deme|dame|quiero la|solicito la|solicito mi)(?: me)?(?: de)? baja',
  'dej(?:e|en|a)(?:me|nos) en paz',
  'dejen? de (?:molestar|fastidiar)',
  '(?:numero|persona|telefono) equivocad[oa]',
  'equivocad[oa] de (?:numero|persona)',
  'equivoc(?:o|aron) de numero',
  '(?:retiro|revoco|cancelo)(?: (?:mi|el|todo))* consentimiento',
].map((phrase) => new RegExp(`(?:^| )${phrase}(?= |$)`));
/** A whole sentence. */
const stopSentences = new Set([
  ...[
    'no more',
    'no mas',
    'ya no',
    'ya no mas',
    'no ya no',
    'ya estuvo',
    'ya basta',
    'do not disturb',
    'no molestar',
    'dont',
  ],
]);
/** "It does not stop", "no para", "don't cancel": no order to stop. */
const notMeant = / (?:not|dont|doesnt|didnt|wont|cant|cannot|isnt|never|no|nunca) (?:to |me |lo |los |la |las |se )?$/;
/** "Do not call me before 9", "no me llamen de noche": it asks for another hour. */
const anotherHour =
  /(?:before|after|until|till|antes de|despues de|hasta)(?: las?)? (?:\d|noon|midnight|work|mediodia)|at night|de noche|(?:por|en) la noche/;

const helpWords = setOf('help info ayuda informacion');
/** A longer text that only names the word is no question for help. */
const fewWords = 4;
/** The words that US carriers act on where a text begins with them, in capitals as they are printed. */
const printedWord = /^\s*(?:STOP|STOPALL|QUIT|UNSUBSCRIBE|OPT-?OUT|REVOKE|ALTO)\b(?!\s*\?)/;
/** What else may be meant to stop. */
const otherThings =
  /\b(?:leak\w*|water|running|drip\w*|faucet|toilet|sprinkler\w*|irrigation|pipe|meter|service|autopay|payment\w*|pay|bill\w*|account|fuga\w*|agua|gote\w*|llave|inodoro|riego|tuberia|medidor|servicio|pago\w*|factura\w*|recibo|cuenta|correr)\b/;

/** What a text that came back asks: to stop, for help, or something nobody reads. */
export function meaningOf(text: string): 'stop' | 'help' | 'other' {
  const sentences = sentencesOf(text);
  if (asksToStopByWord(text) || sentences.some(asksToStop)) return 'stop';
  const words = sentences.flatMap((sentence) => sentence.split(' '));
  return words.length <= fewWords && words.some((word) => helpWords.has(word)) ? 'help' : 'other';
}

/** As people write: without accents, capitals, emoji, letters that were held down or spread out. */
function sentencesOf(text: string): readonly string[] {
  const plain = text
    .replace(/[🛑⛔]/gu, '. stop .')
    .normalize('NFKD')
    .replace(/\p{M}|\p{Cf}/gu, '')
    .toLowerCase()
    .replace(/['’‘`´]/g, '')
    .replace(/\b(?:[a-z][ .*_-]){3,}[a-z]\b/g, (spread) => spread.replace(/[^a-z]/g, ''))
    .replace(/\bs+t+o+p+\b/g, 'stop');
  return plain
    .split(/[^\p{L}\p{N}\s_/*"“”«»+&:-]+/u)
    .map((sentence) => sentence.replace(/[^\p{L}\p{N}]+/gu, ' ').trim())
    .filter((sentence) => sentence !== '');
}

/** Begins with the word, in capitals, and names nothing else that could stop. */
const asksToStopByWord = (text: string): boolean =>
  printedWord.test(text) && !otherThings.test(text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase());

function asksToStop(sentence: string): boolean {
  if (stopSentences.has(sentence)) return true;
  const words = sentence.split(' ');
  const isOnlyThat = words.every((word) => stopWords.has(word) || politeWords.has(word) || messageWords.has(word));
  const isCourtesy = words.every((word) => politeWords.has(word) || messageWords.has(word));
  if (isOnlyThat && !isCourtesy && words.length <= maxWordsOfOrder) return true;
  if (anotherHour.test(sentence)) return false;
  return stopPhrases.some((phrase) => {
    const found = phrase.exec(sentence);
    return found !== null && !notMeant.test(` ${sentence.slice(0, found.index)} `);
  });
}

/** "Stop this now please": longer strings of such words are no order. */
const maxWordsOfOrder = 8;

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ''));
}
