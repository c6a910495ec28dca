/** The mark of a utility that has none of its own. */
export function Drop() {
  return (
    <svg class="c-drop" viewBox="0 0 24 24" width="28" height="28" aria-hidden="true" focusable="false">
      <path d="M12 2C8 7.6 5 11.4 5 15a7 7 0 0 0 14 0c0-3.600-3-7.400-7-13z" fill="currentColor" />
    </svg>
  );
}
