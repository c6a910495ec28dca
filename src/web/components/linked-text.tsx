import { type Language, present } from '../../domain/kernel/index.ts';

/** Text of a mail or notice in paragraphs, its web addresses as links; nothing in it is markup. */
export function LinkedText({ text, language }: { text: string; language?: Language }) {
  return (
    <div class="c-letter" dir="auto" {...present({ lang: language })}>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p>
          {paragraph
            .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:)])/)
            .map((piece) => (/^https?:\/\//.test(piece) ? <a href={piece}>{piece}</a> : piece))}
        </p>
      ))}
    </div>
  );
}
