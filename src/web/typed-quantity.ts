/** `250`, `1,250`, `0.5`, and `0,5` as many Spanish speakers write it; more than nothing, else undefined. */
export function typedQuantity(text: string): string | undefined {
  const written = text.trim();
  const plain = /^\d{1,3}(,\d{3})+(\.\d{1,3})?$/.test(written)
    ? written.replaceAll(',', '')
    : written.replace(',', '.');
  return /^\d{1,7}(\.\d{1,3})?$/.test(plain) && Number(plain) > 0 ? plain : undefined;
}
