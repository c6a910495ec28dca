/** Text of a mail or notice in paragraphs, its web addresses as links; nothing in it is markup. */
export function LinkedText({ text }: { text: string }) {
  return (
    <div class="c-letter">
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
