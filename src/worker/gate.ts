/** Holds back those who come while it is shut. */
export class Gate {
  #way = Promise.withResolvers<void>();
  #isOpen = false;

  open(): void {
    this.#isOpen = true;
    this.#way.resolve();
  }

  shut(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#way = Promise.withResolvers();
  }

  /** Resolves when it is open. */
  pass(): Promise<void> {
    return this.#way.promise;
  }
}
