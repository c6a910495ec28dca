/** Letters that Unicode has given to nobody, so no font has them, whatever a machine has installed. */
export const nameOfNoFont = '\u{0378}\u{0379}\u{0380}';
