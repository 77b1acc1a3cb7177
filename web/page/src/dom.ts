// Small helpers for elements.

export function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} with id ${id}`);
  return found;
}

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  settings: { readonly class?: string; readonly text?: string } = {},
  children: readonly Node[] = [],
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (settings.class !== undefined) made.className = settings.class;
  if (settings.text !== undefined) made.textContent = settings.text;
  made.append(...children);
  return made;
}

/** Size of the small letters on a canvas, in px, in proportion to those of the page. */
export const smallText = (): number => Math.round(0.8 * parseFloat(getComputedStyle(document.documentElement).fontSize));

/** Writes only what has changed, so that nothing is laid out or read aloud for nothing. */
export function say(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** Calls at most once in `pause` ms, and once more with the last values when they would else be lost. */
export function seldom<A extends readonly unknown[]>(pause: number, call: (...values: A) => void): (...values: A) => void {
  let next = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: A;
  const run = (): void => {
    timer = undefined;
    next = performance.now() + pause;
    call(...waiting);
  };
  return (...values) => {
    waiting = values;
    const wait = next - performance.now();
    if (wait <= 0 && timer === undefined) run();
    else timer ??= setTimeout(run, Math.max(0, wait));
  };
}
