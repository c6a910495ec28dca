/**
 * How often a mail, text or call is tried before staff must look. graphile-worker waits e^tries seconds, at most e^10 (six
 * hours): eighteen tries span two days and four hours, a weekend's outage of a mail server.
 */
export const noticeTries = 18;
