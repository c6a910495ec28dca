// Makes a chart of bars, which says everything without this, pleasant to explore: the bar under the pointer or the arrow keys
// is read out, Enter or a click opens it, Page Up and Page Down or a drag go to the time before and after, and the year ago can
// be put aside.

class CaudalChart extends HTMLElement {
  connectedCallback() {
    this.svg = this.querySelector('svg');
    this.bars = [...this.querySelectorAll('[data-bar]')];
    if (this.svg === null || this.bars.length === 0) return;
    this.current = -1;
    this.tabIndex = 0;
    this.setAttribute('role', 'group');
    this.setAttribute('aria-label', this.dataset.help ?? '');
    this.readout = this.appendChild(document.createElement('p'));
    this.readout.className = 'c-use__readout';
    this.readout.setAttribute('aria-live', 'polite');
    // Who touches bars has no keys to read about.
    if (!matchMedia('(pointer: coarse)').matches) this.readout.textContent = this.dataset.help ?? '';
    // The browser's own slow tooltip would say the same a second time.
    for (const bar of this.bars) {
      const title = bar.querySelector('title');
      bar.dataset.text = title?.textContent ?? '';
      title?.remove();
    }
    this.#offerComparison();
    this.addEventListener('keydown', (event) => this.#key(event));
    this.svg.addEventListener('pointermove', (event) => this.#show(this.#barAt(event)));
    this.svg.addEventListener('pointerdown', (event) => this.#press(event));
    this.svg.addEventListener('pointerup', (event) => this.#release(event));
  }

  #offerComparison() {
    if (this.querySelector('.c-bars__before') === null || this.dataset.compare === undefined) return;
    const button = this.appendChild(document.createElement('button'));
    button.type = 'button';
    button.className = 'c-use__compare';
    button.textContent = this.dataset.compare;
    button.setAttribute('aria-pressed', 'true');
    button.addEventListener('click', () => {
      const alone = this.svg.classList.toggle('c-bars--alone');
      button.setAttribute('aria-pressed', String(!alone));
    });
  }

  #barAt(event) {
    return this.bars.indexOf(event.target.closest('[data-bar]'));
  }

  #show(index) {
    const bar = this.bars[index];
    if (bar === undefined || index === this.current) return;
    this.bars[this.current]?.classList.remove('c-bars__bar--current');
    bar.classList.add('c-bars__bar--current');
    this.current = index;
    this.readout.textContent = bar.dataset.text;
  }

  #key(event) {
    if (event.target !== this || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.bars.length - 1;
    const to = {
      ArrowRight: Math.min(last, this.current + 1),
      ArrowLeft: this.current < 0 ? last : Math.max(0, this.current - 1),
      Home: 0,
      End: last,
    }[event.key];
    if (to !== undefined) this.#show(to);
    else if (event.key === 'Enter') void this.#open(this.bars[this.current]?.dataset.href);
    else if (event.key === 'PageUp') this.#pan('prev');
    else if (event.key === 'PageDown') this.#pan('next');
    else return;
    event.preventDefault();
  }

  #press(event) {
    const index = this.#barAt(event);
    // A finger first reads a bar and then opens it; a mouse has read it already.
    this.pressed = { x: event.clientX, opens: event.pointerType === 'mouse' || index === this.current ? index : -1 };
    this.#show(index);
  }

  #release(event) {
    const { pressed } = this;
    this.pressed = undefined;
    if (pressed === undefined) return;
    const moved = event.clientX - pressed.x;
    if (Math.abs(moved) > 60) this.#pan(moved > 0 ? 'prev' : 'next');
    else if (Math.abs(moved) < 8) void this.#open(this.bars[pressed.opens]?.dataset.href);
  }

  #pan(rel) {
    void this.#open(document.querySelector(`main a[rel="${rel}"]`)?.href);
  }

  // The next page's main part in the place of this one's, so that the chart keeps the keyboard. Whatever fails on the way,
  // the browser goes there itself, so nobody needs to wait for the outcome.
  async #open(href) {
    if (href === undefined) return;
    try {
      const answer = await fetch(href);
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const main = next.querySelector('main');
      if (!answer.ok || answer.redirected || main?.querySelector('caudal-chart') == null) throw new Error('no chart');
      // The language switch comes back to what is shown.
      for (const part of ['main', '.c-language']) {
        const [old, fresh] = [document.querySelector(part), next.querySelector(part)];
        if (old !== null && fresh !== null) old.replaceWith(document.adoptNode(fresh));
      }
      document.title = next.title;
      history.replaceState({ chart: true }, '');
      history.pushState({ chart: true }, '', href);
      document.querySelector('caudal-chart').focus({ preventScroll: true });
    } catch {
      location.assign(href);
    }
  }
}

customElements.define('caudal-chart', CaudalChart);
window.addEventListener('popstate', (event) => {
  if (event.state?.chart === true) location.reload();
});
