// What was changed, to be taken back and made again.

import type { Value } from "./protocol.js";

export interface Done {
  readonly path: string;
  readonly before: Value;
  readonly after: Value;
}

export class Undo {
  private readonly past: Done[] = [];
  private readonly future: Done[] = [];

  note(done: Done): void {
    if (JSON.stringify(done.before) === JSON.stringify(done.after)) return;
    const last = this.past.at(-1);
    // Several quick moves of one slider are one change
    if (last?.path === done.path && JSON.stringify(last.before) === JSON.stringify(done.before)) this.past.pop();
    this.past.push(done);
    this.future.length = 0;
  }

  /** What to set to take the last change back. */
  back(): { readonly path: string; readonly value: Value } | undefined {
    const done = this.past.pop();
    if (done === undefined) return undefined;
    this.future.push(done);
    return { path: done.path, value: done.before };
  }

  again(): { readonly path: string; readonly value: Value } | undefined {
    const done = this.future.pop();
    if (done === undefined) return undefined;
    this.past.push(done);
    return { path: done.path, value: done.after };
  }

  /** The last change was refused. */
  drop(path: string): void {
    if (this.past.at(-1)?.path === path) this.past.pop();
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }
  get canRedo(): boolean {
    return this.future.length > 0;
  }

  clear(): void {
    this.past.length = this.future.length = 0;
  }
}
